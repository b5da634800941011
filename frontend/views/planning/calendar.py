"""All planned interviews and observations of a period: to look at, and as a file for whoever supervises (domain fact 13)."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.calendars import Method, calendar_of
from evc.trajectories.models import Appointment
from evc.trajectories.planning_jobs import entry_of
from evc.trajectories.selectors import planned_between, who_come
from foundation.people.models import Person
from frontend.forms.planning import PeriodForm
from frontend.pages import person_of, render_page
from frontend.sheets import csv_response
from frontend.views.planning.appointments import ics_response

_AHEAD = timedelta(days=42)


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    person = _coordinator(request)
    form, first, last = _period(request)
    rows = list(planned_between(person, first, last))
    title = _("Planned assessments")
    context = {
        "title": title,
        "crumbs": [{"label": _("Board"), "href": reverse("board")}, {"label": title}],
        "form": form,
        "first": first,
        "last": last,
        "appointments": [{"row": row, "assessors": [one.person.name for one in who_come(row)]} for row in rows],
        "unreported": sum(row.reported_at is None for row in rows),
        "query": f"first={first.isoformat()}&last={last.isoformat()}",
    }
    return render_page(request, "planning/calendar.html", context, status=200)


@login_required
@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """CSV, or .ics with ``as=ics``. It names the assessors and no candidate: an auditor needs to know where to be."""
    person = _coordinator(request)
    _form, first, last = _period(request)
    rows = list(planned_between(person, first, last))
    name = f"geplande-assessments-{first.isoformat()}-{last.isoformat()}"
    if request.GET.get("as") == "ics":
        return ics_response(calendar_of([entry_of(row) for row in rows], Method.PUBLISH), name=name)
    head = [_("Day"), _("From"), _("Until"), _("What"), _("Standard"), _("Route"), _("Place"), _("Assessors")]
    return csv_response([head, *(_cells(row) for row in rows)], name=name)


@login_required
@require_POST
def reported(request: HttpRequest) -> HttpResponse:
    """Note that the auditor was told of all that is planned in this period."""
    person = _coordinator(request)
    form = PeriodForm(request.POST)
    first, last = form.period(_default())
    count = trajectories.report_appointments([row.pk for row in planned_between(person, first, last)], by=person)
    said = ngettext("One appointment is noted as reported.", "%(count)s appointments are noted as reported.", count)
    messages.success(request, said % {"count": count})
    return redirect(f"{reverse('planning')}?first={first.isoformat()}&last={last.isoformat()}")


def _cells(row: Appointment) -> list[str]:
    starts_at, ends_at = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    return [
        starts_at.date().isoformat(),
        f"{starts_at:%H:%M}",
        f"{ends_at:%H:%M}",
        row.instrument.name,
        row.trajectory.standard_version.standard.title,
        row.trajectory.route.label,
        row.place or row.video_link,
        ", ".join(one.person.name for one in who_come(row)),
    ]


def _period(request: HttpRequest) -> tuple[PeriodForm, date, date]:
    first, last = PeriodForm(request.GET).period(_default())
    return PeriodForm(initial={"first": first, "last": last}), first, last


def _default() -> tuple[date, date]:
    today = timezone.localdate()
    return today, today + _AHEAD


def _coordinator(request: HttpRequest) -> Person:
    person = person_of(request)
    if not person.organisations_as(Role.COORDINATOR).exists():
        raise Http404
    return person
