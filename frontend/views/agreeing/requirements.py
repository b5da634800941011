"""Entry requirements, one by one, by the coordinator."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import Intake, State
from frontend.errors import errors_on
from frontend.forms.agreeing.requirements import RequirementForm
from frontend.pages import person_of, render_page, sent
from frontend.views.professional.seen import coordinated_trajectory, crumbs_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def requirements(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = coordinated_trajectory(request, pk)
    states.require_state(found, State.INTAKE)
    intake = Intake.objects.get(trajectory=found)
    form = RequirementForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            trajectories.note_requirement(found.pk, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("The requirement is noted."))
            return redirect("trajectory-requirements", pk=pk)
    title = _("Entry requirements")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "trajectory": found,
        "told": intake.entry_requirements,
        "requirements": list(intake.requirements.all()),
        "form": form,
    }
    return render_page(request, "agreeing/requirements.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, pk: UUID, requirement: UUID) -> HttpResponse:
    found = coordinated_trajectory(request, pk)
    trajectories.remove_requirement(found.pk, requirement, by=person_of(request))
    messages.success(request, _("The requirement is taken away."))
    return redirect("trajectory-requirements", pk=pk)
