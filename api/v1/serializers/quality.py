"""What a quality officer judges before a release: the list, the sample, a second opinion; and what came of it: findings."""

from __future__ import annotations

from rest_framework import serializers

from api.fields import Answer, Body, Choice, Day, Key, Number, Query, Text, YesOrNo
from api.v1.serializers.common import OrganisationSerializer, PersonSerializer
from evc.quality.models import CheckAnswer, CodePart, Draw, SecondOpinion
from foundation.people.models import Person


class CheckPointSerializer(Answer):
    key = serializers.CharField()
    part = serializers.ChoiceField(choices=CodePart.choices, help_text="Of the quality code.")
    question = serializers.CharField()
    answer = serializers.CharField(allow_blank=True, help_text="yes, no, not_applicable; empty: not answered yet.")
    remark = serializers.CharField(allow_blank=True)


class CheckAnswerBody(Body):
    answer = Choice(choices=CheckAnswer.Answer.choices)
    remark = Text(required=False, allow_blank=True)


class DrawSerializer(Answer):
    """Whether this dossier has to be read in full. The seed is in the log, so that anybody can draw again."""

    id = serializers.UUIDField()
    is_drawn = serializers.BooleanField()
    share = serializers.IntegerField(help_text="Percents of the dossiers like this one.")
    reasons = serializers.ListField(child=serializers.CharField(), help_text="The rules that raised the share.")
    drawn_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)
    remark = serializers.CharField()


class RemarkBody(Body):
    remark = Text(required=False)


class TallySerializer(Answer):
    name = serializers.CharField()
    dossiers = serializers.IntegerField()
    planned = serializers.FloatField(help_text="How many the shares together ask for.")
    drawn = serializers.IntegerField()
    read = serializers.IntegerField()
    left = serializers.IntegerField()


class SamplingSerializer(Answer):
    """Planned against done in a year."""

    year = serializers.IntegerField()
    plan = serializers.IntegerField(allow_null=True, help_text="Number of the plan that holds now.")
    moments = TallySerializer(many=True)
    standards = TallySerializer(many=True)
    assessors = TallySerializer(many=True)


class YearQuery(Query):
    year = Number(required=False, max_value=2200)


class OpinionSerializer(Answer):
    """Another quality officer was asked to look too. They decide nothing."""

    id = serializers.UUIDField()
    outcome = serializers.UUIDField(source="outcome_id")
    asked_by = PersonSerializer()
    asked_of = PersonSerializer()
    question = serializers.CharField()
    release_waits = serializers.BooleanField()
    asked_at = serializers.DateTimeField()
    verdict = serializers.ChoiceField(choices=SecondOpinion.Verdict.choices, allow_blank=True)
    text = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class AskOpinionBody(Body):
    of = Key(Person)
    question = Text()
    release_waits = YesOrNo()


class GiveOpinionBody(Body):
    verdict = Choice(choices=SecondOpinion.Verdict.choices)
    text = Text()


class QualityFindingSerializer(Answer):
    """An action with an owner and a day; only whoever raised it closes it."""

    id = serializers.UUIDField()
    organisation = OrganisationSerializer()
    draw = serializers.UUIDField(source="draw_id", allow_null=True, help_text="The dossier it came from.")
    text = serializers.CharField()
    raised_by = PersonSerializer()
    raised_at = serializers.DateTimeField()
    owner = PersonSerializer()
    due_on = serializers.DateField()
    answer = serializers.CharField(help_text="What the owner did.")
    answered_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    conclusion = serializers.CharField()


class QualityFindingsQuery(Query):
    closed = serializers.BooleanField(required=False, default=False)


class QualityFindingBody(Body):
    text = Text()
    owner = Key(Person)
    due_on = Day()
    draw = Key(Draw.objects.visible_to, required=False, allow_null=True)


class AnswerFindingBody(Body):
    answer = Text()


class CloseFindingBody(Body):
    conclusion = Text(required=False)
