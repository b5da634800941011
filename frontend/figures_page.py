"""The figures of an organisation's year as tables in words, with the bars that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evc.assessments.agreement import Kappa
from evc.figures.agreement import Agreement, AgreementFigures, agreement_figures
from evc.figures.hours import RouteHours, hours_against_budget
from evc.figures.lead_time import RouteTime, StepTime, lead_times
from evc.figures.outcomes import Ended, EndedLike, outcomes_by_standard_and_route
from evc.figures.small_groups import LEAST
from evc.figures.waiting import Waiting, waiting_list
from foundation.people.models import Organisation
from frontend.journey import STEP_TITLES
from frontend.sheets import Rows, Value

_ENDED = {
    Ended.WHOLE: gettext_lazy("Everything recognised"),
    Ended.PART: gettext_lazy("Partly recognised"),
    Ended.NOTHING: gettext_lazy("Nothing recognised yet"),
    Ended.DECLINED: gettext_lazy("Not now"),
    Ended.WITHDRAWN: gettext_lazy("Stopped"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """``value`` of ``most`` is drawn; ``word`` says it."""

    label: str
    value: float
    most: float
    word: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A kappa on the line from -1 to 1: where its interval begins, where it is, where it ends, in per cent of the line."""

    label: str
    start: float
    width: float
    point: float
    word: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """``rows`` hold plain values for a file; the page shows them in words. None: fewer than five people."""

    key: str
    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    bars: tuple[Bar, ...] = ()
    intervals: tuple[Interval, ...] = ()

    @property
    def for_page(self) -> dict[str, Any]:
        """As the component ``table`` reads it."""
        return {
            "columns": [{"label": label, "numeric": place > 0} for place, label in enumerate(self.columns)],
            "rows": [_shown_row(row) for row in self.rows],
        }

    @property
    def for_file(self) -> Rows:
        return [list(self.columns), *([too_few() if value is None else value for value in row] for row in self.rows)]


def figure_tables(provider: Organisation, year: int, *, with_pairs: bool, now: datetime) -> list[FigureTable]:
    """Every table of the page, in its order. ``with_pairs``: agreement by pair names assessors."""
    agreement = agreement_figures(provider, year)
    tables = [
        _waiting(waiting_list(provider, four_weeks_ago=now - timedelta(weeks=4))),
        _lead_time(lead_times(provider, year)),
        _hours(hours_against_budget(provider, year)),
        _outcomes(outcomes_by_standard_and_route(provider, year)),
        _by_standard(agreement),
    ]
    if with_pairs:
        tables.append(_by_pair(agreement))
    return [*tables, _by_criterion(agreement)]


def too_few() -> str:
    return _("fewer than %(count)d people") % {"count": LEAST}


def _shown_row(row: Sequence[Value]) -> list[str]:
    """That it is about too few people is said once a row."""
    told = next((place for place, value in enumerate(row) if value is None), None)
    return ["–" if value is None and place != told else _shown(value) for place, value in enumerate(row)]


def _shown(value: Value) -> str:
    if value is None:
        return too_few()
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y")
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return number_format(value, use_l10n=True)


def _waiting(rows: Sequence[Waiting]) -> FigureTable:
    return FigureTable(
        key="waiting",
        title=_("Waiting list"),
        about=_("Who waits now for the next step to begin."),
        columns=(_("Step"), _("People"), _("Longer than four weeks"), _("The longest since"), _("No assessor yet")),
        rows=tuple(
            (
                str(STEP_TITLES[row.step]),
                row.people,
                row.over_four_weeks,
                row.since if row.people else ("–" if row.people == 0 else None),
                row.without_assessors,
            )
            for row in rows
        ),
    )


def _lead_time(routes: Sequence[RouteTime]) -> FigureTable:
    steps = [(route, step) for route in routes for step in (route.whole, *route.steps)]
    most = max([route.norm_days for route in routes] + [step.longest_tenth or 0 for _route, step in steps], default=1)
    return FigureTable(
        key="lead-time",
        title=_("Lead time"),
        about=_("Days from request to outcome, for the outcomes that were released in this year."),
        columns=(
            _("Route and step"), _("People"), _("Half took no longer than (days)"),
            _("Nine of ten took no longer than (days)"), _("Lead time of the route (days)"),
        ),
        rows=tuple(
            (
                _step_name(route, step), step.people, step.middle, step.longest_tenth,
                route.norm_days if step.step is None else "–",
            )
            for route, step in steps
        ),
        bars=tuple(
            Bar(
                route.route.name,
                route.whole.middle,
                most,
                _("%(days)s days; the route gives %(norm)s")
                % {"days": number_format(route.whole.middle, use_l10n=True), "norm": route.norm_days},
            )
            for route in routes
            if route.whole.middle is not None
        ),
    )  # fmt: skip


