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
from evc.trajectories.models import Participant, Trajectory
from foundation.audit.chain import check_all
from foundation.jobs import services as jobs
from foundation.people.models import Person
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE, sign_in
from tests.factories.appeals import started_again
from tests.factories.assessments import scored
from tests.factories.outcomes import issued
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, make_expert

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
Part = Participant.Part
LOW = {"W1-C02": "onvoldoende", "W2-C01": "onvoldoende"}
PATIENCE_MS = 60_000  # the server in this process makes badges and reports meanwhile
REASONS = "Op bladzijde 3 van mijn werkproduct staat hoe ik het gesprek afsloot."


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


def lodge(page: Page, trajectory: Trajectory, criterion: str) -> None:
    """Two tabs, and the button twice: one appeal comes of it."""
    page.goto(f"/trajectories/{trajectory.pk}/result")
    page.get_by_text("You can appeal until").first.wait_for()
    page.get_by_role("link", name="appeal", exact=True).click()
    page.get_by_label(criterion).check()
    page.get_by_label("Why?").fill(REASONS)
    other_tab = page.context.new_page()
    other_tab.goto(page.url)
    other_tab.get_by_label(criterion).check()
    other_tab.get_by_label("Why?").fill("Uit het andere venster.")
    assert_no_violations(page)
    page.get_by_role("button", name="Lodge this appeal").dblclick()
    page.get_by_text("Your appeal came in.").wait_for()
    other_tab.get_by_role("button", name="Lodge this appeal").click()
    other_tab.get_by_text("You appealed against this outcome already").wait_for()
    other_tab.close()
    assert Appeal.objects.under_way().count() == 1


def handle(windows: Windows, appeal: Appeal, *, level: str, suffix: str) -> tuple[Person, Page]:
    """People are chosen, it is taken up and scored again; the officer's window stands at the decision."""
    trajectory = appeal.trajectory
    planner = coordinator_of(trajectory)
    officer = colleague(trajectory, f"Olga {suffix}", Role.QUALITY_OFFICER)
    again = [colleague(trajectory, f"{name} {suffix}", Role.ASSESSOR) for name in ("Ada", "Bo")]
    choose(windows.of(planner), "Choose who decides on the appeal", [officer])
    page = windows.of(officer)
    page.get_by_role("link", name="Say whether the appeal of").click()
    assert_no_violations(page)
    page.get_by_role("link", name="Say whether it is taken up").click()
    page.get_by_label("Yes, others look at it again").check()
    page.get_by_role("button", name="Save this").click()
    page.get_by_text("The EVC coordinator finds the assessors").wait_for()
    choose(windows.of(planner), "Choose who scores again", again)
    for person in again:
        seat = windows.of(person)
        seat.get_by_role("link", name="Say whether you have ties").click()
        assert REASONS not in seat.content()
        seat.get_by_role("button", name="I have no ties with the candidate").click()
        seat.get_by_role("button", name="Open the desk").wait_for()
        assert_no_violations(seat)
    for assessment in started_again(appeal):
        scored(assessment, default=level)
    page = windows.of(officer)
    page.get_by_role("link", name="Decide on the appeal of").click()
    page.get_by_role("link", name="Decide", exact=True).click()
    assert_no_violations(page)
    return officer, page


def choose(page: Page, task: str, people: list[Person]) -> None:
    page.get_by_role("link", name=task).first.click()
    for person in people:
        form = page.locator("form", has=page.get_by_label(person.name)).first
        form.get_by_label(person.name).check()
        form.get_by_role("button", name="Assign").click()
        page.get_by_text(f"{person.name} is assigned and gets a mail.").wait_for()


def verdict_on(page: Page, badge: Badge, target: Path) -> str:
    target.write_text(badge.document)
    page.goto("/verify")
    page.get_by_label("Kies de badge").set_input_files(target)
    heading = page.get_by_role("heading", level=1).filter(has_text="Deze badge")
    heading.wait_for()
    return heading.inner_text()


def test_an_appeal_is_granted_and_the_next_one_refused(windows: Windows, new_page: Any, tmp_path: Path) -> None:
    trajectory = TrajectoryFactory(assessing=True)
    trajectory.candidate.name, trajectory.candidate.language = "Daan Kuiper", "en"
    trajectory.candidate.save()
    first = issued(trajectory, levels={1: LOW, 2: LOW})
    old = Badge.objects.get(claim_key=first.badge_claim_key)
    candidate = windows.of(trajectory.candidate, viewport=PHONE)

    lodge(candidate, trajectory, "Criterium 2 van W1")
    appeal = Appeal.objects.get()
    _officer, page = handle(windows, appeal, level="voldoende", suffix="Eerste")
    page.get_by_label("The reasons").fill("Bladzijde 3 laat het zien.")
    page.get_by_role("button", name="Grant the appeal").click()
    page.get_by_text("The candidate gets a mail and reads your reasons.").wait_for()
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

    lodge(candidate, trajectory, "Criterium 1 van W2")
    second = Appeal.objects.under_way().get()
    _officer, page = handle(windows, second, level="onvoldoende", suffix="Tweede")
    page.get_by_label("The reasons").fill("Er staat niet wat jij zelf deed.")
    page.get_by_role("button", name="Refuse the appeal").click()
    page.get_by_text("The candidate gets a mail and reads your reasons.").wait_for()
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
