"""Appeals, complaints and corrections."""

from __future__ import annotations

from rest_framework import serializers

from api.fields import Answer, Body, Choice, Day, Key, Number, Query, Text
from api.v1.serializers.common import CodedSerializer, OrganisationSerializer, PersonSerializer
from api.v1.serializers.standards import LevelSerializer
from api.v1.serializers.trajectories import ParticipantSerializer
from evc.outcomes.models import Appeal, Complaint, Correction
from foundation.people.models import Person


class ContestableRowSerializer(Answer):
    work_process = CodedSerializer()
    criteria = CodedSerializer(many=True)


class ContestableSerializer(Answer):
    """What did not meet the bar, and so can be contested. ``until``: the last day."""

    until = serializers.DateField()
    work_processes = ContestableRowSerializer(many=True)


class AppealRowSerializer(Answer):
    id = serializers.UUIDField()
    trajectory = serializers.UUIDField(source="trajectory_id")
    outcome = serializers.UUIDField(source="outcome_id", help_text="The one that is contested.")
    candidate = PersonSerializer(source="trajectory.candidate")
    standard = serializers.CharField(source="trajectory.standard_version.standard.title")
    state = serializers.ChoiceField(choices=Appeal.State.choices)
    lodged_at = serializers.DateTimeField()
    answer_by = serializers.DateField()
    admitted_at = serializers.DateTimeField(allow_null=True)
    reassessed_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class LookedAgainSerializer(Answer):
    """A contested criterion; levels for whoever decides once it was looked at again, and for all once it is decided.

    A level that nobody gave is left out.
    """

    criterion = CodedSerializer()
    before = LevelSerializer(required=False)
    now = LevelSerializer(required=False)


class AppealSerializer(AppealRowSerializer):
    reasons = serializers.CharField()
    answer = serializers.CharField(help_text="What the candidate reads.")
    obstacle = serializers.ChoiceField(choices=Appeal.Obstacle.choices, allow_blank=True)
    new_outcome = serializers.UUIDField(source="new_outcome_id", allow_null=True)
    criteria = LookedAgainSerializer(many=True)
    people = ParticipantSerializer(many=True, required=False, help_text="For whoever plans or decides.")


class AppealBody(Body):
    criteria = serializers.ListField(child=serializers.UUIDField(), max_length=2000)
    reasons = Text()


class RefuseAdmissionBody(Body):
    obstacle = Choice(choices=Appeal.Obstacle.choices)
    answer = Text()


class AnswerBody(Body):
    answer = Text()


class OfficerBody(Body):
    person = Key(Person)
    because = Text(required=False, max_length=1000, help_text="Why, where there is something to weigh.")


class AppealAssessorBody(OfficerBody):
    seat = Number()


class AppealSeatSerializer(Answer):
    """One's own place in an appeal. Nothing of the outcome that is contested stands here."""

    appeal = serializers.UUIDField()
    candidate = PersonSerializer()
    standard = serializers.CharField()
    answer_by = serializers.DateField()
    own = ParticipantSerializer()


class AppealsQuery(Query):
    state = Choice(choices=Appeal.State.choices, required=False)


class CorrectionSerializer(Answer):
    id = serializers.UUIDField()
    outcome = serializers.UUIDField(source="outcome_id")
    trajectory = serializers.UUIDField(source="outcome.trajectory_id")
    candidate = PersonSerializer(source="outcome.trajectory.candidate")
    kind = serializers.ChoiceField(choices=Correction.Kind.choices)
    name = serializers.CharField(help_text="As it should stand.")
    because = serializers.CharField()
    state = serializers.ChoiceField(choices=Correction.State.choices)
    asked_at = serializers.DateTimeField()
    decided_by = PersonSerializer(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.CharField()
    made_at = serializers.DateTimeField(allow_null=True)


class CorrectionsQuery(Query):
    state = Choice(choices=Correction.State.choices, required=False)


class CorrectionBody(Body):
    kind = Choice(choices=Correction.Kind.choices)
    name = Text(max_length=1000)
    because = Text()


class GrantBody(Body):
    answer = Text(required=False)


class ComplaintRowSerializer(Answer):
    id = serializers.UUIDField()
    organisation = OrganisationSerializer()
    lodger = PersonSerializer()
    state = serializers.ChoiceField(choices=Complaint.State.choices)
    round = serializers.IntegerField(help_text="2: the lodger asked for a second handler.")
    lodged_at = serializers.DateTimeField()
    answer_by = serializers.DateField()
    ended_at = serializers.DateTimeField(allow_null=True)


class HandlingSerializer(Answer):
    round = serializers.IntegerField()
    handler = PersonSerializer()
    named_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True, help_text="Handed on to somebody else.")
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)


class ComplaintSerializer(ComplaintRowSerializer):
    trajectory = serializers.UUIDField(source="trajectory_id")
    happened_on = serializers.DateField()
    about = serializers.CharField()
    wish = serializers.CharField(help_text="What would put it right.")
    handlings = HandlingSerializer(many=True)


class ComplaintBody(Body):
    happened_on = Day()
    about = Text()
    wish = Text(required=False)


class HandlerBody(Body):
    person = Key(Person)
