"""The quality officer's queue and check: what the software found, what a person judges, and the decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.assessments.scoring import Verdict
from evc.outcomes import services as outcomes
from evc.outcomes.errors import NotProposed, ReleaseBlocked
from evc.outcomes.findings import Severity, findings_for_quality_officer
from evc.outcomes.holds import holds_of
from evc.outcomes.models import Outcome
from evc.outcomes.report import report
from evc.outcomes.selectors import badge_of, corrections_waiting, quality_queue
from evc.programmes.selectors import modules_closing
from evc.quality.check_list import points_for
from evc.quality.models import Draw
from evc.roles import Role
from evc.trajectories import rules
from evc.trajectories.models import Participant
from frontend.errors import errors_on
from frontend.forms.professional.quality import AdviceForm, ReleaseForm, SendBackForm
from frontend.pages import Crumb, person_of, render_page
from frontend.shared_result import self_scan_beside

Part = Participant.Part


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The outcomes that wait for this quality officer, oldest first."""
    person = person_of(request)
    found, corrections = list(quality_queue(person)), list(corrections_waiting(person))
    if not found and not corrections and not person.organisations_as(Role.QUALITY_OFFICER).exists():
        raise Http404
    context = {
        "title": _("Quality check"),
        "outcomes": found,
        "corrections": corrections,
        "organisations": person.organisations_as(Role.QUALITY_OFFICER).order_by("name"),
    }
    return render_page(request, "professional/quality.html", context)


