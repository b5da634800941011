"""Findings of quality officers: actions with an owner and a day."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.serializers.quality import (
    AnswerFindingBody,
    CloseFindingBody,
    QualityFindingBody,
    QualityFindingSerializer,
    QualityFindingsQuery,
)
from evc.quality import rules
from evc.quality.models import Finding
from evc.quality.services import findings
from foundation.people.models import Organisation


class QualityFindings(ListEndpoint):
    """Those that I own or raised, and of organisations where I am quality officer; the first to be done first."""

    serializer_class = QualityFindingSerializer
    pagination_class = ordered_by("due_on")
    queryset = Finding.objects.none()

    def get_queryset(self) -> QuerySet[Finding]:
        return _seen(self).filter(closed_at__isnull=not self.asked(QualityFindingsQuery)["closed"])

    @extend_schema(parameters=[QualityFindingsQuery])
    def get(self, request: Request) -> Response:
        return super().get(request)


class RaiseQualityFinding(Endpoint):
    @extend_schema(request=QualityFindingBody, responses={201: QualityFindingSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """A quality officer of the organisation gives somebody something to do, with a day."""
        organisation = get_object_or_404(Organisation.objects.visible_to(self.person), pk=pk)
        rules.require_quality_officer_of(organisation, self.person)
        made = findings.raise_finding(organisation, by=self.person, **self.read(QualityFindingBody))
        return Response(QualityFindingSerializer(made).data, status=201)


class QualityFindingEndpoint(Endpoint):
    def finding(self, pk: UUID) -> Finding:
        return get_object_or_404(_seen(self), pk=pk)


class QualityFindingDetail(QualityFindingEndpoint):
    @extend_schema(responses=QualityFindingSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(QualityFindingSerializer(self.finding(pk)).data)


class AnswerQualityFinding(QualityFindingEndpoint):
    @extend_schema(request=AnswerFindingBody, responses=QualityFindingSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The owner says what was done."""
        findings.answer_finding(self.finding(pk).pk, by=self.person, **self.read(AnswerFindingBody))
        return Response(QualityFindingSerializer(self.finding(pk)).data)


class CloseQualityFinding(QualityFindingEndpoint):
    @extend_schema(request=CloseFindingBody, responses=QualityFindingSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Whoever raised it closes it."""
        findings.close_finding(self.finding(pk).pk, by=self.person, **self.read(CloseFindingBody))
        return Response(QualityFindingSerializer(self.finding(pk)).data)


def _seen(view: Endpoint) -> QuerySet[Finding]:
    return Finding.objects.visible_to(view.person).select_related("organisation", "raised_by", "owner")
