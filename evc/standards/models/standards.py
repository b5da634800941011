"""Qualification standards: standard -> version -> core tasks -> work processes -> criteria.

Loaded from the form "erkend-standard/1" (``loading.py``). A version never changes once a trajectory uses it; a newer text
is a newer version. ``origin`` says of every text whether it is literal, a paraphrase or an example, and is never lost.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.people.models import Organisation
from foundation.records import Record

AUDIT_CHAIN = "standards"  # standards belong to no organisation and no person


class Origin(models.TextChoices):
    LITERAL = "letterlijk", _("literal from the source")
    PARAPHRASE = "parafrase", _("in our own words")
    EXAMPLE = "voorbeeld", _("an example, made up")


class SubstantiationDepth(models.TextChoices):
    """Where an assessor writes the three legs (design.md, Assessment)."""

    WORK_PROCESS = "work_process"
    CRITERION = "criterion"


class ThresholdRule(models.TextChoices):
    """When a work process is recognised (domain fact 30)."""

    SHARE = "share", _("a share of its criteria")  # 100 per cent: every one
    NAMED = "named", _("the criteria that are named")


class QualificationStandard(Record):
    """What somebody is assessed against. Level is a property of the standard, never of a person."""

    key = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=40)  # kwalificatiedossier, regeling, niveaubeschrijving, sector, functieprofiel
    code = models.CharField(max_length=40, blank=True)
    code_system = models.CharField(max_length=20, blank=True)  # CREBO, CROHO, NLQF or empty
    dossier_code = models.CharField(max_length=40, blank=True)
    dossier_title = models.CharField(max_length=300, blank=True)
    qualification_title = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    uri = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=5, default="nl")
    level_mbo = models.PositiveSmallIntegerField(null=True, blank=True)
    level_nlqf = models.PositiveSmallIntegerField(null=True, blank=True)
    level_eqf = models.PositiveSmallIntegerField(null=True, blank=True)
    education_type = models.CharField(max_length=100, blank=True)
    study_load_hours = models.PositiveIntegerField(null=True, blank=True)
    recognised_for_evc_since = models.DateField(null=True, blank=True)
    recognised_for_evc_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title

    @property
    def audit_chain(self) -> str:
        return AUDIT_CHAIN

    def is_recognised_for_evc_on(self, day: date) -> bool:
        """Whether it was an EVC standard on that day (domain fact 3)."""
        since, until = self.recognised_for_evc_since, self.recognised_for_evc_until
        return since is not None and since <= day and (until is None or day <= until)


class StandardVersion(Record):
    standard = models.ForeignKey(QualificationStandard, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField(max_length=100)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=40, blank=True)
    established_on = models.DateField(null=True, blank=True)
    established_by = models.CharField(max_length=200, blank=True)
    source = models.TextField(blank=True)
    provenance = models.JSONField(default=dict)  # letterlijk, parafrase, voorbeeld, opmerking: what is what
    form_sha256 = models.CharField(
        max_length=64
    )  # of the loaded form's canonical JSON: the same form twice is one version
    threshold_rule = models.CharField(max_length=10, choices=ThresholdRule.choices, default=ThresholdRule.SHARE)
    # Share of a work process's criteria (in per cent) that must meet the rubric's bar to be recognised; 100 = every one.
    threshold_percent = models.PositiveSmallIntegerField(default=100)
    substantiation_depth = models.CharField(
        max_length=20, choices=SubstantiationDepth.choices, default=SubstantiationDepth.WORK_PROCESS
    )
    repetitions_expire_after_years = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # null: flagged, still counts
    repetitions_independent_only = models.BooleanField(default=True)
    repetitions_least_witnesses = models.PositiveSmallIntegerField(default=1)  # different people, per work process
    loaded_at = models.DateTimeField(default=timezone.now)
    # Set when the first trajectory is asked for. From then on the database itself refuses every change of the version.
    used_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["standard", "label"], name="standard_version_once"),
            models.CheckConstraint(
                condition=Q(threshold_percent__gte=1) & Q(threshold_percent__lte=100), name="threshold_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=Q(threshold_rule__in=ThresholdRule.values), name="threshold_rule_is_known"
            ),
            models.CheckConstraint(condition=Q(repetitions_least_witnesses__gte=1), name="repetitions_have_a_witness"),
        ]

    def __str__(self) -> str:
        return f"{self.standard.title} ({self.label})"

    @property
    def audit_chain(self) -> str:
        return AUDIT_CHAIN


class CoreTask(Record):
    """The upper level of a standard: kerntaak, niveau, keuzedeel or examenonderdeel, all "unit" in the form."""

    version = models.ForeignKey(StandardVersion, on_delete=models.CASCADE, related_name="core_tasks")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=40, default="kerntaak")
    complexity = models.TextField(blank=True)
    responsibility = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)  # only where it differs per unit
    elective = models.BooleanField(default=False)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.LITERAL)
    code_origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.LITERAL)
    position = models.PositiveSmallIntegerField()
    case_identifier = models.UUIDField(null=True, blank=True)  # of the CFItem that it came from

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="core_task_code_once")]

    def __str__(self) -> str:
        return self.title


class WorkProcess(Record):
    version = models.ForeignKey(StandardVersion, on_delete=models.CASCADE, related_name="work_processes")
    core_task = models.ForeignKey(CoreTask, on_delete=models.CASCADE, related_name="work_processes")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    result = models.TextField(blank=True)
    required_repetitions = models.PositiveSmallIntegerField(null=True, blank=True)
    required_repetitions_origin = models.CharField(max_length=20, choices=Origin.choices, blank=True)
    required_witnesses = models.PositiveSmallIntegerField(null=True, blank=True)  # null: as the version says
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.LITERAL)
    code_origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.LITERAL)
    position = models.PositiveSmallIntegerField()  # within the version
    case_identifier = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="work_process_code_once")]

    def __str__(self) -> str:
        return self.title


class Criterion(Record):
    """Prestatie-indicator: what an assessor scores."""

    work_process = models.ForeignKey(WorkProcess, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=40)
    title = models.TextField()
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.LITERAL)
    decisive = models.BooleanField(default=False)  # has to meet the bar where the version's rule is "named"
    position = models.PositiveSmallIntegerField()  # within the version
    case_identifier = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["work_process", "code"], name="criterion_code_once")]

    def __str__(self) -> str:
        return self.title


class ProviderRecognition(Record):
    """A provider recognised for a standard during a period, with the register that says so (domain fact 4)."""

    provider = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="recognitions")
    standard = models.ForeignKey(QualificationStandard, on_delete=models.CASCADE, related_name="recognitions")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    register = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "standard", "since"], name="provider_recognition_once")
        ]
