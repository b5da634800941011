"""A complaint: about how somebody was treated, never about the outcome. Only its lodger and its handlers read it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.outcomes.querysets import ComplaintQuerySet
from evc.trajectories.models import Trajectory
from foundation.people.models import Organisation, Person
from foundation.records import Record


class Complaint(Record):
    class State(models.TextChoices):
        WAITS = "waits", _("waits for somebody to handle it")
        IN_HAND = "in_hand", _("being handled")
        ANSWERED = "answered", _("answered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    OPEN = ("waits", "in_hand")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="complaints")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="complaints")
    lodger = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="complaints")
    happened_on = models.DateField()
    about = models.TextField()
    wish = models.TextField(blank=True)  # what would put it right
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITS)
    round = models.PositiveSmallIntegerField(default=1)  # 2: the lodger asked for a second handler
    lodged_at = models.DateTimeField(default=timezone.now)  # of the first round
    answer_by = models.DateField()  # of the round, as it was told to the lodger
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["lodged_at"]
        constraints = [
            models.CheckConstraint(condition=Q(round__in=[1, 2]), name="complaint_two_rounds_at_most"),
            models.CheckConstraint(
                condition=Q(state__in=["waits", "in_hand"], ended_at=None)
                | Q(state__in=["answered", "withdrawn"], ended_at__isnull=False),
                name="ended_complaint_has_its_moment",
            ),
        ]

    @property
    def audit_chain(self) -> str:
        """Of the lodger: the organisation's log is read by people who may not know of it."""
        return f"person:{self.lodger_id}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class ComplaintHandling(Record):
    """Who handles it in a round, and the answer. Whoever handed it on stays known: they don't handle the second round."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="handlings")
    round = models.PositiveSmallIntegerField(default=1)
    handler = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="complaints_handled")
    named_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)  # handed on to somebody else
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["named_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "round"], condition=Q(ended_at=None), name="one_handler_a_round"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="complaint_answer_has_its_moment",
            ),
        ]
