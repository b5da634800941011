"""What was shared and frozen, hours, records, and what is still missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from api.fields import Answer, Body, Choice, Day, Key, Query, Text
from api.v1.serializers.common import CodedSerializer, KeyedSerializer, PersonSerializer
from evc.routes.models import Instrument, Phase
from evc.trajectories.models import IdentitySeen
from portfolio.models import Authorship, EvidenceKind, StarrPart


class HoursSerializer(Answer):
    id = serializers.UUIDField()
    phase = KeyedSerializer()
    day = serializers.DateField()
    hours = serializers.DecimalField(max_digits=5, decimal_places=2)
    note = serializers.CharField()
    noted_by = PersonSerializer()


class PhaseHoursSerializer(Answer):
    phase = KeyedSerializer()
    budget = serializers.DecimalField(max_digits=7, decimal_places=2)
    spent = serializers.DecimalField(max_digits=7, decimal_places=2)


class HoursOverviewSerializer(Answer):
    phases = PhaseHoursSerializer(many=True)
    spent = serializers.DecimalField(max_digits=7, decimal_places=2)
    budget_min = serializers.DecimalField(max_digits=5, decimal_places=1)
    budget_max = serializers.DecimalField(max_digits=5, decimal_places=1)
    is_over = serializers.BooleanField()
    entries = HoursSerializer(many=True)


class HoursBody(Body):
    phase = Key(Phase)
    day = Day()
    hours = serializers.DecimalField(max_digits=8, decimal_places=4)
    note = Text(required=False)


class PracticeCountSerializer(Answer):
    required = serializers.IntegerField(allow_null=True)  # type: ignore[assignment]
    confirmed = serializers.IntegerField()
    old = serializers.IntegerField()
    waiting = serializers.IntegerField()
    refused = serializers.IntegerField()
    noted = serializers.IntegerField()


class CoverageRowSerializer(Answer):
    work_process = CodedSerializer()
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="By kind of evidence.")
    practice = PracticeCountSerializer()
    items = serializers.SerializerMethodField()
    signal = serializers.CharField(help_text="The first of the signals, or covered.")
    signals = serializers.ListField(
        child=serializers.CharField(),
        help_text="nothing-yet, only-indirect, repetitions-missing, too-little, one-sided, too-old",
    )

    def get_items(self, row: Any) -> list[UUID]:
        """Of the context ``items``: by work process."""
        found: list[UUID] = self.context["items"].get(row.work_process.pk, [])
        return found


class JoinedRequestSerializer(Answer):
    work_process = CodedSerializer()
    texts = serializers.ListField(child=serializers.CharField())


class IdentitySeenSerializer(Answer):
    document = serializers.ChoiceField(choices=IdentitySeen.Document.choices)
    seen_on = serializers.DateField()
    seen_by = PersonSerializer()


class IdentitySeenBody(Body):
    """The kind of document and the day: never a number or a copy."""

    document = Choice(choices=IdentitySeen.Document.choices)
    seen_on = Day()


class RecordSerializer(Answer):
    """Facts of an interview or observation; not a score."""

    id = serializers.UUIDField()
    instrument = KeyedSerializer()
    held_on = serializers.DateField()
    from_time = serializers.TimeField(allow_null=True)
    until_time = serializers.TimeField(allow_null=True)
    place = serializers.CharField()
    facts = serializers.CharField()
    by = PersonSerializer()
    written_at = serializers.DateTimeField()


class RecordBody(Body):
    instrument = Key(Instrument)
    held_on = Day()
    from_time = serializers.TimeField(required=False, allow_null=True)
    until_time = serializers.TimeField(required=False, allow_null=True)
    place = Text(required=False)
    facts = Text()


class FrozenFileSerializer(Answer):
    id = serializers.UUIDField()
    sha256 = serializers.CharField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    page_count = serializers.IntegerField(allow_null=True)
    warnings = serializers.ListField(child=serializers.CharField())


class FrozenToolSerializer(Answer):
    name = serializers.CharField()
    is_ai = serializers.BooleanField()
    used_for = serializers.CharField()


class FrozenAuthorshipSerializer(Answer):
    """Whose work it is, as its owner said. Never a score."""

    made_by = serializers.ChoiceField(choices=Authorship.MadeBy.choices)
    with_whom = serializers.CharField()
    own_part = serializers.CharField()
    tools = FrozenToolSerializer(many=True)
    said_at = serializers.DateTimeField(allow_null=True)
    is_of_this_version = serializers.BooleanField()


class FrozenPlaceSerializer(Answer):
    """Where a claim can be seen: pages counted from 1, or seconds. ``confirmed``: looked up in this version."""

    work_process = serializers.CharField(help_text="Code.")
    file = serializers.UUIDField()
    page_from = serializers.IntegerField(allow_null=True)
    page_until = serializers.IntegerField(allow_null=True)
    second_from = serializers.IntegerField(allow_null=True)
    second_until = serializers.IntegerField(allow_null=True)
    note = serializers.CharField()
    confirmed = serializers.BooleanField()


class FrozenRecordingSerializer(Answer):
    """A part of a story that was spoken; ``text`` is a text version that its owner confirmed, or empty."""

    part = serializers.ChoiceField(choices=StarrPart.choices)
    file = serializers.UUIDField()
    text = serializers.CharField()


class FrozenItemSerializer(Answer):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    is_direct = serializers.BooleanField()
    title = serializers.CharField()
    what_it_shows = serializers.CharField()
    organisation = serializers.CharField()
    level = serializers.CharField()
    holder = serializers.CharField()
    code = serializers.CharField()
    code_system = serializers.CharField()
    starr = serializers.DictField(child=serializers.CharField())
    authorship = FrozenAuthorshipSerializer(allow_null=True)
    period_from = serializers.DateField(allow_null=True)
    period_until = serializers.DateField(allow_null=True)
    issued_on = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)
    files = FrozenFileSerializer(many=True)
    work_processes = serializers.ListField(child=serializers.CharField(), help_text="Codes.")
    recordings = FrozenRecordingSerializer(many=True)
    places = FrozenPlaceSerializer(many=True)
    badge = serializers.DictField(allow_null=True, help_text="Of a badge from elsewhere: what the check found.")


class FrozenPracticeSerializer(Answer):
    work_process = serializers.CharField(help_text="Code.")
    required = serializers.IntegerField(allow_null=True)  # type: ignore[assignment]
    confirmed = serializers.IntegerField()
    old = serializers.IntegerField()
    repetitions = serializers.ListField(child=serializers.DictField())


class DossierSerializer(Answer):
    """What was handed in: it never changes, and scores and badge refer to its sha256."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    sha256 = serializers.CharField()
    frozen_at = serializers.DateTimeField()
    items = FrozenItemSerializer(many=True)
    practice = FrozenPracticeSerializer(many=True)


class FileQuery(Query):
    form = Choice(choices=["preview", "original"], required=False)
