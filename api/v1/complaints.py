"""A complaint, for its lodger and whoever handles it; a coordinator finds somebody without reading it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.serializers.afterwards import (
    AnswerBody,
    ComplaintBody,
    ComplaintRowSerializer,
    ComplaintSerializer,
    HandlerBody,
)
from api.v1.serializers.common import PersonSerializer
from api.v1.trajectories import TrajectoryEndpoint
from evc.outcomes import services as outcomes
from evc.outcomes.models import Complaint
from evc.outcomes.uninvolved import uninvolved
from evc.roles import Role
from evc.trajectories.rules import require


class ComplaintEndpoint(Endpoint):
    def complaint(self, pk: UUID) -> Complaint:
        found: Complaint = get_object_or_404(_seen(self), pk=pk)
        return found

    def own(self, pk: UUID) -> Complaint:
        found = self.complaint(pk)
        require(found.lodger_id == self.person.pk, _("Only whoever lodged this complaint can do this."))
        return found

    def handled(self, pk: UUID) -> Complaint:
        """One that the viewer handles now."""
        found = self.complaint(pk)
        held = found.handlings.filter(handler=self.person, round=found.round, ended_at=None, answered_at=None)
        require(held.exists(), _("Only whoever handles this complaint can do this."))
        return found

    def shown(self, pk: UUID, *, status: int = 200) -> Response:
        whole = _seen(self).prefetch_related("handlings__handler")
        return Response(ComplaintSerializer(get_object_or_404(whole, pk=pk)).data, status=status)


class Complaints(ListEndpoint):
    """Those that I lodged or handle, or handled, the newest first."""

    serializer_class = ComplaintRowSerializer
    pagination_class = ordered_by("-lodged_at")
    queryset = Complaint.objects.none()

    def get_queryset(self) -> QuerySet[Complaint]:
        return _seen(self)


class LodgeComplaint(TrajectoryEndpoint):
    @extend_schema(request=ComplaintBody, responses={201: ComplaintSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """By anybody who takes part, about how somebody was treated. Somebody who took no part handles it."""
        made = outcomes.lodge_complaint(self.trajectory(pk).pk, by=self.person, **self.read(ComplaintBody))
        return Response(ComplaintSerializer(made).data, status=201)


class ComplaintDetail(ComplaintEndpoint):
    @extend_schema(responses=ComplaintSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return self.shown(pk)


class AnswerComplaint(ComplaintEndpoint):
    @extend_schema(request=AnswerBody, responses=ComplaintSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """What the handler found and what is done about it."""
        outcomes.answer_complaint(self.handled(pk).pk, by=self.person, **self.read(AnswerBody))
        return self.shown(pk)


class HandOnComplaint(ComplaintEndpoint):
    """Who could handle it instead: people who took no part."""

    @extend_schema(responses=PersonSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(PersonSerializer(uninvolved(self.handled(pk)), many=True).data)

    @extend_schema(request=HandlerBody, responses=ComplaintSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The handler gives it to somebody else who took no part."""
        outcomes.hand_on(self.handled(pk).pk, by=self.person, **self.read(HandlerBody))
        return self.shown(pk)


class WithdrawComplaint(ComplaintEndpoint):
    @extend_schema(request=None, responses=ComplaintSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The lodger takes it back, without a reason."""
        outcomes.withdraw_complaint(self.own(pk).pk, by=self.person)
        return self.shown(pk)


class SecondHandler(ComplaintEndpoint):
    @extend_schema(request=None, responses=ComplaintSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The lodger is not content with the answer: somebody else looks at it, once."""
        outcomes.ask_second_handler(self.own(pk).pk, by=self.person)
        return self.shown(pk)


class HandlerOfComplaint(Endpoint):
    """For a coordinator, of a complaint that nobody could take: who could. Nothing of the complaint is told."""

    def waiting(self, pk: UUID) -> Complaint:
        coordinated = Complaint.objects.filter(organisation__in=self.person.organisations_as(Role.COORDINATOR))
        rows = coordinated.filter(state=Complaint.State.WAITS).exclude(lodger=self.person)
        found: Complaint = get_object_or_404(rows.select_related("organisation"), pk=pk)
        return found

    @extend_schema(responses=PersonSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(PersonSerializer(uninvolved(self.waiting(pk)), many=True).data)

    @extend_schema(request=HandlerBody, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Choose who handles it."""
        outcomes.name_handler(self.waiting(pk).pk, by=self.person, **self.read(HandlerBody))
        return Response(status=204)


def _seen(view: Endpoint) -> QuerySet[Complaint]:
    found: QuerySet[Complaint] = Complaint.objects.visible_to(view.person)
    return found.select_related("organisation", "lodger")
