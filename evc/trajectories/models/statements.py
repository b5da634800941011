"""What was declared about independence (domain fact 18), and to whom the candidate lets the result go (facts 49, 55)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models.cases import Participant, Trajectory
from foundation.people.models import Person
from foundation.records import Record


class IndependenceStatement(Record):
    """That somebody has no ties: the exact text and the moment. Who has ties signs nothing, and nobody asks which."""

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="statement")
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at"]


class ResultConsent(Record):
    """The candidate's written consent that one receiver gets the result; without one there are dates and status only."""

    class Receiver(models.TextChoices):
        CLIENT = "client", _("the client")
        REGISTER = "register", _("a public register")

    class Scope(models.TextChoices):
        OUTCOME = "outcome", _("the outcome in words")
        REPORT = "report", _("the report")
        ENTRY = "entry", _("an entry in the register")

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="consents")
    receiver = models.CharField(max_length=10, choices=Receiver.choices)
    scope = models.CharField(max_length=10, choices=Scope.choices)
    text = models.TextField()  # word for word what was consented to
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    until = models.DateField()  # the last day
    ended_at = models.DateTimeField(null=True)  # revoked, or followed by another choice

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "receiver"], condition=Q(ended_at=None), name="one_consent_a_receiver"
            ),
            models.CheckConstraint(
                condition=Q(receiver="register", scope="entry") | Q(receiver="client", scope__in=["outcome", "report"]),
                name="consent_fits_its_receiver",
            ),
        ]
