"""Hours and budgets in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from evc.routes.models import Route
from evc.trajectories.selectors import HoursOverview, PhaseHours


@dataclass(frozen=True, slots=True)
class Line:
    """A bar: a phase, the hours noted for it, and what is expected."""

    label: str
    spent: Decimal
    budget: Decimal
    word: str


def in_words(hours: Decimal) -> str:
    """“1,5”: without zeros that say nothing."""
    return number_format(hours.normalize() if hours else 0, use_l10n=True)


def budget_in_words(route: Route) -> str:
    """“40 to 48 hours”, or one number where both are the same."""
    low, high = in_words(route.hours_min), in_words(route.hours_max)
    if low == high:
        return _("%(hours)s hours") % {"hours": high}
    return _("%(low)s to %(high)s hours") % {"low": low, "high": high}


def spent_in_words(spent: Decimal, route: Route) -> str:
    """“6 of 40 to 48 hours”."""
    return spent_of_budget(spent, budget_in_words(route))


def spent_of_budget(spent: Decimal, budget: str) -> str:
    """The same, with the budget in words already."""
    return _("%(spent)s of %(budget)s") % {"spent": in_words(spent), "budget": budget}


def overview_lines(overview: HoursOverview) -> list[Line]:
    return [
        Line(
            row.phase.name,
            row.spent,
            row.budget,
            _("%(spent)s of %(budget)s hours") % {"spent": in_words(row.spent), "budget": in_words(row.budget)},
        )
        for row in overview.phases
    ]


@dataclass(frozen=True, slots=True)
class Choice:
    """``hours`` as they are sent; ``is_expected``: what the route counts on."""

    label: str
    hours: str
    is_expected: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """A part of the route of which somebody says, with one tap, about how many hours it took."""

    label: str
    phase: str
    choices: tuple[Choice, ...]


def estimates(rows: Iterable[PhaseHours]) -> list[Estimate]:
    """What the route expects, half of it, and half as much again."""
    return [Estimate(row.phase.name, str(row.phase.pk), choices_of(row.budget)) for row in rows]


def choices_of(expected: Decimal) -> tuple[Choice, ...]:
    """To tap: as expected, half of it, half as much again."""
    less, more = _rounded(expected / 2), _rounded(expected * Decimal("1.5"))
    said = (
        (_("That's right, about %(hours)s hours"), expected, True),
        (_("Less, about %(hours)s hours"), less, False),
        (_("More, about %(hours)s hours"), more, False),
    )
    return tuple(Choice(label % {"hours": in_words(hours)}, str(hours), expects) for label, hours, expects in said)


def _rounded(hours: Decimal) -> Decimal:
    """To a quarter of an hour, up."""
    return (hours * 4).to_integral_value(ROUND_UP) / 4
