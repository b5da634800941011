"""The practice log: counted repetitions, each confirmed by a witness."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by, upload_limit
from api.permissions import Anybody
from api.throttling import ConfirmThrottle
from api.v1.serializers.portfolio import ItemRowSerializer
from api.v1.serializers.practice import (
    AskConfirmationBody,
    AskedEntrySerializer,
    ConfirmationRequestSerializer,
    LogImportBody,
    LogImportSerializer,
    LogItemBody,
    RepeatBody,
    RepetitionBody,
    RepetitionChangeBody,
    RepetitionSerializer,
    RepetitionsQuery,
    WitnessAnswerBody,
    WitnessSerializer,
)
from foundation.errors import NotFound
from portfolio import services as portfolio
from portfolio.models import Repetition


class Repetitions(ListEndpoint):
    """My entries, the one that was noted last first."""

    serializer_class = RepetitionSerializer
    pagination_class = ordered_by("-created_at")
    queryset = Repetition.objects.none()

    def get_queryset(self) -> QuerySet[Repetition]:
        asked = self.asked(RepetitionsQuery)
        found = Repetition.objects.visible_to(self.person).select_related("log__work_process")
        if "standard_version" in asked:
            found = found.filter(log__work_process__version=asked["standard_version"])
        return found.filter(state=asked["state"]) if "state" in asked else found

    @extend_schema(parameters=[RepetitionsQuery])
    def get(self, request: Request) -> Response:
        return super().get(request)

    @extend_schema(request=RepetitionBody, responses={201: RepetitionSerializer})
    def post(self, request: Request) -> Response:
        """Note that a task was done. It counts once a witness confirmed it."""
        noted = portfolio.note_repetition(self.person, by=self.person, **self.read(RepetitionBody))
        return Response(RepetitionSerializer(noted).data, status=201)


class RepetitionDetail(Endpoint):
    """One entry. What a witness confirmed never changes."""

    def entry(self, pk: UUID) -> Repetition:
        found = Repetition.objects.visible_to(self.person).select_related("log__work_process")
        entry: Repetition = get_object_or_404(found, pk=pk)
        return entry

    @extend_schema(responses=RepetitionSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(RepetitionSerializer(self.entry(pk)).data)

    @extend_schema(request=RepetitionChangeBody, responses=RepetitionSerializer)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Correct an entry; its witness is then asked anew."""
        portfolio.change_repetition(self.entry(pk).pk, by=self.person, **self.read(RepetitionChangeBody))
        return Response(RepetitionSerializer(self.entry(pk)).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Take an entry out of the log."""
        portfolio.remove_repetition(self.entry(pk).pk, by=self.person)
        return Response(status=204)


class RepeatLast(Endpoint):
    @extend_schema(request=RepeatBody, responses={201: RepetitionSerializer})
    def post(self, request: Request) -> Response:
        """Note once more, for today, what the newest entry of a work process says."""
        noted = portfolio.repeat_last(self.person, by=self.person, **self.read(RepeatBody))
        return Response(RepetitionSerializer(noted).data, status=201)


class LogAsItem(Endpoint):
    @extend_schema(request=LogItemBody, responses={201: ItemRowSerializer})
    def post(self, request: Request) -> Response:
        """Make my log for a standard an item of my portfolio, so that it can be shared; again: bring its links up to date."""
        given = self.read(LogItemBody)
        item = portfolio.put_log_in_portfolio(
            self.person, version=given["standard_version"], title=given["title"], by=self.person
        )
        return Response(ItemRowSerializer(item).data, status=201)


class ImportLog(Endpoint):
    parser_classes = [MultiPartParser]
    body_limit = upload_limit()

    @extend_schema(request={"multipart/form-data": LogImportBody}, responses=LogImportSerializer)
    def post(self, request: Request) -> Response:
        """Take over the good rows of a CSV or XLSX file; the wrong ones come back with their cells and what is wrong."""
        given = self.read(LogImportBody)
        done = portfolio.import_log(
            self.person, stream=given["file"], version=given["standard_version"], by=self.person
        )
        return Response(LogImportSerializer(done).data)


class AskConfirmation(Endpoint):
    @extend_schema(request=AskConfirmationBody, responses=ConfirmationRequestSerializer(many=True))
    def post(self, request: Request) -> Response:
        """Mail each witness one link to the entries that they can confirm."""
        wanted = self.read(AskConfirmationBody)["repetitions"]
        entries = Repetition.objects.visible_to(self.person).filter(pk__in=wanted)
        asked = portfolio.ask_confirmation(self.person, repetitions=entries, by=self.person)
        return Response(ConfirmationRequestSerializer(asked, many=True).data)


class Confirm(Endpoint):
    """For a witness with the mailed link; no account is needed, and looking changes nothing."""

    authentication_classes: list[Any] = []
    permission_classes = [Anybody]
    throttle_classes = [ConfirmThrottle]

    @extend_schema(responses=WitnessSerializer, auth=[])
    def get(self, request: Request, token: str) -> Response:
        """Who asks what."""
        found = portfolio.find_confirmation(token)
        if found is None:
            raise NotFound(
                _("This link is unknown or has ended. Ask the person who sent it for a new one."),
                code="portfolio.link-ended",
            )
        shown = {name: getattr(found, name) for name in ("owner", "witness_name", "expires_at")}
        shown["is_known"] = portfolio.witness_of(found) is not None
        shown["entries"] = found.repetitions.select_related("log__work_process").order_by("day", "pk")
        return Response(WitnessSerializer(shown).data)

    @extend_schema(request=WitnessAnswerBody, responses=AskedEntrySerializer, auth=[])
    def post(self, request: Request, token: str) -> Response:
        """Confirm or refuse one entry; the same answer twice is one answer."""
        given = self.read(WitnessAnswerBody)
        if about := given.get("about"):
            portfolio.describe_witness(token, **({"tie": ""} | about))
        if given["answer"] == "confirm":
            decided = portfolio.confirm_repetition(token, given["repetition"])
        else:
            decided = portfolio.refuse_repetition(token, given["repetition"], because=given.get("because", ""))
        return Response(AskedEntrySerializer(decided).data)
