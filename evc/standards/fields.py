"""Reading the fields of one JSON object: each method returns a value that can be used and notes what was wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: a path in the form, as "units[0].work_processes[2].code", or a place in another file, as
    "row 9", with ``field`` for the name of its column or property."""

    where: str
    problem: str
    field: str = ""

    def as_data(self) -> dict[str, str]:
        """Ready for JSON."""
        data = {"where": self.where, "problem": self.problem}
        return data | {"field": self.field} if self.field else data


def _is_storable(text: str) -> bool:
    """Databases keep no NUL, and nobody half of a surrogate pair."""
    if text.isascii():
        return "\x00" not in text
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


class Fields:
    """One object of a form. Problems of all objects come in one list, so that they are told in one go."""

    def __init__(self, value: object, where: str, problems: list[Problem], skipped: set[str]) -> None:
        self.where, self._problems, self._skipped = where, problems, skipped
        self.is_object = isinstance(value, Mapping)
        self._fields: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        self._asked: set[str] = set()
        if not self.is_object:
            problems.append(Problem(where, _("An object with named fields is expected here.")))

    def complain(self, name: str, problem: str) -> None:
        self._problems.append(Problem(self._path(name), problem))

    def is_absent(self, name: str) -> bool:
        return self._value(name) is None

    def text(self, name: str, *, longest: int | None = None, required: bool = False) -> str:
        """A text, stripped; a list of lines is joined. "" when there is none."""
        value = self._value(name)
        if isinstance(value, list) and all(isinstance(line, str) for line in value):
            value = "\n".join(value)
        if value is not None and not isinstance(value, str):
            self.complain(name, _("A text is expected here."))
            return ""
        text = (value or "").strip()
        if not _is_storable(text):
            self.complain(name, _("This text holds a character that can't be stored."))
            return ""
        if required and not text and self.is_object:
            self.complain(name, _("This text is missing."))
        if longest is not None and len(text) > longest:
            self.complain(name, _("This text is longer than %(longest)s characters.") % {"longest": longest})
            return text[:longest]
        return text

    def slug(self, name: str, *, longest: int) -> str:
        text = self.text(name, longest=longest, required=True)
        if text and not _SLUG.fullmatch(text):
            self.complain(name, _("Use small letters, digits and hyphens only."))
        return text

    def choice(self, name: str, allowed: Sequence[str], *, default: str | None = None) -> str:
        """One of the allowed words; ``default`` where nothing is said, an error when there is none."""
        text = self.text(name)
        if not text and default is not None:
            return default
        if text not in allowed and self.is_object:
            listed = ", ".join(word for word in allowed if word)
            self.complain(
                name,
                _("“%(found)s” is not possible here. Choose from: %(allowed)s.") % {"found": text, "allowed": listed},
            )
        return text

    def number(self, name: str, *, lowest: int, highest: int) -> int | None:
        """A whole number, or None where nothing is said."""
        value = self._value(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.complain(name, _("“%(found)s” is not a whole number.") % {"found": value})
            return None
        if not lowest <= value <= highest:
            self.complain(
                name,
                _("A number from %(lowest)s to %(highest)s is expected here.") % {"lowest": lowest, "highest": highest},
            )
            return None
        return value

    def flag(self, name: str) -> bool:
        value = self._value(name)
        if value is not None and not isinstance(value, bool):
            self.complain(name, _("Only true or false is possible here."))
        return value is True

    def day(self, name: str) -> date | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.complain(name, _("“%(found)s” is not a date. Write it as 2026-11-24.") % {"found": text})
            return None

    def uuid(self, name: str) -> UUID | None:
        text = self.text(name)
        try:
            return UUID(text) if text else None
        except ValueError:
            self.complain(name, _("“%(found)s” is not a UUID.") % {"found": text})
            return None

    def inner(self, name: str) -> Fields:
        return Fields(self._value(name), self._path(name), self._problems, self._skipped)

    def mapping(self, name: str) -> dict[str, Any]:
        """An object that is kept as it is; {} where nothing is said."""
        value = self._value(name)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.complain(name, _("An object with named fields is expected here."))
            return {}
        return dict(value)

    def parts(self, name: str, *, what: str) -> Iterator[Fields]:
        """The objects of a list that may not be empty; ``what`` names one of them."""
        value = self._value(name)
        if not isinstance(value, list) or not value:
            if self.is_object:
                self.complain(name, _("A list with at least one %(what)s is expected here.") % {"what": what})
            return
        for number, part in enumerate(value):
            yield Fields(part, f"{self._path(name)}[{number}]", self._problems, self._skipped)

    def finish(self) -> None:
        """Note the fields that nobody asked for, without the numbers of lists."""
        for name in self._fields:
            if name not in self._asked:
                self._skipped.add(re.sub(r"\[\d+\]", "", self._path(str(name))))

    def _value(self, name: str) -> Any:
        self._asked.add(name)
        return self._fields.get(name)

    def _path(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name
