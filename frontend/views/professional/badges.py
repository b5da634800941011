"""Withdrawing a badge that the organisation issued."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
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
from frontend.forms.professional.quality import RevokeForm
from frontend.pages import person_of, render_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the reason, and then withdraw it for good."""
    badge = get_object_or_404(
        Badge.objects.visible_to(request.user).select_related("issuer__organisation", "achievement", "recipient"), pk=pk
    )
    person = person_of(request)
    require_may_revoke(badge, person)
    if badge.revoked_at is not None:
        raise AlreadyRevoked
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            credentials.revoke(badge.pk, because=form.cleaned_data["because"], by=person)
            messages.success(request, _("The badge is withdrawn. Whoever checks it sees that from now on."))
            return redirect("badge", pk=pk)
    context = {
        "title": _("Withdraw this badge?"),
        "lead": _("Whoever checks it sees that it was withdrawn, when, and why."),
        "facts": [
            {"label": _("Badge"), "value": badge.achievement.document.get("name", "")},
            {"label": _("Holder"), "value": badge.recipient.name if badge.recipient else _("No longer known")},
            {"label": _("Code"), "value": badge.code},
        ],
        "warning": _("This can't be undone. Somebody with a new outcome gets a new badge."),
        "form": form,
        "submit_label": _("Withdraw the badge"),
        "danger": True,
        "cancel_href": reverse("badge", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)
