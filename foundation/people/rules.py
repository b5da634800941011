"""Who may change people, roles and organisations."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from foundation.errors import InvalidInput, NotAllowed
from foundation.people import roles
from foundation.people.errors import LastAdministrator, UnknownRole
from foundation.people.models import Membership, Organisation, Person


def require_administrator(organisation: Organisation, by: Person) -> None:
    """Inviting, giving a role and ending one is for the organisation's administrators."""
    if not (by.is_active and by.holds(roles.ADMINISTRATOR, organisation)):
        raise NotAllowed(_("Only an administrator of this organisation can do this. Ask one of them."))


def require_operator(by: Person | None) -> None:
    """Organisations are made by whoever runs Erkend: from the command line (nobody signed in) or as a staff account."""
    if by is not None and not (by.is_active and by.is_staff):
        raise NotAllowed(_("Only the operator of this system can add an organisation. Ask them."))


def require_self(person: Person, by: Person) -> None:
    if person.pk != by.pk:
        raise NotAllowed(_("You can only change this for yourself."))


def known_roles(chosen: Iterable[str]) -> list[str]:
    """The chosen roles, each once, in the order given. Raises UnknownRole, and InvalidInput when there is none."""
    unique = list(dict.fromkeys(str(role) for role in chosen))
    if not unique:
        raise InvalidInput(_("Choose at least one role."), code="role-missing", field="roles")
    for role in unique:
        if not roles.is_role(role):
            raise UnknownRole(role)
    return unique


def require_not_the_last_administrator(membership: Membership) -> None:
    """An organisation keeps an administrator who can sign in. The organisation's row is locked by the caller."""
    if membership.role != roles.ADMINISTRATOR:
        return
    others = (
        Membership.objects.current()
        .with_role(roles.ADMINISTRATOR)
        .filter(organisation=membership.organisation_id, person__is_active=True)
        .exclude(pk=membership.pk)
    )
    if not others.exists():
        raise LastAdministrator
