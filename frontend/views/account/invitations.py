"""Accepting an invitation: with a new account, or with the one that somebody has."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from foundation.people import roles, selectors
from foundation.people import services as people
from foundation.people.errors import InvitationGone
from foundation.people.models import Invitation, Person
from frontend.errors import errors_on
from frontend.forms.account.person import JoinForm, SureForm
from frontend.pages import render_page


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing. Who may accept how depends on whose address was invited, and who is signed in."""
    found = people.find_invitation(token)
    if found is None:
        return render_page(request, "account/invitation_gone.html", {"sentence": InvitationGone().message}, status=404)
    owner = selectors.person_with_address(found.email)
    if isinstance(request.user, Person):
        if owner is not None and owner.pk != request.user.pk:
            return _page(request, found, "account/invitation_other.html", token=token)
        return _accept_as_oneself(request, found, token)
    if owner is not None:
        return _page(request, found, "account/invitation_sign_in.html", token=token)
    return _join(request, found, token)


def _join(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    form = JoinForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        with errors_on(form):
            person = people.accept_invitation(token, by=None, **form.cleaned_data)
            return perform_login(request, person, email=found.email, redirect_url=reverse("home"))
    return _page(request, found, "account/invitation_join.html", token=token, form=form)


def _accept_as_oneself(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            assert isinstance(request.user, Person)
            people.accept_invitation(token, by=request.user)
            return redirect("home")
    return _page(request, found, "account/invitation_accept.html", token=token, form=form)


def _page(request: HttpRequest, found: Invitation, template: str, **context: object) -> HttpResponse:
    known = roles.all_roles()
    return render_page(
        request,
        template,
        {
            "invitation": found,
            "heading": _("%(organisation)s invites you") % {"organisation": found.organisation.name},
            "roles": [known[role] for role in found.roles if role in known],
            "next_page": request.path,
            **context,
        },
    )
