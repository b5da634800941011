"""A trajectory as its parts read it, and what is asked of it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.fields import Answer, Body, Choice, Day, Key, Keys, Named, Number, Query, Text, YesOrNo
from api.v1.serializers.common import CodedSerializer, OrganisationSerializer, PersonSerializer
from evc.routes.models import Route
from evc.standards.models import CoreTask, StandardVersion
from evc.trajectories.models import Participant, State, Trajectory, Yield
from evc.trajectories.selectors import RestKind
from foundation.people.models import Organisation, Person


class StandardBriefSerializer(Answer):
    id = serializers.UUIDField()
    title = serializers.CharField(source="standard.title")
    label = serializers.CharField()  # type: ignore[assignment]


class RouteBriefSerializer(Answer):
    id = serializers.UUIDField()
    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    name = serializers.CharField()


class RestSerializer(Answer):
    """Paused, or ended for silence: nothing is asked of anybody. ``until``: the last day of it, or to undo it."""

    kind = serializers.ChoiceField(choices=[str(kind) for kind in RestKind])
    since = serializers.DateField()
    until = serializers.DateField()


class TrajectoryRowSerializer(Answer):
    """Dates and status: what everybody who sees a trajectory may read."""

    id = serializers.UUIDField()
    candidate = PersonSerializer()
    client = OrganisationSerializer()
    provider = OrganisationSerializer()
    standard = StandardBriefSerializer(source="standard_version")
    route = RouteBriefSerializer()
    state = serializers.ChoiceField(choices=State.choices)
    state_since = serializers.DateTimeField()
    requested_at = serializers.DateTimeField()
    due_on = serializers.DateField(allow_null=True)
    is_resting = serializers.BooleanField(
        help_text="It is paused, or was ended for silence: nothing is asked of anybody."
    )
    my_parts = serializers.SerializerMethodField(help_text="What I am in it now; coordinator where I plan it.")

    def get_my_parts(self, trajectory: Any) -> list[str]:
        return parts_of(trajectory, coordinates=trajectory.provider_id in self.context["coordinated"])


def parts_of(trajectory: Trajectory, *, coordinates: bool) -> list[str]:
    """What the viewer is in it."""
    mine: list[Participant] = trajectory.my_participations  # type: ignore[attr-defined]
    return [*(str(row.part) for row in mine), *(["coordinator"] if coordinates else [])]


class StepSerializer(Answer):
    state = serializers.ChoiceField(choices=State.choices)
    at = serializers.DateTimeField(allow_null=True)
    is_done = serializers.BooleanField()
    is_now = serializers.BooleanField()


class ParticipantSerializer(Answer):
    id = serializers.UUIDField()
    person = PersonSerializer()
    part = serializers.ChoiceField(choices=Participant.Part.choices)
    seat = serializers.IntegerField(allow_null=True)
    assigned_at = serializers.DateTimeField()
    no_ties_declared_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class BadgeContentsSerializer(Answer):
    shows_name = serializers.BooleanField()
    addresses = serializers.ListField(child=serializers.EmailField(), help_text="Empty: the main one.")


class TrajectorySerializer(TrajectoryRowSerializer):
    """For somebody who is only the manager it ends with the steps; the badge's contents are for the candidate alone."""

    rest = RestSerializer(allow_null=True, help_text="Empty while it goes on.")
    my_parts = serializers.ListField(child=serializers.CharField())  # type: ignore[assignment]
    steps = StepSerializer(many=True)
    units = CodedSerializer(many=True, required=False)
    yields = serializers.ChoiceField(choices=Yield.choices, allow_blank=True, required=False)
    participants = ParticipantSerializer(many=True, required=False)
    supplements_left = serializers.IntegerField(required=False)
    badge_contents = BadgeContentsSerializer(required=False)


class TrajectoriesQuery(Query):
    state = Choice(choices=State.choices, required=False)


class TrajectoryBody(Body):
    """``candidate``: oneself unless given. ``route``: its key."""

    candidate = Key(Person, required=False)
    client = Key(Organisation)
    provider = Key(Organisation)
    standard_version = Key(StandardVersion)
    route = Named(Route)
    units = Keys(CoreTask, required=False)


class UnitsBody(Body):
    units = Keys(CoreTask)


class AssignBody(Body):
    person = Key(Person)
    part = Choice(choices=Participant.Part.choices)
    seat = Number(required=False, allow_null=True, help_text="Of an assessor: the number of the route's seat.")
    because = Text(
        required=False,
        allow_blank=True,
        max_length=1000,
        help_text="Why, where there is something to weigh (to-be-weighed).",
    )


class CloseBody(Body):
    """The day of the closing talk, or that the candidate did not want one."""

    closing_talk_on = Day(required=False, allow_null=True)
    declined = YesOrNo(required=False)


class BadgeContentsBody(Body):
    shows_name = YesOrNo()
    addresses = serializers.ListField(child=Text(max_length=254), max_length=20)


class TaskTrajectorySerializer(Answer):
    id = serializers.UUIDField()
    candidate = PersonSerializer()
    standard = serializers.CharField(source="standard_version.standard.title")
    route = serializers.CharField(source="route.label")


class TaskSerializer(Answer):
    code = serializers.CharField(help_text="Stable; says what is to be done or waited for.")
    part = serializers.CharField(help_text="As which I do it.")
    trajectory = TaskTrajectorySerializer()
    since = serializers.DateTimeField()
    until = serializers.DateField(allow_null=True)
    is_late = serializers.SerializerMethodField()
    object_id = serializers.UUIDField(allow_null=True, help_text="What it is about, where not the trajectory itself.")
    facts = serializers.DictField()

    def get_is_late(self, task: Any) -> bool:
        return bool(task.is_late(self.context["today"]))


class WorkListSerializer(Answer):
    mine = TaskSerializer(many=True)
    waiting = TaskSerializer(many=True)
