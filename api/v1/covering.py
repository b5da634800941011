"""Covering faces, names and numbers of others in one's own file: everybody else gets the copy from then on."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.evidence import CoverBody, CoverSerializer
from portfolio import services as portfolio
from portfolio.models import EvidenceFile
from portfolio.services.covering import proposed_boxes


class CoverOfFile(Endpoint):
    """What is covered now; nothing yet: what may have to be (the boxes of the version before, or what may be a BSN)."""

    def file(self, pk: UUID) -> EvidenceFile:
        own = EvidenceFile.objects.filter(owner=self.person, item__removed_at=None).select_related("item")
        return get_object_or_404(own, pk=pk)

    def shown(self, file: EvidenceFile) -> Response:
        copy = file.covered_copies.filter(ended_at=None).first()
        boxes = copy.boxes if copy else proposed_boxes(file)
        told = {"is_covered": copy is not None, "boxes": boxes, "sha256": copy.sha256 if copy else None}
        return Response(CoverSerializer(told).data)

    @extend_schema(responses=CoverSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return self.shown(self.file(pk))

    @extend_schema(request=CoverBody, responses=CoverSerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """Make the copy that others get: drawn anew with these boxes burned in. A picture or a PDF."""
        file, boxes = self.file(pk), self.read(CoverBody)["boxes"]
        portfolio.cover_file(file.pk, boxes=boxes, by=self.person)
        return self.shown(file)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Others get the file itself again; what was handed in covered stays so."""
        portfolio.uncover_file(self.file(pk).pk, by=self.person)
        return Response(status=204)
