"""An observation that was written down on a phone, a fact a line: kept once, however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.assessments.models import Observation, ObservedFact
from evc.routes.models import Instrument
from evc.standards.models import Criterion
from evc.trajectories import services as trajectories
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import InstrumentRecord
from foundation.errors import InvalidInput
from foundation.people.models import Person

_MOST_FACTS = 200
_LONGEST_FACT = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Fact:
    """What was seen at a moment; ``criterion`` where it shows one. Never a score."""

    text: str
    at: time | None = None
    criterion: UUID | None = None


@transaction.atomic
def keep_observation(
    trajectory_id: UUID,
    *,
    key: UUID,
    instrument: Instrument,
    held_on: date,
    facts: Sequence[Fact],
    from_time: time | None = None,
    until_time: time | None = None,
    place: str = "",
    by: Person,
) -> InstrumentRecord:
    """Make the record of what was seen, which every assessor may read. ``key`` was made on the phone: the same key again
    gives what was kept. Raises InvalidInput, and whatever ``write_record`` raises.
    """
    trajectory = trajectories.locked(trajectory_id)
    known = Observation.objects.filter(by=by, key=key).select_related("record").first()
    if known is not None:
        return known.record
    if len(facts) > _MOST_FACTS:
        raise InvalidInput(
            _("Keep at most %(most)s facts in one observation.") % {"most": _MOST_FACTS}, code="too-many-facts"
        )
    seen = [(fact, clean_text(fact.text, field="facts", longest=_LONGEST_FACT)) for fact in facts]
    seen = [(fact, text) for fact, text in seen if text]
    scope = Criterion.objects.filter(work_process__core_task__in=trajectory.units.values("pk"))
    criteria = {row.pk: row for row in scope.filter(pk__in={fact.criterion for fact, _text in seen if fact.criterion})}
    for fact, _text in seen:
        if fact.criterion is not None and fact.criterion not in criteria:
            raise InvalidInput(
                _("This criterion is not assessed in this trajectory."), code="out-of-scope", field="facts"
            )
    record = trajectories.write_record(
        trajectory.pk,
        instrument=instrument,
        held_on=held_on,
        from_time=from_time,
        until_time=until_time,
        place=place,
        facts="\n".join(_line(fact, text, criteria) for fact, text in seen),
        by=by,
    )
    observation = Observation.objects.create(record=record, by=by, key=key)
    ObservedFact.objects.bulk_create(
        ObservedFact(observation=observation, position=position, criterion_id=fact.criterion, at=fact.at, text=text)
        for position, (fact, text) in enumerate(seen, start=1)
    )
    return record


def _line(fact: Fact, text: str, criteria: dict[UUID, Criterion]) -> str:
    """As it is read in the record: "14.05 K1-W1-C02: …"."""
    code = criteria[fact.criterion].code if fact.criterion else ""
    head = " ".join(part for part in (fact.at.strftime("%H.%M") if fact.at else "", code) if part)
    return f"{head}: {text}" if head else text
