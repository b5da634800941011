"""The routes that ship, in the reader's language."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.standards import RouteSerializer
from evc.routes.selectors import routes_list


class Routes(Endpoint):
    """Every route with its phases, instruments, seats and scale."""

    @extend_schema(responses=RouteSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(RouteSerializer(routes_list().prefetch_related("rubric__levels"), many=True).data)
