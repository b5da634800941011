"""What the coach asks the candidate to add, by a day; and taking an item out before the scoring began."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.further import EvidenceRequestBody, EvidenceRequestSerializer
from api.v1.trajectories import TrajectoryEndpoint
from evc.assessments import services as assessments
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant
from portfolio import services as portfolio
from portfolio.models import EvidenceRequest


class EvidenceRequests(TrajectoryEndpoint):
    """Everything that was asked in this trajectory, what is due first on top. For the candidate and the coach."""

    @extend_schema(responses=EvidenceRequestSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        rules.require(rules.may_read_coverage(self.standing(trajectory)), _("This is for the candidate and the coach."))
        rows = EvidenceRequest.objects.filter(audience=trajectory.audience_id).select_related("asked_by")
        return Response(EvidenceRequestSerializer(rows, many=True).data)

    @extend_schema(request=EvidenceRequestBody, responses={201: EvidenceRequestSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """The coach asks; it stands on the candidate's home with its day."""
        trajectory = self.trajectory(pk)
        coaches = Participant.Part.COACH in self.standing(trajectory).now
        rules.require(coaches, _("Only the coach can do this."))
        asked = trajectories.ask_for_evidence(trajectory.pk, by=self.person, **self.read(EvidenceRequestBody))
        return Response(EvidenceRequestSerializer(asked).data, status=201)


class EvidenceRequestEndpoint(Endpoint):
    """Asked of oneself, or of a candidate whom one coaches."""

    def request_of(self, pk: UUID) -> EvidenceRequest:
        found: EvidenceRequest = get_object_or_404(EvidenceRequest.objects.visible_to(self.person), pk=pk)
        return found


class FinishEvidenceRequest(EvidenceRequestEndpoint):
    @extend_schema(request=None, responses=EvidenceRequestSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The candidate says that it is done; twice is once."""
        done = portfolio.finish_request(self.request_of(pk).pk, by=self.person)
        return Response(EvidenceRequestSerializer(done).data)


class WithdrawEvidenceRequest(EvidenceRequestEndpoint):
    @extend_schema(request=None, responses=EvidenceRequestSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The coach takes it back; twice is once."""
        withdrawn = portfolio.withdraw_request(self.request_of(pk).pk, by=self.person)
        return Response(EvidenceRequestSerializer(withdrawn).data)


class TakeOut(TrajectoryEndpoint):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: UUID, item: UUID) -> Response:
        """The candidate takes an item out of the dossier before the scoring began. It can't be put back."""
        assessments.take_out(self.trajectory(pk).pk, item, by=self.person)
        return Response(status=204)
