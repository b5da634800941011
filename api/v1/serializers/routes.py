"""A route with all that its keepers change, and the plan that they send."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet
from rest_framework import serializers

from api.fields import Body, Choice, Key, Number, Text, YesOrNo
from api.v1.serializers.common import OrganisationSerializer
from api.v1.serializers.standards import RouteSerializer
from evc.roles import Role
from evc.routes.models import Scope
from evc.routes.plan import INSTRUMENTS
from evc.trajectories.selectors.work_hours import STAGES
from foundation.people.models import Organisation, Person
from foundation.people.roles import ADMINISTRATOR


class OwnRouteSerializer(RouteSerializer):
    """With what its keepers change. A shipped route has no organisation."""

    organisation = OrganisationSerializer(allow_null=True)
    version = serializers.IntegerField(source="number")
    retired_at = serializers.DateTimeField(allow_null=True)
    name_nl = serializers.CharField()
    name_en = serializers.CharField()
    description_nl = serializers.CharField()
    description_en = serializers.CharField()
    evidence_flagged_after_years = serializers.IntegerField()
    min_items_per_work_process = serializers.IntegerField()
    still_after_days = serializers.IntegerField()
    shelf_life_months = serializers.IntegerField(allow_null=True)
    yields_certificate = serializers.BooleanField()


def _kept_by(person: Person) -> QuerySet[Organisation]:
    return person.organisations_as(Role.COORDINATOR, ADMINISTRATOR)


class CopyRouteBody(Body):
    organisation = Key(_kept_by)
    name = Text(max_length=200)
    label = Text(max_length=40, help_text="Says no more than the route asks.")  # type: ignore[assignment]


class PhaseBody(Body):
    """``key``: of a phase that stays; a new one gets its own."""

    key = serializers.SlugField(max_length=30, required=False)
    name_nl = Text(max_length=200)
    name_en = Text(max_length=200, required=False)
    european = Choice(choices=STAGES, required=False)
    hours = serializers.DecimalField(max_digits=4, decimal_places=1, min_value=Decimal(0))


class RoutePlanBody(Body):
    """The whole of an own route. ``seats``: for each assessor the keys of the instruments that this one scores."""

    label = Text(max_length=40)  # type: ignore[assignment]
    name_nl = Text(max_length=200)
    name_en = Text(max_length=200, required=False, help_text="As name_nl unless given.")
    description_nl = Text()
    description_en = Text(required=False, help_text="As description_nl unless given.")
    scope = Choice(choices=Scope.choices)
    yields_certificate = YesOrNo()
    hours_min = serializers.DecimalField(max_digits=4, decimal_places=1, min_value=Decimal(0))
    hours_max = serializers.DecimalField(max_digits=4, decimal_places=1, min_value=Decimal(0))
    lead_time_weeks = Number(min_value=1, max_value=260)
    max_items = Number(min_value=1, max_value=500, allow_null=True, help_text="Empty: no limit.")
    max_supplements = Number(max_value=5)
    still_after_days = Number(min_value=1, max_value=365)
    evidence_flagged_after_years = Number(min_value=1, max_value=50)
    min_items_per_work_process = Number(max_value=20)
    shelf_life_months = Number(min_value=1, max_value=600, allow_null=True, help_text="Empty: it does not end.")
    seats = serializers.ListField(
        child=serializers.ListField(child=Choice(choices=list(INSTRUMENTS)), min_length=1, max_length=10), max_length=3
    )
    phases = PhaseBody(many=True, max_length=20)  # type: ignore[call-arg]
