"""What holds up a release besides what the software found: rooms above register theirs, since this one can't ask them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from evc.outcomes.models import Outcome


@dataclass(frozen=True, slots=True)
class Hold:
    """Why an outcome can't be released now; ``sentence`` says what to do."""

    code: str
    sentence: str | Promise


HeldUp = Callable[[Outcome], Iterable[Hold]]
_asked: dict[str, HeldUp] = {}


def register(name: str, holds: HeldUp) -> None:
    """Called once a name, when an app starts. ``holds`` only reads."""
    if _asked.setdefault(name, holds) is not holds:
        raise ValueError(f"two functions that hold up a release are called {name}")


def holds_of(outcome: Outcome) -> list[Hold]:
    return [hold for asked in _asked.values() for hold in asked(outcome)]
