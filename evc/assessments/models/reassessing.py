"""A second look at some criteria, by people who never took part: what an appeal asks of the room of the assessments."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.assessments.querysets import ReassessmentQuerySet
from evc.routes.models import RubricLevel
from evc.standards.models import Criterion
from evc.trajectories.models import Trajectory
from foundation.records import Record
from portfolio.models import Manifest


class Reassessment(Record):
    """Scored blind on the dossier that was scored before, in the same seats of the route, by other people.

    Open, then ``scores_open_at`` (every seat is final), then ``closed_at`` (what counts is known, differences settled).
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="reassessments")
    manifest = models.ForeignKey(Manifest, on_delete=models.PROTECT, related_name="+")
    criteria = models.ManyToManyField(Criterion, related_name="+")  # only these are scored
    opened_at = models.DateTimeField(default=timezone.now)
    scores_open_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)  # the appeal was withdrawn before it was done

    objects = ReassessmentQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory"],
                condition=Q(closed_at=None, stopped_at=None),
                name="one_open_reassessment_a_trajectory",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(scores_open_at__isnull=False, stopped_at=None),
                name="reassessment_closed_with_scores",
            ),
        ]

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain


class ReassessedScore(Record):
    """What the second look found for a criterion. ``counts`` from the day that the appeal was granted: it then stands in the
    place of what was found before."""

    reassessment = models.ForeignKey(Reassessment, on_delete=models.CASCADE, related_name="found")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    before = models.ForeignKey(RubricLevel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(RubricLevel, on_delete=models.PROTECT, related_name="+")
    counts = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reassessment", "criterion"], name="reassessed_score_once")]
