"""The roles a membership can give. The rooms above register theirs at start; foundation knows only its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class RoleWords:
    """A role as people read it."""

    name: str | Promise
    may: str | Promise  # one sentence: what this role may do


_roles: dict[str, RoleWords] = {}


def register(role: str, *, name: str | Promise, may: str | Promise) -> None:
    """Make a role known; called from an app's ready()."""
    _roles[role] = RoleWords(name, may)


def all_roles() -> dict[str, RoleWords]:
    """Every role by its code, in the order of registration."""
    return dict(_roles)


def is_role(role: str) -> bool:
    return role in _roles


register(
    ADMINISTRATOR,
    name=_("Administrator"),
    may=_("Invites people and gives roles; sees the audit log of the organisation."),
)
