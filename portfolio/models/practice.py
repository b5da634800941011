"""The practice log: counted repetitions of a task. What witnesses have to do with it stands in ``witnesses.py``."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.standards.models import WorkProcess
from foundation.people.models import Person
from foundation.records import Record
from portfolio.models.items import EvidenceItem
from portfolio.querysets import RepetitionQuerySet


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


class CourseTask(Record):
    """A practice task that names a course: its entries count in the log as any other, and for that course as well.

    What the course asks and who gives it is for whoever knows ``course``; a portfolio only keeps what it is called.
    """

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="course_tasks")
    log = models.ForeignKey(PracticeLog, on_delete=models.CASCADE, related_name="course_tasks")
    course = models.UUIDField()
    title = models.CharField(max_length=300)  # of the course
    task = models.CharField(max_length=300)  # what is done again and again
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["owner", "course"], name="course_task_once")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class Repetition(Record):
    """One entry. A confirmed entry and a counter-entry never change (trigger, migration 0010).

    A mistake in a confirmed entry is put right by another one that points at it: with a negative ``count`` a counter-entry,
    which counts at once, with a positive one an ordinary entry, which a witness must confirm. Its ``note`` says why.
    """

    class PracticeRole(models.TextChoices):
        OBSERVED = "observed", _("observed")
        ASSISTED = "assisted", _("with help")
        INDEPENDENT = "independent", _("on my own")

    class State(models.TextChoices):
        NOTED = "noted", _("not asked yet")
        ASKED = "asked", _("waits for the witness")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        COUNTER = "counter", _("correction")

    log = models.ForeignKey(PracticeLog, on_delete=models.CASCADE, related_name="repetitions")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    task = models.CharField(max_length=300)
    count = models.SmallIntegerField()  # negative in a counter-entry
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=PracticeRole.choices)
    witness_name = models.CharField(max_length=200, blank=True)
    witness_email = models.EmailField(blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOTED)
    decided_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.TextField(blank=True)
    course_task = models.ForeignKey(
        CourseTask, on_delete=models.CASCADE, null=True, blank=True, related_name="repetitions"
    )
    corrects = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="corrections")
    created_at = models.DateTimeField(default=timezone.now)

    objects = RepetitionQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gte=1) & ~Q(state="counter")
                | Q(count__lte=-1, state="counter", corrects__isnull=False),
                name="repetition_only_a_counter_is_negative",
            ),
            models.CheckConstraint(condition=Q(corrects=None) | ~Q(note=""), name="repetition_correction_says_why"),
        ]
        indexes = [models.Index(fields=["owner", "state"], name="repetition_by_state")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class SyncedEntry(Record):
    """That an entry made on a phone arrived. It stays when the entry is removed, so that a second sending adds nothing."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    client_key = models.UUIDField()  # made on the phone
    repetition = models.OneToOneField(Repetition, on_delete=models.SET_NULL, null=True, related_name="synced")
    synced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "client_key"], name="synced_entry_once")]

    @property
    def audit_chain(self) -> str:
        return f"person:{self.owner_id}"


class RepetitionPhoto(Record):
    """The photo that was made with an entry: an item of the portfolio, private until it is shared. One an entry."""

    repetition = models.OneToOneField(Repetition, on_delete=models.CASCADE, related_name="photo")
    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="+")

    @property
    def audit_chain(self) -> str:
        return f"person:{self.repetition.owner_id}"
