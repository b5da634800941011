"""Issued badges: my own, and those that I answer for where they were issued."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.serializers.outcomes import BadgeSerializer, PageChoiceBody, RevokeBody, SuspendBody
from credentials import services as credentials
from credentials.models import Badge


class BadgeEndpoint(Endpoint):
    def badge(self, pk: UUID) -> Badge:
        return get_object_or_404(_visible(self), pk=pk)

    def shown(self, pk: UUID) -> Response:
        return Response(BadgeSerializer(self.badge(pk), context={"request": self.request}).data)


class Badges(ListEndpoint):
    """My own, and as a quality officer or coordinator those that my organisation issued; the newest first."""

    serializer_class = BadgeSerializer
    pagination_class = ordered_by("-issued_at")
    queryset = Badge.objects.none()

    def get_queryset(self) -> QuerySet[Badge]:
        return _visible(self)


class BadgeDetail(BadgeEndpoint):
    @extend_schema(responses=BadgeSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return self.shown(pk)


class BadgePage(BadgeEndpoint):
    @extend_schema(request=PageChoiceBody, responses=BadgeSerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """The holder chooses what the public page shows. The credential itself doesn't change."""
        credentials.choose_page(self.badge(pk).pk, by=self.person, **self.read(PageChoiceBody))
        return self.shown(pk)


class RevokeBadge(BadgeEndpoint):
    @extend_schema(request=RevokeBody, responses=BadgeSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """A quality officer of the issuer withdraws it for good, with a reason that whoever checks it reads."""
        credentials.revoke(self.badge(pk).pk, by=self.person, **self.read(RevokeBody))
        return self.shown(pk)


class SuspendBadge(BadgeEndpoint):
    @extend_schema(request=SuspendBody, responses=BadgeSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """A quality officer of the issuer stops it for the time being, with a reason that whoever checks it may read."""
        credentials.suspend(self.badge(pk).pk, by=self.person, **self.read(SuspendBody))
        return self.shown(pk)


class LiftSuspension(BadgeEndpoint):
    @extend_schema(request=None, responses=BadgeSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """A quality officer of the issuer lets a suspended badge count again."""
        credentials.lift_suspension(self.badge(pk).pk, by=self.person)
        return self.shown(pk)


def _visible(view: Endpoint) -> QuerySet[Badge]:
    found = Badge.objects.visible_to(view.person).select_related("issuer__organisation", "achievement")
    return found.defer("document")
