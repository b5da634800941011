"""A pause, and a trajectory that was ended because nothing was heard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import Pause, Trajectory
from evc.trajectories.selectors import RestKind, asked_pause, coming_pause, may_end_on, rest_of
from evc.trajectories.services.pausing import CAN_PAUSE, days_of_one_tap
from foundation.errors import WrongState
from foundation.working_days import working_days_in
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.forms.planning import PauseForm
from frontend.pages import person_of, render_page, sent
from frontend.templatetags.erkend import long_date
from frontend.views.candidate.own import own_trajectory
from frontend.views.professional.seen import coordinated_trajectory, crumbs_of, require_part, seen_trajectory


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The candidate asks for a pause; a coordinator confirms it or starts one. Everybody else who takes part reads it."""
    found, person = seen_trajectory(request, pk), person_of(request)
    who, today = rules.standing(found, person), timezone.localdate()
    coordinates, is_candidate = rules.may_coordinate(who), rules.is_candidate(who)
    asked, agreed = asked_pause(found), coming_pause(found, today)
    if request.method == "POST":
        require_part(coordinates or is_candidate)
    may_fill_in = agreed is None and found.state in CAN_PAUSE and (coordinates or (is_candidate and asked is None))
    form = PauseForm(sent(request), initial=_initial(asked)) if may_fill_in else None
    if request.method == "POST" and form is None:
        raise WrongState(_("A pause can't be asked for now. Load the page again."), code="pause-asked")
    if form is not None and form.is_valid():
        with errors_on(form):
            if coordinates:
                trajectories.start_pause(found.pk, by=person, **form.cleaned_data)
                messages.success(request, _("The trajectory is paused, and every date moved along."))
            else:
                trajectories.ask_pause(found.pk, by=person, **form.cleaned_data)
                messages.success(request, _("You asked for a pause. The EVC coordinator answers, and you get a mail."))
            return redirect("pause", pk=pk)
    title = _("Pause")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": "" if is_candidate else found.candidate.name,
        "trajectory": found,
        "form": form,
        "asked": asked,
        "agreed": agreed,
        "working_days": working_days_in(agreed.first_day, agreed.until) if agreed else 0,
        "earlier": _earlier(found, agreed),
        "coordinates": coordinates,
        "is_candidate": is_candidate,
        "sees_reason": coordinates or is_candidate,
        "submit_label": _("Pause the trajectory") if coordinates else _("Ask for this pause"),
    }
    return render_page(request, "planning/pause.html", context)


@login_required
@require_POST
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A coordinator does not agree; or the candidate takes it back."""
    found = _pause(request, pk)
    trajectories.refuse_pause(found.pk, by=person_of(request))
    messages.success(request, _("This pause does not happen."))
    return redirect("pause", pk=found.trajectory_id)


@login_required
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on today."""
    found = _pause(request, pk)
    trajectories.end_pause(found.pk, by=person_of(request))
    messages.success(request, _("The pause is over. The days that were not used are taken off the dates again."))
    return redirect("trajectory", pk=found.trajectory_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_for_silence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End it, when two mails were not answered and the route's term is over; the page says when that is."""
    found, today = coordinated_trajectory(request, pk), timezone.localdate()
    day = may_end_on(found, today)
    title = _("End because nothing is heard?")
    context: dict[str, Any] = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "facts": [{"label": _("Candidate"), "value": found.candidate.name}],
        "cancel_href": reverse("trajectory", args=[pk]),
        "form": None,
    }
    if request.method != "POST" and (day is None or today < day):
        context["lead"] = (
            _("Two mails without an answer come first. They go out by themselves when the work stands still.")
            if day is None
            else _("The candidate has time to answer. You can end it from %(day)s on.") % {"day": long_date(day)}
        )
        return render_page(request, "professional/form.html", context)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            ended = trajectories.end_for_silence(found.pk, by=person_of(request))
            said = _("Ended. The candidate can take it up again until %(day)s.") % {"day": long_date(ended.undo_until)}
            messages.success(request, said)
            return redirect("trajectory", pk=pk)
    context |= {
        "lead": _(
            "Two mails were not answered. Nothing is asked of anybody any more. For a month the candidate can take it up "
            "again where it was; the portfolio stays as it is."
        ),
        "form": form,
        "submit_label": _("End it"),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_up_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The candidate goes on where it was."""
    own = own_trajectory(request, pk)
    rest = rest_of(own, timezone.localdate())
    if rest is None or rest.kind != RestKind.SILENCE:
        raise Http404
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            trajectories.take_up_again(own.pk, by=person_of(request))
            messages.success(request, _("Welcome back. You go on where you were, and every date moved along."))
            return redirect("trajectory", pk=pk)
    context = {
        "title": _("Take it up again?"),
        "lead": _(
            "We asked twice how it is going and heard nothing, so this trajectory was ended on %(since)s. "
            "You can go on where you were, until and including %(until)s."
        )
        % {"since": long_date(rest.since), "until": long_date(rest.until)},
        "facts": [{"label": _("Standard"), "value": own.standard_version.standard.title}],
        "form": form,
        "submit_label": _("Take it up again"),
        "cancel_href": reverse("home"),
    }
    return render_page(request, "components/confirm_page.html", context)


def _earlier(trajectory: Trajectory, agreed: Pause | None) -> QuerySet[Pause]:
    rows = Pause.objects.filter(trajectory=trajectory, confirmed_at__isnull=False)
    return rows.exclude(pk=agreed.pk) if agreed else rows


def _pause(request: HttpRequest, pk: UUID) -> Pause:
    return get_object_or_404(Pause.objects.filter(trajectory__in=Trajectory.objects.visible_to(request.user)), pk=pk)


def _initial(asked: Pause | None) -> dict[str, object]:
    today = timezone.localdate()
    first_day, until = days_of_one_tap(today)
    if asked is None:
        return {"first_day": first_day, "until": until}
    first_day = max(asked.first_day, today)
    return {
        "first_day": first_day,
        "until": max(asked.until, first_day + timedelta(days=1)),
        "reason": asked.reason,
    }
