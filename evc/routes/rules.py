"""What a route may be and may be called. Pure: a route's shape in, what is wrong with it out, each with its sentence.

The label stands on the badge, so it says no more than the route asks (domain facts 5, 6 and 24). *Asks what full asks*:
the whole standard, at least two seats that each score everything, and a second instrument after the portfolio.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.roles import Role
from evc.routes.models import Scope
from foundation.people.roles import ADMINISTRATOR

if TYPE_CHECKING:
    from uuid import UUID

    from evc.routes.models import Route
    from foundation.people.models import Person

PORTFOLIO = "portfolio"
_LIMITS = frozenset({"compact", "deel", "onderdeel", "part", "partial"})  # words that say it is less than the whole
_CLAIMS = re.compile(r"volledig|full|certifica|erkend|recogni[sz]ed|officieel|official", re.IGNORECASE)
_DIPLOMA = re.compile(r"diploma", re.IGNORECASE)
_EVC = re.compile(r"\bevc\b|ervaringscertifica|erkenning van verworven", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


class Problem(StrEnum):
    NO_PORTFOLIO = "no-portfolio"
    NO_SECOND_INSTRUMENT = "no-second-instrument"
    NO_SEAT = "no-seat"
    SEAT_WITHOUT_PORTFOLIO = "seat-without-portfolio"
    INSTRUMENT_WITHOUT_SEAT = "instrument-without-seat"
    LABEL_MISSING = "label-missing"
    LABEL_SAYS_DIPLOMA = "label-says-diploma"
    LABEL_CLAIMS_TOO_MUCH = "label-claims-too-much"
    CERTIFICATE_ASKS_MORE = "certificate-asks-more"
    NO_PHASE = "no-phase"
    HOURS_OUT_OF_ORDER = "hours-out-of-order"
    PHASES_TAKE_MORE = "phases-take-more"

    @property
    def sentence(self) -> Promise:
        return _SENTENCES[self][1]

    @property
    def field(self) -> str:
        """Of the form, where it is said."""
        return _SENTENCES[self][0]


_SENTENCES: Mapping[Problem, tuple[str, Promise]] = {
    Problem.NO_PORTFOLIO: ("instruments", _("Every route begins with the portfolio. Tick it.")),
    Problem.NO_SECOND_INSTRUMENT: (
        "instruments",
        _(
            "A route over the whole standard needs a second instrument after the portfolio: an interview or an observation."
        ),
    ),
    Problem.NO_SEAT: ("instruments", _("At least one assessor scores. Tick what the first assessor scores.")),
    Problem.SEAT_WITHOUT_PORTFOLIO: (
        "instruments",
        _("Every assessor scores the portfolio: only then can their scores be compared. Tick it for each."),
    ),
    Problem.INSTRUMENT_WITHOUT_SEAT: (
        "instruments",
        _("Nobody scores one of the instruments. Tick it for an assessor, or take it out."),
    ),
    Problem.LABEL_MISSING: ("label", _("Write the label that stands on the badge.")),
    Problem.LABEL_SAYS_DIPLOMA: ("label", _("What a route yields is no diploma. Choose a label without that word.")),
    Problem.LABEL_CLAIMS_TOO_MUCH: (
        "label",
        _(
            "This label claims more than the route asks. “EVC” is for the whole standard, two assessors who score everything "
            "and a second instrument; otherwise the label says “Compact” or “part” as well, and not “full” or “certificate”."
        ),
    ),
    Problem.CERTIFICATE_ASKS_MORE: (
        "yields_certificate",
        _(
            "A route that may yield an experience certificate asks the whole standard, two assessors who score everything and a "
            "second instrument."
        ),
    ),
    Problem.NO_PHASE: ("phases", _("A route has at least one phase. Name one.")),
    Problem.HOURS_OUT_OF_ORDER: ("hours_max", _("The highest number of hours is lower than the lowest.")),
    Problem.PHASES_TAKE_MORE: (
        "hours_max",
        _("The phases together take more hours than the route takes at most. Change one of the two."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the rules look at. ``instruments``: keys in order of use; ``seats``: number -> keys that this one scores."""

    label: str
    scope: str
    yields_certificate: bool
    instruments: tuple[str, ...]
    seats: Mapping[int, frozenset[str]]
    hours_min: Decimal
    hours_max: Decimal
    phase_hours: tuple[Decimal, ...]


