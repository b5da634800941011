"""The sections: what a controlling body asks for, by part of the quality code (domain facts 11 to 13 and 21)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evc.assessments.scoring import Verdict
from evc.outcomes import evaluating
from evc.outcomes.models import Appeal, Complaint, EvaluationAnswer, Outcome
from evc.quality.models import CheckAnswer, CodePart, Draw, Finding, SamplingPlan, SamplingRaise, SecondOpinion
from evc.quality.pack.registry import Rows, number_of, period_of, section
from evc.standards.models import ProviderRecognition
from evc.trajectories.models import Agreement, Appointment, Expertise, Trajectory

REPORTED_IN_TIME = timedelta(
    days=14
)  # before it is held; what the body agreed may differ (domain fact 13 names no term)


def _trajectories(recognition: ProviderRecognition) -> QuerySet[Trajectory]:
    return Trajectory.objects.filter(
        provider=recognition.provider_id, standard_version__standard=recognition.standard_id
    )


def _yes(said: bool) -> str:
    return gettext("yes") if said else gettext("no")


@section("outcomes", part=CodePart.GOAL, title=_("Outcomes"),
         columns=(_("Dossier"), _("Released on"), _("What it is"), _("Recognised"), _("Partly"), _("Not yet")))  # fmt: skip
def outcomes(recognition: ProviderRecognition) -> Rows:
    since, until = period_of(recognition)
    found = Outcome.objects.released().filter(
        trajectory__in=_trajectories(recognition), decided_at__date__gte=since, decided_at__date__lte=until
    )
    for outcome in found.prefetch_related("results").order_by("decided_at"):
        counts = Counter(result.verdict for result in outcome.results.all())
        yield (
            number_of(outcome.trajectory_id),
            timezone.localdate(outcome.decided_at),
            outcome.get_yields_display(),
            counts[Verdict.RECOGNISED.value],
            counts[Verdict.PARTLY.value],
            counts[Verdict.NOT_YET.value],
        )


@section("agreements", part=CodePart.RIGHTS, title=_("Agreements before the start"),
         columns=(_("Dossier"), _("Agreed on"), _("Version of the text"), _("Requested on")))  # fmt: skip
def agreements(recognition: ProviderRecognition) -> Rows:
    since, until = period_of(recognition)
    found = Agreement.objects.filter(
        trajectory__in=_trajectories(recognition), accepted_at__date__gte=since, accepted_at__date__lte=until
    )
    for agreement in found.select_related("trajectory").order_by("accepted_at"):
        yield (
            number_of(agreement.trajectory_id),
            timezone.localdate(agreement.accepted_at),
            agreement.text_version,
            timezone.localdate(agreement.trajectory.requested_at),
        )


@section("appeals", part=CodePart.RIGHTS, title=_("Appeals"),
         columns=(_("Dossier"), _("Lodged on"), _("Answer by"), _("Ended on"), _("Outcome"), _("In time")))  # fmt: skip
def appeals(recognition: ProviderRecognition) -> Rows:
    for appeal in Appeal.objects.filter(trajectory__in=_trajectories(recognition)).order_by("lodged_at"):
        ended = timezone.localdate(appeal.ended_at) if appeal.ended_at else None
        yield (
            number_of(appeal.trajectory_id),
            timezone.localdate(appeal.lodged_at),
            appeal.answer_by,
            ended,
            appeal.get_state_display(),
            _yes((ended or timezone.localdate()) <= appeal.answer_by),
        )


@section("complaints", part=CodePart.RIGHTS, title=_("Complaints"),
         columns=(_("Dossier"), _("Lodged on"), _("Answer by"), _("Ended on"), _("State"), _("In time")))  # fmt: skip
def complaints(recognition: ProviderRecognition) -> Rows:
    """That there was one and whether it was answered in time; never what it says."""
    for complaint in Complaint.objects.filter(trajectory__in=_trajectories(recognition)).order_by("lodged_at"):
        ended = timezone.localdate(complaint.ended_at) if complaint.ended_at else None
        yield (
            number_of(complaint.trajectory_id),
            timezone.localdate(complaint.lodged_at),
            complaint.answer_by,
            ended,
            complaint.get_state_display(),
            _yes((ended or timezone.localdate()) <= complaint.answer_by),
        )


@section("planned", part=CodePart.ENQUIRY, title=_("Planned assessments"),
         columns=(_("Dossier"), _("Instrument"), _("Day"), _("Reported on"), _("Days before"), _("Cancelled")))  # fmt: skip
def planned(recognition: ProviderRecognition) -> Rows:
    found = Appointment.objects.filter(trajectory__in=_trajectories(recognition)).select_related("instrument")
    for appointment in found.order_by("starts_at"):
        reported = appointment.reported_at
        yield (
            number_of(appointment.trajectory_id),
            appointment.instrument.name,
            timezone.localdate(appointment.starts_at),
            timezone.localdate(reported) if reported else None,
            (appointment.starts_at - reported).days if reported else None,
            _yes(appointment.cancelled_at is not None),
        )


@section("sample", part=CodePart.ENQUIRY, title=_("Sampled dossiers"),
         columns=(_("Dossier"), _("Moment"), _("Day"), _("Share (percent)"), _("Raised by"), _("Drawn"), _("Read on"),
                  _("Seed"), _("Plan")))  # fmt: skip
def sample(recognition: ProviderRecognition) -> Rows:
    draws = Draw.objects.filter(trajectory__in=_trajectories(recognition)).select_related("plan").order_by("drawn_at")
    for draw in draws:
        yield (
            number_of(draw.trajectory_id),
            draw.get_moment_display(),
            timezone.localdate(draw.drawn_at),
            draw.share,
            ", ".join(str(SamplingRaise.Rule(rule).label) for rule in draw.reasons),
            _yes(draw.is_drawn),
            timezone.localdate(draw.read_at) if draw.read_at else None,
            draw.seed,
            draw.plan.number,
        )


@section("expertise", part=CodePart.PEOPLE, title=_("Expertise of assessors"),
         columns=(_("Assessor"), _("From"), _("Until"), _("Proof"), _("Holds today")))  # fmt: skip
def expertise(recognition: ProviderRecognition) -> Rows:
    today = timezone.localdate()
    found = Expertise.objects.filter(organisation=recognition.provider_id, standard=recognition.standard_id)
    for row in found.select_related("person").order_by("person__name", "since"):
        yield row.person.name, row.since, row.until, row.proof, _yes(row.ended_at is None and row.until >= today)


@section("plans", part=CodePart.CARE, title=_("Sampling plans"),
         columns=(_("Plan"), _("From"), _("Share (percent)"), _("Half-way (percent)"), _("Raised by")))  # fmt: skip
def plans(recognition: ProviderRecognition) -> Rows:
    for plan in SamplingPlan.objects.filter(organisation=recognition.provider_id).prefetch_related("raises"):
        raises = [raised.in_words for raised in plan.raises.all()]
        yield plan.number, timezone.localdate(plan.made_at), plan.share, plan.half_way_share, "; ".join(raises)


@section("findings", part=CodePart.CARE, title=_("Findings"),
         columns=(_("Dossier"), _("Raised on"), _("Before"), _("Answered on"), _("Closed on"), _("Overdue")))  # fmt: skip
def findings(recognition: ProviderRecognition) -> Rows:
    """Of dossiers against this standard, and those that are about no dossier."""
    about = Q(draw__trajectory__in=_trajectories(recognition)) | Q(draw=None)
    found = Finding.objects.filter(about, organisation=recognition.provider_id).select_related("draw")
    for finding in found.order_by("raised_at"):
        closed = timezone.localdate(finding.closed_at) if finding.closed_at else None
        yield (
            number_of(finding.draw.trajectory_id) if finding.draw else "",
            timezone.localdate(finding.raised_at),
            finding.due_on,
            timezone.localdate(finding.answered_at) if finding.answered_at else None,
            closed,
            _yes((closed or timezone.localdate()) > finding.due_on),
        )


@section("checks", part=CodePart.CARE, title=_("What the quality officers judged"),
         columns=(_("Part"), _("Question"), _("Yes"), _("No"), _("Doesn't apply here")))  # fmt: skip
def checks(recognition: ProviderRecognition) -> Rows:
    answers = CheckAnswer.objects.filter(outcome__trajectory__in=_trajectories(recognition))
    counted = Counter(answers.values_list("part", "question", "answer"))
    Answer = CheckAnswer.Answer  # noqa: N806
    for part, question in dict.fromkeys((part, question) for part, question, _answer in counted):
        yield str(CodePart(part).label), question, *(counted[part, question, answer.value] for answer in Answer)


@section("opinions", part=CodePart.CARE, title=_("Second opinions"),
         columns=(_("Dossier"), _("Asked on"), _("Answered on"), _("Answer"), _("Release waited")))  # fmt: skip
def opinions(recognition: ProviderRecognition) -> Rows:
    found = SecondOpinion.objects.filter(outcome__trajectory__in=_trajectories(recognition), withdrawn_at=None)
    for opinion in found.select_related("outcome"):
        yield (
            number_of(opinion.outcome.trajectory_id),
            timezone.localdate(opinion.asked_at),
            timezone.localdate(opinion.answered_at) if opinion.answered_at else None,
            opinion.get_verdict_display() if opinion.verdict else "",
            _yes(opinion.release_waits),
        )


@section("evaluations", part=CodePart.CARE, title=_("Evaluations by candidates"),
         columns=(_("Year"), _("Question"), "1", "2", "3", "4", "5"))  # fmt: skip
def evaluations(recognition: ProviderRecognition) -> Rows:
    """Of the whole provider, since an answer knows no standard; nothing about fewer than five."""
    answers = EvaluationAnswer.objects.filter(evaluation__organisation=recognition.provider_id, mark__isnull=False)
    marks = Counter(answers.values_list("evaluation__year", "question", "mark"))
    for year, question in sorted({(year, question) for year, question, _mark in marks}):
        counts = [marks[year, question, mark] for mark in range(1, 6)]
        if sum(counts) >= evaluating.LEAST_ANSWERS:
            yield year, question, *counts
