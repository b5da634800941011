"""What the assessors take over from an earlier certificate: proposed by one, agreed by all, while they score."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evc.assessments import services as assessments
from evc.assessments.models import TakenOver
from evc.standards.models import WorkProcess
from evc.trajectories import states
from evc.trajectories.models import State, Trajectory
from evc.trajectories.rules import require_assessor
from frontend.errors import errors_on
from frontend.forms.reports import TakingOverForm
from frontend.pages import person_of, render_page, sent
from portfolio import services as portfolio


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was proposed, and a form to propose more."""
    person = person_of(request)
    trajectory = get_object_or_404(
        Trajectory.objects.visible_to(person).select_related("candidate", "standard_version__standard", "route"), pk=pk
    )
    require_assessor(trajectory, person)
    states.require_state(trajectory, State.ASSESSING)
    manifest = trajectory.manifest
    items = portfolio.manifest_contents(manifest).items if manifest is not None else ()
    work_processes = WorkProcess.objects.filter(core_task__in=trajectory.units.values("pk")).order_by(
        "core_task__position", "position"
    )
    form = TakingOverForm(
        sent(request),
        work_processes=work_processes,
        items=[(str(item.id), f"{item.title} ({item.kind_name})") for item in items],
    )
    if form.is_valid():
        with errors_on(form):
            assessments.propose_taking_over(pk, by=person, **form.cleaned_data)
            messages.success(request, _("Proposed. It counts when every assessor agrees."))
            return redirect("taken-over", pk=pk)
    context = {
        "title": _("Taken over from an earlier certificate"),
        "crumbs": [
            {"label": _("Home"), "href": reverse("home")},
            {"label": trajectory.candidate.name, "href": reverse("trajectory", args=[pk])},
            {"label": _("Taken over")},
        ],
        "trajectory": trajectory,
        "rows": _rows(trajectory, person.pk),
        "form": form,
    }
    return render_page(request, "reports/taken_over.html", context)


@login_required
@require_POST
def agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(TakenOver.objects.visible_to(request.user), pk=pk)
    assessments.agree_to_taking_over(row.pk, by=person_of(request))
    messages.success(request, _("You agreed."))
    return redirect("taken-over", pk=row.trajectory_id)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(TakenOver.objects.visible_to(request.user), pk=pk)
    assessments.take_back_taking_over(row.pk, by=person_of(request))
    messages.success(request, _("Taken back. This work process is assessed here after all."))
    return redirect("taken-over", pk=row.trajectory_id)


def _rows(trajectory: Trajectory, person: UUID) -> list[dict[str, object]]:
    """Each proposal: whether it counts, and whether the viewer agreed."""
    counting = set(TakenOver.objects.counting().filter(trajectory=trajectory).values_list("pk", flat=True))
    found = TakenOver.objects.filter(trajectory=trajectory).select_related("work_process", "item", "proposed_by")
    agreed = set(
        found.filter(agreements__participant__person=person, agreements__participant__ended_at=None).values_list(
            "pk", flat=True
        )
    )
    return [{"row": row, "counts": row.pk in counting, "agreed": row.pk in agreed} for row in found]
