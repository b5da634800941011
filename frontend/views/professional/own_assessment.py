"""Where every page of the desk starts: one's own assessment."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from evc.assessments import rules, selectors
from evc.assessments.models import Assessment
from frontend.pages import person_of


def own_assessment(request: HttpRequest, pk: UUID) -> Assessment:
    """One's own assessment with what the desk reads beside it: somebody else's is not there before all are final."""
    assessment = get_object_or_404(selectors.for_desk(Assessment.objects.visible_to(request.user)), pk=pk)
    rules.require_own(assessment, person_of(request))
    return assessment


def address_of(pk: UUID, work_process: Any) -> str:
    """The desk at a work process."""
    return f"{reverse('desk', args=[pk])}?at={work_process.pk}"


def uuid_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
