"""The compact route in real pages, on the candidate's phone: partly recognised and an appeal that is refused; and one who stops.

Not in pages: the course that is on offer, that the assessors know the standard, the scores of the second look, and for the
one who stops everything up to the portfolio.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from credentials.models import Badge
from evc.outcomes.models import Outcome
from evc.roles import Role
from evc.standards.models import WorkProcess
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State, Trajectory
from foundation.audit.chain import check_all
from foundation.jobs import services as jobs
from foundation.people.models import Organisation
from portfolio.models import EvidenceItem
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE
from tests.browser.street import assessing, candidate, contesting, deciding, planning, portfolio
from tests.browser.street.cast import Street, lay_street
from tests.factories.programmes import make_module
from tests.factories.routes import compact_route
from tests.factories.trajectories import TrajectoryFactory, appoint, make_expert, share_evidence

pytestmark = pytest.mark.django_db(transaction=True)
Part = Participant.Part
CAST = {
    "manager": ("Ria Veldkamp", Role.MANAGER),
    "candidate": ("Sem Hofman", Role.CANDIDATE),
    "coordinator": ("Ellen Postma", Role.COORDINATOR),
    "coach": ("Joke Verhagen", Role.COACH),
    "first": ("Omar Sahin", Role.ASSESSOR),
    "second": ("Lotte Bruins", Role.ASSESSOR),
    "officer": ("Gerard Mulder", Role.QUALITY_OFFICER),
    "appeal-officer": ("Wilma Stok", Role.QUALITY_OFFICER),
    "again-first": ("Kees Brand", Role.ASSESSOR),
    "again-second": ("Anna Grijp", Role.ASSESSOR),
}
COURSE, ADVICE = "Gesprekken afsluiten", "Oefen het afsluiten van een gesprek, daarna is dit rond."
REFUSAL = "Er staat niet wat jij zelf deed."


@pytest.fixture
def street(new_page: Any, live_server: Any, settings: Any) -> Street:
    settings.ERKEND_PUBLIC_URL = live_server.url
    laid = lay_street(new_page, CAST, provider=("De Overkant", "de-overkant"), looks_closely=False)
    laid.options["candidate"] = {"viewport": PHONE}
    return laid


def test_the_compact_route_partly_recognised_and_an_appeal_that_is_refused(street: Street, tmp_path: Path) -> None:
    make_module(
        Organisation.objects.get(slug="de-overkant"), title=COURSE, practised=WorkProcess.objects.get(code="W1")
    )
    planning.propose(street)
    candidate.accept_and_tell(street)
    planning.advise(street)
    candidate.agree(street)
    planning.assign_everybody(street)
    for who in ("first", "second"):
        assessing.declare_no_ties(street, who)
    portfolio.add_work_product(street)
    candidate.hand_in(street)
    assessing.see_identity_and_talk(street)
    for who in ("first", "second"):  # alike: nothing to agree on
        assessing.score_everything(street, who, lower="W1-C02", level=assessing.INSUFFICIENT)
    deciding.advise_on_the_gap(street, ADVICE, course=COURSE)
    deciding.check_and_release(street)
    own = street.home("candidate")
    own.get_by_role("link", name="See the outcome").click()
    for told in ("partly recognised", ADVICE, COURSE):
        own.get_by_text(told).first.wait_for()
    assert own.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert_no_violations(own)

    trajectory, badge = Trajectory.objects.get(), Badge.objects.get()
    appeal = contesting.lodge(street, own, trajectory, "Criterium 2 van W1")
    again = [street.people[who] for who in ("again-first", "again-second")]
    for person in again:
        make_expert(trajectory, person)
    page = contesting.look_again(
        street, appeal, officer=street.people["appeal-officer"], again=again, level="onvoldoende"
    )
    contesting.decide(page, REFUSAL, grants=False)

    own = street.home("candidate")
    own.goto(f"/appeals/{appeal.pk}")
    own.get_by_text("The appeal is refused.").first.wait_for()
    own.get_by_text(REFUSAL).first.wait_for()
    assert_no_violations(own)
    verifier = street.new_page()
    assert "echt, geldig en niet ingetrokken" in contesting.verdict_on(verifier, badge, tmp_path / "badge.json")
    jobs.run_due()
    assert Outcome.objects.get().state == Outcome.State.RELEASED
    assert Badge.objects.get(revoked_at=None) == badge
    assert all(finding.is_whole for finding in check_all())


def test_a_candidate_stops_on_the_compact_route_and_keeps_what_is_theirs(street: Street) -> None:
    trajectory = _built(street)
    coach = planning.case_of(street, "coach")
    coach.get_by_role("link", name="Werkproduct").first.wait_for()

    own = street.home("candidate")
    own.goto(f"/trajectories/{trajectory.pk}")
    own.get_by_role("link", name="Stop with this trajectory").click()
    own.get_by_text("You may stop at any moment and need not say why.").wait_for()
    assert_no_violations(own)
    own.get_by_role("button", name="Stop", exact=True).click()
    own.get_by_text("You stopped with this trajectory. Your portfolio stays yours.").wait_for()

    trajectory.refresh_from_db()
    assert trajectory.state == State.WITHDRAWN
    item = EvidenceItem.objects.get()
    own.goto("/portfolio")
    own.get_by_role("link", name="Werkproduct").first.wait_for()
    for who in ("coach", "first"):
        page = street.home(who)
        assert page.goto(f"/portfolio/items/{item.pk}").status == 404
    manager = street.home("manager")
    manager.goto(f"/trajectories/{trajectory.pk}")
    manager.get_by_text("Withdrawn").first.wait_for()
    assert not manager.get_by_text("Werkproduct").count()
    coordinator = street.home("coordinator")
    coordinator.goto("/board")
    assert not coordinator.get_by_role("link", name=street.name("candidate")).count()
    assert all(finding.is_whole for finding in check_all())


def _built(street: Street) -> Trajectory:
    """Through the services: the portfolio is being built, one item is shared, everybody has a seat."""
    provider = Organisation.objects.get(slug="de-overkant")
    version = WorkProcess.objects.get(code="W1").core_task.version
    trajectory = TrajectoryFactory(
        advised=True,
        candidate=street.people["candidate"],
        provider=provider,
        standard_version=version,
        route=compact_route(),
        units=list(version.core_tasks.all()),
        asked_by=street.people["manager"],
    )
    trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)
    for part, seat, who in ((Part.COACH, None, "coach"), (Part.ASSESSOR, 1, "first"), (Part.ASSESSOR, 2, "second")):
        appoint(trajectory, part, seat=seat, person=street.people[who])
    share_evidence(trajectory, ["W1", "W2"])
    trajectory.refresh_from_db()
    return trajectory
