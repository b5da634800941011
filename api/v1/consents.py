"""Who may see the result: the candidate chooses, and the client's manager reads what was chosen."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.serializers.agreeing import ConsentBody, ConsentSerializer, SharedResultSerializer
from api.v1.trajectories import TrajectoryEndpoint
from evc.outcomes.client_reading import read_for_client
from evc.outcomes.report import report
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import ResultConsent


class Consents(TrajectoryEndpoint):
    """What the candidate consented to, the newest first, also what has ended. For the candidate."""

    @extend_schema(responses=ConsentSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        rules.require_candidate(trajectory, self.person)
        return Response(ConsentSerializer(trajectory.consents.order_by("-given_at"), many=True).data)

    @extend_schema(request=ConsentBody, responses={201: ConsentSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Let a receiver see the result until a day; what was given to it before ends."""
        trajectory = self.trajectory(pk)
        rules.require_candidate(trajectory, self.person)
        given = trajectories.give_consent(trajectory.pk, by=self.person, **self.read(ConsentBody))
        return Response(ConsentSerializer(given).data, status=201)


class Consent(TrajectoryEndpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID, receiver: str) -> Response:
        """Take it back: from now on this receiver (client, register) sees dates and status only."""
        trajectory = self.trajectory(pk)
        if receiver not in ResultConsent.Receiver.values:
            raise Http404
        trajectories.revoke_consent(trajectory.pk, receiver=receiver, by=self.person)
        return Response(status=204)


class SharedResult(TrajectoryEndpoint):
    """For the client's manager, with the candidate's consent, once an outcome was released. Each reading is logged."""

    @extend_schema(responses=SharedResultSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        seen = read_for_client(self.trajectory(pk).pk, by=self.person)
        if seen is None:
            raise Http404
        outcome, consent = seen.outcome, seen.consent
        shown = {
            "scope": consent.scope,
            "until": consent.until,
            "candidate": outcome.trajectory.candidate,
            "standard": outcome.trajectory.standard_version.standard.title,
            "yields": outcome.yields,
            "decided_at": outcome.decided_at,
            "results": outcome.results.select_related("work_process").order_by("work_process__position"),
            "report": report(outcome) if consent.scope == ResultConsent.Scope.REPORT else None,
        }
        return Response(SharedResultSerializer(shown).data)
