"""Interviews and observations: who comes, calendars that take changes over, reminders, days that fit all."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from evc.trajectories import services as trajectories
from evc.trajectories.models import Appointment, FreeDay, Participant, Trajectory
from evc.trajectories.planning_jobs import remind_of_appointments
from evc.trajectories.selectors import CommonDay, common_days, planned_between, who_come
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.jobs.mail import send
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from foundation.working_days import add_working_days
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, fill_seats

pytestmark = pytest.mark.django_db
Part = Participant.Part


@pytest.fixture
def case() -> Trajectory:
    made = TrajectoryFactory(building=True)
    fill_seats(made)
    run_due()
    OutgoingMail.objects.all().delete()
    return made


def at(days: int, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(add_working_days(timezone.localdate(), days), time(hour)))


def when(case: Trajectory, days: int = 6, hour: int = 10, **changed: Any) -> dict[str, Any]:
    seats = case.participants.current().filter(part=Part.ASSESSOR).values_list("pk", flat=True)
    fields = {
        "assessors": list(seats),
        "starts_at": at(days, hour),
        "ends_at": at(days, hour) + timedelta(hours=2),
        "place": "Stadhuis",
    }
    return fields | changed


def plan(case: Trajectory, **changed: Any) -> Appointment:
    interview = changed.pop("instrument", None) or case.route.instruments.get(key="interview")
    by = changed.pop("by", None) or coordinator_of(case)
    return trajectories.plan_appointment(case.pk, instrument=interview, by=by, **when(case, **changed))


def move(appointment: Appointment, *, seen: int | None = None, **changed: Any) -> Appointment:
    """By a coordinator who saw it as it is, unless ``seen`` says otherwise."""
    case = appointment.trajectory
    appointment.refresh_from_db()
    saw = appointment.sequence if seen is None else seen
    return trajectories.move_appointment(appointment.pk, seen=saw, by=coordinator_of(case), **when(case, **changed))


def mails(kind: str) -> dict[str, Any]:
    """The events of the mails of this kind, by receiver; None without one."""
    run_due()
    found = OutgoingMail.objects.filter(key__contains=f":{kind}:")
    return {mail.to: Calendar.from_ical(mail.calendar) if mail.calendar else None for mail in found}


def event(calendar: Any) -> Any:
    [found] = calendar.walk("VEVENT")
    return found


def test_everybody_who_comes_gets_it_for_their_calendar(case):
    made = plan(case, video_link="https://bellen.example/kamer")
    assessors = [row.person.email for row in who_come(made)]

    sent = mails("planned")

    assert set(sent) == {case.candidate.email, *assessors}
    for address, calendar in sent.items():
        found = event(calendar)
        assert calendar["METHOD"] == "REQUEST"
        assert str(found["UID"]).startswith(str(made.pk))
        assert (found["SEQUENCE"], found["STATUS"]) == (0, "CONFIRMED")
        assert found["DTSTART"].dt == made.starts_at
        assert str(found["ATTENDEE"]) == f"mailto:{address}"
        assert case.candidate.name not in str(found["SUMMARY"])


def test_a_change_keeps_the_uid_and_raises_the_sequence(case):
    made = plan(case)
    before = event(mails("planned")[case.candidate.email])

    move(made, days=8, place="Kamer 3")

    after = event(mails("moved")[case.candidate.email])
    assert before["UID"] == after["UID"]
    assert (after["SEQUENCE"], after["LOCATION"]) == (1, "Kamer 3")


def test_who_no_longer_comes_gets_a_cancellation(case):
    made = plan(case)
    run_due()
    stays, leaves = who_come(made)

    move(made, assessors=[stays.pk])

    released = mails("released")
    assert set(released) == {leaves.person.email}
    assert released[leaves.person.email]["METHOD"] == "CANCEL"
    assert event(released[leaves.person.email])["STATUS"] == "CANCELLED"


def test_who_went_with_a_change_is_told_also_when_it_changed_again_before_the_mail(case):
    made = plan(case)
    run_due()
    stays, leaves = who_come(made)

    move(made, assessors=[stays.pk])
    move(made, assessors=[stays.pk], days=9)

    assert set(mails("released")) == {leaves.person.email}
    assert set(mails("moved")) == {case.candidate.email, stays.person.email}


def test_who_came_back_before_the_mail_is_told_of_the_change_only(case):
    made = plan(case)
    run_due()
    stays, leaves = who_come(made)

    move(made, assessors=[stays.pk])
    move(made, days=9)

    assert not mails("released")
    assert leaves.person.email in mails("moved")


def test_who_looked_at_an_older_time_is_told_and_changes_nothing(case):
    made = plan(case)
    move(made, days=8)

    with pytest.raises(WrongState) as caught:
        move(made, seen=0, days=9)

    assert caught.value.code == "appointment-changed"
    made.refresh_from_db()
    assert (made.starts_at, made.sequence) == (at(8), 1)


def test_cancelling_asks_a_reason_that_everybody_reads(case):
    made = plan(case)
    with pytest.raises(InvalidInput):
        trajectories.cancel_appointment(made.pk, because=" ", by=coordinator_of(case))

    trajectories.cancel_appointment(made.pk, because="De zaal is dicht.", by=coordinator_of(case))

    cancelled = mails("cancelled")
    assert cancelled[case.candidate.email]["METHOD"] == "CANCEL"
    assert all("De zaal is dicht." in mail.text for mail in OutgoingMail.objects.filter(key__contains=":cancelled:"))
    with pytest.raises(WrongState):
        move(made)


def test_the_mail_carries_the_calendar_with_its_method(case, mailoutbox):
    plan(case)
    run_due()
    for mail in OutgoingMail.objects.filter(key__contains=":planned:"):
        send(mail.pk)

    [(name, content, kind)] = next(mail.attachments for mail in reversed(mailoutbox) if mail.attachments)
    assert (name, kind) == ("afspraak.ics", 'text/calendar; method="REQUEST"')
    assert "BEGIN:VCALENDAR" in str(content)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"place": ""}, "place-missing"),
        ({"place": "", "video_link": "javascript:alert(1)"}, "link-invalid"),
        ({"days": -1}, "moment-in-past"),
        ({"ends_at": timezone.now()}, "times-reversed"),
        ({"assessors": []}, "assessors-unfit"),
    ],
    ids=["nowhere", "bad-link", "past", "reversed", "nobody"],
)
def test_what_can_t_be_planned_is_refused_with_what_to_do(case, changed, code):
    with pytest.raises(InvalidInput) as caught:
        plan(case, **changed)

    assert caught.value.code == code
    assert not Appointment.objects.exists()


def test_nobody_is_in_two_places_at_once(case):
    plan(case)
    other = TrajectoryFactory(provider=case.provider, standard_version=case.standard_version, building=True)
    shared = case.participants.current().get(part=Part.ASSESSOR, seat=1).person
    appoint(other, Part.ASSESSOR, seat=1, person=shared)

    with pytest.raises(InvalidInput) as caught:
        plan(other, hour=11)
    assert caught.value.code == "busy"
    assert shared.name in str(caught.value)
    assert plan(other, hour=12)


def test_the_portfolio_is_no_appointment_and_only_a_coordinator_plans(case):
    with pytest.raises(InvalidInput):
        plan(case, instrument=case.route.instruments.get(key="portfolio"))
    with pytest.raises(NotAllowed):
        plan(case, by=case.candidate)


def test_two_working_days_before_a_reminder_goes_out_once(case):
    plan(case, days=3)
    today = timezone.localdate()
    remind_of_appointments(today.isoformat())
    assert not mails("reminder")

    plan(case, days=2)
    for _twice in range(2):
        remind_of_appointments(today.isoformat())

    assert len(mails("reminder")) == 3


def test_a_paused_trajectory_is_not_reminded_of_its_appointment(case):
    plan(case, days=2)
    today = timezone.localdate()
    trajectories.start_pause(case.pk, first_day=today, until=today + timedelta(days=9), by=coordinator_of(case))

    remind_of_appointments(today.isoformat())

    assert not mails("reminder")


def test_the_days_shown_fit_all_and_are_working_days(case):
    one, two = (row.person for row in case.participants.current().filter(part=Part.ASSESSOR))
    first, second, third = (at(days).date() for days in (3, 4, 5))
    for person, day, part in (
        (one, first, "day"),
        (two, first, "morning"),
        (one, second, "morning"),
        (two, second, "afternoon"),
        (one, third, "day"),
        (two, third, "day"),
    ):
        trajectories.set_free_day(person, day=day, part=part, by=person)

    found = common_days([one.pk, two.pk], first=timezone.localdate(), last=third)

    assert found == [CommonDay(first, "morning"), CommonDay(third, "day")]
    trajectories.set_free_day(one, day=third, part="", by=one)
    assert len(common_days([one.pk, two.pk], first=timezone.localdate(), last=third)) == 1


def test_one_notes_only_one_s_own_days(case):
    one, two = (row.person for row in case.participants.current().filter(part=Part.ASSESSOR))

    with pytest.raises(InvalidInput):
        trajectories.set_free_day(one, day=at(3).date(), part="day", by=two)
    assert not FreeDay.objects.exists()


def test_what_is_planned_is_reported_once_at_its_first_time(case):
    made, coordinator = plan(case), coordinator_of(case)
    rows = planned_between(coordinator, timezone.localdate(), at(30).date())

    assert trajectories.report_appointments([row.pk for row in rows], by=coordinator) == 1
    first = Appointment.objects.get(pk=made.pk).reported_at
    assert trajectories.report_appointments([row.pk for row in rows], by=coordinator) == 0
    assert Appointment.objects.get(pk=made.pk).reported_at == first
    assert not planned_between(coordinator_of(TrajectoryFactory()), timezone.localdate(), at(30).date())


def test_the_database_holds_the_order_of_times_too(case):
    made = plan(case)

    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=made.pk).update(ends_at=made.starts_at)


def test_the_page_says_what_it_is_now_and_whoever_sends_it_again_has_seen_that(case, client):
    made = plan(case)
    client.force_login(coordinator_of(case))
    address = reverse("appointment-move", args=[made.pk])
    typed = client.get(address).context["form"].initial | {"from_time": "10:00", "until_time": "12:00"}
    typed |= {"day": at(9).date().isoformat()}
    move(made, days=8)

    refused = client.post(address, typed)
    assert f"{at(8).day} " in refused.content.decode().partition("intussen veranderd")[2][:60]
    made.refresh_from_db()
    assert made.starts_at == at(8)

    taken = client.post(address, typed | {"seen": refused.context["form"]["seen"].value()})
    assert taken.status_code == 302
    made.refresh_from_db()
    assert (made.starts_at, made.sequence) == (at(9), 2)
