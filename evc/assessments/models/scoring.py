"""Scoring: alone, blind, per criterion and instrument, on the frozen dossier."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.assessments.models.reassessing import Reassessment
from evc.assessments.querysets import AssessmentQuerySet, ModerationQuerySet
from evc.routes.models import Instrument, RubricLevel
from evc.standards.models import Criterion, WorkProcess
from evc.trajectories.models import InstrumentRecord, Participant, Trajectory
from foundation.people.models import Person
from foundation.records import Record
from portfolio.models import EvidenceItem, Manifest


class Assessment(Record):
    """All that one assessor scores in one trajectory. Open until this assessor finalises it; then nothing changes."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="assessments")
    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="assessment")
    assessor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    manifest = models.ForeignKey(Manifest, on_delete=models.PROTECT, related_name="+")  # the dossier that was scored
    # Set in an appeal: then it is about some criteria only, and counts for nothing but that second look.
    reassessment = models.ForeignKey(
        Reassessment, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    final_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at"]
        constraints = [models.UniqueConstraint(fields=["trajectory", "assessor"], name="assessment_once_an_assessor")]

    @property
    def is_final(self) -> bool:
        return self.final_at is not None

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain


class Score(Record):
    """One criterion on one instrument. The level of the last instrument in which it was scored is what counts."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(RubricLevel, on_delete=models.PROTECT, related_name="+")
    remark = models.TextField(blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion", "instrument"], name="score_once_an_instrument")
        ]


class ScoreSupport(Record):
    """What carries a score: an item of the frozen dossier (with a page), or the record of an interview or observation."""

    score = models.ForeignKey(Score, on_delete=models.CASCADE, related_name="support")
    item = models.ForeignKey(EvidenceItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveIntegerField(null=True, blank=True)
    record = models.ForeignKey(InstrumentRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item__isnull=True, record__isnull=False)
                | models.Q(item__isnull=False, record__isnull=True),
                name="support_is_an_item_or_a_record",
            ),
            models.UniqueConstraint(
                "score", "item", Coalesce("page", 0), condition=models.Q(item__isnull=False), name="support_item_once"
            ),
            models.UniqueConstraint(
                fields=["score", "record"], condition=models.Q(record__isnull=False), name="support_record_once"
            ),
        ]


class Substantiation(Record):
    """Three legs of a judgement. Per work process; per criterion where the standard asks for it (criterion set)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="substantiations")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    part_of_standard = models.TextField(blank=True)  # leg 1
    evidence_or_instrument = models.TextField(blank=True)  # leg 2
    seen_or_heard = models.TextField(blank=True)  # leg 3
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "work_process", "criterion"], name="substantiation_once_a_criterion"
            ),
            models.UniqueConstraint(
                fields=["assessment", "work_process"],
                condition=models.Q(criterion__isnull=True),
                name="substantiation_once_a_work_process",
            ),
        ]


class Mark(models.TextChoices):
    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")


class ItemJudgement(Record):
    """VRAAK, once per item: authentic and current."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="item_judgements")
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="+")
    authentic = models.CharField(max_length=10, choices=Mark.choices, blank=True)
    current = models.CharField(max_length=10, choices=Mark.choices, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "item"], name="item_judgement_once")]


class RelevanceJudgement(Record):
    """VRAAK, per item and work process: relevant."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="relevance_judgements")
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="+")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    relevant = models.CharField(max_length=10, choices=Mark.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item", "work_process"], name="relevance_judgement_once")
        ]


class WorkProcessJudgement(Record):
    """VRAAK, per work process over all its items: varied and enough."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="work_process_judgements")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    varied = models.CharField(max_length=10, choices=Mark.choices, blank=True)
    enough = models.CharField(max_length=10, choices=Mark.choices, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "work_process"], name="work_process_judgement_once")
        ]


class SupplementRequest(Record):
    """What an assessor still wants to see. The candidate reads all requests joined, without names."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="supplement_requests")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    round = models.PositiveSmallIntegerField(default=1)  # the supplement it belongs to: 1 for the first
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "work_process", "round"], name="supplement_request_once")
        ]


class Moderation(Record):
    """Where the assessors differ: they agree on a level and both sign. Signing again is needed after a change."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="moderations")
    round = models.PositiveSmallIntegerField(default=1)
    reassessment = models.OneToOneField(
        Reassessment, null=True, blank=True, on_delete=models.PROTECT, related_name="moderation"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ModerationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "round"], condition=models.Q(reassessment=None), name="moderation_once_a_round"
            )
        ]

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain


class ModeratedScore(Record):
    moderation = models.ForeignKey(Moderation, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(RubricLevel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["moderation", "criterion"], name="moderated_score_once")]


class ModerationSignature(Record):
    moderation = models.ForeignKey(Moderation, on_delete=models.CASCADE, related_name="signatures")
    assessor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["moderation", "assessor"], name="moderation_signed_once")]
