"""Interviews and observations of one trajectory: planned, moved, cancelled, and as a file for a calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.calendars import Method, calendar_of
from evc.trajectories.models import Appointment, Participant, Trajectory
from evc.trajectories.planning_jobs import entry_of
from evc.trajectories.selectors import appointments_of, coming_pause, common_days, rest_of, who_come
from evc.trajectories.services.appointments import CAN_BE_PLANNED
from foundation.errors import NotAllowed
from frontend.errors import errors_on
from frontend.forms.planning import AppointmentForm, CancelForm, MoveForm
from frontend.pages import person_of, render_page, sent
from frontend.templatetags.erkend import long_date
from frontend.views.professional.seen import coordinated_trajectory, crumbs_of, seen_trajectory

_LOOK_AHEAD = timedelta(days=90)


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For everybody who takes part; who only follows dates and status sees that it is planned, and when."""
    found = seen_trajectory(request, pk)
    who = rules.standing(found, person_of(request))
    title = _("Appointments")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": "" if rules.is_candidate(who) else found.candidate.name,
        "trajectory": found,
        "appointments": [
            {"row": row, "assessors": [one.person.name for one in who_come(row)]} for row in appointments_of([found])
        ],
        "coordinates": rules.may_coordinate(who),
        "can_plan": rules.may_coordinate(who) and found.state in CAN_BE_PLANNED,
        "sees_where": rules.sees_more_than_status(who),
    }
    return render_page(request, "planning/appointments.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """With the days on which all assessors can come."""
    found = coordinated_trajectory(request, pk)
    assessors = _assessors(found)
    instruments = [row for row in found.route.instruments.all() if row.needs_record]
    form = AppointmentForm(
        sent(request),
        assessors=assessors,
        instruments=instruments,
        initial={"assessors": [str(row.pk) for row in assessors], "instrument": str(instruments[0].pk)}
        if instruments
        else {},
    )
    if form.is_valid():
        with errors_on(form):
            trajectories.plan_appointment(found.pk, by=person_of(request), **form.chosen)
            messages.success(request, _("Planned. Everybody who comes gets a mail with it for their calendar."))
            return redirect("appointments", pk=pk)
    title = _("Plan an appointment")
    context = _page(found, title, form, assessors) | {"submit_label": _("Plan it")}
    return render_page(request, "planning/appointment_form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    appointment = _coordinated(request, pk)
    found = appointment.trajectory
    assessors = _assessors(found)
    starts_at, ends_at = timezone.localtime(appointment.starts_at), timezone.localtime(appointment.ends_at)
    form = MoveForm(
        sent(request),
        assessors=assessors,
        initial={
            "seen": appointment.sequence,
            "assessors": [str(row.pk) for row in who_come(appointment)],
            "day": starts_at.date(),
            "from_time": starts_at.time(),
            "until_time": ends_at.time(),
            "place": appointment.place,
            "video_link": appointment.video_link,
        },
    )
    if form.is_valid():
        with errors_on(form):
            trajectories.move_appointment(appointment.pk, by=person_of(request), **form.chosen)
            messages.success(request, _("Changed. Everybody who comes gets a mail, and their calendar takes it over."))
            return redirect("appointments", pk=found.pk)
        form.has_seen(appointment)
    title = _("Change the appointment")
    context = _page(found, title, form, assessors) | {"submit_label": _("Change it")}
    return render_page(request, "planning/appointment_form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    appointment = _coordinated(request, pk)
    found = appointment.trajectory
    form = CancelForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            trajectories.cancel_appointment(appointment.pk, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("Cancelled. Everybody who would come gets a mail."))
            return redirect("appointments", pk=found.pk)
    title = _("Cancel the appointment?")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "lead": _("%(what)s on %(day)s")
        % {
            "what": appointment.instrument.name.capitalize(),
            "day": long_date(timezone.localtime(appointment.starts_at)),
        },
        "form": form,
        "submit_label": _("Cancel the appointment"),
        "cancel_href": reverse("appointments", args=[found.pk]),
        "cancel_label": _("Keep it"),  # "cancel" would say both here
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_safe
def calendar_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The appointment as an .ics, for whoever comes or plans."""
    visible = appointments_of(Trajectory.objects.visible_to(request.user))
    found = get_object_or_404(visible, pk=pk)
    if not rules.sees_more_than_status(rules.standing(found.trajectory, person_of(request))):
        raise NotAllowed(_("This step belongs to somebody with another part in this trajectory."))
    return ics_response(calendar_of([entry_of(found)], Method.PUBLISH), name="afspraak")


def ics_response(calendar: str, *, name: str) -> HttpResponse:
    """A download ``name``.ics."""
    return HttpResponse(
        calendar.encode(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


def _coordinated(request: HttpRequest, pk: UUID) -> Appointment:
    visible = appointments_of(Trajectory.objects.visible_to(request.user))
    found = get_object_or_404(visible, pk=pk)
    rules.require_coordinator(found.trajectory, person_of(request))
    return found


def _assessors(trajectory: Trajectory) -> list[Participant]:
    held = trajectory.participants.current().filter(part=Participant.Part.ASSESSOR)
    return list(held.select_related("person").order_by("seat"))


def _page(found: Trajectory, title: str, form: Any, assessors: list[Participant]) -> dict[str, Any]:
    today = timezone.localdate()
    days = common_days([row.person_id for row in assessors], first=today, last=today + _LOOK_AHEAD) if assessors else []
    rest = rest_of(found, today)
    return {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "trajectory": found,
        "form": form,
        "days": days,
        "assessors": assessors,
        "rest": rest,
        "pause": coming_pause(found, today),
        "cancel_href": reverse("appointments", args=[found.pk]),
    }
