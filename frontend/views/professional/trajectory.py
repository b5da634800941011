"""A trajectory for whoever isn't its candidate: dates and status, nothing of its content."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from evc.trajectories.models import Trajectory
from evc.trajectories.selectors import steps
from frontend.journey import step_lines
from frontend.pages import render_page


def professional_trajectory(request: HttpRequest, trajectory: Trajectory) -> HttpResponse:
    return render_page(
        request,
        "professional/trajectory.html",
        {
            "title": trajectory.candidate.name,
            "trajectory": trajectory,
            "steps": step_lines(steps(trajectory), due_on=trajectory.due_on),
        },
    )
