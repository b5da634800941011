"""The outcome: recognised, partly or not yet per work process, with advice on what is missing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.assessments.models import TakenOver
from evc.assessments.scoring import Verdict
from evc.outcomes.querysets import OutcomeQuerySet
from evc.programmes.models import ModuleVersion
from evc.standards.models import WorkProcess
from evc.trajectories.models import Trajectory, Yield
from foundation.people.models import Person
from foundation.records import Record


class Outcome(Record):
    """What the assessors together found. Proposed when they agree; counts only when a quality officer releases it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for the quality check")
        RETURNED = "returned", _("sent back to the assessors")
        RELEASED = "released", _("released")
        REPLACED = "replaced", _("replaced after an appeal")

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="outcomes")
    number = models.PositiveSmallIntegerField(default=1)  # the round: a returned outcome is followed by the next
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    yields = models.CharField(max_length=30, choices=Yield.choices)
    manifest_sha256s = models.JSONField(default=list)
    kappa = models.FloatField(null=True, blank=True)  # Cohen's, between the seats; null: not enough to compare
    scores_compared = models.PositiveIntegerField(default=0)
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    remark = models.TextField(blank=True)  # of the quality officer; why it was sent back
    # The outcome that a granted appeal put this one in the place of.
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    badge_claim_key = models.CharField(
        max_length=120, blank=True
    )  # set when a badge was issued for it: the one that counts
    report_claim_key = models.CharField(
        max_length=120, blank=True
    )  # set when its report was sealed: the one that counts

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["-proposed_at", "-id"], name="outcome_newest")]  # for the API's list
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "number"], name="outcome_number_once"),
            models.UniqueConstraint(
                fields=["trajectory"], condition=Q(state="released"), name="one_released_outcome_a_trajectory"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["released", "replaced"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="released_by_somebody",
            ),
        ]

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain


class UnitResult(Record):
    """The verdict on one work process."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="results")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    # From an earlier certificate: then nothing of it was assessed here, and ``criteria_met`` is 0.
    taken_over = models.ForeignKey(TakenOver, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    criteria_met = models.PositiveSmallIntegerField()
    criteria_total = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outcome", "work_process"], name="unit_result_once")]
        ordering = ["work_process__position"]


class GapAdvice(Record):
    """What is still missing for a work process, and what closes it."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="gaps")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    missing = models.TextField()  # the criteria that did not meet the bar, in words
    advice = models.TextField(blank=True)  # what an assessor advises
    modules = models.ManyToManyField(
        ModuleVersion, blank=True, related_name="+"
    )  # courses that close it, as they were then
    written_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outcome", "work_process"], name="gap_advice_once")]
        ordering = ["work_process__position"]
