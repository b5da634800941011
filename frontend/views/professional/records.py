"""What assessors write down for each other, and whose identity was seen."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import IdentitySeen, State
from foundation.errors import NotAllowed, WrongState
from frontend.case_page import record_instruments
from frontend.errors import errors_on
from frontend.forms.professional.case import IdentityForm, RecordForm
from frontend.pages import person_of, render_page
from frontend.views.professional.seen import assessed_trajectory, crumbs_of

_ASSESSORS_MEET_CANDIDATE = (State.ASSESSING, State.SUPPLEMENT, State.MODERATING, State.QUALITY_CHECK)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: UUID, instrument: str) -> HttpResponse:
    found, person = assessed_trajectory(request, pk), person_of(request)
    chosen = found.route.instruments.filter(key=instrument, needs_record=True).first()
    if chosen is None:
        raise Http404
    if chosen not in record_instruments(found, person):
        raise NotAllowed(_("The other assessor does this part. You score the rest."))
    states.require_state(found, State.ASSESSING)
    form = RecordForm(request.POST if request.method == "POST" else None, initial={"held_on": timezone.localdate()})
    if form.is_valid():
        with errors_on(form):
            trajectories.write_record(found.pk, instrument=chosen, by=person, **form.cleaned_data)
            messages.success(request, _("Written down. The other assessor can read it."))
            return redirect("trajectory", pk=pk)
    title = capfirst(chosen.name)
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "lead": chosen.description,
        "written": found.records.filter(instrument=chosen).select_related("by"),
        "form": form,
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "professional/record.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def identity_seen(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = assessed_trajectory(request, pk)
    if IdentitySeen.objects.filter(trajectory=found).exists():
        raise WrongState(_("The identity of this candidate was recorded before."), code="identity-recorded")
    states.require_state(found, *_ASSESSORS_MEET_CANDIDATE)
    form = IdentityForm(request.POST if request.method == "POST" else None, initial={"seen_on": timezone.localdate()})
    if form.is_valid():
        with errors_on(form):
            trajectories.record_identity_seen(found.pk, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("Noted that the identity was seen."))
            return redirect("trajectory", pk=pk)
    title = _("Who is the candidate?")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "lead": _("Only the kind of document and the day are kept. Never write down a number and never make a copy."),
        "form": form,
        "submit_label": _("I saw it"),
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)
