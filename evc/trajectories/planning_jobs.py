"""What planning does by itself: mails of pauses, appointments and silence, and what is looked at every day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from evc.roles import Role
from evc.trajectories.calendars import Entry, Method, calendar_of
from evc.trajectories.models import Appointment, Pause, SilentEnd, Trajectory
from evc.trajectories.selectors.appointments import who_come
from evc.trajectories.selectors.conflicts import ending_soon
from evc.trajectories.selectors.resting import rest_of
from evc.trajectories.services import propose_to_invited, silence
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail
from foundation.jobs.registry import job
from foundation.jobs.schedule import daily
from foundation.jobs.services import enqueue
from foundation.people.models import Membership, Organisation, Person
from foundation.working_days import working_days_between

REMIND_BEFORE_DAYS = 2  # working days before an appointment
EXPERTISE_DAYS = (60, 14)  # days before the last one


@job("trajectories.propose_to_invited")
def make_what_waited(invitation: str) -> None:
    """After an invitation was accepted."""
    propose_to_invited(UUID(invitation))


@job("trajectories.tell_of_pause")
def tell_of_pause(pause: str) -> None:
    """To the candidate: confirmed, or not."""
    found = Pause.objects.filter(pk=pause).select_related("trajectory__candidate", "trajectory__provider").first()
    if found is None or (found.confirmed_at is None and found.refused_at is None):
        return
    _mail(
        "trajectory_pause",
        found.trajectory,
        to=found.trajectory.candidate,
        key=f"{found.pk}:{found.confirmed_at is not None}",
        is_agreed=found.confirmed_at is not None,
        first_day=found.first_day,
        last_day=found.until,
    )


@job("trajectories.tell_of_silent_end")
def tell_of_silent_end(ended: str) -> None:
    found = SilentEnd.objects.filter(pk=ended, undone_at=None).select_related("trajectory__candidate").first()
    if found is not None:
        candidate = found.trajectory.candidate
        _mail("trajectory_ended", found.trajectory, to=candidate, key=str(found.pk), last_day=found.undo_until)


@job("trajectories.tell_taken_up")
def tell_taken_up(ended: str) -> None:
    """To the coordinators: the candidate goes on."""
    found = SilentEnd.objects.filter(pk=ended).select_related("trajectory__candidate", "trajectory__provider").first()
    if found is not None:
        for person in _coordinators(found.trajectory.provider):
            key = f"{found.pk}:{person.pk}"
            _mail(
                "trajectory_taken_up", found.trajectory, to=person, key=key, candidate=found.trajectory.candidate.name
            )


@daily("trajectories.find_silence", at=time(9, 30))
def find_silence(day: str) -> None:
    """A second mail where the first was not answered, and the end where the month to undo it is over."""
    for stall in silence.unanswered(timezone.now()):
        enqueue("trajectories.ask_again", key=f"{stall.pk}:{day}", stall=stall.pk)
    for ended in silence.over(date.fromisoformat(day)):
        enqueue("trajectories.make_silence_final", key=f"{ended.pk}:{day}", ended=ended.pk)


@job("trajectories.ask_again")
def ask_again(stall: str) -> None:
    silence.ask_again(UUID(stall))


@job("trajectories.make_silence_final")
def make_silence_final(ended: str) -> None:
    silence.make_final(UUID(ended))


@job("trajectories.tell_of_appointment")
def tell_of_appointment(appointment: str, sequence: int, gone: list[str]) -> None:
    """To the candidate and the assessors who come, with the appointment for their calendar; to ``gone`` that it is off.

    By the time that this runs it may have changed again: then the later job tells those who come. Who went with this change
    is known here alone, and is told unless the later one brought them back.
    """
    found = _appointment(appointment)
    if found is None:
        return
    if found.sequence == sequence:
        kind = "cancelled" if found.cancelled_at else ("moved" if sequence else "planned")
        for person in _who(found):
            _invite(found, person, kind)
    back = [row.pk for row in who_come(found)]
    for participant in found.trajectory.participants.filter(pk__in=gone).exclude(pk__in=back).select_related("person"):
        _invite(found, participant.person, "released")


@daily("trajectories.remind_of_appointments", at=time(8))
def remind_of_appointments(day: str) -> None:
    """Two working days before; never for a trajectory that rests."""
    today = date.fromisoformat(day)
    last = timezone.make_aware(datetime.combine(today + timedelta(days=14), time.min))
    rows = Appointment.objects.filter(cancelled_at=None, starts_at__gt=timezone.now(), starts_at__lt=last)
    for pk, starts_at in rows.values_list("pk", "starts_at"):
        if working_days_between(today, timezone.localdate(starts_at)) <= REMIND_BEFORE_DAYS:
            enqueue("trajectories.remind_of_appointment", key=pk, appointment=pk, day=day)


@job("trajectories.remind_of_appointment")
def remind_of_appointment(appointment: str, day: str) -> None:
    found = _appointment(appointment)
    if found is None or found.cancelled_at or rest_of(found.trajectory, date.fromisoformat(day)) is not None:
        return
    for person in _who(found):
        _invite(found, person, "reminder")


@daily("trajectories.remind_of_expertise", at=time(8))
def remind_of_expertise(day: str) -> None:
    """To the coordinators of the provider and the assessor, some weeks and again some days before it ends."""
    for days in EXPERTISE_DAYS:
        for held in ending_soon(date.fromisoformat(day) + timedelta(days=days)):
            for person in {held.person, *_coordinators(held.organisation)}:
                queue_mail(
                    "expertise_ends",
                    to=person.email,
                    language=person.language,
                    key=f"expertise_ends:{held.pk}:{days}:{person.pk}",
                    sender_name=held.organisation.name,
                    name=person.name,
                    organisation=held.organisation.name,
                    assessor=held.person.name,
                    is_own=person.pk == held.person_id,
                    standard=held.standard.title,
                    last_day=held.until,
                    link=public_address("/expertise" if person.pk != held.person_id else "/"),
                )


def entry_of(appointment: Appointment, *, to: Person | None = None) -> Entry:
    """An appointment as a calendar shows it, in the language of the moment. It names no candidate: a calendar is often shared."""
    case = appointment.trajectory
    return Entry(
        uid=f"{appointment.pk}@{public_address('').partition('://')[2]}",
        sequence=appointment.sequence,
        stamp=appointment.changed_at,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        title=f"EVC: {appointment.instrument.name}",
        where=appointment.place or appointment.video_link,
        link=appointment.video_link or public_address(f"/trajectories/{case.pk}"),
        description=case.standard_version.standard.title,
        is_cancelled=appointment.cancelled_at is not None,
        organiser=(case.provider.name, case.provider.contact_email),
        attendee=(to.name, to.email) if to else ("", ""),
    )


def _invite(found: Appointment, person: Person, kind: str) -> None:
    off = kind in {"cancelled", "released"}
    with translation.override(person.language or settings.LANGUAGE_CODE):
        entry = entry_of(found, to=person)
    if kind == "released":
        entry = replace(entry, is_cancelled=True)
    calendar = "" if kind == "reminder" else calendar_of([entry], Method.CANCEL if off else Method.REQUEST)
    _mail(
        "appointment",
        found.trajectory,
        to=person,
        key=f"{found.pk}:{found.sequence}:{kind}:{person.pk}",
        calendar=calendar,
        kind=kind,
        instrument=found.instrument,
        starts_at=timezone.localtime(found.starts_at),
        ends_at=timezone.localtime(found.ends_at),
        place=found.place,
        video_link=found.video_link,
        because=found.cancelled_because,
    )


def _appointment(pk: str) -> Appointment | None:
    rows = Appointment.objects.select_related(
        "instrument", "trajectory__candidate", "trajectory__provider", "trajectory__standard_version__standard"
    )
    return rows.prefetch_related("assessors__person").filter(pk=pk).first()


def _who(found: Appointment) -> list[Person]:
    return [found.trajectory.candidate, *(row.person for row in who_come(found))]


def _coordinators(provider: Organisation) -> Iterable[Person]:
    held = Membership.objects.current().with_role(Role.COORDINATOR).filter(organisation=provider)
    return [row.person for row in held.filter(person__is_active=True).select_related("person")]


def _mail(template: str, trajectory: Trajectory, *, to: Person, key: str, **context: Any) -> None:
    queue_mail(
        template,
        to=to.email,
        language=to.language,
        key=f"{template}:{key}",
        sender_name=trajectory.provider.name,
        name=to.name,
        organisation=trajectory.provider.name,
        link=public_address(f"/trajectories/{trajectory.pk}"),
        **context,
    )
