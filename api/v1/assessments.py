"""The assessor's work: the desk, scores, VRAAK, the three legs, what is left, final."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.serializers.assessments import (
    AssessmentSerializer,
    DeskQuery,
    DeskSerializer,
    GapSerializer,
    ItemJudgementBody,
    ItemJudgementSerializer,
    LegsBody,
    LegsSerializer,
    RelevanceBody,
    RequestBody,
    ScoreBody,
    ScoreSerializer,
    SupplementRequestSerializer,
    WorkProcessJudgementBody,
    WorkProcessJudgementSerializer,
)
from api.v1.serializers.trajectories import TrajectorySerializer
from api.v1.trajectories import TrajectoryEndpoint
from evc.assessments import completeness, selectors
from evc.assessments import services as assessments
from evc.assessments.errors import UnknownLevel
from evc.assessments.models import Assessment
from evc.routes.models import Instrument, RubricLevel
from evc.standards.models import Criterion, WorkProcess
from evc.trajectories.models import Trajectory


class AssessmentEndpoint(Endpoint):
    """Of one assessment: one's own, or one whose scores are open by now."""

    def assessment(self, pk: UUID) -> Assessment:
        return get_object_or_404(_visible(self), pk=pk)

    def assessment_for_desk(self, pk: UUID) -> Assessment:
        """With everything that the desk reads beside it."""
        return get_object_or_404(selectors.for_desk(Assessment.objects.visible_to(self.person)), pk=pk)


class Assessments(ListEndpoint):
    """My own, and those of trajectories whose scores are open to me; the newest first."""

    serializer_class = AssessmentSerializer
    pagination_class = ordered_by("-opened_at")
    queryset = Assessment.objects.none()

    def get_queryset(self) -> QuerySet[Assessment]:
        return _visible(self)


