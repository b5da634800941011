"""Which work waits for somebody besides their trajectories: known in two queries, so that no list is read for nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django.db.models import QuerySet, Value

from evc.outcomes.tasks import appeals_of, complaints_of
from evc.quality.selectors.waiting import (
    audits_of,
    calibrations_asked_of,
    calibrations_of,
    findings_of,
    half_way_of,
    opinions_of,
    talks_of,
)
from evc.roles import Role
from evc.trajectories.models import Participant
from foundation.people.models import Person
from portfolio.models import ConfirmationRequest

_IN_APPEALS = frozenset({Participant.Part.APPEAL_ASSESSOR, Participant.Part.APPEAL_OFFICER})


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Whether each list holds anything for this person."""

    appeals: bool
    complaints: bool
    opinions: bool
    half_way: bool
    findings: bool
    audits: bool
    calibration_consents: bool
    calibrations: bool
    talks: bool
    confirmations: bool


def asked_of(person: Person) -> AskedOf:
    """Two queries; most people have none of these. What only some roles and parts can see is asked of nobody else."""
    roles = {membership.role for membership in person.read_roles()}
    parts = set(person.participations.current().values_list("part", flat=True))
    lists: dict[str, QuerySet[Any]] = {
        "complaints": complaints_of(person),
        "findings": findings_of(person),
        "audits": audits_of(person),
        "calibration_consents": calibrations_asked_of(person),
        "talks": talks_of(person),
        "confirmations": ConfirmationRequest.objects.open().for_witness(person),
    }
    if Role.COORDINATOR in roles or parts & _IN_APPEALS:
        lists["appeals"] = appeals_of(person)
    if Role.ASSESSOR in roles:
        lists["calibrations"] = calibrations_of(person)
    if Role.QUALITY_OFFICER in roles:
        lists |= {"opinions": opinions_of(person), "half_way": half_way_of(person)}
    first, *others = (found.order_by().values_list(Value(name)) for name, found in lists.items())
    held = {name for (name,) in first.union(*others)}  # each name once, however long its list is
    return AskedOf(**{field.name: field.name in held for field in fields(AskedOf)})
