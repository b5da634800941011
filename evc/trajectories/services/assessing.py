"""Around the scoring: opening it, the supplement, whose identity was seen, and what was said or seen."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.routes.models import Instrument
from evc.trajectories import rules, selectors, states
from evc.trajectories.cleaning import clean_past_day, clean_text
from evc.trajectories.errors import SeatsNotFilled, UnsupportedClaims
from evc.trajectories.models import IdentitySeen, InstrumentRecord, Participant, State, Trajectory
from evc.trajectories.services.locking import locked
from foundation.audit import services as audit
from foundation.errors import InvalidInput, WrongState
from foundation.jobs.services import enqueue
from foundation.people.models import Person
from portfolio import services as portfolio

_LONGEST_MINUTES = 12 * 60  # of a talk or an observation; more is a slip of the pen
_IDENTITY_IS_SEEN = (State.ASSESSING, State.SUPPLEMENT, State.MODERATING, State.QUALITY_CHECK)


@transaction.atomic
def open_assessing(trajectory_id: UUID, *, by: Person | None = None) -> Trajectory:
    """submitted -> assessing, which happens by itself when the last condition is met; ``by``: a coordinator, or the system.

    Raises SeatsNotFilled when assessors are missing or have not declared to have no ties.
    """
    trajectory = locked(trajectory_id)
    if by is not None:
        rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, State.SUBMITTED)  # from a supplement it goes back another way
    if missing := selectors.seats_not_ready(trajectory):
        raise SeatsNotFilled(missing)
    _open(trajectory, by=by)
    return trajectory


def open_if_ready(trajectory: Trajectory, *, by: Person) -> None:
    """Open the assessing of a submitted, locked trajectory when nothing stands in the way any more."""
    if trajectory.state == State.SUBMITTED and not selectors.seats_not_ready(trajectory):
        _open(trajectory, by=by)


def open_supplement(trajectory: Trajectory, *, by: Person) -> Trajectory:
    """assessing -> supplement: the candidate is asked for more evidence, as often as the route allows.

    For the room of the assessments, which knows what is asked and who may; it holds the lock. Raises NoSupplementLeft.
    """
    states.move(trajectory, to=State.SUPPLEMENT, by=by, number=trajectory.supplements_asked + 1)
    trajectory.supplements_asked += 1
    trajectory.save(update_fields=["supplements_asked"])
    key = f"{trajectory.pk}:{trajectory.supplements_asked}"
    enqueue("trajectories.tell_candidate_of_supplement", key=key, trajectory=trajectory.pk)
    return trajectory


@transaction.atomic
def submit_supplement(trajectory_id: UUID, *, by: Person) -> Trajectory:
    """supplement -> assessing, with a second manifest of all that is shared now. Raises UnsupportedClaims."""
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_state(trajectory, State.SUPPLEMENT)
    if unsupported := selectors.claims_without_evidence(trajectory):
        raise UnsupportedClaims(unsupported)
    manifest = portfolio.freeze(trajectory.audience_id, version=trajectory.standard_version, by=by)
    states.move(trajectory, to=State.ASSESSING, by=by, manifest=manifest.sha256, number=manifest.number)
    _tell_assessors(trajectory)
    return trajectory


@transaction.atomic
def record_identity_seen(trajectory_id: UUID, *, document: str, seen_on: date, by: Person) -> IdentitySeen:
    """An assessor notes that the candidate's identity was seen: kind of document and date. Raises WrongState when noted."""
    trajectory = locked(trajectory_id)
    rules.require_assessor(trajectory, by)
    states.require_state(trajectory, *_IDENTITY_IS_SEEN)
    if document not in IdentitySeen.Document.values:
        raise InvalidInput(_("Choose which kind of document you saw."), code="document-unknown", field="document")
    seen_on = clean_past_day(seen_on, field="seen_on")
    if IdentitySeen.objects.filter(trajectory=trajectory).exists():
        raise WrongState(_("The identity of this candidate was recorded before."), code="identity-recorded")
    seen = IdentitySeen.objects.create(trajectory=trajectory, document=document, seen_on=seen_on, seen_by=by)
    audit.record("identity.seen", on=trajectory, by=by, document=document, seen_on=seen_on)
    return seen


@transaction.atomic
def write_record(
    trajectory_id: UUID,
    *,
    instrument: Instrument,
    held_on: date,
    from_time: time | None = None,
    until_time: time | None = None,
    place: str = "",
    facts: str,
    by: Person,
) -> InstrumentRecord:
    """Write down what was said or seen in an interview or observation: facts, no score. By an assessor who does these.

    It may end after midnight, of a late shift, or in the minute in which it began.
    """
    trajectory = locked(trajectory_id)
    rules.require_assessor(trajectory, by)
    states.require_state(trajectory, State.ASSESSING)
    _require_instrument(trajectory, instrument, by)
    if from_time is not None and until_time is not None and _minutes_between(from_time, until_time) > _LONGEST_MINUTES:
        raise InvalidInput(
            _("The end lies before the beginning. Correct one of the two times."),
            code="times-reversed",
            field="until_time",
        )
    record = InstrumentRecord.objects.create(
        trajectory=trajectory,
        instrument=instrument,
        held_on=clean_past_day(held_on, field="held_on"),
        from_time=from_time,
        until_time=until_time,
        place=clean_text(place, field="place", longest=200),
        facts=clean_text(facts, field="facts", required=True),
        by=by,
    )
    audit.record("record.written", on=trajectory, by=by, record=record.pk, instrument=instrument.key)
    return record


def _minutes_between(from_time: time, until_time: time) -> int:
    """On the same day or, where the end comes before the beginning, into the next."""
    return (until_time.hour * 60 + until_time.minute - from_time.hour * 60 - from_time.minute) % (24 * 60)


def _require_instrument(trajectory: Trajectory, instrument: Instrument, by: Person) -> None:
    if instrument.route_id != trajectory.route_id or not instrument.needs_record:
        raise InvalidInput(
            _("No record is kept of this on this route. Choose one of the talks or observations."),
            code="instrument-unfit",
            field="instrument",
        )
    seat = trajectory.participants.current().get(person=by, part=Participant.Part.ASSESSOR).seat
    rules.require(
        seat in instrument.seats.values_list("number", flat=True),
        _("The other assessor does this part. You score the rest."),
    )


def _open(trajectory: Trajectory, *, by: Person | None) -> None:
    """submitted -> assessing: every seat is taken by somebody who declared to have no ties."""
    states.move(trajectory, to=State.ASSESSING, by=by)
    _tell_assessors(trajectory)


def _tell_assessors(trajectory: Trajectory) -> None:
    manifest = trajectory.manifest
    number = manifest.number if manifest else 0
    enqueue("trajectories.tell_assessors", key=f"{trajectory.pk}:{number}", trajectory=trajectory.pk, number=number)
