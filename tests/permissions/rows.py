"""What a row of the permission matrix says, and the words that the table is written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.permissions.moments import ROLES, SIGNED_IN, Moments

Arguments = Callable[[Moments], Mapping[str, Any]]
Body = Callable[[Moments], Mapping[str, Any]]


class Answer(StrEnum):
    SEES = "sees"  # a page, a document, or the way to one
    MAY = "may"  # done, or refused for what was sent or for the moment: never for who sent it
    GONE = "gone"  # 404: for this person it isn't there
    NOT = "not"  # 403: it is there, and somebody else's to do
    SIGN_IN = "sign-in"  # 401, or the way to sign in
    NOTHING = "nothing"  # answered as if it were done, and nothing was changed
    BROKEN = "broken"  # an error of ours, a method that isn't taken, or a page that isn't shown now


@dataclass(frozen=True, slots=True)
class Row:
    """One method of one address, at one moment. ``expected`` holds an answer for every role."""

    route: str
    method: str
    at: Arguments
    expected: Mapping[str, Answer]
    body: Body | None = None
    query: Arguments | None = None

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.route}"


def nowhere(moments: Moments) -> Mapping[str, Any]:
    return {}


def on(moment: str, **more: Callable[[Moments], Any]) -> Arguments:
    """The trajectory at this step is the address's ``pk``; ``more`` are its further arguments."""
    return lambda moments: {"pk": moments.at[moment].pk} | {name: find(moments) for name, find in more.items()}


def of(find: Callable[[Moments], Any], **more: Callable[[Moments], Any]) -> Arguments:
    """The key of an object is the address's ``pk``."""
    return lambda moments: {"pk": find(moments).pk} | {name: other(moments) for name, other in more.items()}


EVERYBODY = " ".join(SIGNED_IN)


def rows(
    routes: str,
    methods: str,
    at: Arguments = nowhere,
    yes: str = EVERYBODY,
    no: str = "",
    *,
    nothing: str = "",
    visitor: Answer = Answer.SIGN_IN,
    body: Body | None = None,
    query: Arguments | None = None,
) -> list[Row]:
    """A row for each of the routes and methods.

    ``yes``: roles that see or may; ``no``: those, as far as not among ``yes``, that are told that it isn't theirs;
    ``nothing``: those for whom nothing happens. For whoever is not named it isn't there.
    """
    assert set(f"{yes} {no} {nothing}".split()) <= set(ROLES), (routes, yes, no, nothing)
    return [
        Row(route, method, at, _expected(method, yes, no, nothing, visitor), body, query)
        for route in routes.split()
        for method in methods.split()
    ]


def _expected(method: str, yes: str, no: str, nothing: str, visitor: Answer) -> Mapping[str, Answer]:
    expected = dict.fromkeys(SIGNED_IN, Answer.GONE) | {"visitor": visitor}
    expected |= dict.fromkeys(nothing.split(), Answer.NOTHING)
    expected |= dict.fromkeys(no.split(), Answer.NOT)
    return expected | dict.fromkeys(yes.split(), Answer.SEES if method == "get" else Answer.MAY)
