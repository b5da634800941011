"""Tokens for the API: made here, shown once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from foundation.people import services as people
from foundation.people.roles import ADMINISTRATOR
from frontend.errors import errors_on
from frontend.forms.account.person import TokenForm
from frontend.pages import person_of, render_page


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens. The answer to making one is the only page that ever shows its secret, so it is no redirect."""
    person = person_of(request)
    is_administrator = person.organisations_as(ADMINISTRATOR).exists()
    form = TokenForm(request.POST or None, is_administrator=is_administrator)
    context: dict[str, object] = {}
    if form.is_valid():
        with errors_on(form):
            made, secret = people.create_api_token(person, by=person, **form.cleaned_data)
            context = {"made": made, "secret": secret}
            form = TokenForm(is_administrator=is_administrator)
    owned = person.api_tokens.filter(revoked_at=None, expires_at__gt=timezone.now()).order_by("-created_at")
    return render_page(request, "account/tokens.html", {"form": form, "owned": owned, **context})


@login_required
@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    token = people.revoke_api_token(pk, by=person_of(request))
    messages.success(request, _("The token “%(name)s” works no longer.") % {"name": token.name})
    return redirect("tokens")
