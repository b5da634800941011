"""A trajectory for whoever isn't its candidate, and the two steps that begin and end it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evc.outcomes.client_reading import readable_for_client
from evc.trajectories import rules, states
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State, Trajectory
from evc.trajectories.selectors import for_manager, on_the_table
from frontend.after_links import after_links
from frontend.case_page import case_page
from frontend.coverage import is_example, practice_words
from frontend.errors import errors_on
from frontend.forms.professional.case import ClosingForm
from frontend.journey import step_lines
from frontend.pages import person_of, render_page
from frontend.views.professional.seen import crumbs_of, require_part, seen_trajectory

Part = Participant.Part


def professional_trajectory(request: HttpRequest, trajectory: Trajectory) -> HttpResponse:
    """Called by the one address of a trajectory. Somebody who is only the manager gets dates and status."""
    person = person_of(request)
    crumbs = [{"label": _("Home"), "href": reverse("home")}, {"label": trajectory.candidate.name}]
    if not rules.sees_more_than_status(rules.standing(trajectory, person)):
        return _manager(request, trajectory, crumbs)
    if request.method == "GET" and trajectory.participants.current().filter(person=person, part=Part.COACH).exists():
        trajectories.note_look(trajectory.pk, by=person)
    page = case_page(trajectory, person, today=timezone.localdate())
    context = {
        "title": trajectory.candidate.name,
        "crumbs": crumbs,
        "trajectory": trajectory,
        "page": page,
        "is_example": is_example(trajectory.standard_version),
        "after": after_links(trajectory, person),
        "practice": [
            {"label": row.work_process.title, "value": practice_words(row.practice)}
            for row in (page.shared.practice if page.shared else [])
        ],
    }
    return render_page(request, "professional/trajectory.html", context)


def _manager(request: HttpRequest, trajectory: Trajectory, crumbs: list[dict[str, str]]) -> HttpResponse:
    shown, person = for_manager(trajectory), person_of(request)
    version = on_the_table(trajectory)
    context = {
        "title": shown.candidate,
        "crumbs": crumbs,
        "shown": shown,
        "state": shown.state.label,
        "steps": step_lines(shown.steps, due_on=shown.due_on),
        "may_take_back": shown.state == State.REQUESTED and trajectory.requested_by_id == person.pk,
        "trajectory": trajectory,
        "has_agreement": version is not None,
        "agreement_waits": shown.state == State.INTAKE and version is not None and version.client_accepted_at is None,
        "may_read_result": readable_for_client(trajectory, person) is not None,
        "after": after_links(trajectory, person),
    }
    return render_page(request, "professional/manager.html", context)


@login_required
@require_POST
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Start the intake that a candidate asked for."""
    found = seen_trajectory(request, pk)
    trajectories.start_intake(found.pk, by=person_of(request))
    messages.success(request, _("The intake has started. The candidate can fill it in."))
    return redirect("trajectory", pk=pk)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whoever proposed it takes that back, as long as the candidate did not answer."""
    found = seen_trajectory(request, pk)
    trajectories.withdraw(found.pk, by=person_of(request))
    messages.success(request, _("The proposal was taken back."))
    return redirect("home")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The closing talk, and then the end."""
    found, person = seen_trajectory(request, pk), person_of(request)
    require_part(rules.may_close(rules.standing(found, person)))
    states.require_move(found, to=State.CLOSED)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            data = form.cleaned_data
            trajectories.close(found.pk, closing_talk_on=data["closing_talk_on"], declined=data["declined"], by=person)
            messages.success(request, _("The trajectory is closed."))
            return redirect("trajectory", pk=pk)
    title = _("Close the trajectory")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "lead": _("The outcome and the badge stay. A coach can't read the portfolio any more afterwards."),
        "form": form,
        "submit_label": _("Close"),
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)
