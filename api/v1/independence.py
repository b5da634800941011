"""Statements of independence to read back, and saying no to an assessor."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.serializers.agreeing import StatementSerializer
from api.v1.trajectories import TrajectoryEndpoint
from evc.trajectories import rules, selectors
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant

Part = Participant.Part


class Statements(TrajectoryEndpoint):
    """All of them for the quality officer and the coordinators; the candidate and an assessor read their own."""

    @extend_schema(responses=StatementSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        who = self.standing(trajectory)
        made = selectors.statements(trajectory)
        if not (rules.may_coordinate(who) or Part.QUALITY_OFFICER in who.now):
            made = made.filter(participant__person=self.person)
            if not rules.is_candidate(who) and not made.exists():
                raise Http404
        return Response(StatementSerializer(made, many=True).data)


class ObjectToAssessor(TrajectoryEndpoint):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: UUID, participant: UUID) -> Response:
        """The candidate knows this assessor: somebody else is found. Nobody asks or hears why."""
        trajectories.object_to_assessor(self.trajectory(pk).pk, participant, by=self.person)
        return Response(status=204)
