"""Asking for a trajectory, and answering a proposal."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evc.routes.selectors import routes_list
from evc.standards.models import StandardVersion
from evc.standards.selectors import standards_list
from evc.trajectories import services as trajectories
from foundation.people.models import Organisation
from frontend import coverage
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import RequestForm
from frontend.pages import person_of, render_page, sent
from frontend.views.candidate.own import own_trajectory


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """First the standard (in the address), then route, parts and organisations."""
    person = person_of(request)
    clients = list(Organisation.objects.visible_to(person).order_by("name"))
    title = _("Ask for a trajectory")
    context = {
        "title": title,
        "crumbs": [{"label": _("Home"), "href": reverse("home")}, {"label": title}],
        "has_organisation": bool(clients),
    }
    version = _version(request)
    if version is None:
        standards = [{"version": row, "is_example": coverage.is_example(row)} for row in standards_list()]
        return render_page(request, "candidate/trajectory_standard.html", {**context, "standards": standards})
    units = list(version.core_tasks.all())
    providers = Organisation.objects.filter(is_provider=True).order_by("name")
    form = RequestForm(
        sent(request),
        routes=routes_list(*providers),
        units=units,
        clients=clients,
        providers=providers,
    )
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            made = trajectories.request_trajectory(candidate=person, standard_version=version, by=person, **form.chosen)
            messages.success(request, _("Your request is with the EVC coordinator, who starts the intake with you."))
            return redirect("trajectory", pk=made.pk)
    context |= {"form": form, "version": version, "units": units, "is_example": coverage.is_example(version)}
    return render_page(request, "candidate/trajectory_new.html", context)


@login_required
@require_POST
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say yes to what somebody else proposed: the intake begins."""
    own = own_trajectory(request, pk)
    trajectories.start_intake(own.pk, by=person_of(request))
    messages.success(request, _("You said yes. Now tell in the intake why you want this."))
    return redirect("intake", pk=pk)


def _version(request: HttpRequest) -> StandardVersion | None:
    asked = request.GET.get("standard")
    if not asked:
        return None
    try:
        pk = UUID(asked)
    except ValueError:
        return None
    return get_object_or_404(StandardVersion.objects.select_related("standard"), pk=pk)
