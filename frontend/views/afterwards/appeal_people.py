"""Who decides on an appeal and who scores again: chosen by a coordinator, and what each of them answers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evc.assessments.models import Assessment, Moderation
from evc.outcomes import services as outcomes
from evc.outcomes.appeal_errors import AppealHasMovedOn
from evc.outcomes.appeal_places import places_of
from evc.outcomes.models import Appeal
from evc.trajectories import rules
from evc.trajectories.models import Participant
from evc.trajectories.selectors.places import Place
from foundation.errors import InvalidInput
from foundation.people.models import Person
from frontend.errors import errors_on
from frontend.forms.afterwards.appeals import PlaceForm
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.pages import person_of, render_page, sent
from frontend.views.afterwards.appeals import crumbs_to, seen_appeal

Part = Participant.Part


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every place with who has it, and for an empty one who could."""
    appeal, person = seen_appeal(request, pk), person_of(request)
    rules.require_coordinator(appeal.trajectory, person)
    if not appeal.is_open:
        raise AppealHasMovedOn(appeal.state)
    places = places_of(appeal)
    forms = {place.key: _form(request, place) for place in places if place.holder is None and place.can_change}
    asked = request.POST.get("place", "")
    if request.method == "POST" and asked not in forms:
        raise InvalidInput(_("Choose which place you fill."), code="part-unknown")
    form = forms.get(asked)
    if form is not None and form.is_valid():
        with errors_on(form):
            place = next(place for place in places if place.key == asked)
            _assign(appeal, place, form.chosen, because=form.cleaned_data["because"], by=person)
            messages.success(request, _("%(name)s is assigned and gets a mail.") % {"name": form.chosen.name})
            return redirect("appeal-people", pk=pk)
    title = _("Who does this appeal?")
    context = {
        "title": title,
        "crumbs": crumbs_to(appeal, title),
        "eyebrow": appeal.trajectory.candidate.name,
        "appeal": appeal,
        "places": [{"place": place, "form": forms.get(place.key)} for place in places],
        "sent_form": form,
    }
    return render_page(request, "afterwards/appeal_people.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Of whoever scores again: declare to have no ties, open the desk, or give it back. Nothing of the outcome is shown."""
    person = person_of(request)
    appeal = (
        Appeal.objects.under_way()
        .select_related("trajectory__candidate", "trajectory__provider", "trajectory__standard_version__standard")
        .filter(pk=pk)
        .first()
    )
    own = (
        appeal.trajectory.participants.current()
        .filter(person=person, part__in=[Part.APPEAL_ASSESSOR, Part.APPEAL_OFFICER])
        .first()
        if appeal
        else None
    )
    if appeal is None or own is None:
        raise Http404
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            return _answer(request, appeal, person)
    title = _("Score again in an appeal") if own.part == Part.APPEAL_ASSESSOR else _("Your part in this appeal")
    assessment = Assessment.objects.filter(participant=own).first()
    moderation = Moderation.objects.filter(reassessment=appeal.reassessment_id, closed_at=None).first()
    context = {
        "title": title,
        "crumbs": [{"label": _("Home"), "href": "/home"}, {"label": title}],
        "eyebrow": appeal.trajectory.candidate.name,
        "appeal": appeal,
        "trajectory": appeal.trajectory,
        "own": own,
        "scores": own.part == Part.APPEAL_ASSESSOR,
        "form": form,
        "assessment": assessment,
        "moderation": moderation if assessment and assessment.is_final and appeal.reassessment_id else None,
    }
    return render_page(request, "afterwards/appeal_seat.html", context)


def _answer(request: HttpRequest, appeal: Appeal, person: Person) -> HttpResponse:
    match request.POST.get("answer"):
        case "declare":
            outcomes.declare_no_ties_in_appeal(appeal.pk, by=person)
            messages.success(request, _("Thank you. The dossier is open to you now."))
            return redirect("appeal-seat", pk=appeal.pk)
        case "refuse":
            outcomes.give_back_in_appeal(appeal.pk, by=person)
            messages.success(request, _("You gave this back. The EVC coordinator finds somebody else."))
            return redirect("home")
        case "start":
            return redirect("desk", pk=outcomes.start_looking_again(appeal.pk, by=person).pk)
    raise InvalidInput(_("Choose one of the answers."), code="answer-missing")


def _assign(appeal: Appeal, place: Place, person: Person, *, because: str, by: Person) -> None:
    if place.seat is None:
        outcomes.assign_appeal_officer(appeal.pk, person=person, because=because, by=by)
    else:
        outcomes.assign_appeal_assessor(appeal.pk, person=person, seat=place.seat, because=because, by=by)


def _form(request: HttpRequest, place: Place) -> PlaceForm:
    is_sent = request.method == "POST" and request.POST.get("place") == place.key
    return PlaceForm(request.POST if is_sent else None, people=place.people, prefix=place.key)
