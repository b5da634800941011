"""A name that is put right on report and badge: the holder asks, a quality officer of the provider decides."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.outcomes import OutcomeEndpoint
from api.v1.serializers.afterwards import (
    AnswerBody,
    CorrectionBody,
    CorrectionSerializer,
    CorrectionsQuery,
    GrantBody,
)
from evc.outcomes import services as outcomes
from evc.outcomes.models import Correction
from evc.outcomes.rules import require_may_correct


class CorrectionEndpoint(Endpoint):
    def correction(self, pk: UUID) -> Correction:
        return get_object_or_404(_seen(self), pk=pk)

    def decided_on(self, pk: UUID) -> Correction:
        """One that the viewer may decide on."""
        found = self.correction(pk)
        require_may_correct(found.outcome, self.person)
        return found

    def shown(self, pk: UUID) -> Response:
        return Response(CorrectionSerializer(self.correction(pk)).data)


class Corrections(ListEndpoint):
    """Those that I asked or may decide on, the newest first."""

    serializer_class = CorrectionSerializer
    pagination_class = ordered_by("-asked_at")
    queryset = Correction.objects.none()

    def get_queryset(self) -> QuerySet[Correction]:
        state = self.asked(CorrectionsQuery).get("state")
        return _seen(self).filter(state=state) if state else _seen(self)

    @extend_schema(parameters=[CorrectionsQuery])
    def get(self, request: Request) -> Response:
        return super().get(request)


class AskCorrection(OutcomeEndpoint):
    @extend_schema(request=CorrectionBody, responses={201: CorrectionSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """The candidate says how the name should stand, and why. Results can't be changed this way."""
        made = outcomes.ask_correction(self.outcome(pk).pk, by=self.person, **self.read(CorrectionBody))
        return Response(CorrectionSerializer(made).data, status=201)


class CorrectionDetail(CorrectionEndpoint):
    @extend_schema(responses=CorrectionSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return self.shown(pk)


class GrantCorrection(CorrectionEndpoint):
    @extend_schema(request=GrantBody, responses=CorrectionSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The new report and badge are made; the old ones say that they were replaced."""
        outcomes.grant_correction(self.decided_on(pk).pk, by=self.person, **self.read(GrantBody))
        return self.shown(pk)


class RefuseCorrection(CorrectionEndpoint):
    @extend_schema(request=AnswerBody, responses=CorrectionSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """With the reason, which the holder reads."""
        outcomes.refuse_correction(self.decided_on(pk).pk, by=self.person, **self.read(AnswerBody))
        return self.shown(pk)


def _seen(view: Endpoint) -> QuerySet[Correction]:
    return Correction.objects.visible_to(view.person).select_related(
        "outcome__trajectory__candidate", "outcome__trajectory__provider", "decided_by"
    )
