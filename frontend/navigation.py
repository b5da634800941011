"""What stands around the pages of a signed-in person: the main navigation, the organisation, the account menu.

One query a page, and only where it is drawn.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypedDict

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.roles import Role
from foundation.people import roles
from foundation.people.models import Membership, Organisation, Person
from frontend.organisation_pages import doors_for


class Link(TypedDict):
    label: Promise | str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """``roles``: who sees it; empty: everybody. ``below``: addresses that belong to it as well."""

    name: str  # of the url
    label: Promise
    roles: frozenset[str] = frozenset()
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """``organisation`` is named in the header for somebody who works in one; with several it would only mislead."""

    navigation: list[Link]
    organisation: Organisation | None


# A portfolio is everybody's own; whoever only works for others is not offered it on every page, their account menu has it.
_OWN = frozenset({Role.CANDIDATE, ""})
ENTRIES = (
    Entry("home", _("Home")),
    Entry("portfolio", _("Portfolio"), roles=_OWN),
    Entry("practice", _("Practice log"), roles=_OWN),
    Entry("candidates", _("My candidates"), roles=frozenset({Role.COACH})),
    Entry("board", _("Board"), roles=frozenset({Role.COORDINATOR})),
    Entry("free-days", _("My days"), roles=frozenset({Role.ASSESSOR})),
    Entry("modules", _("Courses"), roles=frozenset({Role.COORDINATOR, roles.ADMINISTRATOR})),
    Entry("trajectory-propose", _("Propose a trajectory"), roles=frozenset({Role.MANAGER})),
    Entry("quality", _("Quality check"), roles=frozenset({Role.QUALITY_OFFICER})),
)
ACCOUNT_ENTRIES = (
    Entry("account", _("My account"), below=("/account/",)),
    Entry("portfolio", _("My portfolio")),
    Entry("courses", _("My courses and badges")),
    Entry("readings", _("Who read my evidence")),
)


def frame_of(request: HttpRequest) -> Frame:
    """For the person who is signed in; the role "" is that of somebody without any role (any more)."""
    person = request.user
    assert isinstance(person, Person)
    memberships = person.read_roles()
    held = {membership.role for membership in memberships} or {""}
    navigation = [_link(entry, request.path) for entry in ENTRIES if _is_for(entry, held)]
    organisations = list(dict.fromkeys(membership.organisation for membership in memberships))
    return Frame(
        navigation=[*navigation, *_organisations(memberships, request.path)],
        organisation=organisations[0] if len(organisations) == 1 else None,
    )


def account_links(request: HttpRequest) -> list[Link]:
    """What stands in the account menu."""
    links = [_link(entry, request.path) for entry in ACCOUNT_ENTRIES]
    here = [link for link in links if link["current"]]
    for link in here[:-1]:  # of an address and one below it, the nearer one is where somebody is
        link["current"] = False
    return links


def _organisations(memberships: list[Membership], path: str) -> list[Link]:
    """One entry an organisation of which the person opens a page; with several each bears its own name."""
    held: dict[Organisation, set[str]] = {}
    for membership in memberships:
        held.setdefault(membership.organisation, set()).add(membership.role)
    opened = [organisation for organisation, of_it in held.items() if doors_for(organisation, of_it)]
    return [
        {
            "label": _("Organisation") if len(opened) == 1 else organisation.name,
            "href": reverse("organisation", args=[organisation.slug]),
            "current": f"{path}/".startswith(f"/organisations/{organisation.slug}/"),
        }
        for organisation in opened
    ]


def _is_for(entry: Entry, held: Collection[str]) -> bool:
    return not entry.roles or any(role in entry.roles for role in held)


def _link(entry: Entry, path: str) -> Link:
    href = reverse(entry.name)
    current = path == href or any(path.startswith(place) for place in (f"{href}/", *entry.below))
    return {"label": entry.label, "href": href, "current": current}
