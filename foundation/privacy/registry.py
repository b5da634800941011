"""What each app knows of people, and how it lets go of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.functional import Promise

from foundation.people.models import Person

Sentence = str | Promise
GONE = "(gewist)"  # where a name stood in a text that stays


@dataclass(frozen=True, slots=True)
class Erasure:
    """An erasure on its way, in one transaction. ``words``: the name and addresses that must be found nowhere afterwards."""

    person: Person
    words: Sequence[str]

    def is_named_in(self, text: str) -> bool:
        return any(form.casefold() in text.casefold() for word in self.words for form in _forms(word))

    def without_name(self, text: str) -> str:
        """The text with the person's name and addresses taken out, however they are written there."""
        for word in self.words:
            for form in _forms(word):
                text = _replaced(text, form)
        return text


@dataclass(frozen=True, slots=True)
class Steward:
    """What one app does. ``rank``: what builds on another app goes before it, so the highest first.

    ``obstacles``: sentences that say why it can't be done now and what to do first. ``goes`` and ``stays``: sentences for
    the page that asks.
    """

    app: str
    rank: int
    erase: Callable[[Erasure], None]
    obstacles: Callable[[Person], Iterable[Sentence]] = lambda person: ()
    goes: Sequence[Sentence] = ()
    stays: Callable[[Person], Iterable[Sentence]] = lambda person: ()


_stewards: dict[str, Steward] = {}


def register(steward: Steward) -> None:
    """Called once an app, when it starts."""
    if _stewards.setdefault(steward.app, steward) is not steward:
        raise ValueError(f"two stewards for {steward.app}")


def stewards() -> list[Steward]:
    """In the order in which they let go."""
    return sorted(_stewards.values(), key=lambda steward: -steward.rank)


def blank(rows: Any, *fields: str) -> None:
    """Empty the texts of rows that stay."""
    rows.update(**dict.fromkeys(fields, ""))


def _forms(word: str) -> set[str]:
    return {word, escape(word), escape(word, quote=False)}


def _replaced(text: str, form: str) -> str:
    """Without regard to capitals; a letter whose capital has another length can't shift what is cut."""
    if len(text.casefold()) != len(text) or len(form.casefold()) != len(form):
        return text.replace(form, GONE)
    parts, start, plain, wanted = [], 0, text.casefold(), form.casefold()
    while (at := plain.find(wanted, start)) >= 0:
        parts += [text[start:at], GONE]
        start = at + len(form)
    return "".join([*parts, text[start:]])
