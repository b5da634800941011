"""Talks at which a quality officer was: the list, writing one down, signing it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.quality.models import QualityTalk
from evc.quality.services import talks as service
from foundation.errors import NotAllowed
from frontend.errors import errors_on
from frontend.forms.account.person import SureForm
from frontend.forms.professional.calibration import ObjectionForm, TalkForm
from frontend.organisation_pages import crumbs
from frontend.pages import Crumb, person_of, render_page, sent
from frontend.views.quality.sampling import checked


@login_required
@require_safe
def talks(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest first."""
    organisation = checked(request, slug)
    context = {
        "title": _("Talks"),
        "crumbs": crumbs(organisation, _("Talks")),
        "eyebrow": organisation.name,
        "organisation": organisation,
        "talks": organisation.quality_talks.select_related("officer", "colleague"),
    }
    return render_page(request, "quality/talks.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    organisation, person = checked(request, slug), person_of(request)
    form = TalkForm(service.possible_colleagues(organisation, person), sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            made = service.note_talk(organisation, by=person, **form.cleaned_data)
            messages.success(request, _("Saved and signed by you. The other gets a mail to sign."))
            return redirect("quality-talk", pk=made.pk)
    up: Crumb = {"label": _("Talks"), "href": reverse("quality-talks", args=[slug])}
    context = {
        "title": _("Note a talk"),
        "crumbs": crumbs(organisation, _("New"), up),
        "eyebrow": organisation.name,
        "lead": _("You were at this talk. By saving it you sign what was agreed."),
        "form": form,
        "submit_label": _("Save and sign"),
        "cancel_href": reverse("quality-talks", args=[slug]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The other signs, or says what is not right."""
    talk, person = _seen(request, pk), person_of(request)
    to_sign = talk.colleague_id == person.pk and talk.colleague_signed_at is None
    objects = "object" in request.POST
    form = SureForm(sent(request) if not objects else None)
    objection = ObjectionForm(sent(request) if objects else None)
    if request.method == "POST":
        if objects and objection.is_valid():
            with errors_on(objection):
                service.object_to_talk(pk, objection=objection.cleaned_data["objection"], by=person)
                messages.success(request, _("Sent. The quality officer changes it and asks you again."))
                return redirect("quality-talk", pk=pk)
        elif not objects and form.is_valid():
            with errors_on(form):
                service.sign_talk(pk, by=person)
                messages.success(request, _("Signed. Thank you."))
                return redirect("quality-talk", pk=pk)
    context = {
        "title": _("Talk"),
        "crumbs": _crumbs(_("Talk")),
        "eyebrow": talk.organisation.name,
        "talk": talk,
        "form": form,
        "objection": objection if to_sign else None,
        "to_sign": to_sign,
        "may_change": talk.officer_id == person.pk and talk.colleague_signed_at is None,
    }
    return render_page(request, "quality/talk.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """By the officer who wrote it, as long as the other has not signed."""
    talk, person = _seen(request, pk), person_of(request)
    if talk.officer_id != person.pk:
        raise NotAllowed(_("Only the quality officer who wrote this can change it."), code="talk-not-yours")
    form = TalkForm(None, sent(request), talk)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            service.change_talk(pk, by=person, **form.cleaned_data)
            messages.success(request, _("Changed and signed by you. The other gets a mail to sign."))
            return redirect("quality-talk", pk=pk)
    context = {
        "title": _("Change what was agreed"),
        "crumbs": _crumbs(_("Change")),
        "eyebrow": talk.colleague.name,
        "lead": talk.objection,
        "form": form,
        "submit_label": _("Save and sign"),
        "cancel_href": reverse("quality-talk", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


def _seen(request: HttpRequest, pk: UUID) -> QualityTalk:
    visible = QualityTalk.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("officer", "colleague", "organisation"), pk=pk)


def _crumbs(here: str) -> list[Crumb]:
    return [{"label": _("Home"), "href": reverse("home")}, {"label": here}]
