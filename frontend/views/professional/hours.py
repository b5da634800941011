"""Hours of a candidate, noted by the coach or the coordinator."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.trajectories import rules, states
from evc.trajectories import services as trajectories
from evc.trajectories.selectors import hours_spent, to_confirm
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import HoursForm
from frontend.hours import estimates, overview_lines, spent_in_words
from frontend.pages import person_of, render_page
from frontend.views.professional.seen import crumbs_of, require_part, seen_trajectory


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, person = seen_trajectory(request, pk), person_of(request)
    require_part(rules.may_note_hours(rules.standing(found, person)))
    overview = hours_spent(found)
    phases = [row.phase for row in overview.phases]
    form = HoursForm(
        request.POST if request.method == "POST" else None, phases=phases, initial={"day": timezone.localdate()}
    )
    if form.is_valid():
        with errors_on(form):
            data = form.cleaned_data
            trajectories.note_hours(
                found.pk, phase=form.phase_chosen, day=data["day"], hours=data["hours"], note=data["note"], by=person
            )
            messages.success(request, _("The hours are noted."))
            return redirect("trajectory-hours", pk=pk)
    title = _("Hours of the candidate")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "trajectory": found,
        "overview": overview,
        "total": spent_in_words(overview.spent, found.route),
        "lines": overview_lines(overview),
        "to_confirm": estimates(to_confirm(found, overview)) if found.state not in states.ENDED else [],
        "noted": found.hours.select_related("phase", "noted_by").order_by("-day", "-noted_at"),
        "form": form,
        "is_open": found.state not in states.ENDED,
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "professional/hours.html", context)
