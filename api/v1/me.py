"""Who asks, and what is theirs to do now."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.v1.serializers.common import AuditCheckSerializer
from api.v1.serializers.people import MeBody, MeSerializer
from api.v1.serializers.trajectories import WorkListSerializer
from evc.assessments.selectors import assessor_tasks
from evc.trajectories.selectors import WorkList, in_order, work_list
from foundation.audit.chain import check_chain
from foundation.people import services as people
from foundation.people.models import Person
from foundation.people.selectors import confirmed_addresses


class Me(Endpoint):
    """Who am I: name, confirmed addresses, and the roles I hold now."""

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(_me(self.person)).data)

    @extend_schema(request=MeBody, responses=MeSerializer)
    def patch(self, request: Request) -> Response:
        given, person = self.read(MeBody), self.person
        with transaction.atomic():  # both or neither
            if "name" in given:
                person = people.rename_person(person.pk, name=given["name"], by=self.person)
            if "language" in given:
                person = people.set_language(person.pk, language=given["language"], by=self.person)
        return Response(MeSerializer(_me(person)).data)


class MyWork(Endpoint):
    """What is my turn, and what waits on others; oldest first."""

    @extend_schema(responses=WorkListSerializer)
    def get(self, request: Request) -> Response:
        around, scoring = work_list(self.person), assessor_tasks(self.person)
        both = WorkList(in_order(around.mine + scoring.mine), in_order(around.waiting + scoring.waiting))
        return Response(WorkListSerializer(both, context={"today": timezone.localdate()}).data)


class MyAuditChain(Endpoint):
    """Prove that nothing was changed in the log about me: who read my evidence, what I did with my portfolio."""

    @extend_schema(responses=AuditCheckSerializer)
    def get(self, request: Request) -> Response:
        return Response(AuditCheckSerializer(check_chain(self.person.audit_chain)).data)


def _me(person: Person) -> dict[str, Any]:
    return {
        "id": person.pk,
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "addresses": confirmed_addresses(person),
        "memberships": person.memberships.current().select_related("organisation").order_by("since"),
    }
