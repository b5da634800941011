"""The end of a candidate's street, on a phone: partly recognised, an appeal that is granted, one that is refused, one too late.

Whoever looks again scores through the services here; the desk has tests of its own.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from credentials.models import Badge
from evc.outcomes.models import Appeal, Outcome
from evc.outcomes.rules import appeal_until
from evc.roles import Role
from evc.trajectories.models import Trajectory
from foundation.audit.chain import check_all
from foundation.jobs import services as jobs
from foundation.people.models import Person
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE, sign_in
from tests.browser.street.contesting import decide, lodge, look_again, verdict_on
from tests.factories.outcomes import issued
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory, make_expert

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
LOW = {"W1-C02": "onvoldoende", "W2-C01": "onvoldoende"}
PATIENCE_MS = 60_000  # the server in this process makes badges and reports meanwhile


class Windows:
    """A window for each person, signed in."""

    def __init__(self, new_page: Any, address: str) -> None:
        self.new_page, self.address = new_page, address
        self.pages: dict[Any, Page] = {}

    def of(self, person: Person, **options: Any) -> Page:
        jobs.run_due()
        if person.pk not in self.pages:
            page = self.new_page(locale="en-GB", **options)
            page.set_default_timeout(PATIENCE_MS)
            sign_in(page.context, self.address, person)
            self.pages[person.pk] = page
        page = self.pages[person.pk]
        page.goto("/home")
        return page

    def look_at(self, page: Page) -> None:
        assert_no_violations(page)


@pytest.fixture
def windows(new_page: Any, live_server: Any, settings: Any) -> Windows:
    settings.ERKEND_PUBLIC_URL = live_server.url
    return Windows(new_page, live_server.url)


def colleague(trajectory: Trajectory, name: str, role: str) -> Person:
    person = PersonFactory(name=name, language="en")
    member(person, trajectory.provider, role)
    if role == Role.ASSESSOR:
        make_expert(trajectory, person)
    return person


def handle(windows: Windows, appeal: Appeal, *, level: str, suffix: str) -> Page:
    """By people who are new here; the officer's window stands at the decision."""
    officer = colleague(appeal.trajectory, f"Olga {suffix}", Role.QUALITY_OFFICER)
    again = [colleague(appeal.trajectory, f"{name} {suffix}", Role.ASSESSOR) for name in ("Ada", "Bo")]
    return look_again(windows, appeal, officer=officer, again=again, level=level)


def test_an_appeal_is_granted_and_the_next_one_refused(windows: Windows, new_page: Any, tmp_path: Path) -> None:
    trajectory = TrajectoryFactory(assessing=True)
    trajectory.candidate.name, trajectory.candidate.language = "Daan Kuiper", "en"
    trajectory.candidate.save()
    first = issued(trajectory, levels={1: LOW, 2: LOW})
    old = Badge.objects.get(claim_key=first.badge_claim_key)
    candidate = windows.of(trajectory.candidate, viewport=PHONE)

    appeal = lodge(windows, candidate, trajectory, "Criterium 2 van W1")
    page = handle(windows, appeal, level="voldoende", suffix="Eerste")
    decide(page, "Bladzijde 3 laat het zien.", grants=True)
    candidate = windows.of(trajectory.candidate)
    candidate.goto(f"/appeals/{appeal.pk}")
    candidate.get_by_text("The appeal is granted.").first.wait_for()
    assert_no_violations(candidate)
    candidate.get_by_role("link", name="See your new outcome").click()
    candidate.get_by_text("Your appeal of").first.wait_for()
    new = Badge.objects.exclude(pk=old.pk).get()
    employer = new_page()
    employer.set_default_timeout(PATIENCE_MS)
    assert "vervangen" in verdict_on(employer, old, tmp_path / "old.json")
    assert "echt, geldig en niet ingetrokken" in verdict_on(employer, new, tmp_path / "new.json")

    second = lodge(windows, candidate, trajectory, "Criterium 1 van W2")
    page = handle(windows, second, level="onvoldoende", suffix="Tweede")
    decide(page, "Er staat niet wat jij zelf deed.", grants=False)
    candidate = windows.of(trajectory.candidate)
    candidate.goto(f"/appeals/{second.pk}")
    candidate.get_by_text("The appeal is refused.").first.wait_for()
    candidate.get_by_text("Er staat niet wat jij zelf deed.").first.wait_for()
    candidate.get_by_role("link", name="The case file").click()
    candidate.get_by_role("heading", level=1, name="Case file").wait_for()
    assert_no_violations(candidate)
    told = candidate.locator("main").inner_text()
    for line in ("Outcome released", "Appeal lodged", "Outcome after an appeal", "Badge replaced", "refused"):
        assert line in told, line
    assert "Olga" not in told
    assert "echt, geldig en niet ingetrokken" in verdict_on(employer, new, tmp_path / "new.json")
    assert Outcome.objects.filter(trajectory=trajectory, state=Outcome.State.RELEASED).count() == 1
    assert Badge.objects.filter(revoked_at=None).count() == 1
    jobs.run_due()
    assert all(finding.is_whole for finding in check_all())


def test_whoever_comes_too_late_reads_so(windows: Windows) -> None:
    trajectory = TrajectoryFactory(assessing=True)
    trajectory.candidate.language = "en"
    trajectory.candidate.save()
    outcome = issued(trajectory, levels={1: LOW, 2: LOW})
    Outcome.objects.filter(pk=outcome.pk).update(decided_at=timezone.now() - timedelta(weeks=9))
    outcome.refresh_from_db()
    assert appeal_until(outcome) < timezone.localdate()
    page = windows.of(trajectory.candidate, viewport=PHONE)

    page.goto(f"/trajectories/{trajectory.pk}/result")
    page.get_by_text("You could appeal until").wait_for()
    page.goto(f"/trajectories/{trajectory.pk}/appeal")

    page.get_by_text("and that has passed. The outcome stands.").wait_for()
    assert not page.get_by_role("button", name="Lodge this appeal").count()
    assert_no_violations(page)
