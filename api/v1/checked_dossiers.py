"""A dossier as it was handed in, for whoever checks it: its quality officer, a second opinion, an auditor."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.dossiers import told_dossier
from api.v1.files import file_response, picture_response
from api.v1.serializers.dossiers import DossierSerializer, FileQuery
from evc.quality.services import reading


class CheckedDossier(Endpoint):
    """Of an outcome. The candidate sees that it was read."""

    @extend_schema(responses=DossierSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        outcome, contents = reading.read_dossier(pk, by=self.person)
        manifest = outcome.trajectory.manifest
        assert manifest is not None
        return Response(told_dossier(manifest, contents))


class CheckedDossierFile(Endpoint):
    """A file of it: as a preview (the default), or the original."""

    @extend_schema(parameters=[FileQuery], responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: UUID, file: UUID) -> FileResponse:
        form = self.asked(FileQuery).get("form", "preview")
        return file_response(reading.open_dossier_file(pk, file, by=self.person, form=form))


class CheckedDossierPage(Endpoint):
    """One page of a PDF of it, as a PNG."""

    @extend_schema(responses={(200, "image/png"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: UUID, file: UUID, page: int) -> HttpResponse:
        return picture_response(reading.open_dossier_page(pk, file, page=page, by=self.person))
