"""What people are assessed against."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.serializers.standards import StandardRowSerializer, StandardSerializer, UnitNodeSerializer
from evc.standards.loading import load_standard
from evc.standards.models import StandardVersion
from evc.standards.selectors import is_example, standards_list, tree


class Standards(ListEndpoint):
    """Every version of every standard, the one that was loaded last first. Whoever signed in may read them."""

    serializer_class = StandardRowSerializer
    pagination_class = ordered_by("-loaded_at")
    queryset = StandardVersion.objects.none()

    def get_queryset(self) -> QuerySet[StandardVersion]:
        return standards_list()

    @extend_schema(request=OpenApiTypes.OBJECT, responses={201: StandardSerializer})
    def post(self, request: Request) -> Response:
        """Load a standard in the form “erkend-standard/1”, all or nothing. For coordinators and administrators of a provider."""
        if not isinstance(request.data, Mapping):
            raise ParseError(_("Send the form as a JSON object."))
        version = load_standard(request.data, by=self.person)
        return Response(_with_tree(version.pk), status=201)


class Standard(Endpoint):
    """One version with its core tasks, work processes and criteria."""

    @extend_schema(responses=StandardSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(_with_tree(pk))


def _with_tree(pk: UUID) -> dict[str, object]:
    version = get_object_or_404(standards_list(), pk=pk)
    row = dict(StandardRowSerializer(version).data)
    names = ("source", "threshold_rule", "threshold_percent", "substantiation_depth", "used_since")
    rest = {name: getattr(version, name) for name in names}
    return row | {**rest, "is_example": is_example(version), "units": UnitNodeSerializer(tree(version), many=True).data}