def _step_name(route: RouteTime, step: StepTime) -> str:
    name = _("From request to outcome") if step.step is None else str(STEP_TITLES[step.step])
    return _("%(route)s: %(step)s") % {"route": route.route.name, "step": name}


def _hours(routes: Sequence[RouteHours]) -> FigureTable:
    return FigureTable(
        key="hours",
        title=_("Hours of candidates"),
        about=_("What candidates noted, beside what the route expects. The mean of those who noted hours."),
        columns=(_("Route and phase"), _("People"), _("Mean (hours)"), _("Budget (hours)")),
        rows=tuple(
            row
            for route in routes
            for row in (
                (route.route.name, route.people, route.mean, route.route.hours_max),
                *(
                    (
                        _("%(route)s: %(step)s") % {"route": route.route.name, "step": figure.phase.name},
                        figure.people, figure.mean, figure.budget,
                    )
                    for figure in route.phases
                ),
            )
        ),
        bars=tuple(
            Bar(
                route.route.name,
                float(route.mean),
                float(max(route.mean, route.route.hours_max)),
                _("%(spent)s of %(budget)s hours")
                % {
                    "spent": number_format(route.mean, use_l10n=True),
                    "budget": number_format(route.route.hours_max.normalize(), use_l10n=True),
                },
            )
            for route in routes
            if route.mean is not None
        ),
    )  # fmt: skip


def _outcomes(rows: Sequence[EndedLike]) -> FigureTable:
    return FigureTable(
        key="outcomes",
        title=_("Outcomes"),
        about=_("What trajectories ended in. Where one group is small, the next one is not shown either."),
        columns=(_("Standard and route"), _("People"), *(str(label) for label in _ENDED.values())),
        rows=tuple(
            (
                _("%(standard)s, %(route)s") % {"standard": row.standard.title, "route": row.route.name},
                row.total,
                *(row.ways[way] for way in _ENDED),
            )
            for row in rows
        ),
    )


def _by_standard(found: AgreementFigures) -> FigureTable:
    lines = [(standard.title, figure) for standard, figure in found.standards]
    about = _(
        "How far assessors agreed before they talked (Cohen's kappa, a difference weighed by its steps). 1 is full "
        "agreement, 0 is what chance gives. The interval says how sure the number is."
    )
    return _agreement("agreement", _("Agreement per standard"), about, _("Standard"), lines)


def _by_pair(found: AgreementFigures) -> FigureTable:
    lines = [
        (_("%(first)s and %(second)s") % {"first": first.name, "second": second.name}, figure)
        for first, second, figure in found.pairs
    ]
    about = _("For the quality officer's talks with assessors. It says nothing about who of the two was right.")
    return _agreement("agreement-pairs", _("Agreement per pair of assessors"), about, _("Assessors"), lines)


def _by_criterion(found: AgreementFigures) -> FigureTable:
    lines = [
        (_("%(code)s, %(title)s") % {"code": criterion.code, "title": criterion.title}, figure)
        for _standard, criterion, figure in found.criteria
        if figure.candidates is not None
    ]
    about = _("The lowest first: a criterion that assessors read differently is one to talk about together.")
    lines.sort(key=lambda line: line[1].kappa.value if line[1].kappa else 2)
    return _agreement("agreement-criteria", _("Agreement per criterion"), about, _("Criterion"), lines, drawn=10)


def _agreement(
    key: str, title: str, about: str, first: str, lines: Sequence[tuple[str, Agreement]], *, drawn: int | None = None
) -> FigureTable:
    """``drawn``: how many of the lines get a picture; all of them when None."""
    return FigureTable(
        key=key,
        title=title,
        about=about,
        columns=(first, _("People"), _("Scores compared"), _("Kappa"), _("From"), _("To")),
        rows=tuple((label, figure.candidates, *_kappa_cells(figure)) for label, figure in lines),
        intervals=tuple(_interval(label, figure.kappa) for label, figure in lines[:drawn] if figure.kappa),
    )


def _kappa_cells(figure: Agreement) -> tuple[Value, ...]:
    if figure.candidates is None:
        return (None, None, None, None)
    if figure.kappa is None:  # always the one same level: nothing to divide by
        return ("–", _("no difference possible"), "–", "–")
    kappa = figure.kappa
    return (kappa.pairs, round(kappa.value, 2), round(kappa.low, 2), round(kappa.high, 2))


def _interval(label: str, kappa: Kappa) -> Interval:
    def place(value: float) -> float:
        return round((value + 1) * 50, 2)

    words = _("%(value)s, between %(low)s and %(high)s") % {
        name: number_format(round(value, 2), decimal_pos=2, use_l10n=True)
        for name, value in (("value", kappa.value), ("low", kappa.low), ("high", kappa.high))
    }
    return Interval(label, place(kappa.low), place(kappa.high) - place(kappa.low), place(kappa.value), words)
