"""Reads over people: whose address is this, who is in an organisation."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from foundation.people.models import Invitation, Membership, Organisation, Person


def confirmed_addresses(person: Person) -> list[str]:
    """The addresses that are proven to be this person's, lower case, the primary one first."""
    return list(confirmed_address_rows(person).order_by("-primary", "email"))


def confirmed_address_rows(person: Person) -> QuerySet[EmailAddress, str]:
    """The same, to be part of a larger query."""
    rows: QuerySet[EmailAddress, str] = EmailAddress.objects.filter(user=person, verified=True).values_list(
        "email", flat=True
    )
    return rows


def is_address_of(person: Person, address: str) -> bool:
    """Whether the address is one of the person's, also one that they only claim. What stands after a "+" tells no two apart."""
    held = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    return _mailbox(address) in {_mailbox(each) for each in held}


def person_with_address(address: str) -> Person | None:
    """Whose confirmed address this is. One that somebody only claims is nobody's."""
    owned = EmailAddress.objects.filter(email=address.strip().lower(), verified=True).select_related("user").first()
    return owned.user if owned is not None else None


@dataclass(frozen=True, slots=True)
class Member:
    """A person in an organisation with the roles they hold there now."""

    person: Person
    memberships: tuple[Membership, ...]


def members_of(organisation: Organisation) -> list[Member]:
    """Everybody with a current role here, by name; one query."""
    by_person: dict[Person, list[Membership]] = {}
    current = Membership.objects.current().filter(organisation=organisation).select_related("person")
    for membership in current.order_by("person__name", "person_id", "since"):
        by_person.setdefault(membership.person, []).append(membership)
    return [Member(person, tuple(held)) for person, held in by_person.items()]


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations that can still be accepted, newest first."""
    return Invitation.objects.open().filter(organisation=organisation).order_by("-invited_at")


def _mailbox(address: str) -> str:
    name, _at, host = address.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"
