"""What must always be true (design.md), on the street as a whole.

Each room proves its own part: exactly once in ``evc/outcomes/test_issuing.py``, blindness in ``evc/assessments``, bad input
beside whatever reads it. What is logged stands in ``test_everything_is_logged.py``.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError

from credentials import services as credentials
from credentials.core.report import ReportVerdict
from credentials.models import Badge
from evc.assessments import services as assessments
from evc.assessments.errors import NotComplete
from evc.assessments.models import Assessment, Score
from evc.outcomes import services as outcomes
from evc.outcomes.errors import NotEnoughAssessments, NotReleased, ReleaseBlocked
from evc.outcomes.models import Outcome
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.errors import NotIndependent
from evc.trajectories.models import Participant, Trajectory
from foundation.errors import NotAllowed, WrongState
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import Manifest
from tests.factories.assessments import (
    criterion_of,
    filled_in,
    instrument_of,
    level_of,
    scored,
    see_identity,
    started,
)
from tests.factories.outcomes import issued, proposed, quality_officer
from tests.factories.people import member
from tests.factories.routes import compact_route, full_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, fill_seats, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part
ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("foundation", "evc", "credentials", "portfolio", "api", "frontend")


# --- 1. No score without evidence, no outcome without assessors, no badge without a released outcome ------------------


@pytest.mark.parametrize("route", [full_route, compact_route])
def test_no_score_counts_without_evidence(route):
    version = make_standard()
    trajectory = TrajectoryFactory(
        assessing=True, route=route(), standard_version=version, units=list(version.core_tasks.all())
    )
    assessment = filled_in(started(trajectory))
    bare = {
        "criterion": criterion_of(trajectory, "W1-C01"),
        "instrument": instrument_of(trajectory, "portfolio"),
        "level": level_of(trajectory, "goed"),
        "by": assessment.assessor,
    }
    assessments.score(assessment.pk, support=[], **bare)

    with pytest.raises(NotComplete):
        assessments.finalise(assessment.pk, by=assessment.assessor)
    assert not Assessment.objects.exclude(final_at=None).exists()


def test_every_score_on_the_portfolio_of_an_issued_outcome_rests_on_what_was_handed_in():
    trajectory = issued().trajectory
    frozen = {item.id for item in portfolio.manifest_contents(trajectory.manifest).items}

    for score in Score.objects.filter(assessment__trajectory=trajectory, instrument__key="portfolio"):
        support = list(score.support.all())
        assert support
        assert {row.item_id for row in support if row.item_id} <= frozen


@pytest.mark.parametrize("route", [full_route, compact_route])
def test_no_outcome_without_the_routes_number_of_independent_assessors(route):
    version = make_standard()
    trajectory = TrajectoryFactory(
        assessing=True, route=route(), standard_version=version, units=list(version.core_tasks.all())
    )
    seats = list(trajectory.route.seats.all())
    for seat in seats[:-1]:
        scored(started(trajectory, seat.number))
    with pytest.raises(WrongState):
        outcomes.propose_outcome(trajectory.pk)

    scored(started(trajectory, seats[-1].number))
    Assessment.objects.filter(participant__seat=seats[-1].number).update(final_at=None)  # around the rules
    with pytest.raises(NotEnoughAssessments):
        outcomes.propose_outcome(trajectory.pk)
    assert not Outcome.objects.exists()


def test_nobody_fills_two_seats_or_assesses_whom_they_coached():
    trajectory = TrajectoryFactory(submitted=True)
    coordinator, coach = coordinator_of(trajectory), who_is(trajectory, Part.COACH)
    member(coach, trajectory.provider, Role.ASSESSOR)
    with pytest.raises(NotIndependent):
        trajectories.assign(trajectory.pk, person=coach, part=Part.ASSESSOR, seat=1, by=coordinator)

    first, _second = fill_seats(trajectory)
    trajectories.end_assignment(trajectory.participants.current().get(part=Part.ASSESSOR, seat=2).pk, by=coordinator)
    with pytest.raises(NotIndependent):
        trajectories.assign(trajectory.pk, person=first, part=Part.ASSESSOR, seat=2, by=coordinator)


@pytest.mark.parametrize("state", [Outcome.State.PROPOSED, Outcome.State.RETURNED])
def test_no_badge_without_a_released_outcome(state):
    outcome = proposed()
    if state == Outcome.State.RETURNED:
        outcomes.send_back(outcome.pk, because="Kijk nog eens naar W2.", by=quality_officer(outcome))

    with pytest.raises(NotReleased):
        outcomes.issue_badge(outcome.pk)
    assert not Badge.objects.exists()


def test_a_badge_is_issued_only_for_a_released_outcome_its_correction_or_a_course():
    callers = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if path.parts[-3:-1] != ("credentials", "services")
        and _issues_a_badge(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert callers == {
        "evc/outcomes/services/issuing.py",
        "evc/outcomes/services/correcting.py",  # the same results under another name, in the place of the first
        "evc/programmes/services/completing.py",
    }


def _issues_a_badge(tree: ast.AST) -> bool:
    """Whether a module calls ``credentials.issue``, imports it by name, or writes a Badge itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("credentials.services"):
            names = {name.name for name in node.names}
            if names & {"issue", "_issue"}:
                return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = ast.unparse(node.func)
            if called == "credentials.issue" or called.startswith(
                ("Badge.objects.create", "Badge.objects.get_or_create")
            ):
                return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Badge":
            return True
    return False


