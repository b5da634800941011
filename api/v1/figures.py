"""Figures of a year: lead time, hours, outcomes, agreement between assessors, and who waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.figures import FiguresQuery, FiguresSerializer
from evc.figures import rules
from evc.figures.agreement import Agreement, agreement_figures
from evc.figures.hours import hours_against_budget
from evc.figures.lead_time import lead_times
from evc.figures.outcomes import outcomes_by_standard_and_route
from evc.figures.waiting import waiting_list
from evc.figures.years import years_of
from foundation.people.models import Organisation

_WAITS_LONG = timedelta(weeks=4)


class Figures(Endpoint):
    """For those who plan and those who guard the quality of a provider. No number is about fewer than five people."""

    @extend_schema(parameters=[FiguresQuery], responses=FiguresSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        providers = Organisation.objects.visible_to(self.person).filter(is_provider=True)
        provider, now = get_object_or_404(providers, pk=pk), timezone.now()
        rules.require_figures(self.person, provider)
        years = years_of(provider, now=now)
        year = self.asked(FiguresQuery).get("year", years[0])
        if year not in years:
            raise Http404
        shown: dict[str, Any] = {
            "year": year,
            "years": years,
            "waiting": waiting_list(provider, four_weeks_ago=now - _WAITS_LONG),
            "lead_times": lead_times(provider, year),
            "hours": hours_against_budget(provider, year),
            "outcomes": outcomes_by_standard_and_route(provider, year),
        }
        return Response(FiguresSerializer(shown | self._agreement(provider, year)).data)

    def _agreement(self, provider: Organisation, year: int) -> dict[str, Any]:
        found = agreement_figures(provider, year)
        shown: dict[str, Any] = {
            "standards": [_kappa(agreement, standard=standard.title) for standard, agreement in found.standards],
            "criteria": [
                _kappa(agreement, standard=standard.title, criterion=criterion)
                for standard, criterion, agreement in found.criteria
            ],
        }
        if rules.may_see_pairs(self.person, provider):
            shown["pairs"] = [_kappa(agreement, assessors=[one, other]) for one, other, agreement in found.pairs]
        return shown


def _kappa(agreement: Agreement, **of: Any) -> dict[str, Any]:
    return {"candidates": agreement.candidates, "kappa": agreement.kappa, **of}
