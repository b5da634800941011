"""Who may see which assessment: blind until all are final."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from evc.assessments.models import Assessment, Moderation  # noqa: F401 -- the type arguments below
    from foundation.people.models import Person

# A trajectory comes here only with every assessment final; sent back to the assessors it is blind again.
SCORES_OPEN = ("moderating", "quality_check", "decided", "issued", "closed")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own; all of the seats, for the assessors and the quality officer, once every one of them is final.

        The trajectory's state says so (``SCORES_OPEN``).
        """
        if not viewer.is_authenticated:
            return self.none()
        takes_part = viewer.participations.current().filter(part__in=["assessor", "quality_officer"])
        opened = Q(trajectory__in=takes_part.values("trajectory"), trajectory__state__in=SCORES_OPEN)
        return self.filter(Q(assessor=viewer) | opened, participant__ended_at=None)

    def current(self) -> Self:
        """Without those of assessors who were replaced."""
        return self.filter(participant__ended_at=None)


class ModerationQuerySet(models.QuerySet["Moderation"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """For the assessors and the quality officer, while scores are open: a moderation shows those of both sides."""
        if not viewer.is_authenticated:
            return self.none()
        takes_part = viewer.participations.current().filter(part__in=["assessor", "quality_officer"])
        return self.filter(trajectory__in=takes_part.values("trajectory"), trajectory__state__in=SCORES_OPEN)
