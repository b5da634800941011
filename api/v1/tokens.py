"""One's own bearer tokens; only for a session."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.permissions import BySession
from api.v1.serializers.people import NewTokenSerializer, TokenBody, TokenSerializer
from foundation.people import services as people


class Tokens(Endpoint):
    """My tokens, newest first; making one shows its secret once."""

    permission_classes = [BySession]

    @extend_schema(responses=TokenSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(TokenSerializer(self.person.api_tokens.order_by("-created_at"), many=True).data)

    @extend_schema(request=TokenBody, responses={201: NewTokenSerializer})
    def post(self, request: Request) -> Response:
        token, secret = people.create_api_token(self.person, by=self.person, **self.read(TokenBody))
        return Response(TokenSerializer(token).data | {"secret": secret}, status=201)


class Token(Endpoint):
    permission_classes = [BySession]

    @extend_schema(responses={200: TokenSerializer})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Make a token stop working now."""
        return Response(TokenSerializer(people.revoke_api_token(pk, by=self.person)).data)
