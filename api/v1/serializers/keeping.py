"""The coach's talks, hours of coach and assessors, and what is kept how long."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from api.fields import Answer, Body, Choice, Day, Keys, Text
from api.v1.serializers.common import PersonSerializer
from evc.routes.models import RouteWork
from evc.trajectories.models import Kept, TalkPoint
from evc.trajectories.selectors.work_hours import STAGES
from evc.trajectories.services.coach_talks import MOST_POINTS, POINT_LENGTH
from foundation.people.models import Person


class TalkPointSerializer(Answer):
    """``chosen_at``: since when the candidate lets the manager read it; empty: not."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    chosen_at = serializers.DateTimeField(allow_null=True)


class TalkSerializer(Answer):
    id = serializers.UUIDField()
    coach = PersonSerializer()
    held_on = serializers.DateField()
    written_at = serializers.DateTimeField()
    points = TalkPointSerializer(many=True)


class TalkBody(Body):
    held_on = Day()
    points = serializers.ListField(child=Text(max_length=POINT_LENGTH), min_length=1, max_length=MOST_POINTS)


def _own_points(person: Person) -> QuerySet[TalkPoint]:
    return TalkPoint.objects.filter(talk__trajectory__candidate=person)


class ChosenPointsBody(Body):
    chosen = Keys(_own_points, help_text="Every point that the manager may read; the others may not (any more).")


class WorkHoursSerializer(Answer):
    """``spent`` empty: not said yet. ``is_over``: it can be said now."""

    person = PersonSerializer(source="participant.person")
    part = serializers.ChoiceField(choices=RouteWork.Part.choices)
    stage = serializers.ChoiceField(choices=STAGES)
    budget = serializers.DecimalField(max_digits=5, decimal_places=2)
    spent = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)
    is_over = serializers.BooleanField()


class WorkHoursBody(Body):
    part = Choice(choices=RouteWork.Part.choices)
    stage = Choice(choices=STAGES)
    hours = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0, max_value=200)


class KeptLineSerializer(Answer):
    """``until``: the last day; ``goes_on``: the day on which it is erased, once it was told."""

    kept = serializers.ChoiceField(source="data.kept", choices=Kept.choices)
    months = serializers.IntegerField(source="term.months", allow_null=True, help_text="Empty: without an end.")
    until = serializers.DateField(allow_null=True)
    goes_on = serializers.DateField(allow_null=True)
    erased_at = serializers.DateTimeField(allow_null=True)


class KeptCaseSerializer(Answer):
    """``ended``: from when the terms run; empty as long as the trajectory did not end."""

    trajectory = serializers.UUIDField(source="trajectory.pk")
    organisation = serializers.CharField(source="trajectory.provider.name")
    ended = serializers.DateField(allow_null=True)
    is_held = serializers.BooleanField(
        source="holds", help_text="Something is going on: nothing goes before that is over."
    )
    lines = KeptLineSerializer(many=True)
