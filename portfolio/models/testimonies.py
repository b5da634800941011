"""What a named referee is asked about a person, and the answer, which nobody changes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evc.standards.models import WorkProcess
from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.items import EvidenceItem
from portfolio.querysets import TestimonyQuerySet, TestimonyRequestQuerySet
from portfolio.testimonies import SignedTestimony, read_testimony


class TestimonyRequest(Record):
    """A question to one referee by a mailed link. Only hashes of its links are kept: of the mail and of the reminder."""

    __test__ = False  # pytest takes a class of this name for a test

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="testimony_requests")
    referee_name = models.CharField(max_length=200)
    referee_email = models.EmailField()
    referee_function = models.CharField(max_length=200)  # as the candidate says; the answer has the referee's own word
    question = models.TextField()
    work_processes = models.ManyToManyField(WorkProcess, related_name="+")
    language = models.CharField(max_length=5, default="nl")  # of the mails
    token_hash = models.CharField(max_length=64, unique=True)
    reminder_token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    draft = models.JSONField(default=dict, blank=True)  # what the referee typed so far; empty once it is signed

    objects = TestimonyRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(declined_at=None, revoked_at=None), name="testimony_ends_one_way"
            ),
            models.CheckConstraint(
                condition=Q(declined_because="") | Q(declined_at__isnull=False), name="testimony_reason_of_declining"
            ),
        ]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class Testimony(Record):
    """What a referee signed, by their link and the time: it never changes (trigger, migration 0007).

    ``document`` is canonical JSON with the question, the answers, who the referee is and when it was asked and signed;
    ``sha256`` is that of its UTF-8 bytes, lower-case hex.
    """

    __test__ = False

    request = models.OneToOneField(TestimonyRequest, on_delete=models.CASCADE, related_name="testimony")
    item = models.OneToOneField(EvidenceItem, on_delete=models.CASCADE, related_name="testimony")
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    referee_email = models.EmailField()  # where the link was mailed to
    signed_at = models.DateTimeField()

    objects = TestimonyQuerySet.as_manager()

    @property
    def audit_chain(self) -> str:
        return f"person:{self.item.owner_id}"

    @property
    def said(self) -> SignedTestimony:
        return read_testimony(self.document, sha256=self.sha256)
