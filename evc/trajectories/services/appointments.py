"""Interviews and observations on their day: planned, moved, cancelled; everybody who comes gets it in their calendar."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evc.routes.models import Instrument
from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import Appointment, Participant, State, Trajectory
from evc.trajectories.services.locking import locked
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.jobs.services import enqueue
from foundation.people.models import Person

CAN_BE_PLANNED = (State.BUILDING, State.SUBMITTED, State.ASSESSING, State.SUPPLEMENT)
_is_link = URLValidator(schemes=["https"])


@transaction.atomic
def plan_appointment(
    trajectory_id: UUID,
    *,
    instrument: Instrument,
    assessors: Collection[UUID],
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    video_link: str = "",
    by: Person,
) -> Appointment:
    """Plan an interview or observation with one or more of the assessors (keys of participants). By a coordinator.

    Candidate and assessors get a mail with the appointment for their calendar. Raises InvalidInput, naming who is busy.
    """
    trajectory = _planned_by(trajectory_id, by)
    if instrument.route_id != trajectory.route_id or not instrument.needs_record:
        raise InvalidInput(
            _("Choose one of the talks or observations of this route."), code="instrument-unfit", field="instrument"
        )
    made = Appointment(trajectory=trajectory, instrument=instrument, made_by=by)
    coming = _coming(trajectory, instrument, assessors)
    _set(made, coming, starts_at=starts_at, ends_at=ends_at, place=place, video_link=video_link)
    made.save(force_insert=True)
    made.assessors.set(coming)
    audit.record("appointment.planned", on=trajectory, by=by, appointment=made.pk, instrument=instrument.key)
    _tell(made)
    return made


@transaction.atomic
def move_appointment(
    appointment_id: UUID,
    *,
    assessors: Collection[UUID],
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    video_link: str = "",
    seen: int,
    by: Person,
) -> Appointment:
    """Another time, place or assessor. Calendars take over the change; who no longer comes gets a cancellation.

    ``seen``: the ``sequence`` that ``by`` looked at. Raises WrongState where somebody changed it meanwhile.
    """
    appointment, trajectory = _held(appointment_id, by)
    if appointment.sequence != seen:
        starts = timezone.localtime(appointment.starts_at)
        message = _(
            "Somebody changed this appointment meanwhile. It is now on %(day)s at %(time)s. Change it again, or leave it."
        )
        raise WrongState(
            message % {"day": date_format(starts, "j F Y"), "time": date_format(starts, "H:i")},
            code="appointment-changed",
        )
    before = set(appointment.assessors.values_list("pk", flat=True))
    coming = _coming(trajectory, appointment.instrument, assessors)
    _set(appointment, coming, starts_at=starts_at, ends_at=ends_at, place=place, video_link=video_link)
    _raise(appointment)
    appointment.save()
    appointment.assessors.set(coming)
    audit.record("appointment.moved", on=trajectory, by=by, appointment=appointment.pk, sequence=appointment.sequence)
    _tell(appointment, gone=sorted(str(key) for key in before - {row.pk for row in coming}))
    return appointment


@transaction.atomic
def cancel_appointment(appointment_id: UUID, *, because: str, by: Person) -> Appointment:
    """It is off, with a reason that those who would come read."""
    appointment, trajectory = _held(appointment_id, by)
    appointment.cancelled_because = clean_text(because, field="because", longest=1_000, required=True)
    appointment.cancelled_at = timezone.now()
    _raise(appointment)
    appointment.save()
    audit.record("appointment.cancelled", on=trajectory, by=by, appointment=appointment.pk)
    _tell(appointment)
    return appointment


@transaction.atomic
def report_appointments(appointments: Collection[UUID], *, by: Person) -> int:
    """Note that the auditor was told of these planned assessments, each at its first time; how many were new."""
    now, count = timezone.now(), 0
    found = Appointment.objects.filter(pk__in=appointments, reported_at=None, cancelled_at=None)
    for appointment in found.select_related("trajectory"):
        rules.require_coordinator(appointment.trajectory, by)
        count += Appointment.objects.filter(pk=appointment.pk, reported_at=None).update(reported_at=now)
        audit.record("appointment.reported", on=appointment.trajectory, by=by, appointment=appointment.pk)
    return count


def _planned_by(trajectory_id: UUID, by: Person) -> Trajectory:
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, *CAN_BE_PLANNED)
    return trajectory


def _held(appointment_id: UUID, by: Person) -> tuple[Appointment, Trajectory]:
    found = Appointment.objects.filter(pk=appointment_id).first()
    if found is None:
        raise NotFound(_("There is no such appointment."))
    trajectory = _planned_by(found.trajectory_id, by)
    appointment = Appointment.objects.select_related("instrument").get(pk=appointment_id)
    if appointment.cancelled_at is not None:
        raise WrongState(_("This appointment was cancelled. Plan a new one."), code="appointment-cancelled")
    return appointment, trajectory


def _coming(trajectory: Trajectory, instrument: Instrument, assessors: Collection[UUID]) -> list[Participant]:
    seats = set(instrument.seats.values_list("number", flat=True))
    held = trajectory.participants.current().filter(part=Participant.Part.ASSESSOR, pk__in=assessors)
    coming = [row for row in held.select_related("person") if row.seat in seats]
    if not coming or len(coming) != len(set(assessors)):
        raise InvalidInput(
            _("Choose one or more of the assessors who do this part."), code="assessors-unfit", field="assessors"
        )
    return coming


def _set(
    appointment: Appointment,
    coming: Collection[Participant],
    *,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    video_link: str,
) -> None:
    if starts_at <= timezone.now():
        raise InvalidInput(_("This moment has passed. Choose a later one."), code="moment-in-past", field="day")
    if ends_at <= starts_at:
        raise InvalidInput(
            _("The end lies before the beginning. Correct one of the two times."),
            code="times-reversed",
            field="until_time",
        )
    appointment.starts_at, appointment.ends_at = starts_at, ends_at
    appointment.place = " ".join(clean_text(place, field="place", longest=200).split())
    appointment.video_link = _clean_link(video_link)
    if not appointment.place and not appointment.video_link:
        raise InvalidInput(_("Fill in a place, or a link for the video call."), code="place-missing", field="place")
    people = [row.person_id for row in coming] + [appointment.trajectory.candidate_id]
    _require_free(appointment, people)


def _require_free(appointment: Appointment, people: Collection[UUID]) -> None:
    """Nobody is in two places at once."""
    others = Appointment.objects.filter(
        cancelled_at=None, starts_at__lt=appointment.ends_at, ends_at__gt=appointment.starts_at
    ).exclude(pk=appointment.pk)
    busy = set(others.filter(assessors__person__in=people).values_list("assessors__person__name", "assessors__person"))
    names = {name for name, person in busy if person in people}
    names |= set(others.filter(trajectory__candidate__in=people).values_list("trajectory__candidate__name", flat=True))
    if names:
        message = _("%(names)s has another appointment at this time. Choose another moment.")
        raise InvalidInput(message % {"names": ", ".join(sorted(names))}, code="busy", field="from_time")


def _raise(appointment: Appointment) -> None:
    appointment.sequence += 1
    appointment.changed_at = timezone.now()


def _clean_link(link: str) -> str:
    stripped = link.strip()
    if stripped:
        try:
            _is_link(stripped)
        except ValidationError:
            raise InvalidInput(
                _("Paste the whole link, beginning with https://."), code="link-invalid", field="video_link"
            ) from None
    return stripped


def _tell(appointment: Appointment, *, gone: Collection[str] = ()) -> None:
    enqueue(
        "trajectories.tell_of_appointment",
        key=f"{appointment.pk}:{appointment.sequence}",
        appointment=appointment.pk,
        sequence=appointment.sequence,
        gone=list(gone),
    )
