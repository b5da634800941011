"""The day on which a trajectory is due, a reminder, and hours that are confirmed with one tap."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.serializers.dossiers import HoursSerializer
from api.v1.serializers.planning import ConfirmHoursBody, CountSerializer, DueBody, DueMoveSerializer
from api.v1.trajectories import TrajectoryEndpoint
from evc.trajectories import rules
from evc.trajectories import services as trajectories


class Due(TrajectoryEndpoint):
    """When the day was moved, by whom and why; the last first. For coordinators."""

    @extend_schema(responses=DueMoveSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        rules.require_coordinator(trajectory, self.person)
        return Response(DueMoveSerializer(trajectory.due_moves.select_related("by").order_by("-at"), many=True).data)

    @extend_schema(request=DueBody, responses={201: DueMoveSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Move the day on which it is due."""
        moved = trajectories.move_due(self.trajectory(pk).pk, by=self.person, **self.read(DueBody))
        return Response(DueMoveSerializer(moved).data, status=201)


class Remind(TrajectoryEndpoint):
    @extend_schema(request=None, responses=CountSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Mail whoever it waits for, once a day at most; how many mails that were."""
        count = trajectories.remind(self.trajectory(pk).pk, by=self.person)
        return Response(CountSerializer({"count": count}).data)


class ConfirmHours(TrajectoryEndpoint):
    @extend_schema(request=ConfirmHoursBody, responses=HoursSerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """ "About so many hours for this part": once a part; a later answer takes its place."""
        confirmed = trajectories.confirm_hours(self.trajectory(pk).pk, by=self.person, **self.read(ConfirmHoursBody))
        return Response(HoursSerializer(confirmed).data)
