"""The sections about assessors who keep judging alike: rounds, how criteria are read, talks (domain facts 11 and 21)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.quality.calibration import agreement_per_pair, mean_agreement
from evc.quality.models import CalibrationRound, CalibrationScore, CodePart, CriterionReading, QualityTalk
from evc.quality.pack.registry import Rows, number_of, section
from evc.quality.selectors.calibration import levels_of
from evc.standards.models import ProviderRecognition


@section("calibration", part=CodePart.PEOPLE, title=_("Calibration rounds"),
         columns=(_("Dossier"), _("Opened on"), _("Closed on"), _("Assessors asked"), _("Assessors done"),
                  _("Criteria scored"), _("Mean kappa"), _("Readings noted")))  # fmt: skip
def calibration(recognition: ProviderRecognition) -> Rows:
    """Those that were opened; kappa is empty where it would say nothing."""
    found = CalibrationRound.objects.filter(
        organisation=recognition.provider_id,
        standard_version__standard=recognition.standard_id,
        opened_at__isnull=False,
        stopped_at=None,
    )
    for row in found.prefetch_related("participants", "readings").order_by("opened_at"):
        done = [each for each in row.participants.all() if each.final_at is not None]
        line = _line(row) if row.closed_at is not None else []
        yield (
            number_of(row.trajectory_id),
            timezone.localdate(row.opened_at),
            timezone.localdate(row.closed_at) if row.closed_at else None,
            len(row.participants.all()),
            len(done),
            len(set().union(*line)) if line else None,
            mean_agreement(agreement_per_pair(line, [level.pk for level in levels_of(row)])) if line else None,
            len(row.readings.all()),
        )


@section("readings", part=CodePart.PEOPLE, title=_("How criteria are read"),
         columns=(_("Work process"), _("Criterion"), _("From"), _("Reading"), _("Dossier of the round")))  # fmt: skip
def readings(recognition: ProviderRecognition) -> Rows:
    """With every earlier one."""
    found = CriterionReading.objects.filter(
        organisation=recognition.provider_id,
        criterion__work_process__version__standard=recognition.standard_id,
    ).select_related("criterion__work_process", "round")
    for row in found.order_by("criterion__work_process__position", "criterion__position", "since"):
        criterion = row.criterion
        yield criterion.work_process.code, criterion.code, row.since, row.text, number_of(row.round.trajectory_id)


@section("talks", part=CodePart.CARE, title=_("Talks attended by a quality officer"),
         columns=(_("Held on"), _("About"), _("Quality officer"), _("With"), _("Signed on by the officer"),
                  _("Signed on by the other")))  # fmt: skip
def talks(recognition: ProviderRecognition) -> Rows:
    """Of the whole provider, since a talk is about how somebody works; never what was said."""
    found = QualityTalk.objects.filter(organisation=recognition.provider_id).select_related("officer", "colleague")
    for row in found.order_by("held_on", "officer_signed_at"):
        yield (
            row.held_on,
            row.get_occasion_display(),
            row.officer.name,
            row.colleague.name,
            timezone.localdate(row.officer_signed_at),
            timezone.localdate(row.colleague_signed_at) if row.colleague_signed_at else None,
        )


def _line(found: CalibrationRound) -> list[dict[object, object]]:
    """What each who was done gave, by criterion."""
    line: dict[object, dict[object, object]] = {}
    scores = CalibrationScore.objects.filter(
        participant__round=found, participant__final_at__isnull=False, level__isnull=False
    )
    for participant, criterion, level in scores.values_list("participant", "criterion", "level"):
        line.setdefault(participant, {})[criterion] = level
    return list(line.values())
