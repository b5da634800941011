"""A candidate's own trajectory: where it is, what is next, and the way to each of its pages."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.assessments.consents import is_talk
from evc.routes.models import Instrument
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import Participant, State, Trajectory
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.handed_in import HANDED_IN
from frontend.home import own_case
from frontend.pages import person_of, render_page, sent
from frontend.trajectory_pages import pages_of
from frontend.views.candidate.own import crumbs_of, own_trajectory

Part = Participant.Part


def candidate_trajectory(request: HttpRequest, trajectory: Trajectory) -> HttpResponse:
    """Called by the one address of a trajectory, for its candidate."""
    person = person_of(request)
    case = own_case(person, trajectory, today=timezone.localdate())
    is_proposal = trajectory.state == State.REQUESTED and trajectory.requested_by_id != person.pk
    coach = trajectory.participants.current().filter(part=Part.COACH).select_related("person").first()
    context = {
        "title": trajectory.standard_version.standard.title,
        "eyebrow": trajectory.route.name,
        "crumbs": [
            {"label": _("Home"), "href": reverse("home")},
            {"label": trajectory.standard_version.standard.title},
        ],
        "trajectory": trajectory,
        "case": case,
        "pages": pages_of(trajectory),
        "talks": _talks(trajectory),
        "is_proposal": is_proposal,
        "coach": coach,
        "may_withdraw": trajectory.state in states.UNDER_WAY,
    }
    return render_page(request, "candidate/trajectory.html", context)


def _talks(trajectory: Trajectory) -> list[Instrument]:
    """The interviews of which a candidate says whether they may be recorded, and hears what was."""
    if trajectory.state not in HANDED_IN:
        return []
    return [instrument for instrument in trajectory.route.instruments.all() if is_talk(instrument)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop, after one question; no reason is asked."""
    own, person = own_trajectory(request, pk), person_of(request)
    states.require_move(own, to=State.WITHDRAWN)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            trajectories.withdraw(own.pk, by=person)
            messages.success(request, _("You stopped with this trajectory. Your portfolio stays yours."))
            return redirect("home")
    context = {
        "title": _("Stop with this trajectory?"),
        "lead": _(
            "You may stop at any moment and need not say why. Nobody else can read your evidence for this any more. "
            "Your portfolio stays yours."
        ),
        "facts": [
            {"label": _("Standard"), "value": own.standard_version.standard.title},
            {"label": _("EVC provider"), "value": own.provider.name},
        ],
        "warning": _("This can't be undone. To go on later you ask for a new trajectory."),
        "form": form,
        "submit_label": _("Stop"),
        "danger": True,
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_coach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for another coach; no reason is asked."""
    own, person = own_trajectory(request, pk), person_of(request)
    coach = get_object_or_404(own.participants.current().filter(part=Part.COACH).select_related("person"))
    title = _("Ask for another coach?")
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            trajectories.end_assignment(coach.pk, by=person)
            messages.success(request, _("The EVC coordinator sees that you have no coach and finds another."))
            return redirect("trajectory", pk=pk)
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "lead": _("%(name)s can't read your evidence any more from then on. You need not say why.")
        % {"name": coach.person.name},
        "form": form,
        "submit_label": _("Yes, another coach"),
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)
