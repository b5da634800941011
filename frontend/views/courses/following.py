"""Courses for whoever follows one: what there is, how far one is, and the badges that one has."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credentials.models import Badge
from evc.programmes import services as programmes
from evc.programmes.models import Enrolment, Module
from evc.programmes.selectors import enrolments_of, offered
from foundation.errors import WrongState
from foundation.people.models import Person
from frontend.courses import cards_for, cards_of, followed_words
from frontend.errors import errors_on
from frontend.forms.candidate.practice import RepetitionForm
from frontend.forms.courses import CertificateForm
from frontend.pages import Crumb, person_of, render_page, sent
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, EvidenceKind

MOST_ENTRIES = 50


@login_required
@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """One's badges, the courses that one follows, and those that one could begin."""
    person, today = person_of(request), timezone.localdate()
    cards = cards_of(person, today=today)
    followed = [card.enrolment.module_id for card in cards]
    offers = offered(Module.objects.visible_to(person), on=today).exclude(module__in=followed)
    badges = Badge.objects.filter(recipient=person).select_related("issuer__organisation", "achievement")
    context = {
        "title": _("Courses and badges"),
        "badges": badges.order_by("-issued_at"),
        "cards": [card for card in cards if card.badge is None],
        "offers": offers,
    }
    return render_page(request, "courses/all.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a course asks; for whoever follows it how far they are, and the form for what they did."""
    person, today = person_of(request), timezone.localdate()
    module = get_object_or_404(Module.objects.visible_to(person).select_related("organisation"), pk=pk)
    enrolment = enrolments_of(person).filter(module=module).first()
    if enrolment is None:
        return _show_offer(request, module)
    [card] = cards_for([enrolment], today=today, most=MOST_ENTRIES)
    last = next((line.entry for line in card.entries if line.entry.pk == card.last), None)
    form = RepetitionForm.after(last, sent(request), today=today)
    if last is None:
        form.initial["task"] = enrolment.task.task
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            work = enrolment.version.practised
            portfolio.note_repetition(
                person, work_process=work, course_task=enrolment.task, by=person, **form.cleaned_data
            )
            messages.success(request, _("Noted. It counts as soon as a witness confirms it."))
            return redirect("course", pk=pk)
    context = {
        "title": card.title,
        "eyebrow": module.organisation.name,
        "crumbs": _crumbs({"label": card.title}),
        "card": card,
        "enrolment": enrolment,
        "version": enrolment.version,
        "followed": followed_words(enrolment),
        "form": form,
    }
    return render_page(request, "courses/followed.html", context)


@login_required
@require_POST
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    module = get_object_or_404(Module.objects.visible_to(request.user), pk=pk)
    programmes.begin_module(module.pk, by=person_of(request))
    messages.success(request, _("You follow this course. Its practice is in your practice log."))
    return redirect("course", pk=pk)


@login_required
@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    programmes.stop_module(_own(request, pk).pk, by=person_of(request))
    messages.success(request, _("You no longer follow this course. What you noted stays in your practice log."))
    return redirect("courses")


@login_required
@require_POST
def plus_one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Once more what was done last for this course; the form names that entry, so that a second click adds nothing."""
    person, enrolment = person_of(request), _own(request, pk)
    try:
        last = UUID(request.POST.get("last", ""))
    except ValueError:
        return redirect("course", pk=pk)
    work = enrolment.version.practised
    try:
        entry = portfolio.repeat_last(person, work_process=work, last=last, course_task=enrolment.task, by=person)
    except WrongState as error:
        messages.info(request, str(error.message))
        return redirect("course", pk=pk)
    return redirect(f"{reverse('practice')}?noted={entry.pk}#work-process-{enrolment.task_id}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose the certificate that shows it; what of it the organisation sees is said before."""
    person, enrolment = person_of(request), _own(request, pk)
    items = EvidenceItem.objects.owned_by(person).present().filter(kind=EvidenceKind.CERTIFICATE)
    form = CertificateForm(sent(request), items=items)
    if form.is_valid():
        with errors_on(form):
            programmes.show_certificate(enrolment.pk, item=UUID(form.cleaned_data["item"]), by=person)
            messages.success(request, _("Shown. You hear when somebody has looked at it."))
            return redirect("course", pk=pk)
    title = _("Show your certificate")
    context: dict[str, Any] = {
        "title": title,
        "crumbs": _crumbs({"label": enrolment.version.title, "href": reverse("course", args=[pk])}, {"label": title}),
        "organisation": enrolment.module.organisation,
        "form": form,
        "has_choice": items.exists(),
        "cancel_href": reverse("course", args=[pk]),
        "add_href": reverse("item-add-kind", args=["certificate"]),
    }
    return render_page(request, "courses/certificate.html", context)


def _show_offer(request: HttpRequest, module: Module) -> HttpResponse:
    version = module.versions.order_by("-number")[0]
    context = {
        "title": version.title,
        "eyebrow": module.organisation.name,
        "crumbs": _crumbs({"label": version.title}),
        "module": module,
        "version": version,
        "work_processes": version.work_processes.select_related("version__standard"),
        "is_offered": module.retired_at is None and version.is_open_on(timezone.localdate()),
    }
    return render_page(request, "courses/offer.html", context)


def _own(request: HttpRequest, module: UUID) -> Enrolment:
    """What somebody follows; 404 for any other module."""
    person: Person = person_of(request)
    found = enrolments_of(person).filter(module=module).first()
    if found is None:
        raise Http404
    return found


def _crumbs(*deeper: Crumb) -> list[Crumb]:
    return [{"label": _("Courses and badges"), "href": reverse("courses")}, *deeper]
