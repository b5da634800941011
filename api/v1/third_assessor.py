"""Assessors who can't agree ask for a third; a coordinator finds one who never took part."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.assigning import able
from api.v1.moderations import ModerationEndpoint
from api.v1.serializers.afterwards import OfficerBody
from api.v1.serializers.interviews import ThirdOpinionSerializer
from api.v1.serializers.planning import AbleSerializer
from evc.assessments import services as assessments
from evc.assessments.models import Moderation
from evc.trajectories import rules
from evc.trajectories.models import Trajectory
from evc.trajectories.selectors.places import third_assessors


class AskThirdAssessor(ModerationEndpoint):
    @extend_schema(request=None, responses=ThirdOpinionSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """We can't agree. Asked twice it is one request; after it the two can't agree themselves any more."""
        found = self.moderation(pk)
        rules.require_assessor(found.trajectory, self.person)
        return Response(ThirdOpinionSerializer(assessments.ask_third_assessor(found.pk, by=self.person)).data)


class ThirdAssessor(Endpoint):
    """Who could be the third assessor, with what stands in the way. For coordinators; nothing of the scores is told."""

    def moderation(self, pk: UUID) -> Moderation:
        coordinated = Trajectory.objects.coordinated_by(self.person)
        rows = Moderation.objects.filter(trajectory__in=coordinated)
        found = get_object_or_404(
            rows.select_related("trajectory__standard_version", "trajectory__provider", "trajectory__candidate"), pk=pk
        )
        rules.require_coordinator(found.trajectory, self.person)
        return found

    @extend_schema(responses=AbleSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(AbleSerializer(able(third_assessors(self.moderation(pk).trajectory)), many=True).data)

    @extend_schema(request=OfficerBody, responses=ThirdOpinionSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Assign somebody who never took part."""
        found = self.moderation(pk)
        opinion = assessments.assign_third_assessor(found.pk, by=self.person, **self.read(OfficerBody))
        return Response(ThirdOpinionSerializer(opinion).data)
