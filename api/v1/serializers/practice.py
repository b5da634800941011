"""The practice log, its import, and what a witness is asked."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.fields import MOST_AT_ONCE, Answer, Body, Choice, Day, Key, Number, Query, Text, Upload
from api.v1.serializers.common import CodedSerializer
from evc.standards.models import StandardVersion, WorkProcess
from portfolio.models import Repetition
from portfolio.reading.sentences import log_problem


class RepetitionSerializer(Answer):
    id = serializers.UUIDField()
    work_process = CodedSerializer(source="log.work_process")
    day = serializers.DateField()
    task = serializers.CharField()
    count = serializers.IntegerField(help_text="Negative in a correction.")
    corrects = serializers.UUIDField(source="corrects_id", allow_null=True)
    hours = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)
    place = serializers.CharField()
    role = serializers.ChoiceField(choices=Repetition.PracticeRole.choices)
    witness_name = serializers.CharField()
    witness_email = serializers.CharField()
    note = serializers.CharField()
    state = serializers.ChoiceField(choices=Repetition.State.choices)
    decided_at = serializers.DateTimeField(allow_null=True)
    refused_because = serializers.CharField()


class _EntryBody(Body):
    hours = serializers.DecimalField(max_digits=5, decimal_places=2, required=False, allow_null=True)
    place = Text(required=False, max_length=200)
    witness_name = Text(required=False, max_length=200)
    witness_email = Text(required=False, max_length=254)
    note = Text(required=False)


class RepetitionBody(_EntryBody):
    work_process = Key(WorkProcess)
    day = Day()
    task = Text(max_length=300)
    count = Number()
    role = Choice(choices=Repetition.PracticeRole.choices)


class RepetitionChangeBody(_EntryBody):
    day = Day(required=False)
    task = Text(required=False, max_length=300)
    count = Number(required=False)
    role = Choice(choices=Repetition.PracticeRole.choices, required=False)


class RepeatBody(Body):
    """``last``: the entry that was seen as the newest of this work process."""

    work_process = Key(WorkProcess)
    last = serializers.UUIDField()


class LogItemBody(Body):
    standard_version = Key(StandardVersion)
    title = Text(max_length=300)


class RepetitionsQuery(Query):
    standard_version = Key(StandardVersion, required=False)
    state = Choice(choices=Repetition.State.choices, required=False)


class LogImportBody(Body):
    file = Upload()
    standard_version = Key(StandardVersion)


class ProblemSerializer(Answer):
    code = serializers.CharField()
    detail = serializers.CharField()


class BadRowSerializer(Answer):
    """A row that was not taken over: its cells as they were typed, and all that is wrong with them."""

    line = serializers.IntegerField()
    cells = serializers.DictField(child=serializers.CharField())
    problems = serializers.SerializerMethodField()

    def get_problems(self, row: Any) -> list[dict[str, str]]:
        return [{"code": code, "detail": log_problem(code, facts)} for code, facts in row.problems]


class LogImportSerializer(Answer):
    imported = RepetitionSerializer(many=True)
    bad = BadRowSerializer(many=True)
    known = serializers.IntegerField(help_text="Rows that were in the log already.")


class AskConfirmationBody(Body):
    repetitions = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_AT_ONCE)


class ConfirmationRequestSerializer(Answer):
    """One witness, one mail."""

    id = serializers.UUIDField()
    witness_name = serializers.CharField()
    witness_email = serializers.CharField()
    asked_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class AskedEntrySerializer(Answer):
    """An entry as its witness reads it."""

    id = serializers.UUIDField()
    work_process = serializers.CharField(source="log.work_process.title")
    day = serializers.DateField()
    task = serializers.CharField()
    count = serializers.IntegerField()
    hours = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)
    place = serializers.CharField()
    role = serializers.ChoiceField(choices=Repetition.PracticeRole.choices)
    state = serializers.ChoiceField(choices=Repetition.State.choices)


class WitnessSerializer(Answer):
    candidate = serializers.CharField(source="owner.name")
    witness_name = serializers.CharField()
    expires_at = serializers.DateTimeField()
    is_known = serializers.BooleanField(help_text="Whether the witness said who they are.")
    entries = AskedEntrySerializer(many=True)


class WitnessAboutBody(Body):
    """Who the witness is, in their own words; ``tie``: any other tie with the candidate, empty for none."""

    name = Text(max_length=200)
    function = Text(max_length=200)
    knows_how = Text(max_length=1000)
    tie = Text(max_length=500, required=False)


class WitnessAnswerBody(Body):
    """``because``: needed to refuse. ``about``: needed to confirm the first time, remembered for this candidate."""

    about = WitnessAboutBody(required=False)

    repetition = serializers.UUIDField()
    answer = Choice(choices=["confirm", "refuse"])
    because = Text(required=False)
