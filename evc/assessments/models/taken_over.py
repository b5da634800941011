"""Findings of an earlier certificate that stand in the place of an assessment here, with where they come from."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from evc.assessments.querysets import TakenOverQuerySet
from evc.standards.models import WorkProcess
from evc.trajectories.models import Participant, Trajectory
from foundation.people.models import Person
from foundation.records import Record
from portfolio.models import EvidenceItem


class TakenOver(Record):
    """A work process that an earlier certificate recognised (domain fact 26). Counts once every seat agrees to it."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="taken_over")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="+")  # the certificate in the dossier
    source = models.CharField(max_length=200)  # who found it then
    certificate = models.CharField(max_length=200)  # what it is called
    found_on = models.DateField()  # the date of that certificate
    because = models.TextField()  # why it still counts, and for this work process
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)

    objects = TakenOverQuerySet.as_manager()

    class Meta:
        ordering = ["work_process__position"]
        constraints = [models.UniqueConstraint(fields=["trajectory", "work_process"], name="taken_over_once")]

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain


class TakenOverAgreement(Record):
    """One assessor, in their seat, who agrees that it is taken over."""

    taken_over = models.ForeignKey(TakenOver, on_delete=models.CASCADE, related_name="agreements")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["taken_over", "participant"], name="taken_over_agreed_once")]
