"""Where the assessors differ, until they agree and sign."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.assessments import level_of
from api.v1.serializers.assessments import (
    AgreeBody,
    AgreedSerializer,
    ModerationPageSerializer,
    ModerationSerializer,
)
from evc.assessments import selectors
from evc.assessments import services as assessments
from evc.assessments.models import Moderation
from evc.standards.models import Criterion


class ModerationEndpoint(Endpoint):
    """Of one moderation, for the assessors and the quality officer of its trajectory."""

    def moderation(self, pk: UUID) -> Moderation:
        return get_object_or_404(_visible(self), pk=pk)


class Moderations(ListEndpoint):
    """Those of trajectories that I assess or check, the newest first."""

    serializer_class = ModerationSerializer
    pagination_class = ordered_by("-opened_at")
    queryset = Moderation.objects.none()

    def get_queryset(self) -> QuerySet[Moderation]:
        return _visible(self)


class ModerationDetail(ModerationEndpoint):
    """Only the differences, with both reasons side by side."""

    @extend_schema(responses=ModerationPageSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(ModerationPageSerializer(selectors.differences(self.moderation(pk))).data)


class AgreedLevel(ModerationEndpoint):
    @extend_schema(request=AgreeBody, responses=AgreedSerializer)
    def put(self, request: Request, pk: UUID, criterion: UUID) -> Response:
        """Put down the level that we agree on, and why. A change takes all signatures away."""
        moderation, given = self.moderation(pk), self.read(AgreeBody)
        agreed = assessments.agree(
            moderation.pk,
            criterion=get_object_or_404(Criterion, pk=criterion),
            level=level_of(moderation.trajectory, given["level"]),
            because=given["because"],
            by=self.person,
        )
        return Response(AgreedSerializer(agreed).data)


class SignModeration(ModerationEndpoint):
    @extend_schema(request=None, responses=ModerationSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Sign what was agreed. When every assessor signed, it goes to the quality check."""
        signed = assessments.sign_moderation(self.moderation(pk).pk, by=self.person)
        return Response(ModerationSerializer(signed).data)


def _visible(view: Endpoint) -> QuerySet[Moderation]:
    return Moderation.objects.visible_to(view.person).select_related("trajectory__candidate", "trajectory__route")
