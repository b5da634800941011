"""The coach's talks and what the candidate chooses of them, hours of coach and assessors, and what is kept how long."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.keeping import (
    ChosenPointsBody,
    KeptCaseSerializer,
    TalkBody,
    TalkSerializer,
    WorkHoursBody,
    WorkHoursSerializer,
)
from api.v1.trajectories import TrajectoryEndpoint, visible
from evc.retention.selectors import kept_of
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import CoachTalk, Participant, Trajectory
from evc.trajectories.selectors import talks_of, work_lines

_TALK = (Participant.Part.CANDIDATE, Participant.Part.COACH)


class TalkEndpoint(TrajectoryEndpoint):
    """Of a trajectory that the viewer is candidate or coach in; for everybody else it is not there."""

    def trajectory(self, pk: UUID) -> Trajectory:
        own = Trajectory.objects.as_part(self.person, *_TALK).values("pk")
        return get_object_or_404(visible(self.person).filter(pk__in=own), pk=pk)

    def talks(self, trajectory: Trajectory, *, status: int = 200) -> Response:
        return Response(TalkSerializer(talks_of(trajectory), many=True).data, status=status)


class Talks(TalkEndpoint):
    """What came up in the talks of coach and candidate. For these two."""

    @extend_schema(responses=TalkSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.talks(self.trajectory(pk))

    @extend_schema(request=TalkBody, responses={201: TalkSerializer(many=True)})
    def post(self, request: Request, pk: UUID) -> Response:
        """The coach writes down a talk; the candidate reads it at once."""
        trajectory = self.trajectory(pk)
        trajectories.note_talk(trajectory.pk, by=self.person, **self.read(TalkBody))
        return self.talks(trajectory, status=201)


class ChosenPoints(TalkEndpoint):
    @extend_schema(request=ChosenPointsBody, responses=TalkSerializer(many=True))
    def put(self, request: Request, pk: UUID) -> Response:
        """The candidate chooses which points the manager reads at the development talk."""
        trajectory = self.trajectory(pk)
        chosen = [point.pk for point in self.read(ChosenPointsBody)["chosen"]]
        trajectories.choose_points(trajectory.pk, chosen=chosen, by=self.person)
        return self.talks(trajectory)


class Talk(TalkEndpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID, talk: UUID) -> Response:
        """The coach takes back what was written of a talk."""
        found = get_object_or_404(CoachTalk, pk=talk, trajectory=self.trajectory(pk))
        trajectories.take_back_talk(found.pk, by=self.person)
        return Response(status=204)


class WorkHours(TrajectoryEndpoint):
    """About how many hours each stage took coach and assessors: one's own; everybody's for a coordinator."""

    @extend_schema(responses=WorkHoursSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.told(self.trajectory(pk))

    @extend_schema(request=WorkHoursBody, responses=WorkHoursSerializer(many=True))
    def post(self, request: Request, pk: UUID) -> Response:
        """Say it of a stage that is over; a later answer takes its place."""
        trajectory = self.trajectory(pk)
        trajectories.confirm_work(trajectory.pk, by=self.person, **self.read(WorkHoursBody))
        return self.told(trajectory)

    def told(self, trajectory: Trajectory) -> Response:
        coordinates = rules.may_coordinate(self.standing(trajectory))
        lines = work_lines(trajectory) if coordinates else work_lines(trajectory, of=self.person)
        rules.require(
            coordinates or bool(lines), _("This step belongs to somebody with another part in this trajectory.")
        )
        return Response(WorkHoursSerializer(lines, many=True).data)


class MyKept(Endpoint):
    """What organisations keep of my trajectories, and until when."""

    @extend_schema(responses=KeptCaseSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(KeptCaseSerializer(kept_of(self.person, timezone.localdate()), many=True).data)
