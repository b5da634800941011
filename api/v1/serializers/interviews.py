"""Around the interview and the observation: questions, facts on their moment, and recordings with marks."""

from __future__ import annotations

from rest_framework import serializers

from api.fields import Answer, Body, Day, Key, Number, Text, YesOrNo
from api.v1.serializers.common import CodedSerializer, KeyedSerializer, PersonSerializer
from evc.assessments.models import InterviewRecording
from evc.routes.models import Instrument
from evc.standards.models import Criterion


class GuideCriterionSerializer(Answer):
    criterion = CodedSerializer()
    questions = serializers.ListField(child=serializers.CharField(), help_text="Nobody reads whose they are.")


class GuideWorkProcessSerializer(Answer):
    core_task = CodedSerializer()
    work_process = CodedSerializer()
    criteria = GuideCriterionSerializer(many=True)
    items = serializers.ListField(
        child=serializers.UUIDField(), help_text="Of the dossier: of which it matters whose work they are."
    )


class QuestionBody(Body):
    """An empty text takes the question away."""

    text = Text(allow_blank=True)


class QuestionSerializer(Answer):
    criterion = serializers.UUIDField(source="criterion_id")
    text = serializers.CharField()


class ObservableSerializer(Answer):
    """What I may write an observation or interview of now, with the criteria that a fact can show."""

    trajectory = serializers.UUIDField(source="trajectory.pk")
    candidate = PersonSerializer(source="trajectory.candidate")
    instrument = KeyedSerializer()
    criteria = CodedSerializer(many=True)


class FactBody(Body):
    text = Text(max_length=2000)
    at = serializers.TimeField(required=False, allow_null=True)
    criterion = serializers.UUIDField(required=False, allow_null=True)


class ObservationBody(Body):
    """``key``: made by whoever sends; the same key again gives what was kept."""

    key = serializers.UUIDField()
    instrument = Key(Instrument)
    held_on = Day()
    from_time = serializers.TimeField(required=False, allow_null=True)
    until_time = serializers.TimeField(required=False, allow_null=True)
    place = Text(required=False, max_length=200)
    facts = FactBody(many=True, max_length=200)  # type: ignore[call-arg]


class RecordingConsentSerializer(Answer):
    """Nobody is told who did not agree."""

    is_heard = serializers.BooleanField(help_text="I am one of those who are heard, and may answer.")
    own = serializers.BooleanField(allow_null=True, help_text="Empty: I did not answer yet.")
    everybody_agreed = serializers.BooleanField()


class RecordingConsentBody(Body):
    given = YesOrNo()


class RecordingMarkSerializer(Answer):
    criterion = CodedSerializer()
    second = serializers.IntegerField()


class InterviewRecordingSerializer(Answer):
    """``marks``: my own, and those of others once every score is open; none for the candidate."""

    id = serializers.UUIDField(source="recording.pk")
    instrument = KeyedSerializer(source="recording.instrument")
    state = serializers.ChoiceField(choices=InterviewRecording.State.choices, source="recording.state")
    seconds = serializers.IntegerField(source="recording.seconds", allow_null=True)
    sha256 = serializers.CharField(source="recording.sha256", help_text="Stays when the sound was erased.")
    begun_at = serializers.DateTimeField(source="recording.begun_at")
    erased_at = serializers.DateTimeField(source="recording.erased_at", allow_null=True)
    marks = RecordingMarkSerializer(many=True)


class RecordingMarkBody(Body):
    criterion = Key(Criterion)
    second = Number()


class ThirdOpinionSerializer(Answer):
    """``assigned``: a third assessor was found. The levels stay theirs until the moderation closes."""

    moderation = serializers.UUIDField(source="moderation_id")
    asked_at = serializers.DateTimeField()
    assigned = serializers.SerializerMethodField()

    def get_assigned(self, opinion: object) -> bool:
        return getattr(opinion, "participant_id", None) is not None
