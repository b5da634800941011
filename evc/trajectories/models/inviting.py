"""What is proposed to somebody who has no account here yet: it waits for the invitation to be accepted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.trajectories.models.cases import Trajectory
from foundation.people.models import Invitation, Person
from foundation.records import Record


class InvitedProposal(Record):
    """Waits until ``settled_at``; then there is a trajectory, or the ``problem`` that stood in the way.

    Standard, route, client and parts as the spreadsheet named them: looked up anew when it is proposed. Address and name are
    those of the invitation.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="proposals")
    standard = models.CharField(max_length=300)
    route = models.CharField(max_length=300)
    client = models.CharField(max_length=300, blank=True)
    units = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    trajectory = models.ForeignKey(Trajectory, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "standard", "route", "client", "units"],
                condition=Q(settled_at=None),
                name="waiting_proposal_once",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=False) | Q(trajectory=None, problem=""),
                name="waiting_proposal_has_no_end",
            ),
        ]

    @property
    def audit_chain(self) -> str:
        return self.invitation.audit_chain
