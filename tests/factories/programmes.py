"""Courses and who follows them, made through the services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from evc.programmes import services as programmes
from evc.programmes.models import Enrolment, ModuleVersion
from evc.roles import Role
from foundation.people.models import Organisation, Person
from foundation.people.selectors import person_with_address
from portfolio import services as portfolio
from portfolio.models import ConfirmationRequest, Repetition
from portfolio.services.witnessing import SignedIn
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.standards import make_standard

FOLLOWED = date(2026, 1, 20)


def content_of(**changes: Any) -> programmes.Content:
    """What a small course says: two repetitions by anybody."""
    practised = changes.pop("practised", None) or make_standard().work_processes.get(code="W1")
    fields = {
        "title": "Veilig afzetten",
        "teaches": "Je leert een straat veilig afzetten.",
        "criteria": "Je volgde beide lesdagen.",
        "task": "Een straat afzetten",
        "practised": practised,
        "work_processes": [practised],
        "required": 2,
        "active_from": date(2026, 1, 1),
    }
    return programmes.Content(**fields | changes)


def make_module(organisation: Organisation | None = None, **changes: Any) -> ModuleVersion:
    organisation = organisation or OrganisationFactory(provider=True)
    return programmes.make_module(organisation, content_of(**changes), by=keeper_of(organisation))


def keeper_of(organisation: Organisation) -> Person:
    """A coordinator of the organisation, the same one each time."""
    known = Person.objects.filter(memberships__organisation=organisation, memberships__role=Role.COORDINATOR).first()
    if known is None:
        known = PersonFactory()
        member(known, organisation, Role.COORDINATOR)
    return known


def begun(version: ModuleVersion | None = None, person: Person | None = None, **changes: Any) -> Enrolment:
    """Somebody who follows a course."""
    version = version or make_module(**changes)
    return programmes.begin_module(version.module_id, by=person or PersonFactory())


def followed(enrolment: Enrolment) -> Enrolment:
    """The organisation says that it was followed."""
    return programmes.say_followed(enrolment.pk, on=FOLLOWED, by=keeper_of(enrolment.module.organisation))


def practised(
    enrolment: Enrolment, count: int = 1, *, witness: str = "getuige@example.org", **changes: Any
) -> Repetition:
    """An entry for the course that waits for this witness."""
    fields = {"day": timezone.localdate() - timedelta(days=3), "task": "Een straat afzetten", "role": "independent"}
    entry = portfolio.note_repetition(
        enrolment.person,
        work_process=enrolment.version.practised,
        course_task=enrolment.task,
        count=count,
        witness_email=witness,
        by=enrolment.person,
        **fields | changes,
    )
    portfolio.ask_confirmation(enrolment.person, repetitions=[entry], by=enrolment.person)
    return entry


def door_of(entry: Repetition) -> SignedIn:
    """The witness of an entry, with an account, who said who they are."""
    request = ConfirmationRequest.objects.open().get(repetitions=entry)
    witness = person_with_address(entry.witness_email) or PersonFactory(email=entry.witness_email)
    door = SignedIn(request.pk, witness)
    portfolio.describe_witness(door, name=witness.name, function="Uitvoerder", knows_how="Wij werken samen.", tie="")
    return door


def confirmed(enrolment: Enrolment, count: int = 1, **changes: Any) -> Repetition:
    """An entry for the course that its witness confirmed."""
    entry = practised(enrolment, count, **changes)
    return portfolio.confirm_repetition(door_of(entry), entry.pk)
