"""Which work waits for somebody besides their trajectories: known in one query, so that no list is read for nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists

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
from foundation.people.models import Person
from portfolio.models import ConfirmationRequest


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
    """One query; most people have none of these."""
    lists = (
        appeals_of(person),
        complaints_of(person),
        opinions_of(person),
        half_way_of(person),
        findings_of(person),
        audits_of(person),
        calibrations_asked_of(person),
        calibrations_of(person),
        talks_of(person),
        ConfirmationRequest.objects.open().for_witness(person),
    )
    rows = Person.objects.filter(pk=person.pk).values_list(*(Exists(found) for found in lists))
    return AskedOf(*rows.get())
