"""Where every page about somebody else's trajectory starts: what the viewer can see, and what they are in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from evc.trajectories import rules
from evc.trajectories.models import Trajectory
from foundation.errors import NotAllowed
from frontend.pages import Crumb, person_of


def seen_trajectory(request: HttpRequest, pk: UUID) -> Trajectory:
    """A trajectory that the viewer takes part in or coordinates; 404 for everybody else."""
    return get_object_or_404(
        Trajectory.objects.visible_to(request.user).select_related(
            "candidate", "standard_version__standard", "route", "provider", "client", "requested_by", "audience"
        ),
        pk=pk,
    )


def coordinated_trajectory(request: HttpRequest, pk: UUID) -> Trajectory:
    """One that the viewer coordinates. Raises NotAllowed for whoever only takes part."""
    found = seen_trajectory(request, pk)
    rules.require_coordinator(found, person_of(request))
    return found


def assessed_trajectory(request: HttpRequest, pk: UUID) -> Trajectory:
    """One that the viewer assesses, the ties declared. Raises NotAllowed."""
    found = seen_trajectory(request, pk)
    rules.require_assessor(found, person_of(request))
    return found


def require_part(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed(_("This step belongs to somebody with another part in this trajectory."))


def crumbs_of(trajectory: Trajectory, here: Any) -> list[Crumb]:
    return [
        {"label": _("Home"), "href": reverse("home")},
        {"label": trajectory.candidate.name, "href": reverse("trajectory", args=[trajectory.pk])},
        {"label": here},
    ]
