"""A route as somebody fills it in: everything of it at once, as a form or the API hands it to the services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from evc.routes.rules import Shape
from evc.routes.shipped import INTERVIEW, OBSERVATION, PORTFOLIO, PRACTICAL_TEST

if TYPE_CHECKING:
    from evc.routes.models import Route

# What a route can look with, in the order of use.
INSTRUMENTS: Mapping[str, Mapping[str, Any]] = {
    str(fields["key"]): fields for fields in (PORTFOLIO, INTERVIEW, OBSERVATION, PRACTICAL_TEST)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasePlan:
    """``key`` tells a phase from the others of its route.

    ``european``: identification, documentation, assessment, certification, or "".
    """

    key: str
    name_nl: str
    name_en: str
    european: str
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePlan:
    """``seats``: per assessor the instruments that this one scores; the shelf life None: it does not end."""

    label: str
    name_nl: str
    name_en: str
    description_nl: str
    description_en: str
    hours_min: Decimal
    hours_max: Decimal
    lead_time_weeks: int
    scope: str
    max_items: int | None
    max_supplements: int
    evidence_flagged_after_years: int
    min_items_per_work_process: int
    still_after_days: int
    shelf_life_months: int | None
    yields_certificate: bool
    phases: tuple[PhasePlan, ...]
    seats: tuple[frozenset[str], ...]

    @property
    def instruments(self) -> tuple[str, ...]:
        """The portfolio always, and whatever a seat scores, in the order of use."""
        used = frozenset[str]().union(*self.seats)
        return tuple(key for key in INSTRUMENTS if key == PORTFOLIO["key"] or key in used)

    @property
    def shape(self) -> Shape:
        return Shape(
            label=self.label,
            scope=self.scope,
            yields_certificate=self.yields_certificate,
            instruments=self.instruments,
            seats=dict(enumerate(self.seats, start=1)),
            hours_min=self.hours_min,
            hours_max=self.hours_max,
            phase_hours=tuple(phase.hours for phase in self.phases),
        )


FIELDS = (
    "label",
    "name_nl",
    "name_en",
    "description_nl",
    "description_en",
    "hours_min",
    "hours_max",
    "lead_time_weeks",
    "scope",
    "max_items",
    "max_supplements",
    "evidence_flagged_after_years",
    "min_items_per_work_process",
    "still_after_days",
    "shelf_life_months",
    "yields_certificate",
)


def plan_of(route: Route) -> RoutePlan:
    """A stored route as a plan."""
    return RoutePlan(
        **{name: getattr(route, name) for name in FIELDS},
        phases=tuple(
            PhasePlan(
                key=row.key,
                name_nl=row.name_nl,
                name_en=row.name_en,
                european=row.european,
                hours=row.candidate_hours,
            )
            for row in route.phases.all()
        ),
        seats=tuple(frozenset(instrument.key for instrument in seat.instruments.all()) for seat in route.seats.all()),
    )
