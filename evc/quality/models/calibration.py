"""Calibration: assessors score one dossier blind, look at the differences, and say how a criterion is read from now on."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.quality.calibration_querysets import CalibrationRoundQuerySet, CriterionReadingQuerySet, QualityTalkQuerySet
from evc.routes.models import Rubric, RubricLevel
from evc.standards.models import Criterion, StandardVersion
from evc.trajectories.models import Trajectory
from foundation.people.models import Organisation, Person
from foundation.records import Record
from portfolio.models import Manifest

DAYS_AFTER = 30  # so long after closing the dossier can still be read, to talk about what differed


class RoundState(StrEnum):
    ASKED = "asked"  # the candidate decides
    REFUSED = "refused"
    AGREED = "agreed"  # the quality officer may open it
    OPEN = "open"  # the assessors score
    CLOSED = "closed"  # everybody who took part sees the differences
    STOPPED = "stopped"


class CalibrationRound(Record):
    """One finished dossier that assessors without a part in it score again, to compare; its outcome stays as it is."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="calibration_rounds")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="calibration_rounds")
    manifest = models.ForeignKey(Manifest, on_delete=models.PROTECT, related_name="+")
    standard_version = models.ForeignKey(StandardVersion, on_delete=models.PROTECT, related_name="+")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="+")
    question = models.TextField(blank=True)  # what the officer wants to find out
    due_on = models.DateField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = CalibrationRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory"],
                condition=Q(closed_at=None, stopped_at=None),
                name="one_calibration_round_a_dossier_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False, stopped_at=None),
                name="calibration_round_closed_after_opening",
            ),
        ]
        ordering = ["-asked_at"]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"

    @property
    def state(self) -> RoundState:
        if self.stopped_at is not None:
            refused = self.consent.answer == CalibrationConsent.Answer.NO
            return RoundState.REFUSED if refused else RoundState.STOPPED
        if self.closed_at is not None:
            return RoundState.CLOSED
        if self.opened_at is not None:
            return RoundState.OPEN
        return RoundState.AGREED if self.consent.holds else RoundState.ASKED

    @property
    def is_scored_now(self) -> bool:
        """Open, with a dossier that may be read."""
        return self.state == RoundState.OPEN and self.consent.holds

    @property
    def dossier_can_be_read(self) -> bool:
        """From opening until some weeks after closing, as long as the candidate agrees."""
        if self.opened_at is None or self.stopped_at is not None or not self.consent.document:
            return False
        return self.closed_at is None or timezone.now() < self.closed_at + timedelta(days=DAYS_AFTER)


class CalibrationConsent(Record):
    """The candidate says yes or no, and to what. ``document``: what is shown, see ``portfolio.services.covered_dossiers``.

    It is emptied when the candidate takes the consent back, and when the round is over.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")

    round = models.OneToOneField(CalibrationRound, on_delete=models.CASCADE, related_name="consent")
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)  # what was agreed to, as it was read
    document = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of the document's UTF-8 bytes; stays when it is emptied
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="calibration_consent_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(document="") | Q(answer="yes", withdrawn_at=None),
                name="calibration_dossier_only_by_consent",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(answer="yes"), name="calibration_withdrawn_after_yes"
            ),
        ]

    @property
    def audit_chain(self) -> str:
        return self.round.audit_chain

    @property
    def holds(self) -> bool:
        return self.answer == self.Answer.YES and self.withdrawn_at is None


class CalibrationParticipant(Record):
    """An assessor who scores; nobody sees how far before the round is closed, but whoever leads it: that it is final."""

    round = models.ForeignKey(CalibrationRound, on_delete=models.CASCADE, related_name="participants")
    assessor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calibrations")
    final_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "assessor"], name="calibration_participant_once"),
        ]

    @property
    def audit_chain(self) -> str:
        return self.round.audit_chain


class CalibrationScore(Record):
    """Of no trajectory: it decides nothing about anybody. ``level`` is empty while only a note was written."""

    participant = models.ForeignKey(CalibrationParticipant, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(RubricLevel, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "criterion"], name="calibration_score_once"),
            models.CheckConstraint(condition=Q(level__isnull=False) | ~Q(note=""), name="calibration_score_not_empty"),
        ]


class CriterionReading(Record):
    """How an organisation reads a criterion from a day on. A later one takes its place; the earlier stays as it was."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="criterion_readings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="readings")
    round = models.ForeignKey(CalibrationRound, on_delete=models.PROTECT, related_name="readings")
    text = models.TextField()
    since = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = CriterionReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "criterion", "since"], name="one_reading_of_a_criterion_a_day"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="criterion_reading_says_something"),
        ]
        ordering = ["criterion", "since"]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"


class QualityTalk(Record):
    """A talk about how somebody assesses or guides, at which a quality officer was; both sign what was agreed.

    The officer signs by writing it down; changing it takes the officer's signature anew. Once the other has signed it stays.
    """

    class Occasion(models.TextChoices):
        CALIBRATION = "calibration", _("after a calibration round")
        HALF_WAY = "half_way", _("half-way a trajectory")
        OTHER = "other", _("another occasion")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="quality_talks")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="quality_talks_held")
    colleague = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="quality_talks")
    occasion = models.CharField(max_length=12, choices=Occasion.choices)
    held_on = models.DateField()
    agreed = models.TextField()
    officer_signed_at = models.DateTimeField(default=timezone.now)
    colleague_signed_at = models.DateTimeField(null=True, blank=True)
    objection = models.TextField(blank=True)  # what is not right in it, according to the colleague

    objects = QualityTalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(officer=models.F("colleague")), name="quality_talk_between_two"),
            models.CheckConstraint(condition=~Q(agreed=""), name="quality_talk_says_something"),
            models.CheckConstraint(
                condition=Q(colleague_signed_at=None) | Q(objection=""), name="quality_talk_signed_without_objection"
            ),
        ]
        ordering = ["-held_on", "-officer_signed_at"]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"
