"""Who could take each place of a trajectory, and one thing done with many trajectories at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.planning import (
    AssignableSerializer,
    AssignManyBody,
    BulkRunSerializer,
    MoveManyBody,
    PauseManyBody,
    RemindManyBody,
)
from api.v1.trajectories import TrajectoryEndpoint
from evc.roles import Role
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import BulkRun
from evc.trajectories.selectors import Conflicts
from evc.trajectories.selectors.places import Place, places_of
from foundation.people.models import Person

Act = BulkRun.Act


class Assignable(TrajectoryEndpoint):
    """Every place with who has it and who could, with conflicts of interest. For coordinators."""

    @extend_schema(responses=AssignableSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        rules.require_coordinator(trajectory, self.person)
        return Response(AssignableSerializer([told_place(row) for row in places_of(trajectory)], many=True).data)


class ManyEndpoint(Endpoint):
    """Each of the chosen trajectories gets a line that says what came of it. For those that one coordinates."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        plans = self.person.organisations_as(Role.COORDINATOR).exists()
        rules.require(plans, _("Only an EVC coordinator of the provider can do this."))

    def done(self, act: str, given: dict[str, Any]) -> Response:
        key, chosen = given.pop("key"), [row.pk for row in given.pop("trajectories")]
        run = trajectories.do_with_many(key, act=act, chosen=chosen, arguments=given, by=self.person)
        return Response(BulkRunSerializer(run).data)


class AssignMany(ManyEndpoint):
    @extend_schema(request=AssignManyBody, responses=BulkRunSerializer)
    def post(self, request: Request) -> Response:
        """One coach for all of these, or with ``seat`` one assessor."""
        given = self.read(AssignManyBody)
        if given.get("seat") is None:
            return self.done(Act.ASSIGN_COACH, {name: value for name, value in given.items() if name != "seat"})
        return self.done(Act.ASSIGN_ASSESSOR, given)


class RemindMany(ManyEndpoint):
    @extend_schema(request=RemindManyBody, responses=BulkRunSerializer)
    def post(self, request: Request) -> Response:
        """Mail whoever each of these waits for, once a day at most."""
        return self.done(Act.REMIND, self.read(RemindManyBody))


class MoveMany(ManyEndpoint):
    @extend_schema(request=MoveManyBody, responses=BulkRunSerializer)
    def post(self, request: Request) -> Response:
        """All of these are due on one day."""
        return self.done(Act.MOVE_DUE, self.read(MoveManyBody))


class PauseMany(ManyEndpoint):
    @extend_schema(request=PauseManyBody, responses=BulkRunSerializer)
    def post(self, request: Request) -> Response:
        """Pause all of these; every term moves along."""
        return self.done(Act.PAUSE, self.read(PauseManyBody))


class Run(Endpoint):
    """What came of each, for whoever did it."""

    @extend_schema(responses=BulkRunSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        run = get_object_or_404(BulkRun.objects.filter(by=self.person), pk=pk)
        return Response(BulkRunSerializer(run).data)


def told_place(place: Place) -> dict[str, Any]:
    return {
        "part": place.part,
        "seat": place.seat,
        "can_change": place.can_change,
        "participant": place.holder.pk if place.holder else None,
        "holder": place.holder.person if place.holder else None,
        "able": able(place.people),
    }


def able(people: Iterable[tuple[Person, Conflicts]]) -> list[dict[str, Any]]:
    """Each with what stands in the way or has to be weighed."""
    return [
        {
            "person": person,
            "obstacle": _reason(conflicts.obstacle) if conflicts.obstacle else None,
            "cautions": [_reason(one) for one in conflicts.cautions],
            "load": conflicts.load,
        }
        for person, conflicts in people
    ]


def _reason(found: rules.Obstacle | rules.Caution) -> dict[str, str]:
    return {"code": str(found), "detail": str(found.sentence)}
