"""Who decides on an appeal and who scores again: chosen by a coordinator, and what each of them answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.appeals import AppealEndpoint
from api.v1.assigning import told_place
from api.v1.serializers.afterwards import AppealAssessorBody, AppealSeatSerializer, AppealSerializer, OfficerBody
from api.v1.serializers.assessments import AssessmentSerializer
from api.v1.serializers.planning import AssignableSerializer
from evc.outcomes import services as outcomes
from evc.outcomes.appeal_places import places_of
from evc.outcomes.models import Appeal
from evc.trajectories import rules
from evc.trajectories.models import Participant

Part = Participant.Part


class PlanningEndpoint(AppealEndpoint):
    """For the coordinators of the provider."""

    def appeal(self, pk: UUID) -> Appeal:
        found = super().appeal(pk)
        rules.require_coordinator(found.trajectory, self.person)
        return found


class AppealAssignable(PlanningEndpoint):
    """Each place in the appeal with who has it and who could; the seats can be filled once it is taken up."""

    @extend_schema(responses=AssignableSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(AssignableSerializer([told_place(row) for row in places_of(self.appeal(pk))], many=True).data)


class AssignAppealOfficer(PlanningEndpoint):
    @extend_schema(request=OfficerBody, responses=AppealSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Choose the quality officer who takes it up and decides, another than whoever released."""
        outcomes.assign_appeal_officer(self.appeal(pk).pk, by=self.person, **self.read(OfficerBody))
        return self.shown(pk)


class AssignAppealAssessor(PlanningEndpoint):
    @extend_schema(request=AppealAssessorBody, responses=AppealSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Choose who scores again in a seat of the route, once it was taken up."""
        outcomes.assign_appeal_assessor(self.appeal(pk).pk, by=self.person, **self.read(AppealAssessorBody))
        return self.shown(pk)


class SeatEndpoint(Endpoint):
    """Of somebody with a place in an appeal that is under way; for everybody else it isn't there."""

    def own(self, pk: UUID) -> tuple[Appeal, Participant]:
        found = Appeal.objects.under_way().select_related("trajectory__candidate", "trajectory__provider")
        appeal = get_object_or_404(found.select_related("trajectory__standard_version__standard"), pk=pk)
        held = appeal.trajectory.participants.current().select_related("person")
        own = held.filter(person=self.person, part__in=[Part.APPEAL_ASSESSOR, Part.APPEAL_OFFICER]).first()
        if own is None:
            raise Http404
        return appeal, own

    def shown(self, pk: UUID) -> Response:
        appeal, own = self.own(pk)
        told: dict[str, Any] = {
            "appeal": appeal.pk,
            "candidate": appeal.trajectory.candidate,
            "standard": appeal.trajectory.standard_version.standard.title,
            "answer_by": appeal.answer_by,
            "own": own,
        }
        return Response(AppealSeatSerializer(told).data)


class AppealSeat(SeatEndpoint):
    @extend_schema(responses=AppealSeatSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return self.shown(pk)


class DeclareNoTiesInAppeal(SeatEndpoint):
    @extend_schema(request=None, responses=AppealSeatSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Whoever scores again declares to have no ties; then the dossier opens."""
        outcomes.declare_no_ties_in_appeal(self.own(pk)[0].pk, by=self.person)
        return self.shown(pk)


class StartLookingAgain(SeatEndpoint):
    @extend_schema(request=None, responses=AssessmentSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """My own assessment in this appeal: made the first time, found later."""
        started = outcomes.start_looking_again(self.own(pk)[0].pk, by=self.person)
        return Response(AssessmentSerializer(started).data)


class GiveBackInAppeal(SeatEndpoint):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Give the place back, without a reason; a coordinator finds somebody else."""
        outcomes.give_back_in_appeal(self.own(pk)[0].pk, by=self.person)
        return Response(status=204)
