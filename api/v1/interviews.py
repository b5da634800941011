"""The interview guide, questions for it, and observations that a phone kept."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.assessments import AssessmentEndpoint
from api.v1.serializers.dossiers import RecordSerializer
from api.v1.serializers.interviews import (
    GuideWorkProcessSerializer,
    ObservableSerializer,
    ObservationBody,
    QuestionBody,
    QuestionSerializer,
)
from api.v1.trajectories import TrajectoryEndpoint
from evc.assessments import services as assessments
from evc.assessments.selectors import interview_guide, observables
from evc.standards.models import Criterion
from evc.trajectories import rules


class InterviewGuide(TrajectoryEndpoint):
    """Both assessors' questions by criterion, without scores and without saying whose they are."""

    @extend_schema(responses=GuideWorkProcessSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        rules.require_assessor(trajectory, self.person)
        rows = [
            {
                "core_task": row.core_task,
                "work_process": row.work_process,
                "criteria": row.criteria,
                "items": [item.id for item in row.items],
            }
            for row in interview_guide(trajectory)
        ]
        return Response(GuideWorkProcessSerializer(rows, many=True).data)


class Question(AssessmentEndpoint):
    @extend_schema(request=QuestionBody, responses={200: QuestionSerializer, 204: None})
    def put(self, request: Request, pk: UUID, criterion: UUID) -> Response:
        """Note what I want to ask about a criterion; the guide shows it to both."""
        assessment, row = self.assessment(pk), get_object_or_404(Criterion, pk=criterion)
        asked = assessments.ask_in_interview(assessment.pk, criterion=row, by=self.person, **self.read(QuestionBody))
        return Response(status=204) if asked is None else Response(QuestionSerializer(asked).data)


class MyObservables(Endpoint):
    """What I may observe or ask now: for a phone, before it goes without a connection."""

    @extend_schema(responses=ObservableSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(ObservableSerializer(observables(self.person), many=True).data)


class Observations(TrajectoryEndpoint):
    @extend_schema(request=ObservationBody, responses=RecordSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Keep what was seen, fact by fact, once: the same key again gives what was kept. Never a score."""
        trajectory = self.trajectory(pk)
        rules.require_assessor(trajectory, self.person)
        given = self.read(ObservationBody)
        facts = [assessments.Fact(**fact) for fact in given.pop("facts")]
        kept = assessments.keep_observation(trajectory.pk, facts=facts, by=self.person, **given)
        return Response(RecordSerializer(kept).data)
