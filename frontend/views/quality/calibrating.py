"""What a quality officer does with calibration: the list, asking, opening, closing, stopping, recording a reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.quality.models import CalibrationRound, CriterionReading
from evc.quality.services import calibrating, criterion_readings
from evc.standards.models import Criterion
from frontend.confirming import confirmed
from frontend.errors import errors_on
from frontend.forms.professional.calibration import CriterionReadingForm, RoundForm
from frontend.organisation_pages import crumbs
from frontend.pages import Crumb, person_of, render_page, sent
from frontend.views.quality.sampling import checked


@login_required
@require_safe
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """The rounds of an organisation, and how its criteria are read now."""
    organisation = checked(request, slug)
    found = (
        CalibrationRound.objects.led_by(request.user)
        .filter(organisation=organisation)
        .select_related("consent", "standard_version__standard")
    )
    readings = CriterionReading.objects.filter(organisation=organisation).select_related(
        "criterion__work_process__version__standard"
    )
    context = {
        "title": _("Calibration"),
        "crumbs": crumbs(organisation, _("Calibration")),
        "eyebrow": organisation.name,
        "organisation": organisation,
        "rounds": found,
        "readings": readings.order_by("criterion__work_process__version", "criterion__position", "-since"),
        "today": timezone.localdate(),
    }
    return render_page(request, "quality/calibrations.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a candidate whether their dossier may be used."""
    organisation, person = checked(request, slug), person_of(request)
    form = RoundForm(
        calibrating.possible_dossiers(organisation, person),
        calibrating.possible_participants(organisation).exclude(pk=person.pk),
        sent(request),
    )
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            made = calibrating.ask_calibration(organisation, by=person, **form.cleaned_data)
            messages.success(request, _("The candidate gets a mail. You hear from us when there is an answer."))
            return redirect("calibration", pk=made.pk)
    up: Crumb = {"label": _("Calibration"), "href": reverse("calibrations", args=[slug])}
    context = {
        "title": _("New calibration round"),
        "crumbs": crumbs(organisation, _("New"), up),
        "eyebrow": organisation.name,
        "lead": _("Assessors score the same dossier alone. After closing you talk about where they differ."),
        "form": form,
        "submit_label": _("Ask the candidate"),
        "cancel_href": reverse("calibrations", args=[slug]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = {
        "title": _("Open the round"),
        "lead": _("The assessors get a mail and can read the chosen items from now on. Each scores alone."),
        "submit_label": _("Open the round"),
    }
    return _sure(request, pk, words, calibrating.open_round, _("The round is open. The assessors get a mail."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close_one(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = {
        "title": _("Close the round"),
        "lead": _(
            "Everybody who took part sees from now on where the scores differ. Nobody can change a score any more."
        ),
        "warning": _("Scores of assessors who are not done yet don't count."),
        "submit_label": _("Close the round"),
    }
    return _sure(request, pk, words, calibrating.close_round, _("The round is closed. Everybody gets a mail."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_one(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = {
        "title": _("Stop the round"),
        "lead": _("Nothing is compared, and nobody can read the dossier any more. This can't be undone."),
        "submit_label": _("Stop the round"),
        "danger": True,
    }
    return _sure(request, pk, words, calibrating.stop_round, _("The round is stopped."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_reading(request: HttpRequest, pk: UUID, criterion: UUID) -> HttpResponse:
    """How a criterion is read from a day on."""
    found = _led(request, pk)
    about = get_object_or_404(Criterion.objects.filter(work_process__version=found.standard_version_id), pk=criterion)
    form = CriterionReadingForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            criterion_readings.record_criterion_reading(pk, criterion=about, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("Noted. It stands beside the criterion from that day on."))
            return redirect(f"{reverse('calibration', args=[pk])}#criterion-{about.pk}")
    here = _("How a criterion is read")
    context = {
        "title": here,
        "crumbs": [*way_to(found), {"label": here}],
        "eyebrow": about.code,
        "lead": about.title,
        "form": form,
        "submit_label": _("Save"),
        "cancel_href": reverse("calibration", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


def way_to(found: CalibrationRound) -> list[Crumb]:
    return [
        {"label": _("Home"), "href": reverse("home")},
        {"label": _("Calibration"), "href": reverse("calibration", args=[found.pk])},
    ]


def _led(request: HttpRequest, pk: UUID) -> CalibrationRound:
    led = CalibrationRound.objects.led_by(request.user)
    return get_object_or_404(CalibrationRound.objects.select_related("consent", "organisation"), pk__in=led, pk=pk)


def _sure(
    request: HttpRequest, pk: UUID, words: dict[str, Any], change: Callable[..., object], done: str
) -> HttpResponse:
    found, person = _led(request, pk), person_of(request)
    here = reverse("calibration", args=[pk])
    return confirmed(request, lambda: change(found.pk, by=person), words=words, done=done, to=here)
