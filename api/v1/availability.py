"""Days on which an assessor can come, and which assessor is expert in which standard."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.planning import ExpertiseBody, ExpertiseSerializer, FreeDayBody, FreeDaySerializer
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import Expertise, FreeDay
from evc.trajectories.rules import require
from evc.trajectories.selectors import expertise_kept_for
from foundation.people import roles
from foundation.people.models import Organisation


class MyFreeDays(Endpoint):
    """Days from today on which I said that I can come."""

    @extend_schema(responses=FreeDaySerializer(many=True))
    def get(self, request: Request) -> Response:
        rows = FreeDay.objects.filter(person=self.person, day__gte=timezone.localdate())
        return Response(FreeDaySerializer(rows, many=True).data)

    @extend_schema(request=FreeDayBody, responses=FreeDaySerializer)
    def post(self, request: Request) -> Response:
        """An assessor can come on this day, or on half of it; the same day again replaces it."""
        is_assessor = self.person.organisations_as(Role.ASSESSOR).exists()
        require(is_assessor, _("Only somebody who assesses gives days on which they can come."))
        made = trajectories.set_free_day(self.person, by=self.person, **self.read(FreeDayBody))
        return Response(FreeDaySerializer(made).data)


class MyFreeDay(Endpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Take a day back."""
        found = get_object_or_404(FreeDay.objects.filter(person=self.person), pk=pk)
        trajectories.set_free_day(self.person, day=found.day, part="", by=self.person)
        return Response(status=204)


class ExpertiseOfOrganisation(Endpoint):
    """Who is expert in which standard, what ends first on top. For coordinators and administrators of the provider."""

    def organisation(self, pk: UUID) -> Organisation:
        return get_object_or_404(_kept(self), pk=pk)

    @extend_schema(responses=ExpertiseSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(ExpertiseSerializer(expertise_kept_for([self.organisation(pk).pk]), many=True).data)

    @extend_schema(request=ExpertiseBody, responses={201: ExpertiseSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Record it, with what shows it; it takes the place of what was recorded before."""
        made = trajectories.establish_expertise(self.organisation(pk).pk, by=self.person, **self.read(ExpertiseBody))
        return Response(ExpertiseSerializer(made).data, status=201)


class EndExpertise(Endpoint):
    @extend_schema(request=None, responses=ExpertiseSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take it back: from now on this person can't be assigned on this standard."""
        found = get_object_or_404(Expertise.objects.filter(organisation__in=_kept(self)), pk=pk)
        return Response(ExpertiseSerializer(trajectories.end_expertise(found.pk, by=self.person)).data)


def _kept(view: Endpoint) -> QuerySet[Organisation]:
    kept: QuerySet[Organisation] = view.person.organisations_as(Role.COORDINATOR, roles.ADMINISTRATOR)
    return kept.filter(is_provider=True)
