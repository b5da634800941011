"""The day on which a trajectory is due, a reminder, and hours that are confirmed with one tap."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from evc.routes.models import Phase
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from foundation.errors import InvalidInput, WrongState
from frontend.errors import errors_on
from frontend.forms.planning import DueForm
from frontend.pages import person_of, render_page, sent
from frontend.templatetags.erkend import long_date
from frontend.views.professional.seen import coordinated_trajectory, crumbs_of, seen_trajectory


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move_due(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = coordinated_trajectory(request, pk)
    form = DueForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            moved = trajectories.move_due(found.pk, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("It is due on %(day)s now.") % {"day": long_date(moved.to_day)})
            return redirect("trajectory", pk=pk)
    title = _("Move the day it is due")
    earlier = [
        {"label": long_date(row.to_day), "value": row.because} for row in found.due_moves.order_by("-at").iterator()
    ]
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "lead": _("Now it is due on %(day)s.") % {"day": long_date(found.due_on)}
        if found.due_on
        else _("It has no day yet."),
        "facts": earlier,
        "form": form,
        "submit_label": _("Move it"),
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_POST
def remind(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mail whoever it waits for; what can't be done is said on the same page."""
    found = coordinated_trajectory(request, pk)
    try:
        count = trajectories.remind(found.pk, by=person_of(request))
    except WrongState as error:
        messages.warning(request, str(error.message))
    else:
        said = ngettext("A reminder was mailed.", "%(count)s reminders were mailed.", count) % {"count": count}
        messages.success(request, said)
    return redirect("trajectory", pk=pk)


@login_required
@require_POST
def confirm_hours(request: HttpRequest, pk: UUID) -> HttpResponse:
    """ "About so many hours": one tap; pressed twice it is the same."""
    found, person = seen_trajectory(request, pk), person_of(request)
    try:
        phase = Phase.objects.filter(route=found.route_id, pk=request.POST.get("phase", "")).first()
    except ValidationError:  # no key at all
        phase = None
    if phase is None:
        raise InvalidInput(_("Choose a part of this route."), code="phase-of-another-route")
    trajectories.confirm_hours(found.pk, phase=phase, hours=request.POST.get("hours", ""), by=person)
    messages.success(request, _("Thank you, that is noted."))
    return redirect("hours" if rules.is_candidate(rules.standing(found, person)) else "trajectory-hours", pk=pk)
