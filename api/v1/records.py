"""What was said or seen, and that the candidate's identity was seen."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.serializers.dossiers import (
    IdentitySeenBody,
    IdentitySeenSerializer,
    JoinedRequestSerializer,
    RecordBody,
    RecordSerializer,
)
from api.v1.trajectories import TrajectoryEndpoint
from evc.assessments.selectors import requests_for_candidate
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import IdentitySeen, Trajectory


class RecordsEndpoint(TrajectoryEndpoint):
    def readable(self, pk: UUID) -> Trajectory:
        trajectory = self.trajectory(pk)
        rules.require(
            rules.may_read_records(self.standing(trajectory)),
            _("This is for the assessors and the quality officer of this trajectory."),
        )
        return trajectory


class Records(RecordsEndpoint):
    """Records of interviews and observations: facts that every assessor may read, not scores."""

    @extend_schema(responses=RecordSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        rows = self.readable(pk).records.select_related("instrument", "by")
        return Response(RecordSerializer(rows, many=True).data)

    @extend_schema(request=RecordBody, responses={201: RecordSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        written = trajectories.write_record(self.trajectory(pk).pk, by=self.person, **self.read(RecordBody))
        return Response(RecordSerializer(written).data, status=201)


class IdentityOfCandidate(RecordsEndpoint):
    """That the candidate's identity was seen: nothing is released before it."""

    @extend_schema(responses=IdentitySeenSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        seen = IdentitySeen.objects.filter(trajectory=self.readable(pk)).select_related("seen_by").first()
        if seen is None:
            raise Http404
        return Response(IdentitySeenSerializer(seen).data)

    @extend_schema(request=IdentitySeenBody, responses={201: IdentitySeenSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        seen = trajectories.record_identity_seen(self.trajectory(pk).pk, by=self.person, **self.read(IdentitySeenBody))
        return Response(IdentitySeenSerializer(seen).data, status=201)


class SupplementAsked(TrajectoryEndpoint):
    """What the assessors still want to see, joined and without names. For the candidate and the coach."""

    @extend_schema(responses=JoinedRequestSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        rules.require(rules.may_read_coverage(self.standing(trajectory)), _("This is for the candidate and the coach."))
        return Response(JoinedRequestSerializer(requests_for_candidate(trajectory), many=True).data)
