"""Who may see which outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from evc.roles import Role

if TYPE_CHECKING:
    from foundation.people.models import Person


class OutcomeQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Before release: its assessors and quality officer. After: the candidate, the coach and the coordinators too.

        A manager sees no outcome; what the candidate shares goes through the badge.
        """
        if not viewer.is_authenticated:
            return self.none()
        mine = viewer.participations.current()
        professional = mine.filter(part__in=["assessor", "quality_officer"]).values("trajectory")
        informed = mine.filter(part__in=["candidate", "coach"]).values("trajectory")
        coordinated = viewer.organisations_as(Role.COORDINATOR)
        return self.filter(
            Q(trajectory__in=professional)
            | (Q(state="released") & (Q(trajectory__in=informed) | Q(trajectory__provider__in=coordinated)))
        )

    def released(self) -> Self:
        return self.filter(state="released")
