"""What an assessor wants asked in the interview, at a criterion."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evc.assessments.models import InterviewQuestion
from evc.assessments.services.opening import locked_own, require_criterion_in_scope
from evc.standards.models import Criterion
from evc.trajectories.cleaning import clean_text
from foundation.people.models import Person

_LONGEST = 1_000  # characters


@transaction.atomic
def ask_in_interview(assessment_id: UUID, *, criterion: Criterion, text: str, by: Person) -> InterviewQuestion | None:
    """Note a question; an empty text takes it away (None). The guide shows it without saying whose it is."""
    assessment = locked_own(assessment_id, by=by)
    require_criterion_in_scope(assessment, criterion)
    text = clean_text(text, field="question", longest=_LONGEST)
    if not text:
        InterviewQuestion.objects.filter(assessment=assessment, criterion=criterion).delete()
        return None
    return InterviewQuestion.objects.update_or_create(
        assessment=assessment, criterion=criterion, defaults={"text": text, "noted_at": timezone.now()}
    )[0]
