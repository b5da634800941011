"""What is covered, handing in, and what the assessors still ask for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.assessments.selectors import requests_for_candidate
from evc.standards.models import WorkProcess
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import State
from evc.trajectories.selectors import coverage_of, promises_of
from frontend import coverage as words
from frontend.dossier import to_hand_in
from frontend.errors import errors_on
from frontend.forms.candidate.dossier import HandInForm
from frontend.pages import person_of, render_page, sent
from frontend.views.candidate.own import crumbs_of, own_trajectory


@login_required
@require_safe
def coverage(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The matrix, of everything or only of what is shared with this trajectory."""
    own = own_trajectory(request, pk)
    only_shared = request.GET.get("only") == "shared"
    rows = coverage_of(own, on=timezone.localdate(), shared_only=only_shared)
    title, address = _("What is covered"), reverse("coverage", args=[pk])
    tabs = [
        {"label": _("All my evidence"), "href": address, "current": not only_shared, "count": None},
        {"label": _("Only what I share"), "href": f"{address}?only=shared", "current": only_shared, "count": None},
    ]
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "trajectory": own,
        "tabs": tabs,
        "kinds": [label for label, _kinds in words.COLUMNS],
        "rows": words.table_rows(
            rows,
            hrefs=[f"{address}/{row.work_process.pk}" for row in rows],
            promises=promises_of(own),
            today=timezone.localdate(),
        ),
        "glance": words.at_a_glance(rows),
        "is_example": words.is_example(own.standard_version, [row.work_process for row in rows]),
        "can_hand_in": own.state == State.BUILDING,
    }
    return render_page(request, "candidate/coverage.html", context)


@login_required
@require_safe
def covered(request: HttpRequest, pk: UUID, work_process: UUID) -> HttpResponse:
    """One row of the matrix: what it asks, by its criteria, and which evidence there is."""
    own = own_trajectory(request, pk)
    found = get_object_or_404(
        WorkProcess.objects.filter(core_task__in=own.units.order_by())
        .select_related("core_task")
        .prefetch_related("criteria"),
        pk=work_process,
    )
    context = words.row_page(own, found)
    address = reverse("coverage", args=[pk])
    crumbs = crumbs_of(own, context["title"])
    crumbs.insert(-1, {"label": _("What is covered"), "href": address})
    return render_page(request, "candidate/covered.html", {**context, "crumbs": crumbs, "trajectory": own})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What would be frozen, what is missing, and a last question."""
    own = own_trajectory(request, pk)
    states.require_move(own, to=State.SUBMITTED)
    form = HandInForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            trajectories.submit_dossier(own.pk, by=person_of(request))
            messages.success(request, _("Handed in. The assessors get it as it is now."))
            return redirect("trajectory", pk=pk)
    title = _("Hand in")
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "trajectory": own,
        "dossier": to_hand_in(own),
        "form": form,
    }
    return render_page(request, "candidate/submit.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the assessors ask for, joined and without names; then hand in again."""
    own = own_trajectory(request, pk)
    states.require_state(own, State.SUPPLEMENT)
    form = HandInForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            trajectories.submit_supplement(own.pk, by=person_of(request))
            messages.success(request, _("Handed in. The assessors go on with what you added."))
            return redirect("trajectory", pk=pk)
    title = _("Supplement")
    requests = requests_for_candidate(own)
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "trajectory": own,
        "requests": requests,
        "is_example": words.is_example(own.standard_version, [row.work_process for row in requests]),
        "dossier": to_hand_in(own),
        "form": form,
    }
    return render_page(request, "candidate/supplement.html", context)
