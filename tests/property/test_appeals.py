"""Whoever tries what in an appeal, in whatever order: the five points that are always true stay true."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from credentials.models import Badge
from evc.assessments import services as assessments
from evc.assessments.models import Assessment, Moderation
from evc.outcomes import services as outcomes
from evc.outcomes.models import Appeal, Outcome
from evc.roles import Role
from evc.trajectories.models import Participant, Trajectory
from foundation.audit.chain import check_chain
from foundation.errors import ErkendError, NotFound
from foundation.jobs import services as jobs
from foundation.people.models import Person
from tests.factories.appeals import contested
from tests.factories.assessments import filled_in, level_of
from tests.factories.outcomes import issued
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, make_expert, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part
LOW = {"W1-C02": "onvoldoende", "W2-C01": "onvoldoende"}
LEVELS = ("onvoldoende", "voldoende", "goed")
POOL = {
    "officer a": Role.QUALITY_OFFICER,
    "officer b": Role.QUALITY_OFFICER,
    "assessor a": Role.ASSESSOR,
    "assessor b": Role.ASSESSOR,
    "assessor c": Role.ASSESSOR,
}
NAMES = ("candidate", "coordinator", "coach", "first", "officer", *POOL)


class House:
    """A trajectory with its badge, partly recognised, and people of every kind around it."""

    def __init__(self) -> None:
        self.trajectory: Trajectory = TrajectoryFactory(assessing=True)
        issued(self.trajectory, levels={1: LOW, 2: LOW})
        self.people: dict[str, Person] = {
            "candidate": self.trajectory.candidate,
            "coordinator": coordinator_of(self.trajectory),
            "coach": who_is(self.trajectory, Part.COACH),
            "first": who_is(self.trajectory, Part.ASSESSOR, 1),
            "officer": who_is(self.trajectory, Part.QUALITY_OFFICER),
        }
        for name, role in POOL.items():
            person = self.people[name] = PersonFactory(name=name)
            member(person, self.trajectory.provider, role)
            if role == Role.ASSESSOR:
                make_expert(self.trajectory, person)

    def outcome(self) -> Outcome:
        return Outcome.objects.get(trajectory=self.trajectory, state=Outcome.State.RELEASED)

    def appeal(self) -> Appeal:
        found = Appeal.objects.filter(trajectory=self.trajectory).order_by("-lodged_at").first()
        if found is None:
            raise NotFound("There is no appeal.")
        return found

    def assessment_of(self, person: Person) -> Assessment:
        found = Assessment.objects.filter(trajectory=self.trajectory, assessor=person).order_by("-opened_at").first()
        if found is None:
            raise NotFound("There is no assessment.")
        return found

    def moderation(self) -> Moderation:
        found = Moderation.objects.filter(reassessment__isnull=False, closed_at=None).first()
        if found is None:
            raise NotFound("There is no moderation.")
        return found


def _lodge(house: House, by: Person, pick: int) -> object:
    outcome = house.outcome()
    criteria = contested(outcome)
    return outcomes.lodge_appeal(
        outcome.pk, criteria=criteria[pick % 2 :][:1] or criteria, reasons="Zie mijn bewijs.", by=by
    )


def _somebody(house: House, pick: int) -> Person:
    return house.people[sorted(house.people)[pick % len(house.people)]]


def _score(house: House, by: Person, pick: int) -> object:
    assessment = outcomes.start_looking_again(house.appeal().pk, by=by)
    if not assessment.is_final:
        filled_in(assessment, default=LEVELS[pick % 3])
    return assessments.finalise(assessment.pk, by=by)


def _sign(house: House, by: Person, pick: int) -> object:
    moderation = house.moderation()
    for row in moderation.scores.filter(level=None).select_related("criterion"):
        level = level_of(house.trajectory, LEVELS[pick % 3])
        assessments.agree(moderation.pk, criterion=row.criterion, level=level, because="Samen gekeken.", by=by)
    return assessments.sign_moderation(moderation.pk, by=by)


Act = Callable[[House, Person, int], object]
ACTS: dict[str, Act] = {
    "lodge": _lodge,
    "withdraw": lambda house, by, _: outcomes.withdraw_appeal(house.appeal().pk, by=by),
    "choose who decides": lambda house, by, pick: outcomes.assign_appeal_officer(
        house.appeal().pk, person=_somebody(house, pick), by=by
    ),
    "take up": lambda house, by, _: outcomes.admit_appeal(house.appeal().pk, by=by),
    "not take up": lambda house, by, _: outcomes.refuse_admission(
        house.appeal().pk, obstacle="no_reasons", answer="Er staat niet waarom.", by=by
    ),
    "choose who scores": lambda house, by, pick: outcomes.assign_appeal_assessor(
        house.appeal().pk, person=_somebody(house, pick), seat=pick % 2 + 1, by=by
    ),
    "declare": lambda house, by, _: outcomes.declare_no_ties_in_appeal(house.appeal().pk, by=by),
    "give back": lambda house, by, _: outcomes.give_back_in_appeal(house.appeal().pk, by=by),
    "score again": _score,
    "finalise": lambda house, by, _: assessments.finalise(house.assessment_of(by).pk, by=by),
    "agree and sign": _sign,
    "decide": lambda house, by, _: outcomes.decide_appeal(house.appeal().pk, answer="Wij keken opnieuw.", by=by),
    "issue": lambda house, by, _: outcomes.issue_badge(house.outcome().pk),
    "let the worker run": lambda house, by, _: jobs.run_due(),
}


def step_on(house: House, pick: int) -> None:
    """One step further by whoever is to take it."""
    people, open_one = house.people, Appeal.objects.under_way().filter(trajectory=house.trajectory).first()
    if open_one is None:
        _lodge(house, people["candidate"], pick)
        return
    seated = open_one.trajectory.participants.current().filter(part=Part.APPEAL_ASSESSOR).order_by("seat")
    if not open_one.trajectory.participants.current().filter(part=Part.APPEAL_OFFICER).exists():
        officer = people["officer a" if pick % 2 else "officer b"]
        outcomes.assign_appeal_officer(open_one.pk, person=officer, by=people["coordinator"])
    elif open_one.state == Appeal.State.LODGED:
        outcomes.admit_appeal(open_one.pk, by=open_one.officer)
    elif open_one.state == Appeal.State.REASSESSED:
        outcomes.decide_appeal(open_one.pk, answer="Wij keken opnieuw.", by=open_one.officer)
    elif seated.count() < 2:
        seat = ({1, 2} - set(seated.values_list("seat", flat=True))).pop()
        person = people[f"assessor {'abc'[pick % 3]}"]
        outcomes.assign_appeal_assessor(open_one.pk, person=person, seat=seat, by=people["coordinator"])
        outcomes.declare_no_ties_in_appeal(open_one.pk, by=person)
    else:
        _finish(house, [row.person for row in seated.select_related("person")], pick)


def _finish(house: House, people: list[Person], pick: int) -> None:
    for number, person in enumerate(people):
        own = Assessment.objects.filter(assessor=person, trajectory=house.trajectory).first()
        if own is None or not own.is_final:
            _score(house, person, pick + number)
            return
    if Moderation.objects.filter(reassessment__isnull=False, closed_at=None).exists():
        for person in people:
            with contextlib.suppress(ErkendError):
                _sign(house, person, pick)
    jobs.run_due()


class AnythingInAnAppeal(RuleBasedStateMachine):
    house: House

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.met_before = _met(self.house)

    @rule(steps=st.integers(1, 5), pick=st.integers(0, 5))
    def go_on(self, steps: int, pick: int) -> None:
        for _step in range(steps):
            with contextlib.suppress(ErkendError):
                step_on(self.house, pick)

    @rule(name=st.sampled_from(sorted(ACTS)), who=st.sampled_from(NAMES), pick=st.integers(0, 12))
    def somebody_tries(self, name: str, who: str, pick: int) -> None:
        with contextlib.suppress(ErkendError):
            ACTS[name](self.house, self.house.people[who], pick)

    @invariant()
    def one_outcome_counts_and_it_is_released_by_somebody_without_another_part(self) -> None:
        trajectory = self.house.trajectory
        outcome = self.house.outcome()
        for each in Outcome.objects.filter(trajectory=trajectory):
            parts = set(trajectory.participants.filter(person=each.decided_by).values_list("part", flat=True))
            assert len(parts) == 1, f"released by somebody who was {parts}"
        assert outcome.replaces is None or outcome.decided_by_id != outcome.replaces.decided_by_id

    @invariant()
    def nothing_gets_worse(self) -> None:
        now = _met(self.house)
        assert all(now[process] >= met for process, met in self.met_before.items())
        self.met_before = now

    @invariant()
    def one_badge_counts_at_most_and_one_an_outcome(self) -> None:
        badges = Badge.objects.filter(recipient=self.house.trajectory.candidate)
        assert badges.filter(revoked_at=None).count() == 1
        keys = list(badges.values_list("claim_key", flat=True))
        assert len(keys) == len(set(keys))
        for badge in badges.exclude(revoked_at=None):
            assert badge.replaced_by is not None

    @invariant()
    def whoever_scored_again_never_had_another_part(self) -> None:
        trajectory = self.house.trajectory
        for assessment in Assessment.objects.filter(trajectory=trajectory, reassessment__isnull=False):
            rows = trajectory.participants.filter(person=assessment.assessor_id)
            assert set(rows.values_list("part", flat=True)) == {Part.APPEAL_ASSESSOR}

    @invariant()
    def a_decision_had_the_routes_number_of_people(self) -> None:
        for appeal in Appeal.objects.filter(trajectory=self.house.trajectory, state__in=["granted", "refused"]):
            final = Assessment.objects.filter(reassessment=appeal.reassessment).exclude(final_at=None)
            assert final.values("assessor").distinct().count() >= 2

    @invariant()
    def everything_is_in_the_log(self) -> None:
        assert check_chain(self.house.trajectory.audit_chain).is_whole

    def teardown(self) -> None:
        states = Appeal.objects.filter(trajectory=self.house.trajectory).values_list("state", flat=True)
        event(f"appeals ended as {sorted(set(states))}")
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)


def _met(house: House) -> dict[Any, int]:
    return dict(house.outcome().results.values_list("work_process", "criteria_met"))


def test_whatever_anybody_tries_in_an_appeal_what_is_always_true_stays_true():
    AnythingInAnAppeal.house = House()

    run_state_machine_as_test(
        AnythingInAnAppeal,
        settings=settings(
            max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
