"""The routes that ship with the system, as rows: full and compact, with the rubric that both use.

Hours are defaults of ours, not norms; an organisation that wants others copies a route. Migration 0002 puts them there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model

GetModel = Callable[[str, str], Any]

RUBRIC = {
    "key": "onvoldoende-voldoende-goed",
    "name_nl": "Onvoldoende, voldoende, goed",
    "name_en": "Insufficient, sufficient, good",
}
# key, name_nl, name_en, meets_bar; from low to high
RUBRIC_LEVELS = (
    ("onvoldoende", "onvoldoende", "insufficient", False),
    ("voldoende", "voldoende", "sufficient", True),
    ("goed", "goed", "good", True),
)
PORTFOLIO = {
    "key": "portfolio",
    "name_nl": "portfolio",
    "name_en": "portfolio",
    "description_nl": "De beoordelaar bekijkt het bewijs in het ingeleverde portfolio en geeft elk criterium een oordeel.",
    "description_en": "The assessor looks at the evidence in the portfolio that was handed in and scores every criterion.",
    "needs_record": False,
    "scores_every_criterion": True,
}
INTERVIEW = {
    "key": "interview",
    "name_nl": "criteriumgericht interview",
    "name_en": "criterion-based interview",
    "description_nl": "Een gesprek over wat de kandidaat zelf deed, aan de hand van de criteria.",
    "description_en": "A talk about what the candidate did, guided by the criteria.",
    "needs_record": True,
    "scores_every_criterion": False,
}
OBSERVATION = {
    "key": "observation",
    "name_nl": "observatie op de werkplek",
    "name_en": "workplace observation",
    "description_nl": "De beoordelaar kijkt mee op het werk en schrijft op wat er gebeurt.",
    "description_en": "The assessor watches at work and writes down what happens.",
    "needs_record": True,
    "scores_every_criterion": False,
}
PRACTICAL_TEST = {
    "key": "practical-test",
    "name_nl": "praktijkproef",
    "name_en": "practical test",
    "description_nl": "De kandidaat voert een opdracht uit en de beoordelaar schrijft op wat er gebeurt.",
    "description_en": "The candidate carries out a task and the assessor writes down what happens.",
    "needs_record": True,
    "scores_every_criterion": False,
}


@dataclass(frozen=True, slots=True)
class ShippedSeat:
    number: int
    name_nl: str
    name_en: str
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShippedRoute:
    """``phases``: key, name_nl, name_en, European name, hours of the candidate."""

    fields: dict[str, Any]
    phases: tuple[tuple[str, str, str, str, str], ...]
    instruments: tuple[dict[str, Any], ...]
    seats: tuple[ShippedSeat, ...]


FULL = ShippedRoute(
    fields={
        "key": "full",
        "label": "EVC",
        "name_nl": "Volledige EVC",
        "name_en": "Full EVC",
        "description_nl": (
            "De hele standaard. Vijf tot zes dagen van je tijd, verdeeld over ongeveer negentien weken. "
            "Twee beoordelaars kijken los van elkaar naar je portfolio, spreken met je en zien je aan het werk."
        ),
        "description_en": (
            "The whole standard. Five to six days of your time, spread over about nineteen weeks. "
            "Two assessors each look at your portfolio, talk with you and see you at work."
        ),
        "hours_min": Decimal("40.0"),
        "hours_max": Decimal("48.0"),
        "lead_time_weeks": 19,
        "scope": "whole",
        "max_items": None,
        "yields_certificate": True,
        "position": 1,
    },
    phases=(
        ("information", "Informatie en aanvraag", "Information and request", "identification", "1.0"),
        ("intake", "Intake", "Intake", "identification", "4.0"),
        ("agreement", "Overeenkomst", "Agreement", "identification", "0.5"),
        ("start", "Startbijeenkomst", "Start meeting", "documentation", "3.0"),
        ("portfolio", "Portfolio opbouwen", "Building the portfolio", "documentation", "20.0"),
        ("coaching", "Gesprekken met de begeleider", "Talks with the coach", "documentation", "3.0"),
        ("submission", "Laatste controle en inleveren", "Final check and handing in", "documentation", "1.5"),
        ("interview", "Interview, met voorbereiding", "Interview, with preparation", "assessment", "4.0"),
        ("observation", "Observatie op de werkplek", "Workplace observation", "assessment", "4.0"),
        ("closing", "Uitkomst en afsluitend gesprek", "Outcome and closing talk", "certification", "2.5"),
    ),
    instruments=(PORTFOLIO, INTERVIEW, OBSERVATION),
    seats=(
        ShippedSeat(1, "eerste beoordelaar", "first assessor", ("portfolio", "interview", "observation")),
        ShippedSeat(2, "tweede beoordelaar", "second assessor", ("portfolio", "interview", "observation")),
    ),
)
COMPACT = ShippedRoute(
    fields={
        "key": "compact",
        "label": "EVC Compact",
        "name_nl": "EVC Compact",
        "name_en": "EVC Compact",
        "description_nl": (
            "Eén of meer gekozen onderdelen. Twee dagen van je tijd, in ongeveer zes weken, met hoogstens acht bewijsstukken. "
            "Eén beoordelaar bekijkt alles en spreekt met je, een tweede leest je portfolio apart mee."
        ),
        "description_en": (
            "One or more chosen parts. Two days of your time, in about six weeks, with eight pieces of evidence at most. "
            "One assessor looks at everything and talks with you, a second reads your portfolio separately."
        ),
        "hours_min": Decimal("16.0"),
        "hours_max": Decimal("16.0"),
        "lead_time_weeks": 6,
        "scope": "chosen",
        "max_items": 8,
        "yields_certificate": False,
        "position": 2,
    },
    phases=(
        (
            "information",
            "Aanvraag en keuze van het onderdeel",
            "Request and choice of the part",
            "identification",
            "0.5",
        ),
        ("intake", "Quickscan en doel", "Quick scan and goal", "identification", "2.0"),
        ("start", "Startgesprek", "Start talk", "documentation", "1.0"),
        ("portfolio", "Bewijs verzamelen", "Gathering evidence", "documentation", "8.0"),
        ("coaching", "Gesprek met de begeleider", "Talk with the coach", "documentation", "1.0"),
        ("submission", "Inleveren", "Handing in", "documentation", "0.5"),
        ("interview", "Interview", "Interview", "assessment", "1.5"),
        ("closing", "Uitkomst en afsluitend gesprek", "Outcome and closing talk", "certification", "1.0"),
    ),
    instruments=(PORTFOLIO, INTERVIEW),
    seats=(
        ShippedSeat(1, "beoordelaar", "assessor", ("portfolio", "interview")),
        ShippedSeat(2, "meelezer", "second reader", ("portfolio",)),
    ),
)
ROUTES = (FULL, COMPACT)
# Hours of the others: part, number of the seat, European stage, hours. In full the first assessor goes to the workplace as well.
WORK = {
    "full": (
        ("coach", None, "documentation", "9.5"),
        ("coach", None, "certification", "1.5"),
        ("assessor", 1, "assessment", "15"),
        ("assessor", 2, "assessment", "10"),
    ),
    "compact": (
        ("coach", None, "documentation", "2"),
        ("coach", None, "certification", "0.5"),
        ("assessor", 1, "assessment", "5"),
        ("assessor", 2, "assessment", "1.5"),
    ),
}


def install(get_model: GetModel) -> None:
    """Make the rows that are not there yet, found by their key; what is there stays as it is.

    ``get_model`` is ``apps.get_model``, of the live apps or of a migration's.
    """
    rubric, is_new = get_model("routes", "Rubric").objects.get_or_create(key=RUBRIC["key"], defaults=RUBRIC)
    if is_new:
        for position, (key, name_nl, name_en, meets_bar) in enumerate(RUBRIC_LEVELS, start=1):
            get_model("routes", "RubricLevel").objects.create(
                rubric=rubric, key=key, name_nl=name_nl, name_en=name_en, meets_bar=meets_bar, position=position
            )
    for shipped in ROUTES:
        if not get_model("routes", "Route").objects.filter(key=shipped.fields["key"]).exists():
            _install_route(get_model, shipped, rubric=rubric)


def install_work(get_model: GetModel) -> None:
    """The hours of coach and assessors, for every shipped route that has none."""
    for key, rows in WORK.items():
        route = get_model("routes", "Route").objects.filter(key=key).first()
        if route is not None and not get_model("routes", "RouteWork").objects.filter(route=route).exists():
            for part, seat, stage, hours in rows:
                get_model("routes", "RouteWork").objects.create(
                    route=route, part=part, seat=seat, stage=stage, hours=Decimal(hours)
                )


def uninstall_work(get_model: GetModel) -> None:
    get_model("routes", "RouteWork").objects.filter(route__key__in=list(WORK)).delete()


def _install_route(get_model: GetModel, shipped: ShippedRoute, *, rubric: Model) -> None:
    route = get_model("routes", "Route").objects.create(rubric=rubric, **shipped.fields)
    for position, (key, name_nl, name_en, european, hours) in enumerate(shipped.phases, start=1):
        get_model("routes", "Phase").objects.create(
            route=route,
            key=key,
            name_nl=name_nl,
            name_en=name_en,
            european=european,
            candidate_hours=Decimal(hours),
            position=position,
        )
    instruments = {
        fields["key"]: get_model("routes", "Instrument").objects.create(route=route, position=position, **fields)
        for position, fields in enumerate(shipped.instruments, start=1)
    }
    for seat in shipped.seats:
        row = get_model("routes", "AssessorSeat").objects.create(
            route=route, number=seat.number, name_nl=seat.name_nl, name_en=seat.name_en
        )
        row.instruments.set([instruments[key] for key in seat.instruments])


def uninstall(get_model: GetModel) -> None:
    """Take the shipped rows away again; refused by the database while a trajectory uses them."""
    get_model("routes", "Route").objects.filter(key__in=[shipped.fields["key"] for shipped in ROUTES]).delete()
    rubrics = get_model("routes", "Rubric").objects.filter(key=RUBRIC["key"])
    rubrics.filter(routes=None).delete()
