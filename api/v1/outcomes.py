"""What the assessors together found, and the quality officer's decision on it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.fields import Choice, Query
from api.v1.serializers.outcomes import (
    FindingSerializer,
    GapAdviceBody,
    GapAdviceSerializer,
    OutcomeRowSerializer,
    OutcomeSerializer,
    ReleaseBody,
    ReportSerializer,
    SendBackBody,
)
from evc.outcomes import services as outcomes
from evc.outcomes.findings import findings_for_quality_officer
from evc.outcomes.models import Outcome
from evc.outcomes.report import report
from evc.outcomes.selectors import badge_of
from evc.roles import Role
from evc.standards.models import WorkProcess
from evc.trajectories.rules import require_quality_officer


class OutcomesQuery(Query):
    state = Choice(choices=Outcome.State.choices, required=False)


class OutcomeEndpoint(Endpoint):
    """Of one outcome: before its release for its assessors and quality officer, then for the candidate's side too."""

    def outcome(self, pk: UUID) -> Outcome:
        return get_object_or_404(_visible(self), pk=pk)

    def shown(self, pk: UUID) -> Response:
        outcome = self.outcome(pk)
        badge = badge_of(outcome)
        return Response(OutcomeSerializer(outcome, context={"badge": badge.pk if badge else None}).data)


class Outcomes(ListEndpoint):
    """Those that I may see, the newest first; ``state=proposed``: those that wait for a quality check."""

    serializer_class = OutcomeRowSerializer
    pagination_class = ordered_by("-proposed_at")
    queryset = Outcome.objects.none()

    def get_queryset(self) -> QuerySet[Outcome]:
        state, found = self.asked(OutcomesQuery).get("state"), _visible(self)
        if not self.person.organisations_as(Role.COORDINATOR).exists():  # then there are few: begin at them
            found = found.filter(trajectory__in=self.person.participations.current().values("trajectory"))
        return found.filter(state=state) if state else found

    @extend_schema(parameters=[OutcomesQuery])
    def get(self, request: Request) -> Response:
        return super().get(request)


class OutcomeDetail(OutcomeEndpoint):
    """The verdict per work process, with advice on what is missing."""

    @extend_schema(responses=OutcomeSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return self.shown(pk)


class Findings(OutcomeEndpoint):
    """What the software found, for the quality officer: what blocks first, then what asks for a look."""

    @extend_schema(responses=FindingSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        outcome = self.outcome(pk)
        require_quality_officer(outcome.trajectory, self.person)
        return Response(FindingSerializer(findings_for_quality_officer(outcome), many=True).data)


class Gap(OutcomeEndpoint):
    @extend_schema(request=GapAdviceBody, responses=GapAdviceSerializer)
    def put(self, request: Request, pk: UUID, work_process: UUID) -> Response:
        """Advise what closes the gap for a work process, while the outcome is only proposed."""
        outcome = self.outcome(pk)
        row = get_object_or_404(WorkProcess, pk=work_process)
        written = outcomes.write_gap_advice(outcome.pk, work_process=row, by=self.person, **self.read(GapAdviceBody))
        return Response(GapAdviceSerializer(written).data)


class Release(OutcomeEndpoint):
    @extend_schema(request=ReleaseBody, responses=OutcomeSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The outcome counts from here; where something was recognised its badge is made."""
        outcomes.release(self.outcome(pk).pk, by=self.person, **self.read(ReleaseBody))
        return self.shown(pk)


class SendBack(OutcomeEndpoint):
    @extend_schema(request=SendBackBody, responses=OutcomeSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """To the assessors, with the reason."""
        outcomes.send_back(self.outcome(pk).pk, by=self.person, **self.read(SendBackBody))
        return self.shown(pk)


class OutcomeReport(OutcomeEndpoint):
    """The whole report. Of an outcome that was sent back there is none: its scores are closed again."""

    @extend_schema(responses=ReportSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(_visible(self).exclude(state=Outcome.State.RETURNED), pk=pk)
        return Response(ReportSerializer(report(found)).data)


def _visible(view: Endpoint) -> QuerySet[Outcome]:
    """With all that is shown of one; the results are counted where they are read, for one page at a time."""
    return (
        Outcome.objects.visible_to(view.person)
        .select_related(
            "trajectory__candidate",
            "trajectory__standard_version__standard",
            "trajectory__route",
            "trajectory__audience",
            "trajectory__provider",
            "trajectory__intake",
        )
        .prefetch_related("results")
    )
