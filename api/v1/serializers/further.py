"""What a coach asks for, and what assessors take over from an earlier certificate."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.fields import Answer, Body, Day, Key, Text
from api.v1.serializers.common import CodedSerializer, PersonSerializer
from evc.standards.models import WorkProcess


class EvidenceRequestSerializer(Answer):
    """Open until the candidate says that it is done, or whoever asked takes it back."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    due_on = serializers.DateField()
    item = serializers.UUIDField(source="item_id", allow_null=True, help_text="What it is about, if one.")
    asked_by = PersonSerializer(allow_null=True)
    asked_at = serializers.DateTimeField()
    done_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class EvidenceRequestBody(Body):
    text = Text()
    due_on = Day()
    item_id = serializers.UUIDField(required=False, allow_null=True)


class TakenOverSerializer(Answer):
    """``counts``: every assessor agreed, so that it stands as recognised with its origin."""

    id = serializers.UUIDField()
    work_process = CodedSerializer()
    item = serializers.UUIDField(source="item_id", help_text="The certificate in the dossier.")
    source = serializers.CharField(help_text="Who found it then.")  # type: ignore[assignment]
    certificate = serializers.CharField()
    found_on = serializers.DateField()
    because = serializers.CharField()
    proposed_by = PersonSerializer()
    counts = serializers.SerializerMethodField()
    agreed = serializers.SerializerMethodField(help_text="I agreed.")

    def get_counts(self, row: Any) -> bool:
        return row.pk in self.context["counting"]

    def get_agreed(self, row: Any) -> bool:
        return row.pk in self.context["agreed"]


class TakenOverBody(Body):
    work_process = Key(WorkProcess)
    item = serializers.UUIDField()
    source = Text(max_length=200)  # type: ignore[assignment]
    certificate = Text(max_length=200)
    found_on = Day()
    because = Text()
