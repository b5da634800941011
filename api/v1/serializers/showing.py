"""A badge from elsewhere, places in an item, and the evidence plan."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import Answer, Body, Choice, Day, Number, Text, Upload
from api.v1.serializers.common import PersonSerializer
from portfolio.models import EvidenceKind


class BadgeFileBody(Body):
    file = Upload()


class PlaceSerializer(Answer):
    """Where in a file of an item the work can be seen: pages, or seconds of a recording."""

    id = serializers.UUIDField()
    file = serializers.UUIDField(source="file_id")
    work_process = serializers.UUIDField(source="link.work_process_id")
    page_from = serializers.IntegerField(allow_null=True)
    page_until = serializers.IntegerField(allow_null=True)
    second_from = serializers.IntegerField(allow_null=True)
    second_until = serializers.IntegerField(allow_null=True)
    note = serializers.CharField()


class PlaceBody(Body):
    """Pages from 1 or seconds from 0, one of the two; ``…_until`` is the same as ``…_from`` unless given."""

    work_process = serializers.UUIDField()
    file = serializers.UUIDField()
    page_from = Number(required=False, allow_null=True)
    page_until = Number(required=False, allow_null=True)
    second_from = Number(required=False, allow_null=True)
    second_until = Number(required=False, allow_null=True)
    note = Text(required=False)


class PlannedSerializer(Answer):
    """What will be shown. Without ``accepted_at`` it waits for the candidate's yes."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    work_processes = serializers.SerializerMethodField()
    due_on = serializers.DateField()
    proposed_by = PersonSerializer(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    fulfilled_at = serializers.DateTimeField(allow_null=True)
    item = serializers.UUIDField(source="item_id", allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_because = serializers.CharField()

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_work_processes(self, planned: Any) -> list[str]:
        return [str(row.pk) for row in planned.work_processes.all()]


class PlannedBody(Body):
    title = Text()
    kind = Choice(choices=EvidenceKind.choices)
    work_processes = serializers.ListField(child=serializers.UUIDField(), max_length=200)
    due_on = Day()


class EndPlannedBody(Body):
    because = Text()


class FulfilBody(Body):
    item = serializers.UUIDField()
