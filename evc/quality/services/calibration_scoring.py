"""Scoring in a calibration round: alone, and unseen by anybody until the round is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.quality.models import CalibrationParticipant, CalibrationRound, CalibrationScore
from evc.quality.selectors.calibration import criteria_of
from evc.quality.services.calibrating import locked_round
from evc.routes.models import RubricLevel
from evc.trajectories.cleaning import clean_text
from foundation.audit import services as audit
from foundation.errors import InvalidInput, WrongState
from foundation.people.models import Person


@dataclass(frozen=True, slots=True)
class Given:
    """What was filled in at a criterion; ``level`` None: nothing chosen yet."""

    criterion: UUID
    level: UUID | None
    note: str = ""


@transaction.atomic
def save_calibration_scores(round_id: UUID, given: Iterable[Given], *, by: Person) -> CalibrationParticipant:
    """Keep what was filled in, provisional until it is made final. Raises NotFound, WrongState, InvalidInput."""
    found, participant = _scoring(round_id, by)
    criteria = {criterion.pk for criterion in criteria_of(found)}
    levels = set(RubricLevel.objects.filter(rubric=found.rubric_id).values_list("pk", flat=True))
    kept = {score.criterion_id: score for score in participant.scores.all()}
    for row in given:
        if row.criterion not in criteria:
            raise InvalidInput(_("This criterion is no part of the round. Load the page again."), code="no-criterion")
        if row.level is not None and row.level not in levels:
            raise InvalidInput(_("Choose one of the levels."), code="no-level", field=f"level:{row.criterion}")
        note = clean_text(row.note, field=f"note:{row.criterion}", longest=4000)
        _keep(participant, row.criterion, row.level, note, kept)
    return participant


@transaction.atomic
def finalise_calibration(round_id: UUID, *, by: Person) -> CalibrationParticipant:
    """Every criterion has a level; from now on they stay. Raises NotFound, WrongState, InvalidInput."""
    found, participant = _scoring(round_id, by)
    given = set(participant.scores.exclude(level=None).values_list("criterion", flat=True))
    if left := [criterion.code or criterion.title for criterion in criteria_of(found) if criterion.pk not in given]:
        message = _("Still to score: %(criteria)s.")
        raise InvalidInput(message % {"criteria": ", ".join(left)}, code="criteria-left")
    participant.final_at = timezone.now()
    participant.save(update_fields=["final_at"])
    audit.record("calibration.final", on=found, by=by, participant=participant.pk)
    return participant


def _scoring(round_id: UUID, by: Person) -> tuple[CalibrationRound, CalibrationParticipant]:
    found = locked_round(CalibrationRound.objects.scored_by(by), round_id)
    participant = found.participants.get(assessor=by)
    if not found.is_scored_now:
        raise WrongState(_("This round can't be scored any more. What you gave is kept."), code="round-not-open")
    if participant.final_at is not None:
        raise WrongState(_("Your scores are final. They stay as they are."), code="scores-final")
    return found, participant


def _keep(
    participant: CalibrationParticipant,
    criterion: UUID,
    level: UUID | None,
    note: str,
    kept: Mapping[UUID, CalibrationScore],
) -> None:
    score = kept.get(criterion)
    if level is None and not note:
        if score is not None:
            score.delete()
        return
    if score is None:
        CalibrationScore.objects.create(participant=participant, criterion_id=criterion, level_id=level, note=note)
    elif (score.level_id, score.note) != (level, note):
        score.level_id, score.note = level, note
        score.save(update_fields=["level", "note"])
