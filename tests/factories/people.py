"""People, organisations and who is what in them, made through the services."""

from __future__ import annotations

from typing import Any

import factory
from allauth.account.models import EmailAddress

from foundation.people import roles
from foundation.people import services as people
from foundation.people.models import Membership, Organisation, Person

PASSWORD = "een lang wachtwoord voor tests"


class PersonFactory(factory.Factory):
    """An account that signs in with its address and PASSWORD. ``email_confirmed=False``: the address is only claimed.

    ``also`` names further confirmed addresses.
    """

    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"Persoon {number}")
    email = factory.Sequence(lambda number: f"persoon{number}@example.org")
    password = PASSWORD
    language = ""
    email_confirmed = True
    also: tuple[str, ...] = ()

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **fields: Any) -> Person:
        email_confirmed, also = fields.pop("email_confirmed"), fields.pop("also")
        person = people.create_person(**fields)
        if not email_confirmed:
            EmailAddress.objects.filter(user=person).update(verified=False)
        for address in also:
            EmailAddress.objects.create(user=person, email=address, verified=True)
        return person


class OrganisationFactory(factory.Factory):
    """An organisation with an administrator. Trait ``provider``: coaches, assesses and issues."""

    class Meta:
        model = Organisation

    class Params:
        provider = factory.Trait(is_provider=True)

    name = factory.Sequence(lambda number: f"Gemeente Voorbeeld {number}")
    slug = factory.Sequence(lambda number: f"voorbeeld-{number}")
    is_provider = False
    website = ""
    contact_email = ""
    administrator = factory.SubFactory(PersonFactory)

    @classmethod
    def _create(cls, model_class: type[Organisation], *args: Any, **fields: Any) -> Organisation:
        return people.create_organisation(**fields, by=None)


def administrator_of(organisation: Organisation) -> Person:
    """Somebody who may invite and give roles here."""
    return Membership.objects.current().with_role(roles.ADMINISTRATOR).filter(organisation=organisation)[0].person


def member(person: Person, organisation: Organisation, role: str) -> Membership:
    """Give the person a role in the organisation."""
    return people.give_role(organisation.pk, person=person, role=role, by=administrator_of(organisation))
