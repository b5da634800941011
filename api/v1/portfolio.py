"""One's own portfolio, and the items that others share while they grow."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by, upload_limit
from api.v1.files import file_response
from api.v1.serializers.dossiers import CoverageRowSerializer, FileQuery
from api.v1.serializers.portfolio import (
    AuthorshipBody,
    CommentBody,
    CommentSerializer,
    FileSerializer,
    ItemBody,
    ItemChangeBody,
    ItemFileBody,
    ItemRowSerializer,
    ItemSerializer,
    ItemsQuery,
    LinksBody,
    NewFileBody,
    ReadingBody,
    ReadingLogSerializer,
    VersionQuery,
)
from foundation.audit.models import AuditEntry
from foundation.people.models import Person
from portfolio import selectors
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, EvidenceItem, EvidenceLink


class ItemEndpoint(Endpoint):
    """Of one item: one's own, or one shared with an audience in which one reads along."""

    def item(self, pk: UUID) -> EvidenceItem:
        item: EvidenceItem = get_object_or_404(EvidenceItem.objects.visible_to(self.person), pk=pk)
        return item

    def shown(self, pk: UUID, *, status: int = 200) -> Response:
        return Response(told_item(pk, self.person), status=status)


class Items(ListEndpoint):
    """My own items, the newest first; ``removed=true``: those that I took out and can put back."""

    serializer_class = ItemRowSerializer
    pagination_class = ordered_by("-created_at")
    queryset = EvidenceItem.objects.none()

    def get_queryset(self) -> QuerySet[EvidenceItem]:
        asked = self.asked(ItemsQuery)
        found = EvidenceItem.objects.owned_by(self.person).filter(removed_at__isnull=not asked["removed"])
        found = found.filter(kind=asked["kind"]) if "kind" in asked else found
        links = EvidenceLink.objects.select_related("work_process")
        return found.prefetch_related("files", Prefetch("links", links))

    @extend_schema(parameters=[ItemsQuery])
    def get(self, request: Request) -> Response:
        return super().get(request)

    @extend_schema(request=ItemBody, responses={201: ItemSerializer})
    def post(self, request: Request) -> Response:
        """Add an item; files come after it."""
        item = portfolio.add_item(self.person, by=self.person, **self.read(ItemBody))
        return Response(told_item(item.pk, self.person), status=201)


class ItemFromFile(Endpoint):
    parser_classes = [MultiPartParser]
    body_limit = upload_limit()

    @extend_schema(request={"multipart/form-data": NewFileBody}, responses={201: ItemSerializer})
    def post(self, request: Request) -> Response:
        """Make an item of a document: what is read from it is proposed, correct it with confirm-reading."""
        given = self.read(NewFileBody)
        file = given.pop("file")
        item = portfolio.add_item_from_file(self.person, stream=file, name=file.name, by=self.person, **given)
        return Response(told_item(item.pk, self.person), status=201)


