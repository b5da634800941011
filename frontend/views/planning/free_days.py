"""Days on which an assessor can come; the EVC coordinator sees which of them fit all."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import FreeDay
from evc.trajectories.selectors import coming_of
from foundation.errors import InvalidInput
from frontend.errors import errors_on
from frontend.forms.planning import FreeDayForm
from frontend.pages import person_of, render_page
from frontend.templatetags.erkend import long_date


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Add a day, take one back, and see what one goes to."""
    person = person_of(request)
    if not person.organisations_as(Role.ASSESSOR).exists():
        raise Http404
    if request.method == "POST" and request.POST.get("take_back"):
        day = parse_date(request.POST["take_back"])
        if day is None:
            raise InvalidInput(_("Choose a day from today on, within a year."), code="day-out-of-reach")
        trajectories.set_free_day(person, day=day, part="", by=person)
        messages.success(request, _("%(day)s is taken back.") % {"day": long_date(day)})
        return redirect("free-days")
    form = FreeDayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            made = trajectories.set_free_day(person, by=person, **form.cleaned_data)
            assert made is not None
            messages.success(request, _("%(day)s is noted.") % {"day": long_date(made.day)})
            return redirect("free-days")
    title = _("Days I can come")
    context = {
        "title": title,
        "crumbs": [{"label": _("Home"), "href": reverse("home")}, {"label": title}],
        "form": form,
        "days": FreeDay.objects.filter(person=person, day__gte=timezone.localdate()),
        "coming": coming_of(person, timezone.now()),
    }
    return render_page(request, "planning/free_days.html", context)
