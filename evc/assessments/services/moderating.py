"""Moderation: the assessors agree on a level where they differ, and each of them signs."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.assessments.errors import (
    ModerationIsClosed,
    NotAgreed,
    OutOfScope,
    ReasonMissing,
    ThirdDecides,
    UnknownLevel,
)
from evc.assessments.models import ModeratedScore, Moderation, ModerationSignature, ThirdOpinion
from evc.assessments.rules import require_under_way
from evc.assessments.scope import part_that_signs
from evc.assessments.services.handing_on import hand_to_quality_officer
from evc.assessments.services.reassessing import close_reassessment
from evc.routes.models import RubricLevel
from evc.standards.models import Criterion
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import State
from evc.trajectories.rules import require_appeal_assessor, require_assessor
from foundation.audit import services as audit
from foundation.errors import NotFound
from foundation.people.models import Person


@transaction.atomic
def agree(moderation_id: UUID, *, criterion: Criterion, level: RubricLevel, because: str, by: Person) -> ModeratedScore:
    """Put down the level that the assessors agree on, and why. A change takes all signatures away.

    Raises ModerationIsClosed, ThirdDecides, OutOfScope (they don't differ on this criterion), UnknownLevel, ReasonMissing.
    """
    moderation = locked_moderation(moderation_id, by=by)
    _require_between_them(moderation)
    row = ModeratedScore.objects.filter(moderation=moderation, criterion=criterion).first()
    if row is None:
        raise OutOfScope("criterion")
    if level.rubric_id != moderation.trajectory.route.rubric_id:
        raise UnknownLevel
    because = clean_text(because, field="because")
    if not because:
        raise ReasonMissing
    if (row.level_id, row.because) == (level.pk, because):
        return row

    row.level, row.because, row.proposed_by, row.changed_at = level, because, by, timezone.now()
    row.save(update_fields=["level", "because", "proposed_by", "changed_at"])
    moderation.signatures.all().delete()
    audit.record("moderation.agreed", on=moderation, by=by, criterion=criterion.pk, level=level.key)
    return row


@transaction.atomic
def sign_moderation(moderation_id: UUID, *, by: Person) -> Moderation:
    """Sign what was agreed. When everybody signed it closes: moderating -> quality check. Raises NotAgreed, ThirdDecides."""
    moderation = locked_moderation(moderation_id, by=by)
    _require_between_them(moderation)
    open_codes = (
        moderation.scores.filter(level=None).order_by("criterion__position").values_list("criterion__code", flat=True)
    )
    if open_codes:
        raise NotAgreed(list(open_codes))

    _signature, is_new = ModerationSignature.objects.get_or_create(moderation=moderation, assessor=by)
    if is_new:
        audit.record("moderation.signed", on=moderation, by=by, round=moderation.round)
    if _everybody_signed(moderation):
        moderation.closed_at = timezone.now()
        moderation.save(update_fields=["closed_at"])
        if moderation.reassessment is not None:
            close_reassessment(moderation.reassessment, by=by)
        else:
            hand_to_quality_officer(moderation.trajectory, by=by)
    return moderation


def locked_moderation(moderation_id: UUID, *, by: Person) -> Moderation:
    """The moderation with its trajectory, locked, when it is open and the person is one of its assessors."""
    known = Moderation.objects.filter(pk=moderation_id).values_list("trajectory", flat=True).first()
    if known is None:
        raise NotFound(_("There is no such moderation."))
    trajectory = trajectories.locked(known)
    moderation = Moderation.objects.select_for_update(of=("self",)).select_related("reassessment").get(pk=moderation_id)
    moderation.trajectory = trajectory
    again = moderation.reassessment
    if again is None:
        require_assessor(trajectory, by)
    else:
        require_appeal_assessor(trajectory, by)
    if moderation.closed_at is not None:
        raise ModerationIsClosed
    if again is None:
        states.require_state(trajectory, State.MODERATING)
    else:
        require_under_way(again)
    return moderation


def _require_between_them(moderation: Moderation) -> None:
    """Raises ThirdDecides once a third assessor was asked for."""
    if ThirdOpinion.objects.filter(moderation=moderation).exists():
        raise ThirdDecides


def _everybody_signed(moderation: Moderation) -> bool:
    seated = moderation.trajectory.participants.current().filter(part=part_that_signs(moderation))
    signed = set(moderation.signatures.values_list("assessor", flat=True))
    return set(seated.values_list("person", flat=True)) <= signed
