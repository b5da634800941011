"""Asking for a third assessor, and finding one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.assessments import services as assessments
from evc.assessments.models import Moderation
from evc.trajectories.models import Trajectory
from evc.trajectories.rules import require_assessor
from evc.trajectories.selectors.places import third_assessors
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.forms.professional.people import AssignForm
from frontend.pages import person_of, render_page
from frontend.views.professional.seen import coordinated_trajectory, crumbs_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_third(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An assessor says that they can't agree, after one question."""
    found = get_object_or_404(Moderation.objects.visible_to(request.user).select_related("trajectory"), pk=pk)
    require_assessor(found.trajectory, person_of(request))
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            assessments.ask_third_assessor(found.pk, by=person_of(request))
            messages.success(request, _("The EVC coordinator finds a third assessor."))
            return redirect("moderation", pk=pk)
    context = {
        "title": _("Ask for a third assessor"),
        "lead": _(
            "Somebody who never took part scores what you differ on, without seeing your levels or reasons. Of the three "
            "levels the middle one counts. After this you can't agree on it yourselves any more."
        ),
        "form": form,
        "submit_label": _("We can't agree: ask for a third assessor"),
        "danger": True,
        "cancel_href": reverse("moderation", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def third_assessor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A coordinator chooses who; ``pk`` is of the moderation."""
    coordinated = Trajectory.objects.coordinated_by(request.user)
    moderation = get_object_or_404(Moderation.objects.filter(trajectory__in=coordinated), pk=pk)
    found = coordinated_trajectory(request, moderation.trajectory_id)
    data = request.POST if request.method == "POST" else None
    form = AssignForm(data, people=third_assessors(found))
    if form.is_valid():
        with errors_on(form):
            assessments.assign_third_assessor(pk, person=form.chosen, because=form.reason, by=person_of(request))
            messages.success(request, _("%(name)s is assigned and gets a mail.") % {"name": form.chosen.name})
            return redirect("trajectory", pk=found.pk)
    title = _("Find a third assessor")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "lead": _(
            "The two assessors can't agree on some criteria. Choose somebody who never took part in this trajectory."
        ),
        "form": form,
        "submit_label": _("Assign"),
        "cancel_href": reverse("trajectory", args=[found.pk]),
    }
    return render_page(request, "professional/form.html", context)
