"""About how many hours it took coach and assessors: one tap a stage; the coordinator reads the sums."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.selectors import sums_of, work_lines
from frontend.pages import person_of, render_page
from frontend.views.professional.seen import crumbs_of, require_part, seen_trajectory
from frontend.work_hours import spent_rows, sum_bars, work_estimates


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, person = seen_trajectory(request, pk), person_of(request)
    coordinates = rules.may_coordinate(rules.standing(found, person))
    mine = work_lines(found, of=person)
    require_part(coordinates or bool(mine))
    if request.method == "POST":
        part, stage = request.POST.get("part", ""), request.POST.get("stage", "")
        trajectories.confirm_work(found.pk, part=part, stage=stage, hours=request.POST.get("hours", ""), by=person)
        messages.success(request, _("Thank you, that is noted."))
        return redirect("work-hours", pk=pk)
    everybody = work_lines(found) if coordinates else []
    title = _("Hours of coach and assessors")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "trajectory": found,
        "has_part": bool(mine),
        "to_confirm": work_estimates(line for line in mine if line.is_over and line.spent is None),
        "mine": spent_rows(line for line in mine if line.spent is not None),
        "coordinates": coordinates,
        "sums": sum_bars(sums_of(everybody)),
        "everybody": spent_rows(everybody, named=True),
        "columns": [{"label": _("Who")}, {"label": _("Part of the route")}, {"label": _("Hours"), "numeric": True}],
    }
    return render_page(request, "guiding/work_hours.html", context)
