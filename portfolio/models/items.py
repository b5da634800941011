"""What somebody can show, for which work processes, and what is said of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.standards.models import WorkProcess
from foundation.people.models import Person
from foundation.records import Record
from portfolio.querysets import EvidenceCommentQuerySet, EvidenceItemQuerySet


class EvidenceKind(models.TextChoices):
    DIPLOMA = "diploma", _("Diploma")
    CERTIFICATE = "certificate", _("Course certificate")
    WORK_PRODUCT = "work_product", _("Work product")
    PRACTICE_LOG = "practice_log", _("Practice log")
    POSITION = "position", _("Position held")
    PLACEMENT = "placement", _("Placement")
    TESTIMONY = "testimony", _("Testimony")
    PRIVATE_SKILL = "private_skill", _("Skill from private life")
    REFLECTION = "reflection", _("Reflection (STARR)")
    BADGE = "badge", _("Imported badge")


# Direct evidence comes from the work itself; the rest speaks about it (domain fact 28).
DIRECT_KINDS = frozenset({EvidenceKind.WORK_PRODUCT, EvidenceKind.PRACTICE_LOG})
STARR_PARTS = ("situation", "task", "action", "result", "reflection")


class EvidenceItem(Record):
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices)
    title = models.CharField(max_length=300)
    what_it_shows = models.TextField(blank=True)
    period_from = models.DateField(null=True, blank=True)
    period_until = models.DateField(null=True, blank=True)
    organisation = models.CharField(max_length=200, blank=True)  # where it was made, or who issued it
    level = models.CharField(max_length=60, blank=True)
    # What the person typed or corrected of a document's facts; what the machine read stays with the file.
    holder = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    code_system = models.CharField(max_length=20, blank=True)
    reading_confirmed_at = models.DateTimeField(null=True, blank=True)  # the person looked at what was read
    starr = models.JSONField(default=dict, blank=True)  # situation, task, action, result, reflection
    holds_case_data = models.BooleanField(null=True, blank=True)  # of a criminal investigation; None: not asked yet
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)  # undo is possible; frozen copies stay

    objects = EvidenceItemQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["owner", "removed_at", "-created_at"], name="evidence_of_a_person")]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class EvidenceLink(Record):
    """The work process that an item is claimed for."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="links")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "work_process"], name="evidence_link_once")]


class EvidenceComment(Record):
    """What a coach or the owner says of an item; the assessors never see it."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    # The place that it is about, where it is about one: a page counted from 1, or a second, of a file of the item.
    file = models.ForeignKey(
        "portfolio.EvidenceFile", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    page = models.PositiveIntegerField(null=True, blank=True)
    second = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = EvidenceCommentQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=True, page__isnull=True, second__isnull=True)
                | Q(file__isnull=False, page__gte=1, second__isnull=True)
                | Q(file__isnull=False, page__isnull=True, second__gte=0),
                name="comment_place_is_whole",
            )
        ]
