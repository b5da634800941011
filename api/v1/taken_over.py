"""What the assessors take over from an earlier certificate: proposed by one, agreed by all, while they score."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.further import TakenOverBody, TakenOverSerializer
from api.v1.trajectories import TrajectoryEndpoint
from evc.assessments import services as assessments
from evc.assessments.models import TakenOver
from evc.trajectories import rules
from evc.trajectories.models import Trajectory
from foundation.people.models import Person


class TakenOverResults(TrajectoryEndpoint):
    """For the assessors, in the order of the standard."""

    def assessed(self, pk: UUID) -> Trajectory:
        found = self.trajectory(pk)
        rules.require_assessor(found, self.person)
        return found

    @extend_schema(responses=TakenOverSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(_told(self.assessed(pk), self.person))

    @extend_schema(request=TakenOverBody, responses={201: TakenOverSerializer(many=True)})
    def post(self, request: Request, pk: UUID) -> Response:
        """Propose that a work process is taken over as recognised; answers all that stands now."""
        trajectory = self.assessed(pk)
        assessments.propose_taking_over(trajectory.pk, by=self.person, **self.read(TakenOverBody))
        return Response(_told(trajectory, self.person), status=201)


class AgreeTakenOver(Endpoint):
    @extend_schema(request=None, responses=TakenOverSerializer(many=True))
    def post(self, request: Request, pk: UUID) -> Response:
        """My yes; a second one changes nothing."""
        row = _seen(self, pk)
        assessments.agree_to_taking_over(row.pk, by=self.person)
        return Response(_told(row.trajectory, self.person))


class TakeBackTakenOver(Endpoint):
    @extend_schema(request=None, responses=TakenOverSerializer(many=True))
    def post(self, request: Request, pk: UUID) -> Response:
        """It is assessed here after all."""
        row = _seen(self, pk)
        assessments.take_back_taking_over(row.pk, by=self.person)
        return Response(_told(row.trajectory, self.person))


def _seen(view: Endpoint, pk: UUID) -> TakenOver:
    return get_object_or_404(TakenOver.objects.visible_to(view.person).select_related("trajectory"), pk=pk)


def _told(trajectory: Trajectory, person: Person) -> Any:
    found = TakenOver.objects.filter(trajectory=trajectory).select_related("work_process", "proposed_by")
    own = found.filter(agreements__participant__person=person, agreements__participant__ended_at=None)
    counting = TakenOver.objects.counting().filter(trajectory=trajectory)
    context = {
        "counting": set(counting.values_list("pk", flat=True)),
        "agreed": set(own.values_list("pk", flat=True)),
    }
    return TakenOverSerializer(found, many=True, context=context).data
