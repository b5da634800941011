"""Withdrawing needs no reason; closing needs the talk, and never overtakes a badge."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import State, Trajectory
from foundation.errors import InvalidInput, NotAllowed, WrongState
from portfolio.models import Manifest
from tests.factories.people import PersonFactory
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, who_is

pytestmark = pytest.mark.django_db


def decided(*, expects_badge: bool) -> Trajectory:
    trajectory = TrajectoryFactory(assessing=True)
    states.move(trajectory, to=State.QUALITY_CHECK, by=None)
    trajectories.decide(trajectory, expects_badge=expects_badge, by=who_is(trajectory, "quality_officer"))
    return trajectory


@pytest.mark.parametrize("until", ["requested", "intake", "building", "submitted", "assessing"])
def test_the_candidate_withdraws_at_any_step_without_a_reason(until):
    trajectory = TrajectoryFactory(**{until: True})

    trajectory = trajectories.withdraw(trajectory.pk, by=trajectory.candidate)

    assert trajectory.state == State.WITHDRAWN
    assert trajectory.changes.last().reason == ""


def test_nobody_reads_the_dossier_after_withdrawing():
    trajectory = TrajectoryFactory(assessing=True)
    readers = [
        who_is(trajectory, "coach"),
        who_is(trajectory, "assessor", 1),
        who_is(trajectory, "quality_officer"),
    ]
    assert Manifest.objects.visible_to(readers[1]).exists()

    trajectories.withdraw(trajectory.pk, by=trajectory.candidate)

    for reader in readers:
        assert not Manifest.objects.visible_to(reader).exists()
    assert Manifest.objects.visible_to(trajectory.candidate).exists()


def test_nobody_withdraws_for_the_candidate():
    trajectory = TrajectoryFactory(building=True)

    for by in (coordinator_of(trajectory), who_is(trajectory, "coach"), PersonFactory()):
        with pytest.raises(NotAllowed):
            trajectories.withdraw(trajectory.pk, by=by)


def test_who_proposed_takes_it_back_until_it_was_accepted():
    trajectory = TrajectoryFactory()
    coordinator = coordinator_of(trajectory)
    proposed = TrajectoryFactory(provider=trajectory.provider, asked_by=coordinator)
    accepted = TrajectoryFactory(intake=True, provider=trajectory.provider, asked_by=coordinator)

    assert trajectories.withdraw(proposed.pk, by=coordinator).state == State.WITHDRAWN
    with pytest.raises(NotAllowed):
        trajectories.withdraw(accepted.pk, by=coordinator)


def test_after_the_outcome_nothing_is_withdrawn():
    trajectory = decided(expects_badge=True)

    with pytest.raises(WrongState):
        trajectories.withdraw(trajectory.pk, by=trajectory.candidate)


def test_closing_never_overtakes_a_badge():
    trajectory = decided(expects_badge=True)
    coordinator = coordinator_of(trajectory)

    with pytest.raises(NotReadyYet) as caught:
        trajectories.close(trajectory.pk, declined=True, by=coordinator)
    assert caught.value.code == "badge-expected"

    states.move(Trajectory.objects.get(pk=trajectory.pk), to=State.ISSUED, by=None)
    assert trajectories.close(trajectory.pk, declined=True, by=coordinator).state == State.CLOSED


def test_where_nothing_was_recognised_it_closes_without_a_badge():
    trajectory = decided(expects_badge=False)
    today = timezone.localdate()

    trajectory = trajectories.close(trajectory.pk, closing_talk_on=today, by=who_is(trajectory, "coach"))

    assert trajectory.state == State.CLOSED
    assert trajectory.closing_talk_on == today


def test_closing_asks_for_the_talk_or_that_it_was_declined():
    trajectory = decided(expects_badge=False)
    coordinator, today = coordinator_of(trajectory), timezone.localdate()

    for wrong in (
        {},
        {"closing_talk_on": today, "declined": True},
        {"closing_talk_on": today + timedelta(days=1)},
    ):
        with pytest.raises(InvalidInput) as caught:
            trajectories.close(trajectory.pk, **wrong, by=coordinator)
        assert caught.value.field == "closing_talk_on"


def test_after_closing_the_coach_reads_no_more_and_the_assessors_keep_what_was_frozen():
    trajectory = decided(expects_badge=False)
    coach, assessor = who_is(trajectory, "coach"), who_is(trajectory, "assessor", 1)

    trajectories.close(trajectory.pk, declined=True, by=coordinator_of(trajectory))

    assert not trajectory.audience.members.filter(person=coach).exists()
    assert trajectory.audience.members.filter(person=assessor).exists()


def test_the_candidate_does_not_close():
    trajectory = decided(expects_badge=False)

    with pytest.raises(NotAllowed):
        trajectories.close(trajectory.pk, declined=True, by=trajectory.candidate)


def test_a_badge_is_bound_to_confirmed_addresses_only():
    candidate = PersonFactory(also=("tweede@example.org",))
    trajectory = TrajectoryFactory(building=True, candidate=candidate)
    with pytest.raises(InvalidInput) as caught:
        trajectories.choose_badge_contents(
            trajectory.pk, shows_name=True, addresses=["iemand-anders@example.org"], by=candidate
        )
    assert caught.value.field == "addresses"

    trajectory = trajectories.choose_badge_contents(
        trajectory.pk, shows_name=True, addresses=[" Tweede@example.org "], by=candidate
    )

    assert trajectory.badge_shows_name
    assert trajectory.badge_addresses == ["tweede@example.org"]


def test_what_the_badge_holds_is_not_chosen_after_it_was_issued():
    trajectory = decided(expects_badge=True)
    trajectories.choose_badge_contents(trajectory.pk, shows_name=True, addresses=[], by=trajectory.candidate)
    states.move(Trajectory.objects.get(pk=trajectory.pk), to=State.ISSUED, by=None)

    with pytest.raises(WrongState):
        trajectories.choose_badge_contents(trajectory.pk, shows_name=False, addresses=[], by=trajectory.candidate)
