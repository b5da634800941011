"""Somebody who follows a module."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.programmes.models.modules import Module, ModuleVersion
from evc.programmes.querysets import EnrolmentQuerySet
from foundation.people.models import Person
from foundation.records import Record
from portfolio.models import CourseTask, EvidenceItem


class Enrolment(Record):
    """One person on one module, by the version under which they began.

    Complete when the organisation said that the course was followed and the practice is confirmed often enough; then a
    badge is issued under ``badge_claim_key``, once.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrolments")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="enrolments")
    version = models.ForeignKey(ModuleVersion, on_delete=models.PROTECT, related_name="enrolments")
    task = models.OneToOneField(CourseTask, on_delete=models.CASCADE, related_name="enrolment")
    started_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)
    # The certificate that the person chose to show, and what the organisation said of it.
    certificate = models.ForeignKey(EvidenceItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)
    turned_down_because = models.TextField(blank=True)
    followed_on = models.DateField(null=True, blank=True)
    followed_said_at = models.DateTimeField(null=True, blank=True)
    followed_said_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    badge_claim_key = models.CharField(max_length=120, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "module"], name="enrolment_once"),
            models.CheckConstraint(
                condition=Q(followed_on=None, followed_said_at=None, followed_said_by=None)
                | Q(followed_on__isnull=False, followed_said_at__isnull=False, followed_said_by__isnull=False),
                name="enrolment_followed_by_whom_said",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None, badge_claim_key="")
                | Q(completed_at__isnull=False, followed_on__isnull=False) & ~Q(badge_claim_key=""),
                name="enrolment_completed_with_its_badge",
            ),
        ]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.person_id}"
