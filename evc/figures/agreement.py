"""Agreement between assessors: weighted kappa with its interval, per standard, per pair and per criterion.

Counted over the outcomes released in a year, on the instruments that every seat scores, before moderation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from evc.assessments.agreement import Kappa, Weights, weighted_kappa
from evc.assessments.models import Score
from evc.assessments.scoring import effective_levels, shared_instruments
from evc.figures.small_groups import is_large_enough
from evc.figures.years import bounds
from evc.outcomes.models import Outcome
from evc.routes.models import AssessorSeat, RubricLevel
from evc.standards.models import Criterion, QualificationStandard
from foundation.people.models import Organisation, Person

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Agreement:
    """``candidates``: None when they are fewer than five, and then there is no kappa either.

    ``kappa`` is None as well when it says nothing: both always gave the one same level.
    """

    candidates: int | None
    kappa: Kappa | None


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """By title and code; ``pairs`` by the assessors' names."""

    standards: tuple[tuple[QualificationStandard, Agreement], ...]
    pairs: tuple[tuple[Person, Person, Agreement], ...]
    criteria: tuple[tuple[QualificationStandard, Criterion, Agreement], ...]


@dataclass
class _Tally:
    """How often each two levels were given together on one scale, and over how many candidates."""

    scale: UUID
    counts: Counter[Pair]
    candidates: set[UUID]

    def figure(self, scales: dict[UUID, list[UUID]]) -> Agreement:
        if not is_large_enough(len(self.candidates)):
            return Agreement(None, None)
        kappa = weighted_kappa(self.counts, scale=scales[self.scale], weights=Weights.LINEAR)
        return Agreement(len(self.candidates), kappa)


@dataclass(frozen=True, slots=True)
class _Given:
    """Both levels that two assessors gave one candidate for one criterion."""

    candidate: UUID
    standard: UUID
    scale: UUID
    assessors: Pair
    criterion: UUID
    levels: Pair


def agreement_figures(provider: Organisation, year: int) -> AgreementFigures:
    """A fixed number of queries; the scores are read as a stream."""
    standards: dict[tuple[UUID, UUID], _Tally] = {}
    pairs: dict[tuple[Pair, UUID], _Tally] = {}
    criteria: dict[tuple[UUID, UUID, UUID], _Tally] = {}
    for given in _given(provider, year):
        _add(standards, (given.standard, given.scale), given)
        _add(pairs, (given.assessors, given.scale), given)
        _add(criteria, (given.standard, given.criterion, given.scale), given)

    scales = _scales({tally.scale for tally in standards.values()})
    titles = QualificationStandard.objects.in_bulk({standard for standard, _scale in standards})
    people = Person.objects.in_bulk({person for pair, _scale in pairs for person in pair})
    texts = Criterion.objects.in_bulk({criterion for _standard, criterion, _scale in criteria})
    return AgreementFigures(
        standards=tuple(
            (titles[standard], tally.figure(scales))
            for (standard, _scale), tally in sorted(standards.items(), key=lambda row: titles[row[0][0]].title)
        ),
        pairs=tuple(
            (people[first], people[second], tally.figure(scales))
            for ((first, second), _scale), tally in sorted(
                pairs.items(), key=lambda row: tuple(people[person].name for person in row[0][0])
            )
        ),
        criteria=tuple(
            (titles[standard], texts[criterion], tally.figure(scales))
            for (standard, criterion, _scale), tally in sorted(
                criteria.items(), key=lambda row: (titles[row[0][0]].title, texts[row[0][1]].code)
            )
        ),
    )


def _add(tallies: dict, key: object, given: _Given) -> None:  # type: ignore[type-arg]
    tally = tallies.setdefault(key, _Tally(given.scale, Counter(), set()))
    tally.counts[given.levels] += 1
    tally.candidates.add(given.candidate)


def _given(provider: Organisation, year: int) -> Iterator[_Given]:
    since, until = bounds(year)
    released = (
        Outcome.objects.released()
        .filter(trajectory__provider=provider, decided_at__gte=since, decided_at__lt=until)
        .values("trajectory")
    )
    rows = (
        Score.objects.filter(assessment__trajectory__in=released, assessment__participant__ended_at=None)
        .order_by("assessment__trajectory", "assessment__participant__seat")
        .values_list(
            "assessment__trajectory", "assessment__trajectory__candidate", "assessment__trajectory__route",
            "assessment__trajectory__standard_version__standard", "assessment__trajectory__route__rubric",
            "assessment__assessor", "assessment__participant__seat", "criterion", "instrument", "level",
        )
    )  # fmt: skip
    seats = _instruments_of_seats()
    dossier: list[tuple] = []  # type: ignore[type-arg]
    for row in rows.iterator(chunk_size=5_000):
        if dossier and dossier[0][0] != row[0]:
            yield from _compared(dossier, seats)
            dossier = []
        dossier.append(row)
    if dossier:
        yield from _compared(dossier, seats)


def _compared(dossier: list[tuple], seats: dict[UUID, dict[int, list[UUID]]]) -> Iterator[_Given]:  # type: ignore[type-arg]
    """What each two assessors of one trajectory gave, over the instruments that both their seats score."""
    _trajectory, candidate, route, standard, scale, *_rest = dossier[0]
    scores: dict[tuple[int, UUID], dict[tuple[UUID, UUID], UUID]] = defaultdict(dict)
    for *_case, assessor, seat, criterion, instrument, level in dossier:
        scores[seat, assessor][criterion, instrument] = level
    shared = shared_instruments([instruments for _seat, instruments in sorted(seats.get(route, {}).items())])
    levels = {who: effective_levels(given, instruments=shared) for who, given in scores.items()}
    for one, other in combinations(sorted(levels, key=lambda who: str(who[1])), 2):
        for criterion in levels[one].keys() & levels[other].keys():
            yield _Given(
                candidate=candidate,
                standard=standard,
                scale=scale,
                assessors=(one[1], other[1]),
                criterion=criterion,
                levels=(levels[one][criterion], levels[other][criterion]),
            )


def _instruments_of_seats() -> dict[UUID, dict[int, list[UUID]]]:
    """By route and seat, in the order in which they are used."""
    found: dict[UUID, dict[int, list[UUID]]] = defaultdict(lambda: defaultdict(list))
    rows = AssessorSeat.objects.order_by("number", "instruments__position").values_list(
        "route", "number", "instruments"
    )
    for route, number, instrument in rows:
        found[route][number].append(instrument)
    return found


def _scales(rubrics: set[UUID]) -> dict[UUID, list[UUID]]:
    """Of each rubric its levels, low to high."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = RubricLevel.objects.filter(rubric__in=rubrics).order_by("position").values_list("rubric", "pk")
    for rubric, level in rows:
        found[rubric].append(level)
    return found
