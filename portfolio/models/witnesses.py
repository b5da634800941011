"""Witnesses of the practice log: who they are, what they are asked, and what was confirmed in their name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.practice import Repetition
from portfolio.querysets import ConfirmationRequestQuerySet


class Witness(Record):
    """What a witness said once of themself, for one candidate. The same address can change it; nobody else can."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="witnesses")  # the candidate
    email = models.EmailField()  # lower case
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=200)
    knows_how = models.TextField()  # how they know this work
    tie = models.TextField(blank=True)  # any other tie with the candidate, in their words; empty: said to have none
    said_at = models.DateTimeField(default=timezone.now)
    language = models.CharField(max_length=5, blank=True)  # that they read the page in when they said so

    class Meta:
        constraints = [models.UniqueConstraint("owner", Lower("email"), name="witness_once_a_candidate")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class ConfirmationRequest(Record):
    """A mailed link with which a witness confirms or refuses. Opening it changes nothing; only the hash is kept."""

    class Ended(models.TextChoices):
        REVOKED = "revoked"  # by the candidate
        RENEWED = "renewed"  # a newer link asks for everything that was left in it

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    witness_name = models.CharField(max_length=200)
    witness_email = models.EmailField()
    language = models.CharField(max_length=5, blank=True)  # of the mail; empty: nobody chose one
    token_hash = models.CharField(max_length=64, unique=True)
    repetitions = models.ManyToManyField(Repetition, related_name="requests")
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)  # nothing left to decide
    ended_at = models.DateTimeField(null=True, blank=True)  # before its time
    ended_because = models.CharField(max_length=10, choices=Ended.choices, blank=True)

    objects = ConfirmationRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="") | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="confirmation_ended_says_why",
            )
        ]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class WitnessCode(Record):
    """What a QR on the candidate's phone leads to: a page that asks a witness for their own address. Used once."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    repetitions = models.ManyToManyField(Repetition, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_for = models.OneToOneField(ConfirmationRequest, null=True, on_delete=models.CASCADE, related_name="code")

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class WitnessNotice(Record):
    """The mail that lists what was confirmed in a witness's name; its link says: that was not me.

    One in the evening, and for what was confirmed after that another at the end of the same day.
    """

    class Part(models.TextChoices):
        EVENING = "evening"
        END_OF_DAY = "end"

    email = models.EmailField()  # lower case
    day = models.DateField()
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.EVENING)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("day", "part", Lower("email"), name="witness_notice_once_a_part")]


class NoticeLine(Record):
    """One confirmed entry in such a mail. The database holds that an entry is told of once."""

    notice = models.ForeignKey(WitnessNotice, on_delete=models.CASCADE, related_name="lines")
    repetition = models.OneToOneField(Repetition, on_delete=models.CASCADE, related_name="notice_line")
    disputed_at = models.DateTimeField(null=True, blank=True)  # "that was not me"
