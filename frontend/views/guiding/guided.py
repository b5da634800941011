"""Pages that candidate and coach share: each view of them starts here, so that a stranger's trajectory isn't there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from evc.trajectories.models import Participant, Trajectory
from frontend.pages import Crumb, person_of

Part = Participant.Part


@dataclass(frozen=True, slots=True)
class Guided:
    """A trajectory, seen by its candidate or by its coach."""

    trajectory: Trajectory
    is_candidate: bool

    def crumbs(self, *deeper: Crumb | str) -> list[Crumb]:
        """The way to a page below the trajectory; the last is the page itself."""
        trajectory = self.trajectory
        name = trajectory.standard_version.standard.title if self.is_candidate else trajectory.candidate.name
        way: list[Crumb] = [
            {"label": _("Home"), "href": reverse("home")},
            {"label": name, "href": reverse("trajectory", args=[trajectory.pk])},
        ]
        return way + [{"label": step} if isinstance(step, str) else step for step in deeper]


def guided(request: HttpRequest, pk: UUID) -> Guided:
    """For the candidate and the coach; 404 for everybody else."""
    return _of(request, Trajectory.objects.as_part(request.user, Part.CANDIDATE, Part.COACH), pk)


def guiding_oneself(request: HttpRequest, pk: UUID) -> Guided:
    """For the candidate, where the page tells of items that may not be shared; 404 for everybody else."""
    return _of(request, Trajectory.objects.as_part(request.user, Part.CANDIDATE), pk)


def coached(request: HttpRequest, pk: UUID) -> Guided:
    """For the coach; 404 for everybody else."""
    return _of(request, Trajectory.objects.as_part(request.user, Part.COACH), pk)


def _of(request: HttpRequest, trajectories: Any, pk: UUID) -> Guided:
    found = get_object_or_404(
        trajectories.select_related("candidate", "standard_version__standard", "route", "provider", "audience"), pk=pk
    )
    return Guided(found, is_candidate=found.candidate_id == person_of(request).pk)
