"""The check list of an outcome: what a person judges before it is released."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.outcomes import OutcomeEndpoint
from api.v1.serializers.quality import CheckAnswerBody, CheckPointSerializer
from evc.outcomes.models import Outcome
from evc.quality.check_list import points_for
from evc.quality.services.check_lists import answer_check_list
from evc.trajectories.rules import require_quality_officer


class CheckListOfOutcome(OutcomeEndpoint):
    """The points with what was answered, for the quality officer."""

    @extend_schema(responses=CheckPointSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        outcome = self.outcome(pk)
        require_quality_officer(outcome.trajectory, self.person)
        return _shown(outcome)


class CheckPointOfOutcome(OutcomeEndpoint):
    @extend_schema(request=CheckAnswerBody, responses=CheckPointSerializer(many=True))
    def put(self, request: Request, pk: UUID, key: str) -> Response:
        """Answer one point; "no" needs a remark. Answers the whole list as it stands then."""
        outcome, body = self.outcome(pk), self.read(CheckAnswerBody)
        answer_check_list(outcome.pk, answers={key: (body["answer"], body.get("remark", ""))}, by=self.person)
        return _shown(outcome)


def _shown(outcome: Outcome) -> Response:
    given = {answer.key: answer for answer in outcome.check_answers.all()}
    rows = [
        {
            "key": point.key,
            "part": point.part,
            "question": str(point.text),
            "answer": given[point.key].answer if point.key in given else "",
            "remark": given[point.key].remark if point.key in given else "",
        }
        for point in points_for(outcome)
    ]
    return Response(CheckPointSerializer(rows, many=True).data)