def shape_of(route: Route) -> Shape:
    """Of stored rows; no query when phases, instruments and seats are prefetched."""
    return Shape(
        label=route.label,
        scope=route.scope,
        yields_certificate=route.yields_certificate,
        instruments=tuple(row.key for row in route.instruments.all()),
        seats={
            seat.number: frozenset(instrument.key for instrument in seat.instruments.all())
            for seat in route.seats.all()
        },
        hours_min=route.hours_min,
        hours_max=route.hours_max,
        phase_hours=tuple(phase.candidate_hours for phase in route.phases.all()),
    )


def asks_what_full_asks(shape: Shape) -> bool:
    """The whole standard, two or more seats that each score everything, and an instrument after the portfolio."""
    every = frozenset(shape.instruments)
    whole = [seat for seat in shape.seats.values() if seat == every]
    return shape.scope == Scope.WHOLE and PORTFOLIO in every and len(every) > 1 and len(whole) == len(shape.seats) >= 2


def label_fits(label: str, *, full: bool) -> bool:
    """Whether the label claims no more than the route asks. ``full``: ``asks_what_full_asks``."""
    if full:
        return True
    words = {word.casefold() for word in _WORD.findall(label)}
    if _CLAIMS.search(label):
        return False
    return not _EVC.search(label) or bool(words & _LIMITS)


def problems_of(shape: Shape) -> list[Problem]:
    """Everything that is wrong, in the order of the form; empty for a route that may be."""
    return [*_label_problems(shape), *_instrument_problems(shape), *_hour_problems(shape)]


def may_change_routes(person: Person, organisation_id: UUID | None) -> bool:
    """Coordinators and administrators of the organisation that it belongs to; a shipped route belongs to nobody."""
    own = person.organisations_as(Role.COORDINATOR, ADMINISTRATOR)
    return organisation_id is not None and own.filter(pk=organisation_id).exists()


def _label_problems(shape: Shape) -> Iterable[Problem]:
    full = asks_what_full_asks(shape)
    if not shape.label.strip():
        yield Problem.LABEL_MISSING
    elif _DIPLOMA.search(shape.label):
        yield Problem.LABEL_SAYS_DIPLOMA
    elif not label_fits(shape.label, full=full):
        yield Problem.LABEL_CLAIMS_TOO_MUCH
    if shape.yields_certificate and not full:
        yield Problem.CERTIFICATE_ASKS_MORE


def _instrument_problems(shape: Shape) -> Iterable[Problem]:
    if shape.instruments[:1] != (PORTFOLIO,):
        yield Problem.NO_PORTFOLIO
    if shape.scope == Scope.WHOLE and len(shape.instruments) < 2:
        yield Problem.NO_SECOND_INSTRUMENT
    if not shape.seats:
        yield Problem.NO_SEAT
    elif any(PORTFOLIO not in seat for seat in shape.seats.values()):
        yield Problem.SEAT_WITHOUT_PORTFOLIO
    scored = frozenset[str]().union(*shape.seats.values())
    if shape.seats and set(shape.instruments) - scored:
        yield Problem.INSTRUMENT_WITHOUT_SEAT


def _hour_problems(shape: Shape) -> Iterable[Problem]:
    if not shape.phase_hours:
        yield Problem.NO_PHASE
    if shape.hours_max < shape.hours_min:
        yield Problem.HOURS_OUT_OF_ORDER
    elif sum(shape.phase_hours) > shape.hours_max:
        yield Problem.PHASES_TAKE_MORE
