"""The main navigation: what somebody with these roles goes to every day. One query a page, and only where it is drawn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypedDict

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.roles import Role
from foundation.people.models import Person


class Link(TypedDict):
    label: Promise
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """``roles``: who sees it; empty: everybody. ``below``: addresses that belong to it as well."""

    name: str  # of the url
    label: Promise
    roles: frozenset[str] = frozenset()
    below: tuple[str, ...] = ()


# A portfolio is everybody's own; whoever only works for others is not offered it on every page, their account menu has it.
_OWN = frozenset({Role.CANDIDATE, ""})
ENTRIES = (
    Entry("home", _("Home")),
    Entry("portfolio", _("Portfolio"), roles=_OWN),
    Entry("practice", _("Practice log"), roles=_OWN),
)


def links(request: HttpRequest) -> list[Link]:
    """For the person who is signed in; the role "" is that of somebody without any role (any more)."""
    person = request.user
    assert isinstance(person, Person)
    held = set(person.memberships.current().values_list("role", flat=True)) or {""}
    return [_link(entry, request.path) for entry in ENTRIES if _is_for(entry, held)]


def _is_for(entry: Entry, held: Collection[str]) -> bool:
    return not entry.roles or any(role in entry.roles for role in held)


def _link(entry: Entry, path: str) -> Link:
    href = reverse(entry.name)
    current = path == href or any(path.startswith(place) for place in (f"{href}/", *entry.below))
    return {"label": entry.label, "href": href, "current": current}
