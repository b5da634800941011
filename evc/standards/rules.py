"""Who may load standards and say that they are recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evc.roles import Role
from foundation.people.roles import ADMINISTRATOR

if TYPE_CHECKING:
    from foundation.people.models import Person


def may_load_standards(person: Person) -> bool:
    """Operators, and coordinators and administrators of a provider: they assess against them."""
    return person.is_staff or person.organisations_as(Role.COORDINATOR, ADMINISTRATOR).filter(is_provider=True).exists()


def may_record_recognition(person: Person) -> bool:
    """Operators only: a provider can't recognise itself."""
    return person.is_staff
