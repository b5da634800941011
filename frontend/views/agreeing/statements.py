"""Statements of independence to read back, and saying no to an assessor."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.trajectories import rules
from evc.trajectories import selectors as reads
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.pages import person_of, render_page, sent
from frontend.views.candidate.own import crumbs_of as own_crumbs
from frontend.views.candidate.own import own_trajectory
from frontend.views.professional.seen import crumbs_of, seen_trajectory

Part = Participant.Part
_BEFORE_IT_OPENS = frozenset({State.INTAKE, State.BUILDING, State.SUBMITTED})


@login_required
@require_safe
def statements(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All of them for the quality officer and the coordinator; the candidate reads who assesses, an assessor their own."""
    found, person = seen_trajectory(request, pk), person_of(request)
    who = rules.standing(found, person)
    made = reads.statements(found)
    reads_all = rules.may_coordinate(who) or Part.QUALITY_OFFICER in who.now
    if not reads_all:
        made = made.filter(participant__person=person)
        if not rules.is_candidate(who) and not made.exists():
            raise Http404
    title = _("Statements of independence")
    assessors = found.participants.current().filter(part=Part.ASSESSOR).select_related("person").order_by("seat")
    context = {
        "title": title,
        "crumbs": (own_crumbs if rules.is_candidate(who) else crumbs_of)(found, title),
        "eyebrow": "" if rules.is_candidate(who) else found.candidate.name,
        "trajectory": found,
        "statements": list(made),
        "is_candidate": rules.is_candidate(who),
        "assessors": list(assessors) if rules.is_candidate(who) else [],
        "may_object": rules.is_candidate(who) and found.state in _BEFORE_IT_OPENS,
    }
    return render_page(request, "agreeing/statements.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, pk: UUID, participant: UUID) -> HttpResponse:
    """The candidate has ties with this assessor; somebody else is found, and nobody asks which ties."""
    own = own_trajectory(request, pk)
    assessors = own.participants.current().filter(part=Part.ASSESSOR).select_related("person")
    held = get_object_or_404(assessors, pk=participant)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            trajectories.object_to_assessor(own.pk, held.pk, by=person_of(request))
            messages.success(request, _("The EVC coordinator finds somebody else. Nobody hears why."))
            return redirect("statements", pk=pk)
    context = {
        "title": _("Do you know this assessor?"),
        "lead": _("Then somebody else assesses you. You need not say why, and the assessor does not hear it from us."),
        "facts": [{"label": _("Assessor"), "value": held.person.name}],
        "form": form,
        "submit_label": _("Yes, find somebody else"),
        "cancel_href": reverse("statements", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)
