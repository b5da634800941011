"""What a quality officer judges before a release."""

from __future__ import annotations

from rest_framework import serializers

from api.fields import Answer, Body, Choice, Text
from evc.quality.models import CheckAnswer, CodePart


class CheckPointSerializer(Answer):
    key = serializers.CharField()
    part = serializers.ChoiceField(choices=CodePart.choices, help_text="Of the quality code.")
    question = serializers.CharField()
    answer = serializers.CharField(allow_blank=True, help_text="yes, no, not_applicable; empty: not answered yet.")
    remark = serializers.CharField(allow_blank=True)


class CheckAnswerBody(Body):
    answer = Choice(choices=CheckAnswer.Answer.choices)
    remark = Text(required=False, allow_blank=True)
