"""Hours of the candidate, against the budget of the route."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.selectors import hours_spent, to_confirm
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import HoursForm
from frontend.hours import estimates, overview_lines
from frontend.pages import person_of, render_page, sent
from frontend.views.candidate.own import crumbs_of, own_trajectory


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    own, person = own_trajectory(request, pk), person_of(request)
    overview = hours_spent(own)
    phases = [row.phase for row in overview.phases]
    form = HoursForm(sent(request), phases=phases, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            data = form.cleaned_data
            trajectories.note_hours(
                own.pk, phase=form.phase_chosen, day=data["day"], hours=data["hours"], note=data["note"], by=person
            )
            messages.success(request, _("Your hours are noted."))
            return redirect("hours", pk=pk)
    title = _("Hours")
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "trajectory": own,
        "overview": overview,
        "lines": overview_lines(overview),
        "to_confirm": estimates(to_confirm(own, overview)) if own.state not in states.ENDED else [],
        "noted": own.hours.select_related("phase", "noted_by").order_by("-day", "-noted_at"),
        "person": person,
        "form": form,
        "is_open": own.state not in states.ENDED,
    }
    return render_page(request, "candidate/hours.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, pk: UUID, hours: UUID) -> HttpResponse:
    own = own_trajectory(request, pk)
    found = own.hours.filter(pk=hours).first()
    if found is None:  # removed before, in another tab or by a second click
        messages.info(request, _("These hours were removed already."))
    else:
        trajectories.remove_hours(found.pk, by=person_of(request))
        messages.success(request, _("The hours were removed."))
    return redirect("hours", pk=pk)
