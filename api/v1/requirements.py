"""Entry requirements, one by one, by the coordinator."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.serializers.agreeing import RequirementBody, RequirementSerializer
from api.v1.trajectories import TrajectoryEndpoint
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import EntryRequirement


class Requirements(TrajectoryEndpoint):
    @extend_schema(responses=RequirementSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """What was noted, in the order of noting. For coordinators."""
        trajectory = self.trajectory(pk)
        rules.require_coordinator(trajectory, self.person)
        rows = EntryRequirement.objects.filter(intake__trajectory=trajectory)
        return Response(RequirementSerializer(rows, many=True).data)

    @extend_schema(request=RequirementBody, responses={201: RequirementSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Note one during the intake, or what was found of it by now: the same title again corrects it."""
        trajectory = self.trajectory(pk)
        rules.require_coordinator(trajectory, self.person)
        noted = trajectories.note_requirement(trajectory.pk, by=self.person, **self.read(RequirementBody))
        return Response(RequirementSerializer(noted).data, status=201)


class Requirement(TrajectoryEndpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID, requirement: UUID) -> Response:
        """Take one away that is none after all."""
        trajectories.remove_requirement(self.trajectory(pk).pk, requirement, by=self.person)
        return Response(status=204)
