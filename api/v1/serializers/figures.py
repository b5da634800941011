"""Figures of a provider's year. Null is a number about fewer than five people: it is told to nobody."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.fields import Answer, Number, Query
from api.v1.serializers.common import CodedSerializer, KeyedSerializer, PersonSerializer
from evc.figures.outcomes import Ended
from evc.trajectories.models import State


class WaitingSerializer(Answer):
    step = serializers.ChoiceField(choices=State.choices)
    people = serializers.IntegerField(allow_null=True)
    over_four_weeks = serializers.IntegerField(allow_null=True)
    since = serializers.DateTimeField(allow_null=True)
    without_assessors = serializers.IntegerField(allow_null=True)


class StepTimeSerializer(Answer):
    """Calendar days. Without a step: from request to release."""

    step = serializers.ChoiceField(choices=State.choices, allow_null=True)
    people = serializers.IntegerField(allow_null=True)
    middle = serializers.FloatField(allow_null=True)
    longest_tenth = serializers.IntegerField(allow_null=True, help_text="Nine of ten took no longer than this.")


class RouteTimeSerializer(Answer):
    route = KeyedSerializer()
    norm_days = serializers.IntegerField()
    steps = StepTimeSerializer(many=True)
    whole = StepTimeSerializer()


class PhaseFigureSerializer(Answer):
    phase = KeyedSerializer()
    budget = serializers.DecimalField(max_digits=7, decimal_places=1)
    people = serializers.IntegerField(allow_null=True)
    mean = serializers.DecimalField(max_digits=9, decimal_places=2, allow_null=True)


class RouteHoursSerializer(Answer):
    route = KeyedSerializer()
    people = serializers.IntegerField(allow_null=True)
    mean = serializers.DecimalField(max_digits=9, decimal_places=2, allow_null=True)
    phases = PhaseFigureSerializer(many=True)


class EndedSerializer(Answer):
    """How many candidates ended in which way, of a standard along a route."""

    standard = serializers.CharField(source="standard.title")
    route = KeyedSerializer()
    total = serializers.IntegerField(allow_null=True)
    ways = serializers.SerializerMethodField(help_text=", ".join(str(way) for way in Ended))

    def get_ways(self, row: Any) -> dict[str, int | None]:
        return {str(way): count for way, count in row.ways.items()}


class KappaSerializer(Answer):
    value = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    pairs = serializers.IntegerField()


class AgreementFigureSerializer(Answer):
    """Weighted kappa with its 95 % interval; null as well where it says nothing."""

    candidates = serializers.IntegerField(allow_null=True)
    kappa = KappaSerializer(allow_null=True)


class StandardAgreementSerializer(AgreementFigureSerializer):
    standard = serializers.CharField()


class PairAgreementSerializer(AgreementFigureSerializer):
    assessors = PersonSerializer(many=True)


class CriterionAgreementSerializer(StandardAgreementSerializer):
    criterion = CodedSerializer()


class FiguresSerializer(Answer):
    """``pairs`` names assessors: for quality officers alone."""

    year = serializers.IntegerField()
    years = serializers.ListField(child=serializers.IntegerField())
    waiting = WaitingSerializer(many=True)
    lead_times = RouteTimeSerializer(many=True)
    hours = RouteHoursSerializer(many=True)
    outcomes = EndedSerializer(many=True)
    standards = StandardAgreementSerializer(many=True)
    criteria = CriterionAgreementSerializer(many=True)
    pairs = PairAgreementSerializer(many=True, required=False)


class FiguresQuery(Query):
    year = Number(required=False, max_value=2200, help_text="One of ``years``; the newest unless given.")
