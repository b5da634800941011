"""The candidate and their witnesses: who was asked and who they are, ending a link, and the QR that asks their own address."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.addresses import public_address
from frontend.badges.sharing import qr_uri
from frontend.devices import remember_device
from frontend.errors import errors_on
from frontend.forms.candidate.witnesses import CodeForm
from frontend.pages import Crumb, person_of, render_page, sent
from portfolio import services as portfolio
from portfolio.models import ConfirmationRequest, Repetition, Witness, WitnessCode

_SECRETS = "witness-codes"  # of the session: a code's secret by its id, so that the page can be loaded again


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    waiting = Count("repetitions", filter=Q(repetitions__state=Repetition.State.ASKED))
    asked = ConfirmationRequest.objects.open().visible_to(person).annotate(waiting=waiting)
    title = _("Your witnesses")
    context = {
        "title": title,
        "crumbs": _crumbs({"label": title}),
        "asked": asked.filter(waiting__gt=0).order_by("asked_at"),
        "witnesses": Witness.objects.filter(owner=person).order_by("name"),
    }
    return remember_device(render_page(request, "candidate/witnesses.html", context), person)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    person = person_of(request)
    asked = get_object_or_404(ConfirmationRequest.objects.visible_to(person), pk=pk)
    portfolio.revoke_confirmation(asked.pk, by=person)
    messages.success(request, _("The link does not work any more. You can ask somebody else."))
    return redirect("practice-witnesses")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Choose what the witness is asked; then the QR is there."""
    person = person_of(request)
    entries = Repetition.objects.visible_to(person).filter(state__in=[Repetition.State.NOTED, Repetition.State.ASKED])
    form = CodeForm(sent(request), entries=entries.select_related("log__work_process").order_by("-day", "-created_at"))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            made = portfolio.make_witness_code(person, repetitions=form.chosen, by=person)
            request.session[_SECRETS] = {str(made.code.pk): made.secret}
            return remember_device(redirect("witness-code-show", pk=made.code.pk), person)
    title = _("A code for somebody beside you")
    context = {"title": title, "crumbs": _crumbs({"label": title}), "form": form}
    return remember_device(render_page(request, "candidate/witness_code.html", context), person)


@login_required
@require_safe
def show_code(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The QR, for as long as it lasts and this session knows its secret; afterwards to whom the mail went."""
    person = person_of(request)
    found = get_object_or_404(WitnessCode.objects.filter(owner=person).select_related("used_for"), pk=pk)
    secret = request.session.get(_SECRETS, {}).get(str(pk))
    if secret is None and found.used_for is None:
        raise Http404
    is_open = found.used_for is None and found.expires_at > timezone.now()
    title = _("Let your witness scan this")
    context = {
        "title": title,
        "crumbs": _crumbs({"label": title}),
        "code": found,
        "is_open": is_open,
        "qr": qr_uri(public_address(reverse("confirm-code", args=[secret]))) if is_open else "",
        "entries": found.repetitions.order_by("day", "pk"),
    }
    return remember_device(render_page(request, "candidate/witness_code_show.html", context), person)


def _crumbs(*deeper: Crumb) -> list[Crumb]:
    return [{"label": _("Practice log"), "href": reverse("practice")}, *deeper]