@login_required
@require_safe
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole outcome for whoever may see it; the decision only for its quality officer."""
    outcome = _seen(request, pk)
    who = rules.standing(outcome.trajectory, person_of(request))
    is_proposed = outcome.state == Outcome.State.PROPOSED
    decides = is_proposed and rules.may_release(who)
    findings = findings_for_quality_officer(outcome) if decides else []
    shown = report(outcome)
    context = {
        "title": _("Outcome of %(candidate)s") % {"candidate": outcome.trajectory.candidate.name},
        "crumbs": outcome_crumbs(outcome),
        "outcome": outcome,
        "trajectory": outcome.trajectory,
        "report": shown,
        "counts": [(verdict, shown.counts[verdict]) for verdict in Verdict.values],
        "decides": decides,
        "may_advise": is_proposed and bool(who.now & {Part.ASSESSOR, Part.QUALITY_OFFICER}),
        "blocks": [row for row in findings if row.severity == Severity.BLOCKS],
        "looks": [row for row in findings if row.severity == Severity.LOOK],
        **(check_facts(outcome) if decides else {}),
        "badge": badge_of(outcome),
        "may_revoke": Part.QUALITY_OFFICER in who.now,
        "scan_beside": self_scan_beside(outcome) if Part.QUALITY_OFFICER in who.now else [],
        "may_print": rules.may_release(who),
    }
    return render_page(request, "professional/quality_check.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, say what stands in the way, and then release."""
    outcome = decided_on(request, pk)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" and (standing := outcomes.in_the_way(outcome)):
        raise ReleaseBlocked(standing)
    if form.is_valid():
        with errors_on(form):
            outcomes.release(outcome.pk, remark=form.cleaned_data["remark"], by=person_of(request))
            messages.success(request, _("Released. The candidate gets a mail."))
            return redirect("quality-check", pk=pk)
    recognised = outcome.results.filter(verdict=Verdict.RECOGNISED).count()
    context = {
        "title": _("Release this outcome?"),
        "lead": _("The candidate gets the outcome, and the badge is made at once.")
        if recognised
        else _("The candidate gets the outcome. Nothing was recognised, so there is no badge."),
        "facts": [
            {"label": _("Candidate"), "value": outcome.trajectory.candidate.name},
            {"label": _("Standard"), "value": outcome.trajectory.standard_version.standard.title},
            {"label": _("Recognised work processes"), "value": recognised},
        ],
        "warning": _("This can't be undone."),
        "form": form,
        "submit_label": _("Release"),
        "cancel_href": reverse("quality-check", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To the assessors, with what has to be put right."""
    outcome = decided_on(request, pk)
    form = SendBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            outcomes.send_back(outcome.pk, because=form.cleaned_data["because"], by=person_of(request))
            messages.success(request, _("Sent back. The assessors get a mail with what you wrote."))
            return redirect("quality")
    context = {
        "title": _("Send back to the assessors"),
        "crumbs": outcome_crumbs(outcome, _("Send back")),
        "eyebrow": outcome.trajectory.candidate.name,
        "lead": _("All assessments open again. What was scored stays, and the assessors change what you name."),
        "form": form,
        "submit_label": _("Send back"),
        "cancel_href": reverse("quality-check", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def gap_advice(request: HttpRequest, pk: UUID, work_process: UUID) -> HttpResponse:
    """What closes a gap, by an assessor or the quality officer, as long as the outcome is proposed."""
    outcome = _seen(request, pk)
    who = rules.standing(outcome.trajectory, person_of(request))
    rules.require(
        bool(who.now & {Part.ASSESSOR, Part.QUALITY_OFFICER}),
        _("Only the assessors and the quality officer of this trajectory can write advice."),
    )
    gap = get_object_or_404(outcome.gaps.select_related("work_process"), work_process=work_process)
    if outcome.state != Outcome.State.PROPOSED:
        raise NotProposed(outcome.state)
    on_offer = modules_closing([gap.work_process], on=timezone.localdate())[gap.work_process_id]
    chosen = [str(pk) for pk in gap.modules.values_list("pk", flat=True)]
    form = AdviceForm(
        request.POST if request.method == "POST" else None,
        modules=[(str(row.pk), f"{row.title} ({row.module.organisation.name})") for row in on_offer],
        initial={"advice": gap.advice, "modules": chosen},
    )
    if form.is_valid():
        with errors_on(form):
            outcomes.write_gap_advice(
                outcome.pk, work_process=gap.work_process, by=person_of(request), **form.cleaned_data
            )
            messages.success(request, _("The advice is saved."))
            return redirect(f"{reverse('quality-check', args=[pk])}#wp-{gap.work_process.pk}")
    context = {
        "title": _("Advice on what is missing"),
        "crumbs": outcome_crumbs(outcome, _("Advice")),
        "eyebrow": gap.work_process.title,
        "lead": _("These criteria are not met yet:"),
        "bullets": gap.missing.splitlines(),
        "form": form,
        "submit_label": _("Save the advice"),
        "cancel_href": reverse("quality-check", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


def check_facts(outcome: Outcome) -> dict[str, Any]:
    """What a person does before the decision: points with their answers, the draw, second opinions, what still holds it up."""
    answers = {answer.key: answer for answer in outcome.check_answers.all()}
    return {
        "points": [(point, answers.get(point.key)) for point in points_for(outcome)],
        "draw": Draw.objects.filter(outcome=outcome, is_drawn=True).select_related("read_by").first(),
        "opinions": outcome.second_opinions.filter(withdrawn_at=None).select_related("asked_of"),
        "holds": holds_of(outcome),
    }


def _seen(request: HttpRequest, pk: UUID) -> Outcome:
    return get_object_or_404(
        Outcome.objects.visible_to(request.user).select_related(
            "trajectory__candidate",
            "trajectory__standard_version__standard",
            "trajectory__route__rubric",
            "trajectory__provider",
            "trajectory__client",
            "trajectory__audience",
            "trajectory__intake",
            "decided_by",
        ),
        pk=pk,
    )


def decided_on(request: HttpRequest, pk: UUID) -> Outcome:
    """One that the viewer decides on now. Raises NotAllowed, NotProposed."""
    outcome = _seen(request, pk)
    rules.require_quality_officer(outcome.trajectory, person_of(request))
    if outcome.state != Outcome.State.PROPOSED:
        raise NotProposed(outcome.state)
    return outcome


def outcome_crumbs(outcome: Outcome, here: str = "") -> list[Crumb]:
    trajectory = outcome.trajectory
    way: list[Crumb] = [
        {"label": _("Home"), "href": reverse("home")},
        {"label": trajectory.candidate.name, "href": reverse("trajectory", args=[trajectory.pk])},
    ]
    if not here:
        return [*way, {"label": _("Outcome")}]
    return [*way, {"label": _("Outcome"), "href": reverse("quality-check", args=[outcome.pk])}, {"label": here}]
