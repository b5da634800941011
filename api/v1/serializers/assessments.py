"""Scoring: the desk, what is left, moderation."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.fields import MOST_AT_ONCE, Answer, Body, Choice, Key, Number, Query, Text
from api.v1.serializers.common import CodedSerializer, KeyedSerializer, PersonSerializer
from api.v1.serializers.dossiers import FrozenItemSerializer, FrozenPracticeSerializer, RecordSerializer
from api.v1.serializers.standards import LevelSerializer
from evc.assessments.models import Mark
from evc.assessments.support import Support
from evc.standards.models import Criterion

_MARKS = [("", ""), *Mark.choices]


class AssessmentSerializer(Answer):
    id = serializers.UUIDField()
    trajectory = serializers.UUIDField(source="trajectory_id")
    candidate = PersonSerializer(source="trajectory.candidate")
    assessor = PersonSerializer()
    seat = serializers.IntegerField(source="participant.seat")
    opened_at = serializers.DateTimeField()
    final_at = serializers.DateTimeField(allow_null=True)


class GapSerializer(Answer):
    """One thing that is left; the identifiers say where."""

    kind = serializers.CharField()
    detail = serializers.CharField(source="kind.sentence", help_text="What to do about it.")
    code = serializers.CharField()
    work_process = serializers.UUIDField(allow_null=True)
    criterion = serializers.UUIDField(allow_null=True)
    instrument = serializers.UUIDField(allow_null=True)
    item = serializers.UUIDField(allow_null=True)
    part = serializers.CharField(allow_null=True)


class SupportSerializer(Answer):
    item = serializers.UUIDField(source="item_id", allow_null=True)
    page = serializers.IntegerField(allow_null=True)
    record = serializers.UUIDField(source="record_id", allow_null=True)


class InstrumentScoreSerializer(Answer):
    instrument = KeyedSerializer()
    level = serializers.SerializerMethodField()
    remark = serializers.SerializerMethodField()
    support = SupportSerializer(many=True)

    def get_level(self, row: Any) -> str | None:
        """The level's key."""
        return self.context["levels"][row.score.level_id] if row.score else None

    def get_remark(self, row: Any) -> str:
        return row.score.remark if row.score else ""


class LegsSerializer(Answer):
    part_of_standard = serializers.CharField()
    evidence_or_instrument = serializers.CharField()
    seen_or_heard = serializers.CharField()


class CriterionDeskSerializer(Answer):
    criterion = CodedSerializer()
    scores = InstrumentScoreSerializer(many=True)
    legs = LegsSerializer(allow_null=True)


class ItemJudgementSerializer(Answer):
    authentic = serializers.ChoiceField(choices=Mark.choices, allow_blank=True)
    current = serializers.ChoiceField(choices=Mark.choices, allow_blank=True)
    remark = serializers.CharField()


class ItemDeskSerializer(Answer):
    item = FrozenItemSerializer()
    judgement = ItemJudgementSerializer(allow_null=True)
    relevant = serializers.ChoiceField(choices=Mark.choices, allow_blank=True)


class WorkProcessJudgementSerializer(Answer):
    varied = serializers.ChoiceField(choices=Mark.choices, allow_blank=True)
    enough = serializers.ChoiceField(choices=Mark.choices, allow_blank=True)
    remark = serializers.CharField()


class SupplementRequestSerializer(Answer):
    id = serializers.UUIDField()
    work_process = serializers.UUIDField(source="work_process_id")
    text = serializers.CharField()


class WorkProcessDeskSerializer(Answer):
    core_task = CodedSerializer()
    work_process = CodedSerializer()
    criteria = CriterionDeskSerializer(many=True)
    legs = LegsSerializer(allow_null=True)
    judgement = WorkProcessJudgementSerializer(allow_null=True)
    items = ItemDeskSerializer(many=True)
    practice = FrozenPracticeSerializer(allow_null=True)
    request = SupplementRequestSerializer(allow_null=True)


