"""Who may see figures: those who plan and those who guard the quality, never about another organisation."""

from __future__ import annotations

from django.utils.translation import gettext as _

from evc.roles import Role
from foundation.errors import NotFound
from foundation.people.models import Organisation, Person
from foundation.people.roles import ADMINISTRATOR


def may_see_figures(person: Person, provider: Organisation) -> bool:
    return any(person.holds(role, provider) for role in (Role.COORDINATOR, Role.QUALITY_OFFICER, ADMINISTRATOR))


def may_see_pairs(person: Person, provider: Organisation) -> bool:
    """Agreement by pair names assessors: for the quality officers, who talk with them about it."""
    return person.holds(Role.QUALITY_OFFICER, provider)


def require_figures(person: Person, provider: Organisation) -> None:
    if not may_see_figures(person, provider):
        raise NotFound(_("There are no figures here for you. Open them from the page of your own organisation."))