class StartAssessment(TrajectoryEndpoint):
    @extend_schema(request=None, responses=AssessmentSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """My own assessment of this trajectory: made the first time, found later."""
        started = assessments.start_assessment(self.trajectory(pk).pk, by=self.person)
        return Response(AssessmentSerializer(started).data)


class AskSupplement(TrajectoryEndpoint):
    @extend_schema(request=None, responses=TrajectorySerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Send all that the assessors still want to see to the candidate, joined and without names."""
        assessments.ask_supplement(self.trajectory(pk).pk, by=self.person)
        return self.shown(pk)


class AssessmentDetail(AssessmentEndpoint):
    @extend_schema(responses=AssessmentSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(AssessmentSerializer(self.assessment(pk)).data)


class Desk(AssessmentEndpoint):
    """The desk at one work process; without one, at the first that isn't done."""

    @extend_schema(parameters=[DeskQuery], responses=DeskSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        chosen = self.asked(DeskQuery).get("work_process")
        shown = selectors.desk(self.assessment_for_desk(pk), work_process=chosen)
        levels = {level.pk: level.key for level in shown.levels}
        return Response(DeskSerializer(shown, context={"levels": levels}).data)


class WhatIsLeft(AssessmentEndpoint):
    """Everything that stands in the way of final, in the order of the desk."""

    @extend_schema(responses=GapSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        left = completeness.what_is_left(self.assessment_for_desk(pk))
        return Response(GapSerializer(left, many=True).data)


class Score(AssessmentEndpoint):
    @extend_schema(request=ScoreBody, responses=ScoreSerializer)
    def put(self, request: Request, pk: UUID, criterion: UUID, instrument: UUID) -> Response:
        """Give a criterion a level on one instrument, with the evidence that carries it; again replaces it."""
        assessment, given = self.assessment(pk), self.read(ScoreBody)
        scored = assessments.score(
            assessment.pk,
            criterion=get_object_or_404(Criterion, pk=criterion),
            instrument=get_object_or_404(Instrument, pk=instrument),
            level=level_of(assessment.trajectory, given.pop("level")),
            by=self.person,
            **given,
        )
        return Response(ScoreSerializer(scored).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID, criterion: UUID, instrument: UUID) -> Response:
        """Take a score away."""
        assessments.clear_score(
            self.assessment(pk).pk,
            criterion=get_object_or_404(Criterion, pk=criterion),
            instrument=get_object_or_404(Instrument, pk=instrument),
            by=self.person,
        )
        return Response(status=204)


class ItemJudgement(AssessmentEndpoint):
    @extend_schema(request=ItemJudgementBody, responses=ItemJudgementSerializer)
    def put(self, request: Request, pk: UUID, item: UUID) -> Response:
        """VRAAK of an item as a whole: authentic and current. What is left out stays; an empty mark takes it away."""
        given = self.read(ItemJudgementBody)
        judged = assessments.judge_item(self.assessment(pk).pk, item=item, by=self.person, **given)
        return Response(ItemJudgementSerializer(judged).data)


class Relevance(AssessmentEndpoint):
    @extend_schema(request=RelevanceBody, responses={204: None})
    def put(self, request: Request, pk: UUID, item: UUID, work_process: UUID) -> Response:
        """VRAAK of an item for one work process: relevant. An empty mark takes it away."""
        assessments.judge_relevance(
            self.assessment(pk).pk,
            item=item,
            work_process=get_object_or_404(WorkProcess, pk=work_process),
            by=self.person,
            **self.read(RelevanceBody),
        )
        return Response(status=204)


class WorkProcessJudgement(AssessmentEndpoint):
    @extend_schema(request=WorkProcessJudgementBody, responses=WorkProcessJudgementSerializer)
    def put(self, request: Request, pk: UUID, work_process: UUID) -> Response:
        """VRAAK of all evidence for a work process together: varied and enough."""
        judged = assessments.judge_work_process(
            self.assessment(pk).pk,
            work_process=get_object_or_404(WorkProcess, pk=work_process),
            by=self.person,
            **self.read(WorkProcessJudgementBody),
        )
        return Response(WorkProcessJudgementSerializer(judged).data)


class Substantiation(AssessmentEndpoint):
    @extend_schema(request=LegsBody, responses=LegsSerializer)
    def put(self, request: Request, pk: UUID, work_process: UUID) -> Response:
        """The three legs: the part of the standard, the evidence or instrument, what was seen or heard."""
        written = assessments.substantiate(
            self.assessment(pk).pk,
            work_process=get_object_or_404(WorkProcess, pk=work_process),
            by=self.person,
            **self.read(LegsBody),
        )
        return Response(LegsSerializer(written).data)


class RequestSupplement(AssessmentEndpoint):
    @extend_schema(request=RequestBody, responses={200: SupplementRequestSerializer, 204: None})
    def put(self, request: Request, pk: UUID, work_process: UUID) -> Response:
        """Note what I still want to see for a work process. Nothing is sent yet."""
        noted = assessments.request_supplement(
            self.assessment(pk).pk,
            work_process=get_object_or_404(WorkProcess, pk=work_process),
            by=self.person,
            **self.read(RequestBody),
        )
        if noted is None:
            return Response(status=204)
        return Response(SupplementRequestSerializer(noted).data)


class Finalise(AssessmentEndpoint):
    @extend_schema(request=None, responses=AssessmentSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Make my assessment final. The last of them opens the scores."""
        return Response(AssessmentSerializer(assessments.finalise(self.assessment(pk).pk, by=self.person)).data)


def level_of(trajectory: Trajectory, key: str) -> RubricLevel:
    """The level with this key on the trajectory's scale. Raises UnknownLevel."""
    level = RubricLevel.objects.filter(rubric=trajectory.route.rubric_id, key=key).first()
    if level is None:
        raise UnknownLevel
    return level


def _visible(view: Endpoint) -> QuerySet[Assessment]:
    return Assessment.objects.visible_to(view.person).select_related(
        "assessor", "participant", "trajectory__candidate", "trajectory__route"
    )
