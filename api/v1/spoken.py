"""Parts of a story (STARR) that were told instead of typed."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, upload_limit
from api.v1.serializers.evidence import SpokenBody, SpokenSerializer, SpokenTextBody
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, EvidenceKind, Recording


class SpokenParts(Endpoint):
    """Of one of my own stories: which parts were told."""

    parser_classes = [MultiPartParser]
    body_limit = upload_limit()

    def story(self, pk: UUID) -> EvidenceItem:
        own = EvidenceItem.objects.owned_by(self.person).present().filter(kind=EvidenceKind.REFLECTION)
        found: EvidenceItem = get_object_or_404(own, pk=pk)
        return found

    @extend_schema(responses=SpokenSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(SpokenSerializer(self.story(pk).recordings.filter(removed_at=None), many=True).data)

    @extend_schema(request={"multipart/form-data": SpokenBody}, responses={201: SpokenSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Keep a recording as the answer to a part; the one that was there makes place."""
        story, given = self.story(pk), self.read(SpokenBody)
        file = given["file"]
        made = portfolio.record_part(story.pk, part=given["part"], stream=file, name=file.name, by=self.person)
        return Response(SpokenSerializer(made).data, status=201)


class SpokenPart(Endpoint):
    def recording(self, pk: UUID) -> Recording:
        return get_object_or_404(_own(self), pk=pk)

    @extend_schema(request=SpokenTextBody, responses=SpokenSerializer)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Write down what was said; with ``confirm`` it counts as my own words."""
        recording, given = self.recording(pk), self.read(SpokenTextBody)
        written = portfolio.write_spoken_text(recording.pk, text=given["text"], by=self.person)
        if given.get("confirm"):
            written = portfolio.confirm_spoken_text(recording.pk, by=self.person)
        return Response(SpokenSerializer(written).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """It is no answer any more. The file stays with the story."""
        portfolio.remove_recording(self.recording(pk).pk, by=self.person)
        return Response(status=204)


def _own(view: Endpoint) -> QuerySet[Recording]:
    return Recording.objects.filter(owner=view.person, removed_at=None, item__removed_at=None)
