"""A provider's own agreement text: its versions, and writing the next."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.agreeing import AgreementTextBody, AgreementTextSerializer
from evc.roles import Role
from evc.trajectories import services as trajectories
from foundation.people.models import Organisation
from foundation.people.roles import ADMINISTRATOR


class AgreementTexts(Endpoint):
    """The newest first. For coordinators and administrators of the provider."""

    def provider(self, pk: UUID) -> Organisation:
        kept = self.person.organisations_as(Role.COORDINATOR, ADMINISTRATOR)
        found: Organisation = get_object_or_404(kept.filter(is_provider=True), pk=pk)
        return found

    @extend_schema(responses=AgreementTextSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        rows = self.provider(pk).agreement_texts.select_related("client", "written_by")
        return Response(AgreementTextSerializer(rows, many=True).data)

    @extend_schema(request=AgreementTextBody, responses={201: AgreementTextSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Write the next version; it holds for agreements that are drawn up from now on."""
        written = trajectories.write_agreement_text(self.provider(pk), by=self.person, **self.read(AgreementTextBody))
        return Response(AgreementTextSerializer(written).data, status=201)
