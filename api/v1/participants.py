"""Who is something in a trajectory."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.trajectories import AssignBody, ParticipantSerializer, TrajectorySerializer
from api.v1.trajectories import TrajectoryEndpoint, participants_seen, visible
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant


class Participants(TrajectoryEndpoint):
    """Everybody who has or had a part, in the order of assignment."""

    @extend_schema(responses=ParticipantSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        who = self.standing(trajectory)
        rules.require(
            rules.sees_more_than_status(who),
            _("A manager sees dates and status. Ask the candidate or the EVC coordinator for more."),
        )
        return Response(ParticipantSerializer(participants_seen(trajectory.participants.all(), who), many=True).data)

    @extend_schema(request=AssignBody, responses={201: ParticipantSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """A coordinator gives somebody a part: coach, assessor (with a seat), quality officer or manager."""
        trajectory = self.trajectory(pk)
        made = trajectories.assign(trajectory.pk, by=self.person, **self.read(AssignBody))
        return Response(ParticipantSerializer(made).data, status=201)


class ParticipantDetail(Endpoint):
    @extend_schema(responses={200: ParticipantSerializer})
    def delete(self, request: Request, pk: UUID) -> Response:
        """End a part: a coordinator any but the candidate's, the candidate a coach's or manager's."""
        seen = Participant.objects.filter(trajectory__in=visible(self.person).values("pk"))
        participant = get_object_or_404(seen, pk=pk)
        ended = trajectories.end_assignment(participant.pk, by=self.person)
        return Response(ParticipantSerializer(ended).data)


class DeclareNoTies(TrajectoryEndpoint):
    @extend_schema(request=None, responses=TrajectorySerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """An assessor declares to have no ties with the candidate; then the dossier opens once it was handed in."""
        trajectories.declare_no_ties(self.trajectory(pk).pk, by=self.person)
        return self.shown(pk)


class RefuseAssignment(TrajectoryEndpoint):
    @extend_schema(request=None, responses={200: TrajectorySerializer, 204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Give one's part back, without a reason. The trajectory is then no longer there for whoever did."""
        trajectories.refuse_assignment(self.trajectory(pk).pk, by=self.person)
        return self.shown(pk)
