"""Two people do something with one trajectory at the same moment, each with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar

from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import Appointment, Participant, Pause, State, StateChange, Trajectory
from foundation.audit.chain import check_all
from foundation.audit.models import AuditEntry
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from foundation.people.models import Person
from foundation.working_days import add_working_days
from portfolio.models import Manifest
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, fill_seats
from tests.planned import plan_interview
from tests.racing import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
Part = Participant.Part
TWO_WEEKS = timedelta(days=13)
EVERY = ["W1", "W2", "W3"]


def pausing(trajectory: Trajectory) -> Callable[[], Pause]:
    today, by = timezone.localdate(), coordinator_of(trajectory)
    return lambda: trajectories.start_pause(trajectory.pk, first_day=today, until=today + TWO_WEEKS, by=by)


@pytest.mark.parametrize("ready", [False, True], ids=["nobody-sits-yet", "assessors-wait"])
def test_a_pause_that_begins_while_the_candidate_hands_in_loses_neither(ready: bool) -> None:
    trajectory = TrajectoryFactory(building=True, evidence_for=EVERY)
    if ready:
        fill_seats(trajectory)
    trajectory.refresh_from_db()
    before = trajectory.due_on
    assert before is not None

    refused = all_at_once(
        lambda: trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate), pausing(trajectory)
    )

    trajectory.refresh_from_db()
    assert refused == ["", ""]
    assert trajectory.state == (State.ASSESSING if ready else State.SUBMITTED)
    assert trajectory.due_on == add_working_days(before, 10)
    assert (Manifest.objects.count(), Pause.objects.filter(confirmed_at__isnull=False).count()) == (1, 1)
    assert StateChange.objects.filter(trajectory=trajectory, to_state=State.SUBMITTED).count() == 1
    assert all(finding.is_whole for finding in check_all())


def test_of_two_who_pause_at_once_one_is_told_and_the_terms_move_once() -> None:
    trajectory = TrajectoryFactory(building=True)
    trajectory.refresh_from_db()
    before = trajectory.due_on
    assert before is not None

    refused = all_at_once(pausing(trajectory), pausing(trajectory))

    trajectory.refresh_from_db()
    assert sorted(refused) == ["", "pause-runs"]
    assert trajectory.due_on == add_working_days(before, 10)
    assert Pause.objects.count() == 1


def test_going_on_while_the_candidate_hands_in_takes_the_days_off_once() -> None:
    trajectory = TrajectoryFactory(building=True, evidence_for=EVERY)
    trajectory.refresh_from_db()
    before, held = trajectory.due_on, pausing(trajectory)()
    go_on = [
        lambda: trajectories.end_pause(held.pk, by=trajectory.candidate),
        lambda: trajectories.end_pause(held.pk, by=coordinator_of(trajectory)),
    ]

    refused = all_at_once(*go_on, lambda: trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate))

    trajectory.refresh_from_db()
    assert sorted(refused[:2]) == ["", "pause-over"]
    assert (refused[2], trajectory.state) == ("", State.SUBMITTED)
    assert trajectory.due_on == before


# An appointment


@pytest.fixture
def appointment() -> Appointment:
    """An interview with both assessors, of which everybody has a mail."""
    case = TrajectoryFactory(building=True)
    fill_seats(case)
    made = plan_interview(case, by=coordinator_of(case))
    run_due()
    return made


def another_coordinator(case: Trajectory) -> Person:
    person = PersonFactory()
    member(person, case.provider, Role.COORDINATOR)
    return person


def moving(appointment: Appointment, *, days: int, seats: tuple[int, ...] = (1, 2), by: Person) -> Callable[[], Any]:
    """To another day, with the assessors of ``seats``, by somebody who has the page open as it is now."""
    case = appointment.trajectory
    coming = case.participants.current().filter(part=Part.ASSESSOR, seat__in=seats)
    day = add_working_days(timezone.localdate(), days)
    starts_at = timezone.make_aware(datetime.combine(day, time(10)))
    keys, seen = list(coming.values_list("pk", flat=True)), appointment.sequence
    return lambda: trajectories.move_appointment(
        appointment.pk,
        assessors=keys,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place="Kamer 3",
        seen=seen,
        by=by,
    )


def test_of_two_who_move_an_appointment_at_once_one_is_told_and_every_calendar_ends_the_same(
    appointment: Appointment,
) -> None:
    case = appointment.trajectory
    one, other = coordinator_of(case), another_coordinator(case)

    refused = all_at_once(moving(appointment, days=8, by=one), moving(appointment, days=9, seats=(1,), by=other))
    run_due()

    appointment.refresh_from_db()
    assert sorted(refused) == ["", "appointment-changed"]
    assert appointment.sequence == 1
    assert AuditEntry.objects.filter(event="appointment.moved").count() == 1
    coming = {row.person.email for row in appointment.assessors.all()} | {case.candidate.email}
    for address, last in last_events().items():
        assert last["SEQUENCE"] == 1
        assert (last["STATUS"] == "CONFIRMED") is (address in coming)
        assert address not in coming or last["DTSTART"].dt == appointment.starts_at


def test_an_appointment_that_is_moved_and_cancelled_at_once_ends_as_one_of_the_two(appointment: Appointment) -> None:
    case = appointment.trajectory
    one, other = coordinator_of(case), another_coordinator(case)

    refused = all_at_once(
        moving(appointment, days=8, by=one),
        lambda: trajectories.cancel_appointment(appointment.pk, because="De zaal is dicht.", by=other),
    )
    run_due()

    appointment.refresh_from_db()
    assert (refused, appointment.sequence) in [(["", ""], 2), (["appointment-cancelled", ""], 1)]
    assert appointment.cancelled_at is not None
    assert {last["STATUS"] for last in last_events().values()} == {"CANCELLED"}


def last_events() -> dict[str, Any]:
    """By receiver the last that their calendar got."""
    found = {}
    for mail in OutgoingMail.objects.exclude(calendar="").order_by("created_at"):
        [found[mail.to]] = Calendar.from_ical(mail.calendar).walk("VEVENT")
    return found
