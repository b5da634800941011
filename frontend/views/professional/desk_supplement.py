"""Asking the candidate for more, from the desk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evc.assessments import selectors
from evc.assessments import services as assessments
from frontend.pages import person_of, render_page
from frontend.views.professional.own_assessment import address_of, own_assessment, uuid_in


@login_required
@require_POST
def request_supplement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note, or take back with an empty text, what is still asked for one work process."""
    assessment = own_assessment(request, pk)
    shown = selectors.desk(assessment, work_process=uuid_in(request.GET.get("at", "")))
    work_process = shown.current.work_process
    assessments.request_supplement(
        assessment.pk, work_process=work_process, text=request.POST.get("text", ""), by=person_of(request)
    )
    return redirect(address_of(pk, work_process))


@login_required
def ask_supplement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and then send all that is still asked for to the candidate."""
    assessment = own_assessment(request, pk)
    if request.method == "POST":
        assessments.ask_supplement(assessment.trajectory_id, by=person_of(request))
        messages.success(request, _("The candidate was asked. You can go on when the supplement is there."))
        return redirect("trajectory", pk=assessment.trajectory_id)
    context = {
        "title": _("Ask the candidate for a supplement"),
        "lead": _("All requests of the assessors go to the candidate together, without names. Your scores stay."),
        "submit_label": _("Ask the candidate"),
        "cancel_href": reverse("desk", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)
