"""A pause, and a trajectory that is ended because nothing is heard."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.serializers.planning import PauseBody, PauseSerializer, SilenceSerializer, SilentEndSerializer
from api.v1.serializers.trajectories import TrajectorySerializer
from api.v1.trajectories import TrajectoryEndpoint, visible
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import Pause
from evc.trajectories.selectors import may_end_on

_FOR_THE_TWO = ("reason", "asked_by")


class PauseEndpoint(TrajectoryEndpoint):
    def told(self, pause: Pause, *, status: int = 200) -> Response:
        return Response(_told(pause, reads_why=_reads_why(self.standing(pause.trajectory))), status=status)

    def pause(self, pk: UUID) -> Pause:
        seen = Pause.objects.filter(trajectory__in=visible(self.person).values("pk"))
        return get_object_or_404(seen, pk=pk)


class Pauses(PauseEndpoint):
    """Those asked for, agreed and over, by their first day. For everybody who takes part."""

    @extend_schema(responses=PauseSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        reads_why = _reads_why(self.standing(trajectory))
        rows = trajectory.pauses.select_related("asked_by").order_by("first_day", "asked_at")
        return Response([_told(row, reads_why=reads_why) for row in rows])

    @extend_schema(request=PauseBody, responses={201: PauseSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """The candidate asks for a pause; a coordinator starts one, or confirms what was asked, with these days."""
        trajectory = self.trajectory(pk)
        plans = rules.may_coordinate(self.standing(trajectory))
        do = trajectories.start_pause if plans else trajectories.ask_pause
        return self.told(do(trajectory.pk, by=self.person, **self.read(PauseBody)), status=201)


class RefusePause(PauseEndpoint):
    @extend_schema(request=None, responses=PauseSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """A coordinator does not agree; or the candidate takes back what was asked."""
        return self.told(trajectories.refuse_pause(self.pause(pk).pk, by=self.person))


class EndPause(PauseEndpoint):
    @extend_schema(request=None, responses=PauseSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Go on today; the days that were not used are taken off the terms again."""
        return self.told(trajectories.end_pause(self.pause(pk).pk, by=self.person))


class EndForSilence(TrajectoryEndpoint):
    """From when on it may be ended because two mails were not answered. For coordinators."""

    @extend_schema(responses=SilenceSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        rules.require_coordinator(trajectory, self.person)
        return Response(SilenceSerializer({"may_end_on": may_end_on(trajectory, timezone.localdate())}).data)

    @extend_schema(request=None, responses=SilentEndSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """End it; the candidate can take it up again for a month, and the portfolio stays as it is."""
        ended = trajectories.end_for_silence(self.trajectory(pk).pk, by=self.person)
        return Response(SilentEndSerializer(ended).data)


class TakeUpAgain(TrajectoryEndpoint):
    @extend_schema(request=None, responses=TrajectorySerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The candidate goes on where it was, after it was ended for silence."""
        trajectories.take_up_again(self.trajectory(pk).pk, by=self.person)
        return self.shown(pk)


def _reads_why(who: rules.Standing) -> bool:
    return rules.may_fill_in_intake(who)


def _told(pause: Pause, *, reads_why: bool) -> dict[str, object]:
    told = dict(PauseSerializer(pause).data)
    return told if reads_why else {name: value for name, value in told.items() if name not in _FOR_THE_TWO}
