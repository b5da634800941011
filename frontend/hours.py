"""Hours and budgets in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from evc.routes.models import Route
from evc.trajectories.selectors import HoursOverview


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
    return _("%(spent)s of %(budget)s") % {"spent": in_words(spent), "budget": budget_in_words(route)}


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
