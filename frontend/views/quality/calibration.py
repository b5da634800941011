"""One calibration round: an assessor scores in it, whoever leads it sees who is done; after closing both see the spread."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from evc.quality.calibration import LEAST_SCORES
from evc.quality.models import CalibrationRound
from evc.quality.models.calibration import RoundState
from evc.quality.selectors import calibration as selectors
from evc.quality.services import calibration_reading as reading
from evc.quality.services import calibration_scoring
from foundation.errors import NotAllowed, NotFound, WrongState
from frontend.calibration_words import kappa_words, state_words
from frontend.confirming import confirmed
from frontend.errors import errors_on
from frontend.files import file_response, picture_response
from frontend.forms.professional.calibration import ScoresForm
from frontend.pages import person_of, render_page, sent
from frontend.views.professional.own_assessment import uuid_in
from frontend.views.quality.calibrating import way_to
from portfolio.models import EvidenceFile, StarrPart


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """By part and moment: to score, to see who is done, or to compare."""
    found, person = _seen(request, pk), person_of(request)
    context: dict[str, Any] = {
        "title": _("Calibration"),
        "crumbs": [*way_to(found)[:1], {"label": _("Calibration")}],
        "eyebrow": found.standard_version.standard.title,
        "round": found,
        "state": state_words(found),
        "is_led": CalibrationRound.objects.led_by(person).filter(pk=pk).exists(),
    }
    if request.method == "POST" and (context["is_led"] or found.state == RoundState.CLOSED):
        raise NotAllowed(_("Only the assessors of a round that is open score in it."), code="not-scoring")
    if found.state == RoundState.CLOSED:
        compared = selectors.comparison(found, person)
        context |= {"compared": compared, "agreement": kappa_words(compared), "least": LEAST_SCORES}
        context |= {"items": reading.dossier_of_round(found).items if _may_read(found, request) else ()}
        return render_page(request, "quality/calibration_closed.html", context)
    if context["is_led"]:
        participants = found.participants.select_related("assessor").order_by("assessor__name")
        context |= {"participants": participants, "done": sum(row.final_at is not None for row in participants)}
        context |= {"items": reading.dossier_of_round(found).items if _may_read(found, request) else ()}
        return render_page(request, "quality/calibration_led.html", context)
    return _score(request, found, context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def final(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and then close one's own scores for good."""
    found, person = _scored(request, pk), person_of(request)
    words = {
        "title": _("Make your scores final"),
        "lead": _("After this you can't change them. The others see them when the round is closed, without your name."),
        "submit_label": _("Make final"),
        "danger": True,
    }
    return confirmed(
        request,
        lambda: calibration_scoring.finalise_calibration(found.pk, by=person),
        words=words,
        done=_("Your scores are final. You get a mail when the round is closed."),
        to=reverse("calibration", args=[pk]),
    )


@login_required
@never_cache
@require_safe
def item(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """One of the chosen items; the candidate sees that it was read."""
    found, shown = reading.read_calibration_item(pk, item, by=person_of(request))
    order = list(reading.dossier_of_round(found).items)
    at = order.index(shown)
    context = {
        "title": shown.title,
        "crumbs": [*way_to(found), {"label": _("Evidence")}],
        "round": found,
        "item": shown,
        "stories": [(part.label, shown.starr[part.value]) for part in StarrPart if shown.starr.get(part.value)],
        "previous": order[at - 1] if at else None,
        "following": order[at + 1] if at + 1 < len(order) else None,
        "place": at + 1,
        "total": len(order),
    }
    return render_page(request, "quality/calibration_item.html", context)


@login_required
@never_cache
@require_safe
def file(request: HttpRequest, pk: UUID, file_pk: UUID) -> HttpResponseBase:
    """A picture, as others may have it."""
    try:
        opened = reading.open_calibration_file(pk, file_pk, by=person_of(request))
    except EvidenceFile.DoesNotExist:
        raise NotFound(_("This file is no part of the dossier.")) from None
    return file_response(opened, inline=True)


@login_required
@never_cache
@require_safe
def page_picture(request: HttpRequest, pk: UUID, file_pk: UUID, number: int) -> HttpResponse:
    try:
        return picture_response(reading.open_calibration_page(pk, file_pk, page=number, by=person_of(request)))
    except EvidenceFile.DoesNotExist:
        raise NotFound(_("This page is no part of the dossier.")) from None


def _score(request: HttpRequest, found: CalibrationRound, context: dict[str, Any]) -> HttpResponse:
    """An assessor's own page, one work process at a time."""
    person = person_of(request)
    shown = selectors.scoring(found, person, work_process=uuid_in(request.GET.get("at", "")))
    if shown is None:
        return render_page(request, "quality/calibration_gone.html", context)
    if shown.participant.final_at is not None and request.method == "POST":
        raise WrongState(_("Your scores are final. They stay as they are."), code="scores-final")
    form = ScoresForm(shown, sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            calibration_scoring.save_calibration_scores(found.pk, form.given(), by=person)
            messages.success(request, _("Saved: %(title)s.") % {"title": shown.current.title})
            return redirect(f"{reverse('calibration', args=[found.pk])}?at={_next(shown, request)}")
    context |= {"shown": shown, "form": form}
    return render_page(request, "quality/calibration_score.html", context)


def _next(shown: selectors.Scoring, request: HttpRequest) -> UUID:
    """The work process after this one, where that was asked."""
    line = [row.work_process.pk for row in shown.progress]
    place = line.index(shown.current.pk) + ("next" in request.POST)
    return line[min(place, len(line) - 1)]


def _seen(request: HttpRequest, pk: UUID) -> CalibrationRound:
    visible = CalibrationRound.objects.visible_to(request.user)
    return get_object_or_404(_whole(), pk__in=visible.values("pk"), pk=pk)


def _scored(request: HttpRequest, pk: UUID) -> CalibrationRound:
    return get_object_or_404(_whole(), pk__in=CalibrationRound.objects.scored_by(request.user).values("pk"), pk=pk)


def _whole() -> QuerySet[CalibrationRound]:
    return CalibrationRound.objects.select_related(
        "consent", "organisation", "manifest", "standard_version__standard", "asked_by"
    )


def _may_read(found: CalibrationRound, request: HttpRequest) -> bool:
    """The candidate agreed to those who score and to the officer who asked."""
    person = person_of(request)
    return found.asked_by_id == person.pk or found.participants.filter(assessor=person).exists()
