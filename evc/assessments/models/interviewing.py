"""Before and at the interview and the observation: what to ask, and what was seen, a fact a line."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from evc.assessments.models.scoring import Assessment
from evc.standards.models import Criterion
from evc.trajectories.models import InstrumentRecord
from foundation.people.models import Person
from foundation.records import Record


class InterviewQuestion(Record):
    """What an assessor wants asked about a criterion. The guide shows those of all assessors, without names or scores."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="questions")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="interview_question_once_a_criterion"),
            models.CheckConstraint(condition=~models.Q(text=""), name="interview_question_asks_something"),
        ]


class Observation(Record):
    """An observation that was written down on a phone. ``key`` was made there: sent twice it is kept once."""

    record = models.OneToOneField(InstrumentRecord, on_delete=models.CASCADE, related_name="observation")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="observation_sent_once")]


class ObservedFact(Record):
    """One thing that was seen, at a criterion or at none, and when; never a score."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="facts")
    position = models.PositiveSmallIntegerField()
    criterion = models.ForeignKey(Criterion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.TimeField(null=True, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["observation", "position"], name="observed_fact_position")]
