"""Who may see which outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from evc.assessments.querysets import SCORES_OPEN
from evc.roles import Role

if TYPE_CHECKING:
    from evc.outcomes.models import Correction, Outcome  # noqa: F401 -- the type argument below
    from foundation.people.models import Person


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Before release: its quality officer, and its assessors while scores are open (what was sent back would tell a
        new assessor what the others found). After: the candidate, the coach and the coordinators too.

        A manager sees no outcome; what the candidate shares goes through the badge.
        """
        if not viewer.is_authenticated:
            return self.none()
        mine = viewer.participations.current()
        checked, scored = mine.filter(part="quality_officer"), mine.filter(part="assessor")
        informed = mine.filter(part__in=["candidate", "coach"]).values("trajectory")
        coordinated = viewer.organisations_as(Role.COORDINATOR)
        return self.filter(
            Q(trajectory__in=checked.values("trajectory"))
            | Q(trajectory__in=scored.values("trajectory"), trajectory__state__in=SCORES_OPEN)
            | (Q(state="released") & (Q(trajectory__in=informed) | Q(trajectory__provider__in=coordinated)))
        )

    def released(self) -> Self:
        return self.filter(state="released")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """The holder's own, and for the quality officers: of the trajectory, and of its provider for whoever left since."""
        if not viewer.is_authenticated:
            return self.none()
        checked = viewer.participations.current().filter(part="quality_officer").values("trajectory")
        answered_for = viewer.organisations_as(Role.QUALITY_OFFICER)
        return self.filter(
            Q(asked_by=viewer) | Q(outcome__trajectory__in=checked) | Q(outcome__trajectory__provider__in=answered_for)
        )