class ProgressSerializer(Answer):
    work_process = CodedSerializer()
    scored = serializers.IntegerField()
    criteria = serializers.IntegerField()
    left = serializers.IntegerField()


class DeskSerializer(Answer):
    """One work process at a time, with what was scored of it and all that is left."""

    assessment = serializers.UUIDField(source="assessment.id")
    manifest_sha256 = serializers.CharField(source="manifest.sha256")
    is_open = serializers.BooleanField()
    supplements_left = serializers.IntegerField()
    instruments = KeyedSerializer(many=True)
    levels = LevelSerializer(many=True)
    records = RecordSerializer(many=True)
    progress = ProgressSerializer(many=True)
    current = WorkProcessDeskSerializer()
    left = GapSerializer(many=True)
    other_items = FrozenItemSerializer(many=True)


class DeskQuery(Query):
    work_process = serializers.UUIDField(required=False)


class SupportBody(Body):
    """An item of the dossier, with a page where one page carries it; or a record."""

    item = serializers.UUIDField(required=False, allow_null=True)
    page = Number(required=False, allow_null=True)
    record = serializers.UUIDField(required=False, allow_null=True)

    def to_internal_value(self, data: Any) -> Any:
        return Support(**super().to_internal_value(data))


class ScoreBody(Body):
    """``level``: its key. What is left out stays as it was."""

    level = Text(max_length=40)
    remark = Text(required=False)
    support = SupportBody(many=True, required=False, max_length=MOST_AT_ONCE)  # type: ignore[call-arg]


class ScoreSerializer(Answer):
    criterion = serializers.UUIDField(source="criterion_id")
    instrument = serializers.UUIDField(source="instrument_id")
    level = serializers.CharField(source="level.key")
    remark = serializers.CharField()
    support = SupportSerializer(many=True)


class ItemJudgementBody(Body):
    authentic = Choice(choices=_MARKS, required=False)
    current = Choice(choices=_MARKS, required=False)
    remark = Text(required=False)


class RelevanceBody(Body):
    relevant = Choice(choices=_MARKS)


class WorkProcessJudgementBody(Body):
    varied = Choice(choices=_MARKS, required=False)
    enough = Choice(choices=_MARKS, required=False)
    remark = Text(required=False)


class LegsBody(Body):
    """``criterion``: where the standard asks for a substantiation per criterion."""

    criterion = Key(Criterion, required=False, allow_null=True)
    part_of_standard = Text(required=False)
    evidence_or_instrument = Text(required=False)
    seen_or_heard = Text(required=False)


class RequestBody(Body):
    """An empty text takes the request away."""

    text = Text(allow_blank=True)


class ModerationSerializer(Answer):
    id = serializers.UUIDField()
    trajectory = serializers.UUIDField(source="trajectory_id")
    candidate = PersonSerializer(source="trajectory.candidate")
    round = serializers.IntegerField()
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)


class ReasonScoreSerializer(Answer):
    instrument = serializers.CharField(source="instrument.key")
    level = serializers.CharField(source="level.key")
    remark = serializers.CharField()


class ReasonSerializer(Answer):
    seat = serializers.IntegerField()
    level = LevelSerializer(allow_null=True)
    scores = ReasonScoreSerializer(many=True)
    legs = LegsSerializer(allow_null=True)


class AgreedSerializer(Answer):
    level = LevelSerializer(allow_null=True)
    because = serializers.CharField()
    changed_at = serializers.DateTimeField()


class DifferenceSerializer(Answer):
    criterion = CodedSerializer()
    reasons = ReasonSerializer(many=True)
    agreed = AgreedSerializer()


class ModerationPageSerializer(Answer):
    """Only what differs, with what each seat gave for it and why."""

    moderation = ModerationSerializer()
    levels = LevelSerializer(many=True)
    criteria_compared = serializers.IntegerField()
    can_be_signed = serializers.BooleanField()
    signed_by = serializers.ListField(child=serializers.UUIDField())
    differences = DifferenceSerializer(many=True)


class AgreeBody(Body):
    """``level``: its key."""

    level = Text(max_length=40)
    because = Text()
