"""The intake, the self-scan and the parts that are chosen. Later they can be read back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evc.standards.models import WorkProcess
from evc.trajectories import services as trajectories
from evc.trajectories.models import Intake, State, Trajectory
from evc.trajectories.yields import why_it_yields
from foundation.errors import ErkendError, InvalidInput
from frontend import coverage
from frontend.agreement import reasons_of, what_it_brings, what_it_costs, what_it_means
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import IntakeForm, SelfScanForm, UnitsForm
from frontend.pages import json_problem, person_of, render_page, sent
from frontend.views.candidate.own import crumbs_of, own_trajectory

_TEXTS = ("goal", "motivation", "brings_exemptions", "brings_vacancies", "brings_scale", "entry_requirements", "needs")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = own_trajectory(request, pk)
    found = _intake_of(own)
    form = IntakeForm.of(found, sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            trajectories.save_intake(own.pk, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("Saved. Now the self-scan: what can you do already?"))
            return redirect("self-scan", pk=pk)
    title = _("Intake")
    grounds = why_it_yields(own.standard_version.standard, own.provider, own.route, timezone.localdate())
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "trajectory": own,
        "intake": found,
        "reasons": [Intake.Reason(reason).label for reason in found.reasons],
        "tests": [
            {"label": test.get_subject_display(), "value": _("%(score)s (norm %(norm)s)") % _numbers(test)}
            for test in found.tests.all()
        ],
        "form": form,
        "is_open": own.state == State.INTAKE,
        "requirements": list(found.requirements.all()),
        "costs": what_it_costs(own),
        "brings": what_it_brings(found),
        "meaning": what_it_means(own.yields or grounds.yields),
        "grounds": [] if own.yields else reasons_of(grounds),
    }
    return render_page(request, "candidate/intake.html", context)


@login_required
@require_POST
def save_intake(request: HttpRequest, pk: UUID) -> JsonResponse:
    """One field, as autosave.js sends it; several ticked reasons come as lines."""
    own = own_trajectory(request, pk)
    field, value = request.POST.get("field", ""), request.POST.get("value", "")
    try:
        if field == "reasons":
            trajectories.save_intake(own.pk, reasons=value.split("\n") if value else [], by=person_of(request))
        elif field in _TEXTS:
            trajectories.save_intake(own.pk, by=person_of(request), **{field: value})
        else:
            raise InvalidInput(_("There is no such field."), code="field-unknown")
    except ErkendError as error:
        return json_problem(error)
    return JsonResponse({"saved": True})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def self_scan(request: HttpRequest, pk: UUID) -> HttpResponse:
    own = own_trajectory(request, pk)
    found = _intake_of(own)
    work_processes, answers = _scan_of(own, found)
    form = SelfScanForm(sent(request), work_processes=work_processes, answers=answers)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            if form.answers:
                trajectories.save_self_scan(own.pk, answers=form.answers, by=person_of(request))
            messages.success(request, _("Saved. The EVC coordinator reads it and gives you an advice."))
            return redirect("trajectory", pk=pk)
    title = _("Self-scan")
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "trajectory": own,
        "form": form,
        "is_example": coverage.is_example(own.standard_version, work_processes),
        "is_open": own.state == State.INTAKE,
        "answered": len(answers),
        "total": len(work_processes),
    }
    return render_page(request, "candidate/self_scan.html", context)


@login_required
@require_POST
def save_self_scan(request: HttpRequest, pk: UUID) -> JsonResponse:
    """One answer, as autosave.js sends it."""
    own = own_trajectory(request, pk)
    try:
        work_process = UUID(request.POST.get("field", "").removeprefix("wp-"))
        answer = int(request.POST.get("value", ""))
        trajectories.save_self_scan(own.pk, answers={work_process: answer}, by=person_of(request))
    except ValueError:
        return json_problem(InvalidInput(_("Choose one of the answers."), code="answer-unknown"))
    except ErkendError as error:
        return json_problem(error)
    return JsonResponse({"saved": True})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def units(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which parts it is about; until the agreement they can be chosen anew."""
    own = own_trajectory(request, pk)
    every = list(own.standard_version.core_tasks.all())
    chosen = [str(unit) for unit in own.units.values_list("pk", flat=True)]
    is_whole = own.route.scope == "whole"
    choosable = [unit for unit in every if unit.elective or not is_whole]
    form = UnitsForm(sent(request), units=choosable, initial={"units": chosen})
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            trajectories.choose_units(own.pk, units=form.chosen, by=person_of(request))
            messages.success(request, _("Saved."))
            return redirect("trajectory", pk=pk)
    title = _("Which parts?")
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "trajectory": own,
        "form": form,
        "choosable": choosable,
        "fixed": [unit for unit in every if unit not in choosable],
        "is_example": coverage.is_example(own.standard_version),
        "is_open": own.state in {State.REQUESTED, State.INTAKE},
    }
    return render_page(request, "candidate/units.html", context)


def _intake_of(own: Trajectory) -> Intake:
    """404 before there is one: the request waits for an answer."""
    found = Intake.objects.filter(trajectory=own).first()
    if found is None:
        raise Http404
    return found


def _scan_of(own: Trajectory, found: Intake) -> tuple[list[WorkProcess], dict[UUID, int]]:
    work_processes = list(
        WorkProcess.objects.filter(core_task__in=own.units.all()).select_related("core_task").order_by("position")
    )
    return work_processes, dict(found.self_scan.values_list("work_process", "answer"))


def _numbers(test: object) -> dict[str, str]:
    return {name: f"{getattr(test, name).normalize():f}" for name in ("score", "norm")}
