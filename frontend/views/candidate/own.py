"""What a candidate owns: every view of the candidate starts here, so that a stranger's object is simply not there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from evc.trajectories.models import Participant, Trajectory
from frontend.pages import Crumb
from portfolio.models import EvidenceItem


def own_trajectory(request: HttpRequest, pk: UUID) -> Trajectory:
    """A trajectory in which the person is the candidate; 404 for everybody else."""
    return get_object_or_404(
        Trajectory.objects.as_part(request.user, Participant.Part.CANDIDATE).select_related(
            "candidate", "standard_version__standard", "route", "provider", "client", "requested_by", "audience"
        ),
        pk=pk,
    )


def own_item(request: HttpRequest, pk: UUID) -> EvidenceItem:
    """An item of one's own portfolio, removed ones too; 404 for everybody else."""
    return get_object_or_404(EvidenceItem.objects.owned_by(request.user), pk=pk)


def crumbs_of(trajectory: Trajectory, here: Any) -> list[Crumb]:
    return [
        {"label": _("Home"), "href": reverse("home")},
        {"label": trajectory.standard_version.standard.title, "href": reverse("trajectory", args=[trajectory.pk])},
        {"label": here},
    ]


def crumbs_in_portfolio(*deeper: Crumb) -> list[Crumb]:
    return [{"label": _("Portfolio"), "href": reverse("portfolio")}, *deeper]
