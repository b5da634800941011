"""What an organisation can prove: its audit log, and the keys with which it signs."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from credentials import services as credentials
from credentials.models import IssuerProfile, SigningKey
from evc.assessments.models import Assessment
from foundation.audit.chain import check_chain
from foundation.audit.models import AuditEntry
from frontend.audit_words import in_words, why_broken
from frontend.errors import errors_on
from frontend.forms.account.organisation import RevokeKeyForm
from frontend.forms.account.person import SureForm
from frontend.pages import person_of, render_page
from frontend.views.account.organisation import administered

_A_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def audit(request: HttpRequest, slug: str) -> HttpResponse:
    """The log, newest first. A POST walks the whole chain and says whether every entry is there, unchanged."""
    organisation = administered(request, slug)
    entries = AuditEntry.objects.filter(chain=organisation.audit_chain).order_by("-sequence")
    # An administrator may assess as well, and then learns nothing of the other assessor from the log either.
    blind = Assessment.objects.still_blind_for(person_of(request))
    entries = entries.exclude(object_id__in=blind.values("pk"), event__startswith="assessment.")
    page = Paginator(entries, _A_PAGE).get_page(request.GET.get("page"))
    finding = check_chain(organisation.audit_chain) if request.method == "POST" else None
    return render_page(
        request,
        "account/audit.html",
        {
            "organisation": organisation,
            "page": page,
            "lines": in_words(page.object_list, organisation=organisation),
            "finding": finding,
            "why_broken": why_broken(finding) if finding is not None else "",
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest, slug: str) -> HttpResponse:
    """The DID and its keys. A POST makes an issuer of a provider that is none yet; asking twice makes one."""
    organisation = administered(request, slug)
    issuer = IssuerProfile.objects.filter(organisation=organisation).first()
    if request.method == "POST" and organisation.is_provider:
        credentials.make_issuer(organisation, by=person_of(request))
        return redirect("organisation-keys", slug=slug)
    held = issuer.keys.order_by("-created_at") if issuer is not None else []
    return render_page(request, "account/keys.html", {"organisation": organisation, "issuer": issuer, "keys": held})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rotate(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks first; what the old key signed stays good."""
    organisation = administered(request, slug)
    issuer = get_object_or_404(IssuerProfile, organisation=organisation)
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            credentials.rotate_key(issuer.pk, by=person_of(request))
            messages.success(request, _("From now on the new key signs."))
            return redirect("organisation-keys", slug=slug)
    context = {
        "organisation": organisation,
        "title": _("Make a new signing key?"),
        "lead": _("From now on badges are signed with a new key. Badges that the old key signed stay valid."),
        "form": form,
        "submit_label": _("Make a new key"),
        "cancel_href": reverse("organisation-keys", args=[slug]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_key(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Asks from which day; what the key signed from then on counts for nothing."""
    organisation = administered(request, slug)
    key = get_object_or_404(SigningKey.objects.filter(issuer__organisation=organisation, revoked_at=None), pk=pk)
    form = RevokeKeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            midnight = timezone.make_aware(datetime.combine(form.cleaned_data["since"], time.min))
            fell = credentials.badges_that_fell(credentials.revoke_key(key.pk, since=midnight, by=person_of(request)))
            messages.success(request, _revoked(fell))
            return redirect("organisation-keys", slug=slug)
    context = {
        "organisation": organisation,
        "title": _("Revoke this signing key?"),
        "lead": _("Do this when others may have got hold of the key. A new key signs from then on."),
        "facts": [
            {"label": _("Key"), "value": key.public_multibase},
            {"label": _("Made on"), "value": date_format(timezone.localdate(key.created_at), "j F Y")},
        ],
        "warning": _("This can't be undone. Honest badges that fall with it have to be issued anew."),
        "form": form,
        "submit_label": _("Revoke the key"),
        "danger": True,
        "cancel_href": reverse("organisation-keys", args=[slug]),
    }
    return render_page(request, "components/confirm_page.html", context)


def _revoked(fell: int) -> str:
    if not fell:
        return _("The key is revoked. No badge falls with it.")
    return ngettext(
        "The key is revoked. %(count)d badge that it signed counts no more. Issue it anew.",
        "The key is revoked. %(count)d badges that it signed count no more. Issue them anew.",
        fell,
    ) % {"count": fell}
