"""The routes that a trajectory can go along, in the reader's language; an organisation's own are copied and changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.routes import CopyRouteBody, OwnRouteSerializer, RoutePlanBody
from api.v1.serializers.standards import RouteSerializer
from evc.roles import Role
from evc.routes import services as routes
from evc.routes.models import Route
from evc.routes.plan import PhasePlan, RoutePlan
from evc.routes.selectors import routes_list, with_parts
from evc.trajectories.rules import require
from foundation.people.models import Organisation
from foundation.people.roles import ADMINISTRATOR


class Routes(Endpoint):
    """The routes that ship and those of one's own providers, with phases, instruments, seats and scale."""

    @extend_schema(responses=RouteSerializer(many=True))
    def get(self, request: Request) -> Response:
        offered = routes_list(*Organisation.objects.visible_to(self.person).filter(is_provider=True))
        return Response(RouteSerializer(offered.prefetch_related("rubric__levels"), many=True).data)


class RouteEndpoint(Endpoint):
    """The shipped ones, and those of organisations that one coordinates or administers."""

    def route(self, pk: UUID) -> Route:
        found: QuerySet[Route] = with_parts(Route.objects.visible_to(self.person))
        return get_object_or_404(found.prefetch_related("rubric__levels"), pk=pk)

    def own(self, pk: UUID) -> Route:
        """Raises NotAllowed for a shipped one, WrongState for one that is not in use any more."""
        found = self.route(pk)
        routes.require_changeable(found, by=self.person)
        return found

    def shown(self, pk: UUID, *, status: int = 200) -> Response:
        return Response(OwnRouteSerializer(self.route(pk)).data, status=status)


class OneRoute(RouteEndpoint):
    @extend_schema(responses=OwnRouteSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return self.shown(pk)

    @extend_schema(request=RoutePlanBody, responses=OwnRouteSerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """Change an own route. Where a trajectory goes along it a next version is made: that one comes back."""
        found = self.own(pk)
        return self.shown(routes.change_route(found.pk, plan=_plan(self.read(RoutePlanBody)), by=self.person).pk)


class CopyRoute(RouteEndpoint):
    @extend_schema(request=CopyRouteBody, responses={201: OwnRouteSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """An organisation's own route, as the one it is copied from."""
        found = self.route(pk)
        keeps = self.person.organisations_as(Role.COORDINATOR, ADMINISTRATOR).exists()
        require(keeps, _("Only a coordinator or administrator of the organisation can change its routes."))
        return self.shown(routes.copy_route(found.pk, by=self.person, **self.read(CopyRouteBody)).pk, status=201)


class RetireRoute(RouteEndpoint):
    @extend_schema(request=None, responses=OwnRouteSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """No new trajectory goes along it; those that do go on as they were."""
        return self.shown(routes.retire_route(self.own(pk).pk, by=self.person).pk)


def _plan(given: Mapping[str, Any]) -> RoutePlan:
    fields = dict(given)
    for name in ("name", "description"):
        fields[f"{name}_en"] = fields.get(f"{name}_en") or fields[f"{name}_nl"]
    fields["seats"] = tuple(frozenset(keys) for keys in given["seats"])
    fields["phases"] = tuple(_phases(given["phases"]))
    return RoutePlan(**fields)


def _phases(rows: Iterable[Mapping[str, Any]]) -> Iterable[PhasePlan]:
    """Each with a key that the others don't have."""
    used: set[str] = set()
    for number, row in enumerate(rows, start=1):
        key = row.get("key") or slugify(row["name_nl"])[:30] or f"phase-{number}"
        key = key if key not in used else f"{key[:26]}-{number}"
        used.add(key)
        yield PhasePlan(
            key=key,
            name_nl=row["name_nl"],
            name_en=row.get("name_en") or row["name_nl"],
            european=row.get("european", ""),
            hours=row["hours"],
        )
