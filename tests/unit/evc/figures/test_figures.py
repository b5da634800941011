"""Figures of an organisation's year, from trajectories that were walked through the services."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from evc.figures.agreement import agreement_figures
from evc.figures.hours import hours_against_budget
from evc.figures.lead_time import lead_times, nine_of_ten
from evc.figures.outcomes import Ended, outcomes_by_standard_and_route
from evc.figures.waiting import waiting_list
from evc.figures.years import years_of
from evc.roles import Role
from evc.routes.models import Phase
from evc.trajectories.models import HoursSpent, Participant, State, StateChange, Trajectory
from foundation.people.models import Organisation
from tests.factories.outcomes import released
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.routes import full_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


@pytest.fixture
def house() -> Organisation:
    return OrganisationFactory(provider=True)


def decided(house: Organisation, many: int, **levels: Any) -> list[Trajectory]:
    """Released trajectories of one standard, each with a candidate of its own and the same two assessors."""
    version = make_standard({"K1": {"K1-W1": 2}})
    assessors = [PersonFactory(), PersonFactory()]
    for person in assessors:
        member(person, house, Role.ASSESSOR)
    done = []
    for _number in range(many):
        trajectory = TrajectoryFactory(assessing=True, provider=house, standard_version=version)
        released(trajectory, levels=levels or None)
        done.append(trajectory)
    return done


def this_year() -> int:
    return timezone.localdate().year


def test_the_outcomes_of_five_candidates_are_shown(house: Organisation):
    decided(house, 5)

    (row,) = outcomes_by_standard_and_route(house, this_year())

    assert row.total == 5
    assert row.ways[Ended.WHOLE] == 5


def test_the_outcomes_of_four_candidates_are_not_shown(house: Organisation):
    decided(house, 4)

    (row,) = outcomes_by_standard_and_route(house, this_year())

    assert row.total is None
    assert set(row.ways.values()) == {None}


def test_another_organisation_and_another_year_have_no_part_in_it(house: Organisation):
    decided(OrganisationFactory(provider=True), 1)
    (old,) = decided(house, 1)
    old.outcomes.update(decided_at=timezone.now() - timedelta(days=800))

    assert outcomes_by_standard_and_route(house, this_year()) == ()
    assert years_of(house, now=timezone.now())[-1] == old.outcomes.get().decided_at.year


def test_lead_time_is_counted_per_step_in_days(house: Organisation):
    for days, trajectory in enumerate(decided(house, 5), start=1):
        released_at = trajectory.changes.get(to_state=State.DECIDED).at
        before = trajectory.changes.exclude(to_state=State.DECIDED).order_by("-at")
        for hours, change in enumerate(before):
            StateChange.objects.filter(pk=change.pk).update(at=released_at - timedelta(days=days, hours=hours))

    (route,) = lead_times(house, this_year())

    check = next(step for step in route.steps if step.step == State.QUALITY_CHECK)
    assert (check.people, check.middle, check.longest_tenth) == (5, 3.0, 5)


def test_one_slow_case_does_not_move_what_nine_of_ten_took():
    assert nine_of_ten([*range(1, 10), 400]) == 9


def test_hours_are_set_against_the_budget_of_the_phase(house: Organisation):
    for trajectory in decided(house, 5):
        phase = Phase.objects.filter(route=trajectory.route).first()
        HoursSpent.objects.create(
            trajectory=trajectory, phase=phase, day=timezone.localdate(), hours="2.5", noted_by=trajectory.candidate
        )

    (route,) = hours_against_budget(house, this_year())

    assert str(route.phases[0].mean) == "2.5"
    assert route.phases[0].budget == Phase.objects.filter(route=full_route()).first().candidate_hours
    assert route.phases[1].mean is None


def test_agreement_is_told_per_standard_pair_and_criterion(house: Organisation):
    trajectories = decided(house, 5)
    assessors = {who_is(trajectories[0], Part.ASSESSOR, seat) for seat in (1, 2)}

    found = agreement_figures(house, this_year())

    assert [figure.candidates for _standard, figure in found.standards] == [5]
    assert [criterion.code for _standard, criterion, _figure in found.criteria] == sorted(
        criterion.code for criterion in trajectories[0].standard_version.work_processes.get().criteria.all()
    )
    assert len(assessors) == 2


def test_agreement_over_four_candidates_has_no_kappa(house: Organisation):
    decided(house, 4)

    found = agreement_figures(house, this_year())

    assert [(figure.candidates, figure.kappa) for _standard, figure in found.standards] == [(None, None)]


def test_the_waiting_list_says_since_when_the_longest_waits(house: Organisation):
    for _number in range(5):
        TrajectoryFactory(requested=True, provider=house)
    first = Trajectory.objects.earliest("state_since")

    requested, intake, *_rest = waiting_list(house, four_weeks_ago=timezone.now() - timedelta(weeks=4))

    assert (requested.people, requested.over_four_weeks, requested.since) == (5, 0, first.state_since)
    assert (intake.people, intake.since) == (0, None)


def test_four_people_on_the_waiting_list_are_not_counted(house: Organisation):
    for _number in range(4):
        TrajectoryFactory(requested=True, provider=house)

    requested, *_rest = waiting_list(house, four_weeks_ago=timezone.now())

    assert (requested.people, requested.since) == (None, None)
