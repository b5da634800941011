"""Withdrawing a badge that the organisation issued, suspending it, and letting it count again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from credentials import services as credentials
from credentials.errors import AlreadyRevoked
from credentials.models import Badge
from credentials.rules import require_may_revoke
from frontend.errors import errors_on
from frontend.forms.account.person import SureForm
from frontend.forms.professional.quality import RevokeForm, SuspendForm
from frontend.pages import person_of, render_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the reason, and then withdraw it for good."""
    badge = _badge(request, pk)
    if badge.revoked_at is not None:
        raise AlreadyRevoked
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            credentials.revoke(badge.pk, because=form.cleaned_data["because"], by=person_of(request))
            messages.success(request, _("The badge is withdrawn. Whoever checks it sees that from now on."))
            return redirect("badge", pk=pk)
    context = {
        "title": _("Withdraw this badge?"),
        "lead": _("Whoever checks it sees that it was withdrawn, when, and why."),
        "warning": _("This can't be undone. Somebody with a new outcome gets a new badge."),
        "submit_label": _("Withdraw the badge"),
        "danger": True,
    }
    return _ask(request, badge, form, context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the reason, and then stop it for the time being."""
    badge = _badge(request, pk)
    form = SuspendForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            credentials.suspend(badge.pk, because=form.cleaned_data["because"], by=person_of(request))
            messages.success(request, _("The badge is suspended. Whoever checks it sees that from now on."))
            return redirect("badge", pk=pk)
    context = {
        "title": _("Suspend this badge?"),
        "lead": _("Whoever checks it sees that it doesn't count for the time being, and why. You can lift that later."),
        "submit_label": _("Suspend the badge"),
    }
    return _ask(request, badge, form, context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask first, and then let it count again."""
    badge = _badge(request, pk)
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            credentials.lift_suspension(badge.pk, by=person_of(request))
            messages.success(request, _("The badge counts again."))
            return redirect("badge", pk=pk)
    context = {
        "title": _("Let this badge count again?"),
        "lead": _("Whoever checks it sees no more that it was suspended."),
        "submit_label": _("Lift the suspension"),
    }
    return _ask(request, badge, form, context)


def _badge(request: HttpRequest, pk: UUID) -> Badge:
    """The badge, for whoever may withdraw it: 404 for a stranger, NotAllowed for others who see it."""
    visible = Badge.objects.visible_to(request.user).select_related("issuer__organisation", "achievement", "recipient")
    badge = get_object_or_404(visible, pk=pk)
    require_may_revoke(badge, person_of(request))
    return badge


def _ask(request: HttpRequest, badge: Badge, form: Form, context: dict[str, Any]) -> HttpResponse:
    facts = [
        {"label": _("Badge"), "value": badge.achievement.document.get("name", "")},
        {"label": _("Holder"), "value": badge.recipient.name if badge.recipient else _("No longer known")},
        {"label": _("Code"), "value": badge.code},
    ]
    context |= {"facts": facts, "form": form, "cancel_href": reverse("badge", args=[badge.pk])}
    return render_page(request, "components/confirm_page.html", context)
