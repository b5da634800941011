"""One address for a trajectory, for everybody who may see it; which page it is depends on the part they have in it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from evc.trajectories import rules
from evc.trajectories.models import Participant, Trajectory
from frontend.pages import person_of
from frontend.views.candidate.trajectory import candidate_trajectory
from frontend.views.professional.trajectory import professional_trajectory


@login_required
@require_safe
def trajectory(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Trajectory.objects.visible_to(request.user).select_related(
            "candidate", "standard_version__standard", "route", "provider", "client", "requested_by"
        ),
        pk=pk,
    )
    if found.candidate_id == person_of(request).pk:
        return candidate_trajectory(request, found)
    appeal = found.appeals.under_way().first()
    if appeal is not None and rules.standing(found, person_of(request)).now == {Participant.Part.APPEAL_ASSESSOR}:
        return redirect("appeal-seat", pk=appeal.pk)  # what was found before would colour the second look
    return professional_trajectory(request, found)
