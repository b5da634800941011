"""The sampling plan of an organisation, as versions, and what was drawn by it."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models import Outcome
from evc.quality.querysets import DrawQuerySet
from evc.standards.models import QualificationStandard
from evc.trajectories.models import Trajectory
from foundation.people.models import Organisation, Person
from foundation.records import Record

_PERCENT = [MaxValueValidator(100)]


class SamplingPlan(Record):
    """What share of the dossiers the quality officer reads in full before release, and how many half-way. In percents."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sampling_plans")
    number = models.PositiveSmallIntegerField()
    share = models.PositiveSmallIntegerField(validators=_PERCENT)
    half_way_share = models.PositiveSmallIntegerField(validators=_PERCENT)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="sampling_plan_number_once"),
            models.CheckConstraint(
                condition=Q(share__lte=100, half_way_share__lte=100), name="sampling_plan_shares_are_percents"
            ),
        ]
        ordering = ["number"]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"


class SamplingShare(Record):
    """Another share for one standard, or for the dossiers of one assessor; it takes the place of the plan's own."""

    plan = models.ForeignKey(SamplingPlan, on_delete=models.CASCADE, related_name="shares")
    standard = models.ForeignKey(QualificationStandard, null=True, on_delete=models.CASCADE, related_name="+")
    assessor = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    share = models.PositiveSmallIntegerField(validators=_PERCENT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standard=None, assessor__isnull=False) | Q(standard__isnull=False, assessor=None),
                name="sampling_share_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(share__lte=100), name="sampling_share_is_percent"),
            models.UniqueConstraint(
                fields=["plan", "standard"], condition=Q(assessor=None), name="sampling_share_standard_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "assessor"], condition=Q(standard=None), name="sampling_share_assessor_once"
            ),
        ]


class SamplingRaise(Record):
    """When this rule holds for a dossier, at least this share is read."""

    class Rule(models.TextChoices):
        NEW_ASSESSOR = "new_assessor", _("new assessor")
        NEW_VERSION = "new_version", _("new version of a standard")
        LOW_KAPPA = "low_kappa", _("low agreement between the assessors")
        SENT_BACK = "sent_back", _("sent back before")
        UPHELD_APPEAL = "upheld_appeal", _("appeal upheld")

    plan = models.ForeignKey(SamplingPlan, on_delete=models.CASCADE, related_name="raises")
    rule = models.CharField(max_length=20, choices=Rule.choices)
    # new: fewer dossiers than this before; low_kappa: below this, in hundredths; the others: within this many days.
    threshold = models.PositiveSmallIntegerField()
    share = models.PositiveSmallIntegerField(validators=_PERCENT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "rule"], name="sampling_raise_rule_once"),
            models.CheckConstraint(condition=Q(share__lte=100), name="sampling_raise_is_percent"),
        ]

    @property
    def in_words(self) -> str:
        """The rule with its bound, and what it asks."""
        bound = {
            self.Rule.NEW_ASSESSOR: gettext("fewer than %(number)s dossiers before") % {"number": self.threshold},
            self.Rule.NEW_VERSION: gettext("fewer than %(number)s dossiers before") % {"number": self.threshold},
            self.Rule.LOW_KAPPA: gettext("kappa below %(number)s")
            % {"number": number_format(self.threshold / 100, decimal_pos=2)},
        }.get(self.Rule(self.rule), gettext("in the last %(number)s days") % {"number": self.threshold})
        said = {"rule": self.get_rule_display(), "bound": bound, "share": self.share}
        return gettext("%(rule)s (%(bound)s): at least %(share)s percent") % said


class Draw(Record):
    """Whether a dossier is read in full: drawn once, from a seed that nobody could know before and anybody can replay."""

    class Moment(models.TextChoices):
        HALF_WAY = "half_way", _("half-way")
        BEFORE_RELEASE = "before_release", _("before release")

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="draws")
    moment = models.CharField(max_length=14, choices=Moment.choices)
    outcome = models.OneToOneField(Outcome, null=True, blank=True, on_delete=models.CASCADE, related_name="draw")
    plan = models.ForeignKey(SamplingPlan, on_delete=models.PROTECT, related_name="draws")
    seed = models.CharField(max_length=64)  # 32 random bytes, lower-case hex
    share = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)  # SamplingRaise.Rule values that raised the share
    is_drawn = models.BooleanField()
    drawn_at = models.DateTimeField(default=timezone.now)
    read_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)  # of whoever read it

    objects = DrawQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(moment="half_way", outcome=None) | Q(moment="before_release", outcome__isnull=False),
                name="draw_before_release_has_its_outcome",
            ),
            models.UniqueConstraint(
                fields=["trajectory"], condition=Q(moment="half_way"), name="one_half_way_draw_a_trajectory"
            ),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None)
                | Q(read_at__isnull=False, read_by__isnull=False, is_drawn=True),
                name="draw_read_by_somebody",
            ),
            models.CheckConstraint(condition=Q(share__lte=100), name="draw_share_is_percent"),
        ]
        ordering = ["drawn_at"]

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain
