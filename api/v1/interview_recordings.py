"""Recordings of interviews: who agrees, listening, and where a criterion is spoken of."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.files import file_response
from api.v1.serializers.interviews import (
    InterviewRecordingSerializer,
    RecordingConsentBody,
    RecordingConsentSerializer,
    RecordingMarkBody,
    RecordingMarkSerializer,
)
from api.v1.trajectories import TrajectoryEndpoint
from evc.assessments import services as assessments
from evc.assessments.consents import consents, is_talk
from evc.assessments.models import InterviewRecording
from evc.assessments.selectors import recordings_for
from evc.routes.models import Instrument
from evc.trajectories import rules
from evc.trajectories.models import Participant, Trajectory

Part = Participant.Part
_JUDGES = frozenset({Part.ASSESSOR, Part.THIRD_ASSESSOR, Part.QUALITY_OFFICER})


class InterviewRecordings(TrajectoryEndpoint):
    """What I may hear of this trajectory, the erased ones too; empty for whoever is not heard and judges nothing."""

    @extend_schema(responses=InterviewRecordingSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        rows = recordings_for(self.trajectory(pk), self.person)
        return Response(InterviewRecordingSerializer(rows, many=True).data)


class RecordingConsentOfInterview(TrajectoryEndpoint):
    """Whether the interview may be recorded: everybody who is heard says so. Saying no has no consequence."""

    def talk(self, trajectory: Trajectory, key: str) -> Instrument:
        found = get_object_or_404(trajectory.route.instruments, key=key)
        if not is_talk(found):
            raise Http404
        agreed = consents(trajectory, found, self.person)
        rules.require(
            agreed.is_heard or bool(self.standing(trajectory).now & _JUDGES),
            _("Only who is heard in this interview, and who judges it, gets to this page."),
        )
        return found

    def told(self, trajectory: Trajectory, talk: Instrument) -> Response:
        return Response(RecordingConsentSerializer(consents(trajectory, talk, self.person)).data)

    @extend_schema(responses=RecordingConsentSerializer)
    def get(self, request: Request, pk: UUID, instrument: str) -> Response:
        trajectory = self.trajectory(pk)
        return self.told(trajectory, self.talk(trajectory, instrument))

    @extend_schema(request=RecordingConsentBody, responses=RecordingConsentSerializer)
    def put(self, request: Request, pk: UUID, instrument: str) -> Response:
        """Answer, or answer otherwise. A no afterwards erases what was recorded."""
        trajectory = self.trajectory(pk)
        talk = self.talk(trajectory, instrument)
        given = self.read(RecordingConsentBody)["given"]
        assessments.answer_recording(trajectory.pk, instrument=talk, given=given, by=self.person)
        return self.told(trajectory, talk)


class RecordingSound(Endpoint):
    """The sound itself. Each listening is in the log."""

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: UUID) -> FileResponse:
        return file_response(assessments.open_recording(pk, by=self.person))


class RecordingMarks(Endpoint):
    @extend_schema(request=RecordingMarkBody, responses={201: RecordingMarkSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Here a criterion is spoken of; the same mark again is one mark."""
        found = get_object_or_404(InterviewRecording.objects.visible_to(self.person), pk=pk)
        made = assessments.mark_recording(found.pk, by=self.person, **self.read(RecordingMarkBody))
        return Response(RecordingMarkSerializer(made).data, status=201)
