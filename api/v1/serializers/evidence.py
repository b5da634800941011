"""What is covered in a file, and a part of a story that was told."""

from __future__ import annotations

from rest_framework import serializers

from api.fields import Answer, Body, Choice, Number, Text, Upload, YesOrNo
from portfolio.models import StarrPart
from portfolio.services.covering import MOST_BOXES


class BoxSerializer(Answer):
    """In fractions of the page, from its top left corner; pages are counted from 1."""

    page = serializers.IntegerField()
    x = serializers.FloatField()
    y = serializers.FloatField()
    width = serializers.FloatField()
    height = serializers.FloatField()


class CoverSerializer(Answer):
    """``is_covered``: others get a copy with these boxes burned in. Otherwise the boxes are a proposal."""

    is_covered = serializers.BooleanField()
    boxes = BoxSerializer(many=True)
    sha256 = serializers.CharField(allow_null=True, help_text="Of the covered copy.")


class BoxBody(Body):
    page = Number()
    x = serializers.FloatField()
    y = serializers.FloatField()
    width = serializers.FloatField()
    height = serializers.FloatField()


class CoverBody(Body):
    boxes = BoxBody(many=True, max_length=MOST_BOXES)  # type: ignore[call-arg]


class SpokenSerializer(Answer):
    """The recording is the answer; ``text`` counts as one's own words once it is confirmed."""

    id = serializers.UUIDField()
    item = serializers.UUIDField(source="item_id")
    part = serializers.ChoiceField(choices=StarrPart.choices)
    file = serializers.UUIDField(source="file_id")
    text = serializers.CharField()
    text_confirmed_at = serializers.DateTimeField(allow_null=True)


class SpokenBody(Body):
    part = Choice(choices=StarrPart.choices)
    file = Upload()


class SpokenTextBody(Body):
    """An empty text takes it away."""

    text = Text(allow_blank=True)
    confirm = YesOrNo(required=False)
