"""What somebody may do with a portfolio: it is its owner's."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from foundation.people.models import Person
from portfolio.errors import ItemRemoved, NotYourItem, RepetitionIsConfirmed
from portfolio.models import EvidenceItem, Repetition


def require_owner(owner_id: object, by: Person) -> None:
    if owner_id != by.pk:
        raise NotYourItem


def require_present(item: EvidenceItem) -> None:
    if item.removed_at is not None:
        raise ItemRemoved


def require_not_confirmed(repetition: Repetition) -> None:
    if repetition.state == Repetition.State.CONFIRMED:
        raise RepetitionIsConfirmed


class Entry(Protocol):
    """What decides whether an entry of a practice log counts."""

    @property
    def state(self) -> str: ...

    @property
    def role(self) -> str: ...

    @property
    def day(self) -> date: ...


def counts(repetition: Entry, *, expire_after_years: int | None, on: date) -> bool:
    """Whether an entry counts: confirmed, done alone, and not older than the standard itself allows (design.md)."""
    return (
        repetition.state == Repetition.State.CONFIRMED
        and repetition.role == Repetition.PracticeRole.INDEPENDENT
        and (expire_after_years is None or not is_older_than(repetition.day, expire_after_years, on=on))
    )


def is_older_than(day: date, years: int, *, on: date) -> bool:
    """Whether more than ``years`` years lie between the two days (29 February counts as 1 March)."""
    if day >= on:  # also for a typing error such as the year 9999, to which no years can be added
        return False
    try:
        limit = day.replace(year=day.year + years)
    except ValueError:
        limit = date(day.year + years, 3, 1)
    return limit < on
