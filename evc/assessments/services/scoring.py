"""Scoring a criterion on an instrument, with what carries the score. Saved while working; provisional until final."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evc.assessments.errors import NoSuchPage, NotInDossier, RecordMissing, UnknownLevel
from evc.assessments.models import Assessment, Score, ScoreSupport
from evc.assessments.services.opening import (
    dossier_of,
    locked_own,
    require_criterion_in_scope,
    require_instrument,
)
from evc.assessments.support import Support
from evc.routes.models import Instrument, RubricLevel
from evc.standards.models import Criterion
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import InstrumentRecord
from foundation.people.models import Person


@transaction.atomic
def score(
    assessment_id: UUID,
    *,
    criterion: Criterion,
    instrument: Instrument,
    level: RubricLevel,
    remark: str | None = None,
    support: Sequence[Support] | None = None,
    by: Person,
) -> Score:
    """Give a criterion a level on one instrument; scoring again replaces it.

    ``remark`` and ``support`` are left as they are when None. A score on an interview or observation for which nothing else
    is named rests on what was written down of it. Raises NotYourAssessment, WrongState, RecordMissing, InvalidInput.
    """
    assessment = locked_own(assessment_id, by=by)
    require_instrument(assessment, instrument)
    require_criterion_in_scope(assessment, criterion)
    if level.rubric_id != assessment.trajectory.route.rubric_id:
        raise UnknownLevel
    records = list(assessment.trajectory.records.filter(instrument=instrument)) if instrument.needs_record else []
    if instrument.needs_record and not records:
        raise RecordMissing

    fields: dict[str, object] = {"level": level, "changed_at": timezone.now()}
    if remark is not None:
        fields["remark"] = clean_text(remark, field="remark")
    row, is_new = Score.objects.update_or_create(
        assessment=assessment, criterion=criterion, instrument=instrument, defaults=fields
    )
    if records and (not support if support is not None else is_new):
        support = [Support(record=records[-1].pk)]
    if support is not None:
        _set_support(assessment, row, support)
    return row


@transaction.atomic
def clear_score(assessment_id: UUID, *, criterion: Criterion, instrument: Instrument, by: Person) -> None:
    """Take a score away, with what carried it. Nothing happens where there is none."""
    assessment = locked_own(assessment_id, by=by)
    assessment.scores.filter(criterion=criterion, instrument=instrument).delete()


def _set_support(assessment: Assessment, row: Score, support: Sequence[Support]) -> None:
    wanted = list(dict.fromkeys(support))
    _require_known(assessment, wanted)
    row.support.all().delete()
    ScoreSupport.objects.bulk_create(
        ScoreSupport(score=row, item_id=one.item, page=one.page, record_id=one.record) for one in wanted
    )


def _require_known(assessment: Assessment, support: Sequence[Support]) -> None:
    """Everything is part of the frozen dossier, or a record of this trajectory. Raises NotInDossier, NoSuchPage."""
    items = {item.id: item for item in dossier_of(assessment).items}
    known = set(
        InstrumentRecord.objects.filter(trajectory=assessment.trajectory_id).values_list("pk", flat=True)
        if any(one.record for one in support)
        else ()
    )
    for one in support:
        if not one.is_one_thing or (one.record and one.record not in known) or (one.item and one.item not in items):
            raise NotInDossier
        if one.item and one.page is not None:
            pages = max((file.page_count or 1 for file in items[one.item].files), default=1)
            if not 1 <= one.page <= pages:
                raise NoSuchPage(pages=pages)
