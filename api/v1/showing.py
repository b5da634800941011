"""A badge from elsewhere as evidence, places in an item, and the evidence plan of a trajectory."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, upload_limit
from api.v1.portfolio import ItemEndpoint, told_item
from api.v1.serializers.portfolio import ItemSerializer
from api.v1.serializers.showing import (
    BadgeFileBody,
    EndPlannedBody,
    FulfilBody,
    PlaceBody,
    PlaceSerializer,
    PlannedBody,
    PlannedSerializer,
)
from api.v1.trajectories import TrajectoryEndpoint
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from portfolio import services as portfolio
from portfolio.models import Place, PlannedItem


class ItemFromBadge(Endpoint):
    parser_classes = [MultiPartParser]
    body_limit = upload_limit()

    @extend_schema(request={"multipart/form-data": BadgeFileBody}, responses={201: ItemSerializer})
    def post(self, request: Request) -> Response:
        """Make an item of a badge that somebody else issued (PNG, SVG, JSON or JWT): it is checked on the spot."""
        file = self.read(BadgeFileBody)["file"]
        data = file.read(settings.ERKEND_MAX_DOCUMENT_BYTES + 1)
        item = portfolio.import_badge(self.person, data=data, name=file.name, by=self.person)
        return Response(told_item(item.pk, self.person), status=201)


class ItemPlaces(ItemEndpoint):
    """Where in the files of an item the work can be seen."""

    @extend_schema(responses=PlaceSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        found = Place.objects.filter(link__item=self.item(pk)).select_related("link").order_by("pointed_at", "pk")
        return Response(PlaceSerializer(found, many=True).data)

    @extend_schema(request=PlaceBody, responses={201: PlaceSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Point at a place in the last version of a file. The same place twice is one place."""
        item, given = self.item(pk), self.read(PlaceBody)
        names = ("page_from", "page_until", "second_from", "second_until")
        place = portfolio.point(
            item.pk,
            work_process=given["work_process"],
            file_id=given["file"],
            where=portfolio.Where(**{name: given.get(name) for name in names}),
            note=given.get("note", ""),
            by=self.person,
        )
        return Response(PlaceSerializer(place).data, status=201)


class PlaceDetail(Endpoint):
    """One place, of its owner."""

    def place(self, pk: UUID) -> Place:
        found: Place = get_object_or_404(Place.objects.filter(owner=self.person), pk=pk)
        return found

    @extend_schema(request=None, responses=PlaceSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The place is right in the new version of its file too."""
        return Response(PlaceSerializer(portfolio.confirm_place(self.place(pk).pk, by=self.person)).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Take it away. What was handed in keeps it."""
        portfolio.remove_place(self.place(pk).pk, by=self.person)
        return Response(status=204)


class PlanEndpoint(TrajectoryEndpoint):
    """For the candidate and the coach of a trajectory."""

    def require_guided(self, pk: UUID) -> UUID:
        trajectory = self.trajectory(pk)
        rules.require(rules.may_read_coverage(self.standing(trajectory)), _("This is for the candidate and the coach."))
        return trajectory.audience_id

    def planned(self, pk: UUID, planned: UUID) -> PlannedItem:
        audience = self.require_guided(pk)
        found: PlannedItem = get_object_or_404(PlannedItem.objects.filter(audience=audience), pk=planned)
        return found


class Plan(PlanEndpoint):
    """What will be shown in this trajectory, and what was shown or is off."""

    @extend_schema(responses=PlannedSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        found = PlannedItem.objects.filter(audience=self.require_guided(pk)).select_related("proposed_by")
        return Response(PlannedSerializer(found.prefetch_related("work_processes"), many=True).data)

    @extend_schema(request=PlannedBody, responses={201: PlannedSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Propose something. The candidate's own proposal is a promise at once; a coach's waits for the candidate."""
        self.require_guided(pk)
        made = trajectories.plan_item(pk, by=self.person, **self.read(PlannedBody))
        return Response(PlannedSerializer(made).data, status=201)


class Planned(PlanEndpoint):
    @extend_schema(request=PlannedBody, responses=PlannedSerializer)
    def put(self, request: Request, pk: UUID, planned: UUID) -> Response:
        """Change it. What the coach changes is asked of the candidate anew."""
        found = self.planned(pk, planned)
        changed = trajectories.change_planned_item(pk, found.pk, by=self.person, **self.read(PlannedBody))
        return Response(PlannedSerializer(changed).data)


class AcceptPlanned(PlanEndpoint):
    @extend_schema(request=None, responses=PlannedSerializer)
    def post(self, request: Request, pk: UUID, planned: UUID) -> Response:
        """The candidate's yes."""
        found = self.planned(pk, planned)
        return Response(PlannedSerializer(trajectories.accept_planned_item(pk, found.pk, by=self.person)).data)


class EndPlanned(PlanEndpoint):
    @extend_schema(request=EndPlannedBody, responses=PlannedSerializer)
    def post(self, request: Request, pk: UUID, planned: UUID) -> Response:
        """It is off, with a reason that the other reads."""
        found = self.planned(pk, planned)
        ended = trajectories.end_planned_item(pk, found.pk, by=self.person, **self.read(EndPlannedBody))
        return Response(PlannedSerializer(ended).data)


class FulfilPlanned(PlanEndpoint):
    @extend_schema(request=FulfilBody, responses=PlannedSerializer)
    def post(self, request: Request, pk: UUID, planned: UUID) -> Response:
        """The candidate says which item it is: it is linked and shared in the same step."""
        found, item = self.planned(pk, planned), self.read(FulfilBody)["item"]
        done = trajectories.fulfil_planned_item(pk, found.pk, item_id=item, by=self.person)
        return Response(PlannedSerializer(done).data)
