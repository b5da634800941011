"""Which dossiers are read in full: of one outcome, and planned against done in an organisation."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.opinions import OfficerEndpoint
from api.v1.serializers.quality import DrawSerializer, RemarkBody, SamplingSerializer, YearQuery
from evc.quality import rules
from evc.quality.models import Draw
from evc.quality.selectors import sampling as selectors
from evc.quality.services import drawing, plans
from foundation.people.models import Organisation


class DrawOfOutcome(OfficerEndpoint):
    """Whether the dossier of this outcome was drawn for the sample. For its quality officer."""

    @extend_schema(responses=DrawSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(DrawSerializer(get_object_or_404(Draw, outcome=self.outcome(pk))).data)

    @extend_schema(request=RemarkBody, responses=DrawSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """I read it in full; the log has to say that I opened it."""
        draw = get_object_or_404(Draw, outcome=self.outcome(pk))
        return Response(DrawSerializer(drawing.mark_read(draw.pk, by=self.person, **self.read(RemarkBody))).data)


class Sampling(Endpoint):
    """Planned against done in a year (this one unless given), for the quality officers of the organisation."""

    @extend_schema(parameters=[YearQuery], responses=SamplingSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        organisation = get_object_or_404(Organisation.objects.visible_to(self.person), pk=pk)
        rules.require_quality_officer_of(organisation, self.person)
        year = self.asked(YearQuery).get("year") or timezone.localdate().year
        year = max(year, date.min.year)
        draws = list(selectors.draws_in(organisation, since=date(year, 1, 1), until=date(year, 12, 31)))
        before = [draw for draw in draws if draw.moment == Draw.Moment.BEFORE_RELEASE]
        plan = plans.plan_of(organisation)
        shown = {
            "year": year,
            "plan": plan.number if plan else None,
            "moments": [selectors.tally(kind, [row for row in draws if row.moment == kind]) for kind in Draw.Moment],
            "standards": selectors.by_standard(before),
            "assessors": selectors.by_assessor(before),
        }
        return Response(SamplingSerializer(shown).data)
