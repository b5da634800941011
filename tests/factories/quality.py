"""What quality care needs in a test: a plan, another quality officer, an audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from evc.outcomes.models import Outcome
from evc.quality.models import Audit, SamplingPlan
from evc.quality.services import auditing, plans
from evc.roles import Role
from foundation.people.models import Organisation, Person
from foundation.people.roles import ADMINISTRATOR
from tests.factories.people import PersonFactory, member


def officer_of(organisation: Organisation) -> Person:
    """A quality officer who had no part in anything yet."""
    person = PersonFactory()
    member(person, organisation, Role.QUALITY_OFFICER)
    return person


def plan_with(
    organisation: Organisation,
    *,
    share: int = 100,
    half_way_share: int = 100,
    raises: Mapping[str, tuple[int, int]] | None = None,
    **fields: Any,
) -> SamplingPlan:
    shares = {"by_standard": {}, "by_assessor": {}} | fields
    return plans.change_plan(
        organisation,
        share=share,
        half_way_share=half_way_share,
        raises=raises or {},
        by=officer_of(organisation),
        **shares,
    )


def audit_of(outcome: Outcome, auditor: Person, **fields: Any) -> Audit:
    """Access for this person to everything that the provider of this outcome released this year."""
    organisation, today = outcome.trajectory.provider, timezone.localdate()
    administrator = PersonFactory()
    member(administrator, organisation, ADMINISTRATOR)
    given: dict[str, Any] = {
        "from_day": today,
        "until_day": today + timedelta(days=7),
        "period_from": date(today.year, 1, 1),
        "period_until": today,
        "size": 10,
    }
    return auditing.let_auditor_in(
        organisation,
        name=auditor.name,
        email=auditor.email,
        on_behalf_of="Keurmerk Voorbeeld",
        by=administrator,
        **(given | fields),
    )
