"""Who is something in a trajectory: assign, end, declare to have no ties, give a part back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant
from evc.trajectories.selectors.places import Place, places_of
from foundation.errors import InvalidInput, WrongState
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.forms.professional.people import AssignForm
from frontend.pages import person_of, render_page
from frontend.views.professional.seen import coordinated_trajectory, crumbs_of, require_part, seen_trajectory

Part = Participant.Part


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every place with who has it, and for an empty one who could."""
    found = coordinated_trajectory(request, pk)
    places = places_of(found)
    forms = {place.key: _form(request, place) for place in places if place.holder is None and place.can_change}
    sent = _sent(request, places)
    if sent is not None and sent.key not in forms:
        raise WrongState(_("Somebody has this place by now. Load the page again."), code="seat-taken")
    if sent is not None and (form := forms[sent.key]).is_valid():
        with errors_on(form):
            trajectories.assign(
                found.pk,
                person=form.chosen,
                part=sent.part,
                seat=sent.seat,
                because=form.reason,
                by=person_of(request),
            )
            said = _("%(name)s is assigned and gets a mail.") % {"name": form.chosen.name}
            messages.success(request, said)
            return redirect("trajectory-people", pk=pk)
    title = _("People")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": found.candidate.name,
        "trajectory": found,
        "places": [{"place": place, "form": forms.get(place.key)} for place in places],
        "sent_form": forms.get(sent.key) if sent else None,
    }
    return render_page(request, "professional/people.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: UUID, participant: UUID) -> HttpResponse:
    """End somebody's part, after one question."""
    found = coordinated_trajectory(request, pk)
    held = get_object_or_404(found.participants.select_related("person"), pk=participant)
    if held.part == Part.CANDIDATE:
        raise Http404
    if held.ended_at is not None:
        raise WrongState(_("This was ended already."), code="ended-already")
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            trajectories.end_assignment(held.pk, by=person_of(request))
            messages.success(request, _("This assignment is ended."))
            return redirect("trajectory-people", pk=pk)
    context = {
        "title": _("End this assignment?"),
        "lead": _("%(name)s can't read anything of this trajectory any more.") % {"name": held.person.name},
        "facts": [
            {"label": _("Part"), "value": Part(held.part).label},
            {"label": _("Candidate"), "value": found.candidate.name},
        ],
        "warning": _("An assessor who leaves a seat can't come back in this trajectory, and their scores don't count.")
        if held.part == Part.ASSESSOR
        else "",
        "form": form,
        "submit_label": _("End the assignment"),
        "danger": True,
        "cancel_href": reverse("trajectory-people", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def no_ties(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An assessor says to have no ties with the candidate, or gives the seat back; nobody asks why."""
    found, person = seen_trajectory(request, pk), person_of(request)
    who = rules.standing(found, person)
    require_part(bool(who.now & {Part.ASSESSOR, Part.THIRD_ASSESSOR}))
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            if request.POST.get("answer") == "refuse":
                trajectories.refuse_assignment(found.pk, by=person)
                messages.success(request, _("You gave this back. The EVC coordinator finds somebody else."))
                return redirect("home")
            if request.POST.get("answer") != "declare":
                raise InvalidInput(_("Choose one of the two answers."), code="answer-missing")
            trajectories.declare_no_ties(found.pk, by=person)
            messages.success(request, _("Thank you. You find the dossier on this page as soon as it is handed in."))
            return redirect("trajectory", pk=pk)
    title = _("Do you know the candidate?")
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "trajectory": found,
        "form": form,
        "declared": who.declared_no_ties,
    }
    return render_page(request, "professional/no_ties.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give one's part back, without a reason that anybody sees."""
    found, person = seen_trajectory(request, pk), person_of(request)
    require_part(bool(rules.standing(found, person).now - {Part.CANDIDATE}))
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            trajectories.refuse_assignment(found.pk, by=person)
            messages.success(request, _("You gave this back. The EVC coordinator finds somebody else."))
            return redirect("home")
    context = {
        "title": _("Give this back?"),
        "lead": _("You can't open this trajectory any more. Nobody asks why."),
        "facts": [{"label": _("Candidate"), "value": found.candidate.name}],
        "form": form,
        "submit_label": _("Give it back"),
        "danger": True,
        "cancel_href": reverse("trajectory", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


def _sent(request: HttpRequest, places: list[Place]) -> Place | None:
    if request.method != "POST":
        return None
    for place in places:
        if place.key == request.POST.get("place"):
            return place
    raise InvalidInput(_("Choose which place you fill."), code="part-unknown")


def _form(request: HttpRequest, place: Place) -> AssignForm:
    is_sent = request.method == "POST" and request.POST.get("place") == place.key
    return AssignForm(request.POST if is_sent else None, people=place.people, prefix=place.key)
