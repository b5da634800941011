"""How much of a document, and how much work on it, is too much.

Whoever sends a document decides what it asks of the reader: small ones can entangle their unnamed parts, or define names by
names, so that reading them never ends. So work is counted in steps, without a clock: the same document gets the same
answer on every machine. What goes over a limit is refused with the name of the limit.

The limits hold for one document and all that is in it. They are handed to ``verify_document`` and its like, which set them
(``within``) for everything that is called from there.
"""

from __future__ import annotations

from contextvars import ContextVar, Token
from typing import NamedTuple

from credentials.core.errors import CanonicalisationLimit


class Limits(NamedTuple):
    max_bytes: int = 1_000_000
    """Of a document, and of a credential in a picture or a token."""
    max_levels: int = 64
    """Objects and lists inside one another."""
    max_quads: int = 10_000
    """Statements that a document makes in RDF."""
    max_steps: int = 500_000
    """Statements written, names looked up, blank nodes compared: some three microseconds each, two seconds in all."""


DEFAULT = Limits()


class Allowance:
    """The limits that hold here, and how many steps are left."""

    __slots__ = ("limits", "steps_left")

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self.limits = limits
        self.steps_left = limits.max_steps

    def spend(self, steps: int) -> None:
        """Count steps, before or after they are made. Raises CanonicalisationLimit when there are none left."""
        self.steps_left -= steps
        if self.steps_left < 0:
            limit = self.limits.max_steps
            raise CanonicalisationLimit(
                f"The document or its contexts are so entangled that reading it takes more than {limit} steps.",
                cap="steps",
                limit=limit,
            )

    def require_quads(self, quads: int) -> None:
        """Raises CanonicalisationLimit for more statements than a document may make."""
        limit = self.limits.max_quads
        if quads > limit:
            raise CanonicalisationLimit(f"The document makes more than {limit} statements.", cap="quads", limit=limit)


class within:  # noqa: N801  # reads as a function: ``with within(limits):``
    """Set the limits for what happens inside; where some are set already, those stay: the outermost count."""

    __slots__ = ("_limits", "_token")

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._token: Token[Allowance | None] | None = None

    def __enter__(self) -> None:
        if _current.get() is None:
            self._token = _current.set(Allowance(self._limits))

    def __exit__(self, *_: object) -> None:
        if self._token is not None:
            _current.reset(self._token)


def allowance() -> Allowance:
    """What is left here; all of it where nothing was set."""
    return _current.get() or Allowance()


def limits() -> Limits:
    """The limits that hold here."""
    found = _current.get()
    return DEFAULT if found is None else found.limits


_current: ContextVar[Allowance | None] = ContextVar("allowance", default=None)
