"""What came along from elsewhere and is shown as such: it does not count here, or has no place of its own here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.people.models import Person
from portfolio.models import Arrived, PortfolioImport, Repetition
from portfolio.taking_along.plain import read_day, read_moment
from portfolio.taking_along.practice import content_of, decisions_elsewhere


@dataclass(frozen=True, slots=True)
class EntryElsewhere:
    """An entry of the practice log with what a witness decided elsewhere. ``is_here``: it stands in the log here too."""

    day: date | None
    task: str
    count: int
    state: str
    decided_at: datetime | None
    where: str
    witness: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class ImportLine:
    """What became of a ZIP. ``rows`` as components/table.html shows them: a part, how much was new, how much was here."""

    asked: PortfolioImport
    rows: tuple[tuple[str, str, str], ...]

    @property
    def is_refused(self) -> bool:
        return self.asked.state == PortfolioImport.State.REFUSED

    @property
    def is_known(self) -> bool:
        """Everything was here already."""
        return not self.is_refused and not any(self.asked.new.values())


_PARTS: Mapping[str, Promise] = MappingProxyType(
    {
        "items": _("Items"),
        "practice": _("Entries of the practice log"),
        "sharing": _("Who read along"),
        "manifests": _("What you handed in"),
        "testimonies": _("Testimonies"),
        "witnesses": _("Witnesses"),
        "plan": _("Your plan"),
        "requests": _("What was asked of you"),
        "badges": _("Badges"),
    }
)


def line_of(asked: PortfolioImport) -> ImportLine:
    counts = ((name, asked.new.get(name, 0), asked.known.get(name, 0)) for name in (*asked.new,))
    rows = ((str(_PARTS.get(name, name)), str(new), str(known)) for name, new, known in counts if new or known)
    return ImportLine(asked, tuple(rows))


def kept_only(person: Person) -> list[EntryElsewhere]:
    """Entries that were decided elsewhere, or belong to a work process that is unknown here; two queries."""
    rows = list(Arrived.objects.filter(owner=person, part="practice").exclude(kept={}))
    here = Repetition.objects.in_bulk({row.record for row in rows if row.record is not None})
    found = []
    for row in rows:
        entry = here.get(row.record) if row.record is not None else None
        if row.record is not None and entry is None:  # taken out of the log here
            continue
        content = content_of(entry) if entry is not None else row.kept
        decisions = decisions_elsewhere(content, row.kept) if entry is not None else row.kept["decisions"]
        if entry is not None and not decisions:
            continue
        last: dict[str, Any] = decisions[-1] if decisions else {"state": "", "at": None, "where": ""}
        found.append(
            EntryElsewhere(
                day=read_day(content["day"]),
                task=content["task"],
                count=content["count"],
                state=last["state"],
                decided_at=read_moment(last["at"]),
                where=last["where"],
                witness=content["witness_name"],
                is_here=entry is not None,
            )
        )
    return sorted(found, key=lambda each: (each.day or date.min, each.task))
