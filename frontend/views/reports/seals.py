"""What an organisation seals its reports with: the certificate that Erkend made, or one of its own."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from credentials import services as credentials
from credentials.models import IssuerProfile
from frontend.errors import errors_on
from frontend.forms.account.person import SureForm
from frontend.forms.reports import SealForm
from frontend.pages import person_of, render_page
from frontend.views.account.organisation import administered


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The certificates, the newest first, and a form to bring one along."""
    organisation = administered(request, slug)
    issuer = IssuerProfile.objects.filter(organisation=organisation).first()
    form = SealForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and issuer is not None and form.is_valid():
        with errors_on(form):
            credentials.bring_seal(
                issuer.pk,
                file=form.cleaned_data["file"].read(),
                password=form.cleaned_data["password"],
                by=person_of(request),
            )
            messages.success(request, _("From now on reports are sealed with this certificate."))
            return redirect("organisation-seal", slug=slug)
    context = {
        "organisation": organisation,
        "issuer": issuer,
        "seals": credentials.seals_of(issuer) if issuer is not None else [],
        "form": form,
    }
    return render_page(request, "reports/seal.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks first; what the old certificate sealed stays sealed."""
    organisation = administered(request, slug)
    issuer = get_object_or_404(IssuerProfile, organisation=organisation)
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            credentials.make_seal(issuer.pk, by=person_of(request))
            messages.success(request, _("From now on reports are sealed with the new certificate."))
            return redirect("organisation-seal", slug=slug)
    context = {
        "organisation": organisation,
        "title": _("Make a new certificate?"),
        "lead": _(
            "Erkend makes a certificate in the name of your organisation. Reports that were sealed before stay what they are."
        ),
        "form": form,
        "submit_label": _("Make a new certificate"),
        "cancel_href": reverse("organisation-seal", args=[slug]),
    }
    return render_page(request, "components/confirm_page.html", context)
