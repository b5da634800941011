"""Pauses, appointments, days and terms, expertise, who could take a place, and what is done with many at once."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import Answer, Body, Choice, Day, Key, Keys, Moment, Number, Query, Text
from api.v1.serializers.common import KeyedSerializer, OrganisationSerializer, PersonSerializer
from evc.routes.models import Instrument, Phase
from evc.standards.models import QualificationStandard
from evc.trajectories.models import BulkRun, FreeDay, Participant, Trajectory
from evc.trajectories.services.bulk import MOST
from foundation.people.models import Person


class PauseSerializer(Answer):
    """Asked for, then confirmed or refused. ``reason`` is for the candidate and the coordinators."""

    id = serializers.UUIDField()
    first_day = serializers.DateField()
    until = serializers.DateField(help_text="The last day.")
    reason = serializers.CharField(required=False)
    asked_by = PersonSerializer(required=False)
    asked_at = serializers.DateTimeField()
    confirmed_at = serializers.DateTimeField(allow_null=True)
    refused_at = serializers.DateTimeField(allow_null=True, help_text="Or taken back by who asked.")
    ended_on = serializers.DateField(allow_null=True, help_text="Earlier than meant: the first day after it.")


class PauseBody(Body):
    first_day = Day()
    until = Day(help_text="The last day.")
    reason = Text(required=False, max_length=1000)


class SilenceSerializer(Answer):
    """``may_end_on``: from that day on a coordinator may end it; empty as long as two mails did not go unanswered."""

    may_end_on = serializers.DateField(allow_null=True)


class SilentEndSerializer(Answer):
    ended_at = serializers.DateTimeField()
    undo_until = serializers.DateField(help_text="The last day on which the candidate can take it up again.")


class AppointmentSerializer(Answer):
    """Whoever follows dates and status only reads when it is; where it is and with whom, whoever takes part."""

    id = serializers.UUIDField()
    trajectory = serializers.UUIDField(source="trajectory_id")
    candidate = PersonSerializer(source="trajectory.candidate")
    standard = serializers.CharField(source="trajectory.standard_version.standard.title")
    instrument = KeyedSerializer()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    sequence = serializers.IntegerField(
        help_text="How often it was changed; whoever changes it sends back what they saw."
    )
    cancelled_at = serializers.DateTimeField(allow_null=True)
    reported_at = serializers.DateTimeField(allow_null=True, help_text="When the auditor was told of it.")
    place = serializers.CharField(required=False)
    video_link = serializers.CharField(required=False)
    cancelled_because = serializers.CharField(required=False)
    assessors = PersonSerializer(many=True, required=False)


class WhenBody(Body):
    """``assessors``: keys of participants who have a seat. A place or a link for the video call, or both."""

    assessors = serializers.ListField(child=serializers.UUIDField(), max_length=20)
    starts_at = Moment()
    ends_at = Moment()
    place = Text(required=False, max_length=200)
    video_link = Text(required=False, max_length=500)


class MoveBody(WhenBody):
    seen = serializers.IntegerField(
        required=False, min_value=0, help_text="The sequence that was seen: 409 where somebody changed it meanwhile."
    )


class AppointmentBody(WhenBody):
    instrument = Key(Instrument)


class BecauseBody(Body):
    because = Text(max_length=1000)


class PeriodQuery(Query):
    first = Day(required=False, help_text="Today unless given.")
    last = Day(required=False, help_text="Six weeks after the first day unless given.")


class PeriodBody(Body):
    first = Day()
    last = Day()


class CountSerializer(Answer):
    count = serializers.IntegerField()


class CommonDaySerializer(Answer):
    day = serializers.DateField()
    part = serializers.ChoiceField(choices=FreeDay.Part.choices)


class FreeDaySerializer(CommonDaySerializer):
    id = serializers.UUIDField()


class FreeDayBody(Body):
    day = Day()
    part = Choice(choices=FreeDay.Part.choices)


class DueMoveSerializer(Answer):
    from_day = serializers.DateField(allow_null=True)
    to_day = serializers.DateField()
    because = serializers.CharField()
    by = PersonSerializer()
    at = serializers.DateTimeField()


class DueBody(Body):
    due_on = Day(help_text="A free day becomes the next working day.")
    because = Text(max_length=1000)


class ConfirmHoursBody(Body):
    phase = Key(Phase)
    hours = serializers.DecimalField(max_digits=8, decimal_places=4)


class ExpertiseSerializer(Answer):
    id = serializers.UUIDField()
    organisation = OrganisationSerializer()
    person = PersonSerializer()
    standard = serializers.CharField(source="standard.title")
    since = serializers.DateField()
    until = serializers.DateField(help_text="The last day.")
    proof = serializers.CharField()
    ended_at = serializers.DateTimeField(allow_null=True)


class ExpertiseBody(Body):
    person = Key(Person)
    standard = Key(QualificationStandard)
    since = Day()
    until = Day()
    proof = Text()


class TieSerializer(Answer):
    """Something that stands in the way, or that has to be weighed. The code is stable."""

    code = serializers.CharField()
    detail = serializers.CharField()


class AbleSerializer(Answer):
    """Somebody who holds the role. With an obstacle it can't be; with cautions ``because`` is asked for."""

    person = PersonSerializer()
    obstacle = TieSerializer(allow_null=True)
    cautions = TieSerializer(many=True)
    load = serializers.IntegerField(help_text="Dossiers under way that this person assesses now.")


class AssignableSerializer(Answer):
    part = serializers.ChoiceField(choices=Participant.Part.choices)
    seat = serializers.IntegerField(allow_null=True)
    can_change = serializers.BooleanField()
    participant = serializers.UUIDField(allow_null=True, help_text="Who has this place now, as a participant.")
    holder = PersonSerializer(allow_null=True)
    able = AbleSerializer(many=True)


class BulkLineSerializer(Answer):
    """What came of it for one of them; ``message`` says why not."""

    trajectory = serializers.UUIDField(source="trajectory_id", allow_null=True)
    is_done = serializers.BooleanField()
    code = serializers.CharField()
    message = serializers.CharField()


class BulkRunSerializer(Answer):
    id = serializers.UUIDField()
    key = serializers.UUIDField()
    act = serializers.ChoiceField(choices=BulkRun.Act.choices)
    at = serializers.DateTimeField()
    lines = serializers.SerializerMethodField()

    @extend_schema_field(BulkLineSerializer(many=True))
    def get_lines(self, run: Any) -> Any:
        return BulkLineSerializer(run.lines.all(), many=True).data


def _coordinated(person: Person) -> Any:
    return Trajectory.objects.coordinated_by(person)


class _ManyBody(Body):
    """``key``: made by whoever sends; sent again under the same key it is done once."""

    key = serializers.UUIDField()
    trajectories = Keys(_coordinated, max_length=MOST)


class AssignManyBody(_ManyBody):
    """A coach without ``seat``; an assessor with the number of the route's seat."""

    person = Key(Person)
    seat = Number(required=False, allow_null=True)
    because = Text(required=False, max_length=1000)


class RemindManyBody(_ManyBody):
    pass


class MoveManyBody(_ManyBody, DueBody):
    pass


class PauseManyBody(_ManyBody, PauseBody):
    pass
