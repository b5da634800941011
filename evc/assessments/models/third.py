"""A third assessor, when the first two can't agree (docs/decisions)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.assessments.models.scoring import Moderation
from evc.trajectories.models import Participant
from foundation.people.models import Person
from foundation.records import Record


class ThirdOpinion(Record):
    """Asked for by either assessor; given by somebody who never took part, over the criteria of the moderation only."""

    moderation = models.OneToOneField(Moderation, on_delete=models.CASCADE, related_name="third_opinion")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    participant = models.OneToOneField(
        Participant, null=True, blank=True, on_delete=models.PROTECT, related_name="third_opinion"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(participant__isnull=False), name="third_opinion_is_somebodys"
            )
        ]
