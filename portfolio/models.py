"""A portfolio belongs to a person and moves with them; others see an item only where the person shared it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.standards.models import WorkProcess
from foundation.people.models import Person
from foundation.records import Record
from portfolio.querysets import (
    ConfirmationRequestQuerySet,
    EvidenceCommentQuerySet,
    EvidenceFileQuerySet,
    EvidenceItemQuerySet,
    ManifestQuerySet,
    RepetitionQuerySet,
)


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
    is_own_work = models.BooleanField(default=False)  # declared per work product (domain fact 36)
    co_authors = models.CharField(max_length=300, blank=True)
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


class EvidenceFile(Record):
    """One immutable file. Replacing one adds a version with the same ``line``; the highest version counts."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="files")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    line = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)  # as it was called on the person's device
    media_type = models.CharField(max_length=100)  # sniffed
    size = models.PositiveBigIntegerField()
    page_count = models.PositiveIntegerField(null=True, blank=True)
    preview_sha256 = models.CharField(max_length=64, blank=True)  # drawn anew: upright, without place or serial number
    preview_media_type = models.CharField(max_length=100, blank=True)
    # {"title": {"value": "…", "snippet": "…", "page": 1}, …}: what the machine read, never changed afterwards
    reading = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)  # codes: "active-content", "no-text", "signed-not-checked", …
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at", "version"]
        constraints = [models.UniqueConstraint(fields=["item", "line", "version"], name="file_version_once")]
        indexes = [models.Index(fields=["owner", "sha256"], name="file_by_content")]

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
    at = models.DateTimeField(default=timezone.now)

    objects = EvidenceCommentQuerySet.as_manager()

    class Meta:
        ordering = ["at"]


class PracticeLog(Record):
    """Counted repetitions of one work process by one person. Shared as a whole, through an evidence item of its kind."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="practice_logs")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "work_process"], name="practice_log_once")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class Repetition(Record):
    """One entry. Only confirmed, independent ones count; a confirmed entry never changes (trigger, migration 0002)."""

    class PracticeRole(models.TextChoices):
        OBSERVED = "observed", _("observed")
        ASSISTED = "assisted", _("with help")
        INDEPENDENT = "independent", _("on my own")

    class State(models.TextChoices):
        NOTED = "noted", _("not asked yet")
        ASKED = "asked", _("waits for the witness")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")

    log = models.ForeignKey(PracticeLog, on_delete=models.CASCADE, related_name="repetitions")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    task = models.CharField(max_length=300)
    count = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=PracticeRole.choices)
    witness_name = models.CharField(max_length=200, blank=True)
    witness_email = models.EmailField(blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOTED)
    decided_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = RepetitionQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-created_at"]
        constraints = [models.CheckConstraint(condition=Q(count__gte=1), name="repetition_counts_something")]
        indexes = [models.Index(fields=["owner", "state"], name="repetition_by_state")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class ConfirmationRequest(Record):
    """A mailed link with which a witness confirms or refuses. Opening it changes nothing; only the hash is kept."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    witness_name = models.CharField(max_length=200)
    witness_email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    repetitions = models.ManyToManyField(Repetition, related_name="requests")
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)  # nothing left to decide

    objects = ConfirmationRequestQuerySet.as_manager()

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class Audience(Record):
    """People with whom items are shared together. A trajectory keeps its own in step; portfolio knows no trajectory."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="audiences")
    people = models.ManyToManyField(Person, through="AudienceMember", related_name="+")
    created_at = models.DateTimeField(default=timezone.now)


class AudienceMember(Record):
    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="audience_memberships")
    # An assessor reads what was frozen, not the living item; a coach reads and comments while it grows.
    reads_frozen_only = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audience", "person"], name="audience_member_once")]


class Share(Record):
    """The person shares one item with one audience, until they end it."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="shares")
    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="shares")
    shared_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "audience"], condition=Q(ended_at=None), name="share_once")
        ]


class Manifest(Record):
    """A frozen dossier: the list of what was handed in, with the sha256 of each part. Scores and badges refer to it.

    ``document`` is canonical JSON: {"owner", "frozen_at", "items": [{"id", "sha256", "content": {…}, "files": [{"id",
    "sha256", "name", "media_type", "size", "page_count", "preview_sha256"}], "work_processes": ["K1-W1"]}], "practice":
    [{"work_process", "required", "confirmed", "repetitions": […]}]}; ``sha256`` is of its UTF-8 bytes.
    """

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="manifests")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="manifests")
    number = models.PositiveSmallIntegerField()  # 1; a supplement makes 2
    sha256 = models.CharField(max_length=64)
    document = models.TextField()
    frozen_at = models.DateTimeField(default=timezone.now)

    objects = ManifestQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["audience", "number"], name="manifest_number_once")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"
