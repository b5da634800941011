"""A candidate is asked whether a dossier of theirs may be used to calibrate, and chooses what of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from evc.quality.models import CalibrationRound
from evc.quality.models.calibration import RoundState
from evc.quality.services import calibration_consent as service
from evc.quality.services.calibration_reading import dossier_of_round
from frontend.confirming import confirmed
from frontend.errors import errors_on
from frontend.forms.professional.calibration import ChosenItemsForm
from frontend.pages import Crumb, person_of, render_page, sent
from portfolio.services.covered_dossiers import covered_contents, offered_items


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it is for, who reads it, and which items; or what was agreed, with the way to take it back."""
    found = _own(request, pk)
    form = ChosenItemsForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            service.agree_calibration(pk, items=form.items, nobody_in=form.nobody_in, by=person_of(request))
            messages.success(request, _("Thank you. You can take this back at any moment, on this page."))
            return redirect("calibration-consent", pk=pk)
    context: dict[str, Any] = {
        "title": _("May we practise with your dossier?"),
        "crumbs": _crumbs(),
        "eyebrow": found.organisation.name,
        "round": found,
        "form": form,
        "is_asked": found.state == RoundState.ASKED,
    }
    if context["is_asked"]:
        context |= {"sentences": service.consent_sentences(found), "offered": offered_items(found.manifest)}
    elif found.consent.holds:
        document = found.consent.document
        context |= {
            "sentences": found.consent.text.splitlines(),
            "chosen": covered_contents(document).items if document else (),
            "is_read": bool(dossier_of_round(found).items),
        }
    return render_page(request, "quality/calibration_consent.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, person = _own(request, pk), person_of(request)
    words = {
        "title": _("Rather not"),
        "lead": _("You need not say why, and it changes nothing for you."),
        "submit_label": _("I would rather not"),
    }
    return confirmed(
        request,
        lambda: service.refuse_calibration(found.pk, by=person),
        words=words,
        done=_("Noted. We don't ask you for this again."),
        to=reverse("home"),
        back=reverse("calibration-consent", args=[pk]),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, person = _own(request, pk), person_of(request)
    words = {
        "title": _("Take back your consent"),
        "lead": _(
            "From now on nobody can read your items for this. What assessors scored before stays, without your items."
        ),
        "submit_label": _("Take it back"),
    }
    return confirmed(
        request,
        lambda: service.withdraw_calibration(found.pk, by=person),
        words=words,
        done=_("Taken back. Nobody can read your dossier for this any more."),
        to=reverse("calibration-consent", args=[pk]),
    )


def _own(request: HttpRequest, pk: UUID) -> CalibrationRound:
    rounds = CalibrationRound.objects.about(request.user).select_related(
        "consent", "organisation", "manifest", "asked_by"
    )
    return get_object_or_404(rounds, pk=pk)


def _crumbs() -> list[Crumb]:
    return [{"label": _("Home"), "href": reverse("home")}, {"label": _("Practising with your dossier")}]
