"""A second opinion on an outcome: asked by its quality officer, given by a colleague who took no part."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.outcomes import OutcomeEndpoint
from api.v1.serializers.common import PersonSerializer
from api.v1.serializers.quality import AskOpinionBody, GiveOpinionBody, OpinionSerializer
from evc.outcomes.models import Outcome
from evc.quality.models import SecondOpinion
from evc.quality.services import opinions
from evc.trajectories.rules import require_quality_officer


class OfficerEndpoint(OutcomeEndpoint):
    """Of an outcome, for its quality officer."""

    def outcome(self, pk: UUID) -> Outcome:
        found = super().outcome(pk)
        require_quality_officer(found.trajectory, self.person)
        return found


class OpinionsOnOutcome(OfficerEndpoint):
    @extend_schema(responses=OpinionSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """What was asked about this outcome, with the answers."""
        rows = self.outcome(pk).second_opinions.select_related("asked_by", "asked_of")
        return Response(OpinionSerializer(rows, many=True).data)

    @extend_schema(request=AskOpinionBody, responses={201: OpinionSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Ask a colleague to look too; asking the same one again gives the first question."""
        asked = opinions.ask_opinion(self.outcome(pk).pk, by=self.person, **self.read(AskOpinionBody))
        return Response(OpinionSerializer(asked).data, status=201)


class WhoCanBeAsked(OfficerEndpoint):
    """Quality officers of the provider who never had a part in this case."""

    @extend_schema(responses=PersonSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        people = opinions.independent_officers(self.outcome(pk).trajectory)
        return Response(PersonSerializer(people, many=True).data)


class WithdrawOpinion(OfficerEndpoint):
    @extend_schema(request=None, responses=OpinionSerializer)
    def post(self, request: Request, pk: UUID, opinion: UUID) -> Response:
        """Go on without the answer."""
        asked = get_object_or_404(SecondOpinion, pk=opinion, outcome=self.outcome(pk))
        return Response(OpinionSerializer(opinions.withdraw_opinion(asked.pk, by=self.person)).data)


class OpinionEndpoint(Endpoint):
    """Of whoever was asked, as long as the outcome waits."""

    def opinion(self, pk: UUID) -> SecondOpinion:
        return get_object_or_404(_asked_of(self), pk=pk)


class Opinions(ListEndpoint):
    """What I was asked and can still answer or read, the newest first."""

    serializer_class = OpinionSerializer
    pagination_class = ordered_by("-asked_at")
    queryset = SecondOpinion.objects.none()

    def get_queryset(self) -> QuerySet[SecondOpinion]:
        return _asked_of(self)


class OpinionDetail(OpinionEndpoint):
    @extend_schema(responses=OpinionSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        """The question; the dossier stands at ``dossiers/<outcome>``."""
        return Response(OpinionSerializer(self.opinion(pk)).data)


class GiveOpinion(OpinionEndpoint):
    @extend_schema(request=GiveOpinionBody, responses=OpinionSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """What I would do, and why. It stands beside the outcome; I decide nothing."""
        given = opinions.give_opinion(self.opinion(pk).pk, by=self.person, **self.read(GiveOpinionBody))
        return Response(OpinionSerializer(given).data)


def _asked_of(view: Endpoint) -> QuerySet[SecondOpinion]:
    return SecondOpinion.objects.visible_to(view.person).select_related("asked_by", "asked_of")
