"""Somebody's e-mail addresses."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.people import services as people
from frontend.errors import errors_on
from frontend.forms.account.person import AddressForm, SureForm
from frontend.pages import person_of, render_page


@login_required
@rate_limit(action="manage_email")
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: HttpRequest) -> HttpResponse:
    """The list, and a field to add one."""
    person = person_of(request)
    form = AddressForm(request.POST or None)
    if form.is_valid():
        with errors_on(form):
            added = people.add_address(person.pk, email=form.cleaned_data["email"], by=person)
            messages.success(
                request, _("We mailed a link to %(address)s. Open it to confirm.") % {"address": added.email}
            )
            return redirect("addresses")
    owned = EmailAddress.objects.filter(user=person).order_by("-primary", "-verified", "email")
    return render_page(request, "account/addresses.html", {"form": form, "owned": owned})


@login_required
@rate_limit(action="manage_email")
@require_POST
def mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The link once more; not more often than once in a few minutes."""
    address = get_object_or_404(EmailAddress, pk=pk, user=person_of(request))
    if ratelimit.consume(request, action="confirm_email", key=address.email):
        people.mail_address_again(address.pk, by=person_of(request))
        messages.success(
            request, _("We mailed a link to %(address)s. Open it to confirm.") % {"address": address.email}
        )
    else:
        messages.info(
            request,
            _("We mailed %(address)s a moment ago. Look there, or wait a few minutes.") % {"address": address.email},
        )
    return redirect("addresses")


@login_required
@require_POST
def make_primary(request: HttpRequest, pk: int) -> HttpResponse:
    address = people.make_address_primary(pk, by=person_of(request))
    messages.success(request, _("From now on mail goes to %(address)s.") % {"address": address.email})
    return redirect("addresses")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first: somebody may sign in with it."""
    address = get_object_or_404(EmailAddress, pk=pk, user=person_of(request))
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            people.remove_address(address.pk, by=person_of(request))
            messages.success(request, _("%(address)s was removed.") % {"address": address.email})
            return redirect("addresses")
    context = {
        "title": _("Remove %(address)s?") % {"address": address.email},
        "lead": _("You can't sign in with this address any more. Badges that were issued to it stay valid."),
        "form": form,
        "submit_label": _("Remove the address"),
        "cancel_href": reverse("addresses"),
    }
    return render_page(request, "components/confirm_page.html", context)
