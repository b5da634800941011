"""The routes that a trajectory can go along, in the reader's language."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.standards import RouteSerializer
from evc.routes.selectors import routes_list
from foundation.people.models import Organisation


class Routes(Endpoint):
    """The routes that ship and those of one's own providers, with phases, instruments, seats and scale."""

    @extend_schema(responses=RouteSerializer(many=True))
    def get(self, request: Request) -> Response:
        offered = routes_list(*Organisation.objects.visible_to(self.person).filter(is_provider=True))
        return Response(RouteSerializer(offered.prefetch_related("rubric__levels"), many=True).data)
