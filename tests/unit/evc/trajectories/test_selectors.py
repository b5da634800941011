"""What each sees: the steps, whose turn it is, the board; in constant queries, and nothing of strangers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import Participant, State, StateChange, Trajectory
from evc.trajectories.selectors import BoardFilters, board, for_manager, steps, work_list
from evc.trajectories.selectors.board import days_in_states
from evc.trajectories.selectors.steps import line_of_steps
from foundation.people import services as people
from foundation.people.models import Membership
from tests.factories.people import OrganisationFactory, PersonFactory, administrator_of
from tests.factories.routes import compact_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, fill_seats, lay_agreement, who_is


def changes(*reached: str) -> list[StateChange]:
    start = timezone.make_aware(datetime(2026, 9, 1, 9, 0))
    return [StateChange(to_state=state, at=start + timedelta(days=number)) for number, state in enumerate(reached)]


def line(now: str, *reached: str) -> list[str]:
    marks = {True: "now", False: ""}
    return [
        f"{step.state.value}{' done' if step.is_done else ''}{' ' + marks[step.is_now] if step.is_now else ''}"
        for step in line_of_steps(State(now), changes(*reached))
    ]


def test_the_steps_say_what_was_what_is_and_what_comes():
    assert line("building", "requested", "intake", "building") == [
        "requested done",
        "intake done",
        "building now",
        "submitted",
        "assessing",
        "quality_check",
        "decided",
        "issued",
        "closed",
    ]


def test_a_stopped_trajectory_has_nothing_ahead():
    assert line("withdrawn", "requested", "intake", "withdrawn") == [
        "requested done",
        "intake done",
        "withdrawn done now",
    ]


def test_a_supplement_stands_before_the_assessing_that_followed_it():
    reached = ("requested", "intake", "building", "submitted", "assessing", "supplement")
    assert line("supplement", *reached)[3:7] == ["submitted done", "assessing done", "supplement now", "quality_check"]
    assert line("assessing", *reached, "assessing")[3:7] == [
        "submitted done",
        "supplement done",
        "assessing now",
        "quality_check",
    ]


def test_what_was_sent_back_has_the_quality_check_ahead_again():
    reached = (
        "requested",
        "intake",
        "building",
        "submitted",
        "assessing",
        "moderating",
        "quality_check",
        "assessing",
    )
    found = line_of_steps(State.ASSESSING, changes(*reached))

    ahead = [step for step in found if not step.is_done and not step.is_now]
    assert [step.state for step in ahead] == [State.QUALITY_CHECK, State.DECIDED, State.ISSUED, State.CLOSED]
    assert all(step.at is None for step in ahead)


def test_closing_without_a_badge_shows_no_issue():
    reached = (
        "requested",
        "intake",
        "building",
        "submitted",
        "assessing",
        "quality_check",
        "decided",
        "closed",
    )
    assert line("closed", *reached)[-2:] == ["decided done", "closed done now"]


def test_days_in_a_state_that_was_entered_twice_add_up():
    rows = changes("requested", "assessing", "quality_check", "assessing")

    days = days_in_states(rows, until=rows[-1].at + timedelta(days=5, hours=3))

    assert days == {State.REQUESTED: 1, State.ASSESSING: 1 + 5, State.QUALITY_CHECK: 1}


@pytest.mark.django_db
def test_the_first_step_is_there_from_the_request_on():
    trajectory = TrajectoryFactory()

    assert steps(trajectory)[0].at == trajectory.requested_at


def turns(person) -> list[str]:
    return [task.code for task in work_list(person).mine]


def waits(person) -> list[str]:
    return [task.code for task in work_list(person).waiting]


@pytest.mark.django_db
def test_each_step_is_somebodys_turn():
    provider = OrganisationFactory(provider=True)
    trajectory = TrajectoryFactory(provider=provider)
    candidate, coordinator = trajectory.candidate, coordinator_of(trajectory)
    assert (waits(candidate), turns(coordinator)) == (["wait-start"], ["start-intake"])

    trajectories.start_intake(trajectory.pk, by=coordinator)
    assert (turns(candidate), waits(coordinator)) == (["fill-in-intake"], ["wait-intake"])

    trajectories.save_intake(trajectory.pk, reasons=["level"], goal="Verder", by=candidate)
    first = trajectory.standard_version.work_processes.first()
    trajectories.save_self_scan(trajectory.pk, answers={first.pk: 1}, by=candidate)
    assert (waits(candidate), turns(coordinator)) == (["wait-advice"], ["give-advice"])

    trajectories.give_advice(trajectory.pk, advice="full", because="Past", by=coordinator)
    assert (waits(candidate), turns(coordinator)) == (["wait-terms"], ["draw-up-agreement"])

    lay_agreement(trajectory)
    assert (turns(candidate), waits(coordinator)) == (["accept-agreement"], ["wait-agreement"])

    trajectories.accept_agreement(trajectory.pk, no_ties=True, by=candidate)
    assert turns(candidate) == ["build-portfolio"]
    assert sorted(turns(coordinator)) == ["assign-assessors", "assign-coach"]

    coach = appoint(trajectory, "coach")
    assert turns(coach) == ["guide-candidate"]
    assessor = appoint(trajectory, "assessor", seat=1)
    assert turns(assessor) == ["declare-no-ties"]
    assert [task.facts for task in work_list(coordinator).mine] == [{"seats": [2]}]
    trajectories.declare_no_ties(trajectory.pk, by=assessor)
    assert (turns(assessor), waits(assessor)) == ([], ["wait-portfolio"])


@pytest.mark.django_db
def test_towards_the_end_it_is_the_quality_officers_then_the_coachs_turn():
    trajectory = TrajectoryFactory(assessing=True)
    officer, coach = who_is(trajectory, "quality_officer"), who_is(trajectory, "coach")
    assert waits(officer) == ["wait-assessors"]
    states.move(trajectory, to=State.QUALITY_CHECK, by=None)
    assert turns(officer) == ["check-outcome"]

    trajectories.decide(trajectory, expects_badge=True, by=officer)
    assert (turns(trajectory.candidate), waits(coach)) == (["read-outcome"], ["wait-badge"])
    states.move(trajectory, to=State.ISSUED, by=None)
    assert (turns(coach), turns(coordinator_of(trajectory))) == (["hold-closing-talk"], ["close"])
    trajectories.close(trajectory.pk, declined=True, by=coach)
    assert (turns(coach), waits(coach)) == ([], [])


@pytest.mark.django_db
def test_a_manager_has_nothing_to_do_and_sees_dates_and_status_only():
    trajectory = TrajectoryFactory(building=True)
    manager = appoint(trajectory, "manager")

    assert turns(manager) == []
    assert waits(manager) == ["wait-portfolio"]
    view = for_manager(trajectory)
    assert view.state == State.BUILDING
    assert view.due_on == trajectory.due_on
    assert not hasattr(view, "yields")


@pytest.mark.django_db
def test_the_oldest_turn_comes_first():
    coordinator_side = TrajectoryFactory()
    later = TrajectoryFactory(provider=coordinator_side.provider)
    Trajectory.objects.filter(pk=coordinator_side.pk).update(state_since=timezone.now() - timedelta(days=3))

    found = [task.trajectory.pk for task in work_list(coordinator_of(later)).mine]

    assert found == [coordinator_side.pk, later.pk]


@pytest.mark.django_db
def test_lists_and_board_cost_the_same_for_one_and_for_many():
    provider, version = OrganisationFactory(provider=True), make_standard()
    coordinator = None

    def grow() -> None:
        nonlocal coordinator
        trajectory = TrajectoryFactory(building=True, provider=provider, standard_version=version)
        fill_seats(trajectory)
        coordinator = coordinator_of(trajectory)

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(
            connection,
        ) as listing:
            assert work_list(coordinator).waiting
        with CaptureQueriesContext(connection) as boarding:
            assert board(coordinator).rows
        return len(listing), len(boarding)

    grow()
    few = cost()
    for _ in range(4):
        grow()

    assert cost() == few
    assert few[0] <= 5
    assert few[1] <= 6


@pytest.mark.django_db
def test_the_board_shows_days_hours_people_and_what_is_missing():
    trajectory = TrajectoryFactory(building=True)
    appoint(trajectory, "assessor", seat=1)
    phase = trajectory.route.phases.get(key="portfolio")
    trajectories.note_hours(trajectory.pk, phase=phase, day=timezone.localdate(), hours="2.5", by=trajectory.candidate)
    later = timezone.now() + timedelta(days=10)

    row = board(coordinator_of(trajectory), now=later).rows[0]

    assert row.days[State.BUILDING] == 10
    assert row.hours == 2.5
    assert row.coach == who_is(trajectory, "coach").pk
    assert row.empty_seats == (2,)
    assert row.undeclared_seats == (1,)
    assert row.quality_officer is None
    assert not row.is_late


@pytest.mark.django_db
def test_the_board_filters_sorts_and_pages():
    provider, version = OrganisationFactory(provider=True), make_standard()
    anna = TrajectoryFactory(
        building=True, provider=provider, standard_version=version, candidate=PersonFactory(name="Anna")
    )
    bram = TrajectoryFactory(
        provider=provider,
        standard_version=version,
        candidate=PersonFactory(name="Bram"),
        route=compact_route(),
        units=[version.core_tasks.first()],
    )
    gone = TrajectoryFactory(provider=provider, standard_version=version, candidate=PersonFactory(name="Cas"))
    trajectories.withdraw(gone.pk, by=gone.candidate)
    coordinator = coordinator_of(anna)
    much_later = timezone.now() + timedelta(weeks=30)

    def names(filters=None, **how):
        return [row.trajectory.candidate.name for row in board(coordinator, filters, **how).rows]

    assert names() == ["Anna", "Bram"]
    assert names(sort="-candidate") == ["Bram", "Anna"]
    assert names(sort="drop table") == ["Anna", "Bram"]
    assert names(BoardFilters(route="compact")) == ["Bram"]
    assert names(BoardFilters(states=("withdrawn",))) == ["Cas"]
    assert names(BoardFilters(text="ann")) == ["Anna"]
    assert names(BoardFilters(person=who_is(anna, "coach").pk)) == ["Anna"]
    assert names(BoardFilters(late_only=True)) == []
    assert names(BoardFilters(late_only=True), now=much_later) == ["Anna"]
    page = board(coordinator, page=2, page_size=1)
    assert (page.total, page.pages, page.number) == (2, 2, 2)
    assert [row.trajectory.pk for row in page.rows] == [bram.pk]


@pytest.mark.django_db
def test_strangers_see_no_trajectory_anywhere():
    trajectory = TrajectoryFactory(assessing=True)
    elsewhere = coordinator_of(TrajectoryFactory())

    for stranger in (PersonFactory(), elsewhere, AnonymousUser()):
        assert not Trajectory.objects.visible_to(stranger).filter(pk=trajectory.pk).exists()
    assert trajectory.pk not in [row.trajectory.pk for row in board(elsewhere).rows]
    for part, seat in (("candidate", None), ("coach", None), ("assessor", 1), ("quality_officer", None)):
        assert trajectory in Trajectory.objects.visible_to(who_is(trajectory, part, seat))


@pytest.mark.django_db
def test_who_stopped_taking_part_or_coordinating_sees_it_no_more():
    trajectory = TrajectoryFactory(building=True)
    coach, coordinator = who_is(trajectory, "coach"), coordinator_of(trajectory)
    trajectories.end_assignment(trajectory.participants.get(person=coach).pk, by=coordinator)
    held = Membership.objects.current().get(person=coordinator, organisation=trajectory.provider)
    people.end_role(held.pk, by=administrator_of(trajectory.provider))

    assert not Trajectory.objects.visible_to(coach).exists()
    assert not Trajectory.objects.visible_to(coordinator).exists()
    assert not Participant.objects.visible_to(coordinator).exists()


@pytest.mark.django_db
def test_a_coordinator_who_is_candidate_here_gets_the_candidates_tasks_only():
    trajectory = TrajectoryFactory()
    coordinator = coordinator_of(trajectory)
    own = TrajectoryFactory(provider=trajectory.provider, candidate=coordinator, standard_version=make_standard())

    mine = work_list(coordinator)

    assert [task.trajectory.pk for task in mine.mine] == [trajectory.pk]
    assert [(task.trajectory.pk, task.part) for task in mine.waiting] == [(own.pk, "candidate")]
