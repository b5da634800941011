"""Who asks: the holder of a bearer token, or whoever is signed in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from foundation.people import services as people
from foundation.people.models import ApiToken, Person


class TokenAuthentication(authentication.BaseAuthentication):
    """``Authorization: Bearer <token>``. ``request.auth`` is then the ApiToken, whose scopes a permission reads."""

    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        header = request.headers.get("Authorization", "")
        scheme, _space, secret = header.partition(" ")
        if scheme.lower() != self.keyword.lower():
            return None
        token = people.use_api_token(secret.strip())
        if token is None:
            raise AuthenticationFailed(
                _("This token is unknown, has ended or was withdrawn. Make a new one on your account page.")
            )
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        return self.keyword


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the pages, with their CSRF check. Nobody signed in is answered with 401, as for a token."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"