class Item(ItemEndpoint):
    """An item with its files and links. Another's reading is logged where the owner can see it."""

    @extend_schema(responses=ItemSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        portfolio.read_item(self.item(pk).pk, by=self.person)
        return self.shown(pk)

    @extend_schema(request=ItemChangeBody, responses=ItemSerializer)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change what was typed. Files and what was read from them stay."""
        portfolio.change_item(self.item(pk).pk, by=self.person, **self.read(ItemChangeBody))
        return self.shown(pk)

    @extend_schema(responses={200: ItemSerializer})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Take it out of the portfolio. It can be put back, and a dossier that was handed in keeps its copy."""
        portfolio.remove_item(self.item(pk).pk, by=self.person)
        return self.shown(pk)


class RestoreItem(ItemEndpoint):
    @extend_schema(request=None, responses=ItemSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Put a removed item back."""
        portfolio.restore_item(self.item(pk).pk, by=self.person)
        return self.shown(pk)


class ItemLinks(ItemEndpoint):
    @extend_schema(request=LinksBody, responses=ItemSerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """Say for which work processes the item is claimed."""
        portfolio.link_item(self.item(pk).pk, by=self.person, **self.read(LinksBody))
        return self.shown(pk)


class ItemAuthorship(ItemEndpoint):
    @extend_schema(request=AuthorshipBody, responses=ItemSerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """Say whose work it is, and which tools were used, of the item as it is now. Earlier answers are kept."""
        portfolio.say_authorship(self.item(pk).pk, by=self.person, **self.read(AuthorshipBody))
        return self.shown(pk)


class ConfirmReading(ItemEndpoint):
    @extend_schema(request=ReadingBody, responses=ItemSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """I looked at what the machine read, and corrected it where needed."""
        portfolio.confirm_reading(self.item(pk).pk, by=self.person, **self.read(ReadingBody))
        return self.shown(pk)


class ItemFiles(ItemEndpoint):
    parser_classes = [MultiPartParser]
    body_limit = upload_limit()

    @extend_schema(request={"multipart/form-data": ItemFileBody}, responses={201: FileSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Add a file (PDF, JPEG, PNG), or with ``line`` the next version of one."""
        item, given = self.item(pk), self.read(ItemFileBody)
        file = given.pop("file")
        made = portfolio.add_file(item.pk, stream=file, name=file.name, by=self.person, **given)
        return Response(FileSerializer(made).data, status=201)


class ItemComments(ItemEndpoint):
    """What the owner and the coach say of an item; assessors never see it."""

    @extend_schema(responses=CommentSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(CommentSerializer(self.item(pk).comments.select_related("by"), many=True).data)

    @extend_schema(request=CommentBody, responses={201: CommentSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        made = portfolio.comment(self.item(pk).pk, by=self.person, **self.read(CommentBody))
        return Response(CommentSerializer(made).data, status=201)


class EvidenceFileContent(Endpoint):
    """A file: as a preview (the default), or the original. Another's reading is logged where the owner can see it."""

    @extend_schema(parameters=[FileQuery], responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: UUID) -> FileResponse:
        file = get_object_or_404(EvidenceFile.objects.visible_to(self.person), pk=pk)
        form = self.asked(FileQuery).get("form", "preview")
        return file_response(portfolio.open_file(file.pk, by=self.person, form=form))


class ReadingLog(ListEndpoint):
    """Who read my evidence, and when; the newest first."""

    serializer_class = ReadingLogSerializer
    pagination_class = ordered_by("-sequence")
    queryset = AuditEntry.objects.none()

    def get_queryset(self) -> QuerySet[AuditEntry]:
        return selectors.reading_log(self.person)

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """The log holds identifiers; names are looked up once for the page."""
        if args:
            entries = list(args[0])
            readers = Person.objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
            rows = [
                {
                    "at": entry.at,
                    "reader": readers.get(entry.actor_id) if entry.actor_id else None,
                    "item": entry.data.get("item"),
                    "form": entry.data.get("form", ""),
                }
                for entry in entries
            ]
            args = (rows, *args[1:])
        return super().get_serializer(*args, **kwargs)


class PortfolioCoverage(Endpoint):
    """My evidence by work process of a standard, and what is still missing."""

    @extend_schema(
        parameters=[VersionQuery],
        responses=CoverageRowSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        version = self.asked(VersionQuery)["standard_version"]
        rows = selectors.coverage(self.person, version, on=timezone.localdate())
        items = selectors.items_covering(self.person, version)
        return Response(CoverageRowSerializer(rows, many=True, context={"items": items}).data)


def told_item(item_id: UUID, viewer: Person) -> dict[str, Any]:
    """An item as this person may read it."""
    whole = EvidenceItem.objects.select_related("owner").prefetch_related(
        "files__covered_copies", "authorships", "links__work_process"
    )
    told: dict[str, Any] = ItemSerializer(whole.get(pk=item_id), context={"viewer": viewer}).data
    return told
