"""Appeals, walked to where a test needs them through the services."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from evc.assessments.models import Assessment
from evc.outcomes import services as outcomes
from evc.outcomes.contesting import contestable
from evc.outcomes.models import Appeal, Outcome
from evc.roles import Role
from foundation.jobs import services as jobs
from foundation.people.models import Person
from tests.factories.assessments import Levels, scored
from tests.factories.outcomes import issued
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import coordinator_of, make_expert

PARTLY = {1: {"W1-C02": "onvoldoende"}, 2: {"W1-C02": "onvoldoende"}}


def partly_recognised(**fields: object) -> Outcome:
    """Released with its badge: one criterion of the first work process is not met."""
    return issued(levels=PARTLY, **fields)


def contested(outcome: Outcome) -> list[UUID]:
    """Every criterion that can be contested."""
    return [criterion.pk for row in contestable(outcome) for criterion in row.criteria]


def lodged(outcome: Outcome | None = None) -> Appeal:
    outcome = outcome or partly_recognised()
    return outcomes.lodge_appeal(
        outcome.pk,
        criteria=contested(outcome),
        reasons="Het werkproduct laat dit wel zien, op bladzijde 3.",
        by=outcome.trajectory.candidate,
    )


def with_officer(appeal: Appeal | None = None) -> Appeal:
    appeal = appeal or lodged()
    officer = somebody(appeal, Role.QUALITY_OFFICER)
    outcomes.assign_appeal_officer(appeal.pk, person=officer, by=coordinator_of(appeal.trajectory))
    appeal.refresh_from_db()
    return appeal


def admitted(appeal: Appeal | None = None) -> Appeal:
    """Taken up, with an assessor in every seat who declared to have no ties."""
    appeal = with_officer(appeal)
    outcomes.admit_appeal(appeal.pk, by=appeal.officer)
    for seat in appeal.trajectory.route.seats.all():
        person = somebody(appeal, Role.ASSESSOR)
        make_expert(appeal.trajectory, person)
        outcomes.assign_appeal_assessor(
            appeal.pk, person=person, seat=seat.number, by=coordinator_of(appeal.trajectory)
        )
        outcomes.declare_no_ties_in_appeal(appeal.pk, by=person)
    appeal.refresh_from_db()
    return appeal


def who_looks_again(appeal: Appeal) -> list[Person]:
    seated = appeal.trajectory.participants.current().filter(part="appeal_assessor").order_by("seat")
    return [row.person for row in seated.select_related("person")]


def started_again(appeal: Appeal) -> list[Assessment]:
    return [outcomes.start_looking_again(appeal.pk, by=person) for person in who_looks_again(appeal)]


def reassessed(
    appeal: Appeal | None = None, *, levels: Mapping[int, Levels] | None = None, default: str = "voldoende"
) -> Appeal:
    """Scored again by all, by default as met; where ``levels`` (by seat) differ it waits for their moderation."""
    appeal = admitted(appeal)
    for number, assessment in enumerate(started_again(appeal), start=1):
        scored(assessment, levels=(levels or {}).get(number), default=default)
    jobs.run_due()
    appeal.refresh_from_db()
    return appeal


def granted(appeal: Appeal | None = None) -> Appeal:
    """With its new outcome; the new badge is asked for and not made yet."""
    appeal = reassessed(appeal)
    return outcomes.decide_appeal(appeal.pk, answer="Bladzijde 3 laat het zien.", by=appeal.officer)


def refused(appeal: Appeal | None = None) -> Appeal:
    appeal = reassessed(appeal, default="onvoldoende")
    return outcomes.decide_appeal(appeal.pk, answer="Er staat niet wat jij zelf deed.", by=appeal.officer)


def somebody(appeal: Appeal, role: str) -> Person:
    """Somebody new at the provider with this role."""
    person = PersonFactory()
    member(person, appeal.trajectory.provider, role)
    return person
