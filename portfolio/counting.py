"""What counts of a practice log, and why the rest does not: the rules of a standard over the lines of one log. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from portfolio.models import Repetition
from portfolio.rules import is_older_than

Key = UUID | str  # of an entry; as text where only the sums are wanted, since a UUID costs more than all the counting
OLD_AFTER_YEARS = 5  # flagged, not refused (domain fact 35); a standard may set a limit of its own


@dataclass(frozen=True, slots=True)
class PracticeRules:
    """What a standard asks of the log of one work process.

    ``required``: how many repetitions, None for no number. ``expire_after_years``: None where an old one still counts.
    ``least_witnesses``: how many different people must have confirmed what counts.
    """

    required: int | None = None
    expire_after_years: int | None = None
    independent_only: bool = True
    least_witnesses: int = 1


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry as it is counted. ``count`` is negative in a counter-entry, which names the entry that it corrects."""

    key: Key
    day: date
    count: int
    role: str
    state: str
    witness: str  # the same text is the same person
    corrects: Key | None = None


class Why(StrEnum):
    """Why (a part of) an entry does not count. COUNTED: all of it does."""

    COUNTED = "counted"
    NOTED = "noted"  # no witness was asked
    ASKED = "asked"  # the witness has not answered
    REFUSED = "refused"
    NOT_INDEPENDENT = "not-independent"
    OLD = "old"
    CORRECTED = "corrected"  # a counter-entry took it off
    FEW_WITNESSES = "few-witnesses"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one entry: how many of its repetitions count, how many don't, and why those don't."""

    counted: int
    not_counted: int
    why: Why


@dataclass(frozen=True, slots=True)
class Tally:
    """A whole log. ``old`` of the counted are flagged; ``witnesses`` different people confirmed what may count."""

    verdicts: Mapping[Key, Verdict]
    counted: int
    old: int
    witnesses: int

    def left_out(self, *reasons: Why) -> int:
        """How many repetitions don't count for these reasons."""
        return sum(verdict.not_counted for verdict in self.verdicts.values() if verdict.why in reasons)


def tally(lines: Iterable[LogLine], rules: PracticeRules, *, on: date) -> Tally:
    """Count a log by the rules of its standard.

    Too few different witnesses: as long as one is missing, the last of the required number stays open for that person,
    so that the number is only reached when enough different people confirmed.
    """
    lines = sorted(lines, key=lambda line: (line.day, line.key))
    taken_off = _taken_off(lines)
    verdicts: dict[Key, Verdict] = {}
    fit: list[tuple[LogLine, int]] = []
    for line in lines:
        if line.state == Repetition.State.COUNTER:
            continue
        net = max(0, line.count - taken_off.get(line.key, 0))
        why = _why_not(line, net, rules, on=on)
        if why is Why.COUNTED:
            fit.append((line, net))
        verdicts[line.key] = Verdict(0, line.count if why is Why.CORRECTED else net, why)
    witnesses = len({line.witness for line, _net in fit})
    room = _room(rules, witnesses)
    counted = old = 0
    for line, net in fit:
        fits = net if room is None else max(0, min(net, room - counted))
        left = net - fits
        verdicts[line.key] = Verdict(fits, left, Why.FEW_WITNESSES if left else Why.COUNTED)
        counted += fits
        old += fits if is_older_than(line.day, OLD_AFTER_YEARS, on=on) else 0
    return Tally(verdicts, counted, old, witnesses)


def age_edges(rules: PracticeRules, *, on: date) -> list[date]:
    """The days before which an entry is older than one of the rules' limits, the earliest first.

    Entries between the same two that are alike in all else count alike: a tally of their sum gives the same numbers.
    """
    years = {OLD_AFTER_YEARS, rules.expire_after_years} - {None}
    return sorted(_first_not_older(limit, on=on) for limit in years if limit is not None)


def _first_not_older(years: int, *, on: date) -> date:
    """The first day that is not more than ``years`` years before ``on``, to the day as ``is_older_than`` has it."""
    day = years_before(on, years)
    while not is_older_than(day - timedelta(days=1), years, on=on):  # at most 29 February
        day -= timedelta(days=1)
    return day


def years_before(day: date, years: int) -> date:
    """The same day ``years`` ago; 1 March where that year has no 29 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def _taken_off(lines: Sequence[LogLine]) -> dict[Key, int]:
    """By entry what counter-entries take off it."""
    found: dict[Key, int] = {}
    for line in lines:
        if line.state == Repetition.State.COUNTER and line.corrects is not None:
            found[line.corrects] = found.get(line.corrects, 0) - line.count
    return found


def _why_not(line: LogLine, net: int, rules: PracticeRules, *, on: date) -> Why:
    """Why a line by itself does not count, whatever the others are."""
    if line.state != Repetition.State.CONFIRMED:
        return Why(line.state)
    if not net:
        return Why.CORRECTED
    if rules.independent_only and line.role != Repetition.PracticeRole.INDEPENDENT:
        return Why.NOT_INDEPENDENT
    if rules.expire_after_years is not None and is_older_than(line.day, rules.expire_after_years, on=on):
        return Why.OLD
    return Why.COUNTED


def _room(rules: PracticeRules, witnesses: int) -> int | None:
    """How many can count with so many different witnesses; None for no bound."""
    missing = rules.least_witnesses - witnesses
    if rules.required is None or missing <= 0:
        return None
    return max(0, rules.required - missing)