@pytest.mark.parametrize("before", [Part.COACH, Part.ASSESSOR])
def test_nobody_releases_what_they_coached_or_scored(before):
    outcome = proposed()
    trajectory = outcome.trajectory
    person = who_is(trajectory, before, 1 if before == Part.ASSESSOR else None)
    member(person, trajectory.provider, Role.QUALITY_OFFICER)

    with pytest.raises(NotIndependent):
        trajectories.assign(trajectory.pk, person=person, part=Part.QUALITY_OFFICER, by=coordinator_of(trajectory))
    with pytest.raises(NotAllowed):
        outcomes.release(outcome.pk, by=person)
    Participant.objects.filter(trajectory=trajectory, part=Part.QUALITY_OFFICER).update(
        person=person
    )  # around the rules
    with pytest.raises(NotAllowed):
        outcomes.release(outcome.pk, by=person)


def test_nothing_is_released_before_the_identity_was_seen():
    outcome = proposed(identity=False)

    with pytest.raises(ReleaseBlocked):
        outcomes.release(outcome.pk, by=quality_officer(outcome))
    see_identity(outcome.trajectory)
    assert outcomes.release(outcome.pk, by=quality_officer(outcome)).state == Outcome.State.RELEASED


# --- 3. A badge that was valid stays verifiable -----------------------------------------------------------------------


def verdicts(badge: Badge) -> set[ReportVerdict]:
    """By every way to ask: the document, both pictures, its address and its code."""
    badge.refresh_from_db()
    files = [badge.document.encode(), *(credentials.badge_picture(badge, form) for form in ("png", "svg"))]
    found = [credentials.verify_bytes(data) for data in files]
    found += [credentials.verify_address(text) for text in (f"/badges/{badge.pk}", badge.code)]
    return {one.report.verdict for one in found}


@pytest.fixture
def badge() -> Badge:
    return Badge.objects.get(claim_key=issued().badge_claim_key)


def test_a_badge_stays_valid_when_the_key_is_rotated_again_and_again(badge):
    for _time in range(3):
        credentials.rotate_key(badge.issuer_id, by=None)

    assert verdicts(badge) == {ReportVerdict.VALID}
    assert len(credentials.did_document(badge.issuer)["verificationMethod"]) == 4


def test_a_badge_stays_valid_when_the_organisation_gets_another_name_and_address(badge, settings):
    organisation = badge.issuer.organisation
    organisation.name, organisation.slug = "Regio Waterrijk", "regio-waterrijk"
    organisation.save()
    settings.ERKEND_PUBLIC_URL = "https://elders.example"

    assert verdicts(badge) == {ReportVerdict.VALID}
    assert Badge.objects.get().issuer.did in badge.document


def test_a_badge_stays_valid_when_the_case_the_portfolio_and_the_account_are_erased(badge):
    holder = badge.recipient
    _erase_everything_but_the_badge(holder)

    assert not Person.objects.filter(pk=holder.pk).exists()
    assert not Trajectory.objects.exists()
    assert not Manifest.objects.exists()
    assert verdicts(badge) == {ReportVerdict.VALID}


def _erase_everything_but_the_badge(person: Person) -> None:
    """As hard as can be: every row of these rooms, in whatever order the database allows."""
    left = [
        model
        for room in ("outcomes", "assessments", "trajectories", "portfolio")
        for model in apps.get_app_config(room).get_models()
    ]
    while left:
        before = len(left)
        for model in list(left):
            try:
                with transaction.atomic():
                    model.objects.all().delete()
            except ProtectedError:
                continue
            left.remove(model)
        assert len(left) < before, left
    person.delete()
