"""Calibration rounds for screens: what is scored, how far somebody is, and after closing where the assessors differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from uuid import UUID

from django.utils import timezone

from evc.quality.calibration import PairAgreement, Spread, agreement_per_pair, mean_agreement, spread_of
from evc.quality.models import CalibrationParticipant, CalibrationRound, CalibrationScore, CriterionReading
from evc.routes.models import RubricLevel
from evc.standards.models import Criterion, WorkProcess
from foundation.people.models import Person
from portfolio.dossier import FrozenItem
from portfolio.services.covered_dossiers import covered_contents


@dataclass(frozen=True, slots=True)
class ScoringRow:
    """A criterion as an assessor scores it: what they gave so far, and how it is read."""

    criterion: Criterion
    score: CalibrationScore | None
    reading: CriterionReading | None


@dataclass(frozen=True, slots=True)
class ScoringProgress:
    work_process: WorkProcess
    scored: int
    criteria: int

    @property
    def is_done(self) -> bool:
        return self.scored == self.criteria


@dataclass(frozen=True, slots=True)
class Scoring:
    """One assessor's own scores of a round, at one work process; of nobody else anything."""

    round: CalibrationRound
    participant: CalibrationParticipant
    levels: tuple[RubricLevel, ...]  # from low to high
    progress: tuple[ScoringProgress, ...]
    current: WorkProcess
    rows: tuple[ScoringRow, ...]
    items: tuple[FrozenItem, ...]  # claimed for this work process
    left: int  # criteria without a level, of all work processes


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """``notes``: what assessors wrote, each with the letter of whoever did."""

    criterion: Criterion
    spread: Spread[UUID]
    levels: tuple[RubricLevel | None, ...]  # by letter
    notes: tuple[tuple[str, str], ...]
    readings: tuple[CriterionReading, ...]  # the newest first


@dataclass(frozen=True, slots=True)
class Comparison:
    """What everybody who took part sees once a round is closed. Assessors are letters; ``own`` is the viewer's."""

    letters: tuple[str, ...]
    own: str
    work_processes: tuple[tuple[WorkProcess, tuple[ComparedRow, ...]], ...]
    pairs: tuple[tuple[str, str, PairAgreement], ...]
    mean: float | None
    asked: int  # how many were asked to score

    @property
    def split_rows(self) -> list[ComparedRow]:
        """The criteria that were not scored the same by everybody."""
        return [row for _work_process, rows in self.work_processes for row in rows if row.spread.steps]

    @property
    def split(self) -> int:
        return len(self.split_rows)

    @property
    def criteria(self) -> int:
        return sum(len(rows) for _work_process, rows in self.work_processes)


def criteria_of(found: CalibrationRound) -> list[Criterion]:
    """What is scored: the criteria of the work processes that a chosen item is claimed for; none without a dossier."""
    if not found.consent.document:
        return []
    items = covered_contents(found.consent.document).items
    codes = {code for item in items for code in item.work_processes}
    return list(
        Criterion.objects.filter(work_process__version=found.standard_version_id, work_process__code__in=codes)
        .select_related("work_process")
        .order_by("work_process__position", "position")
    )


def scoring(found: CalibrationRound, person: Person, *, work_process: UUID | None = None) -> Scoring | None:
    """None where nothing can be scored any more. A fixed number of queries."""
    criteria = criteria_of(found)
    if not criteria:
        return None
    participant = found.participants.get(assessor=person)
    scores = {score.criterion_id: score for score in participant.scores.all()}
    by_work_process = _grouped(criteria)
    progress = tuple(
        ScoringProgress(row, sum(_has_level(scores.get(each.pk)) for each in of_it), len(of_it))
        for row, of_it in by_work_process
    )
    chosen = next((row.work_process for row in progress if row.work_process.pk == work_process), None) or next(
        (row.work_process for row in progress if not row.is_done), progress[0].work_process
    )
    here = [criterion for criterion in criteria if criterion.work_process_id == chosen.pk]
    readings = readings_on(timezone.localdate(), organisation=found.organisation_id, criteria=here)
    items = covered_contents(found.consent.document).items_for(chosen.code) if found.dossier_can_be_read else ()
    return Scoring(
        round=found,
        participant=participant,
        levels=levels_of(found),
        progress=progress,
        current=chosen,
        rows=tuple(ScoringRow(each, scores.get(each.pk), readings.get(each.pk)) for each in here),
        items=items,
        left=sum(row.criteria - row.scored for row in progress),
    )


def levels_of(found: CalibrationRound) -> tuple[RubricLevel, ...]:
    return tuple(RubricLevel.objects.filter(rubric=found.rubric_id).order_by("position"))


def readings_on(day: date, *, organisation: UUID, criteria: Sequence[Criterion]) -> Mapping[UUID, CriterionReading]:
    """How these criteria are read on that day, by criterion; one query."""
    return CriterionReading.objects.all().of_day(
        day, organisation=organisation, criteria=[criterion.pk for criterion in criteria]
    )


def comparison(found: CalibrationRound, viewer: Person) -> Comparison:
    """Of a closed round; who was not final is not in it. The letters tell nothing of who it is. Four queries."""
    final = list(found.participants.exclude(final_at=None).order_by("pk"))
    scores = list(
        CalibrationScore.objects.filter(participant__in=final, level__isnull=False)
        .select_related("criterion__work_process", "level")
        .order_by("criterion__work_process__position", "criterion__position")
    )
    letters = tuple(ascii_uppercase[place] for place in range(len(final)))
    line: list[dict[UUID, UUID]] = [
        {row.criterion_id: row.level_id for row in scores if row.participant_id == each.pk and row.level_id}
        for each in final
    ]
    levels = {level.pk: level for level in levels_of(found)}
    scale = list(levels)
    readings = _history(found, [row.criterion_id for row in scores])
    pairs = agreement_per_pair(line, scale)
    of_person = {each.pk: letter for each, letter in zip(final, letters, strict=True)}

    def compared(criterion: Criterion) -> ComparedRow:
        spread = spread_of(criterion.pk, line, scale)
        return ComparedRow(
            criterion=criterion,
            spread=spread,
            levels=tuple(levels[level] if level is not None else None for level in spread.levels),
            notes=tuple(
                (of_person[row.participant_id], row.note)
                for row in sorted(scores, key=lambda each: of_person[each.participant_id])
                if row.criterion_id == criterion.pk and row.note
            ),
            readings=tuple(readings.get(criterion.pk, ())),
        )

    criteria = list({row.criterion_id: row.criterion for row in scores}.values())
    return Comparison(
        letters=letters,
        own=next((of_person[each.pk] for each in final if each.assessor_id == viewer.pk), ""),
        work_processes=tuple(
            (work_process, tuple(compared(criterion) for criterion in of_it))
            for work_process, of_it in _grouped(criteria)
        ),
        pairs=tuple((letters[pair.first], letters[pair.second], pair) for pair in pairs),
        mean=mean_agreement(pairs),
        asked=found.participants.count(),
    )


def _history(found: CalibrationRound, criteria: Sequence[UUID]) -> dict[UUID, list[CriterionReading]]:
    kept: dict[UUID, list[CriterionReading]] = {}
    rows = CriterionReading.objects.filter(organisation=found.organisation_id, criterion__in=criteria)
    for row in rows.order_by("-since"):
        kept.setdefault(row.criterion_id, []).append(row)
    return kept


def _grouped(criteria: Sequence[Criterion]) -> list[tuple[WorkProcess, list[Criterion]]]:
    """By work process, in the order in which they come."""
    found: dict[UUID, tuple[WorkProcess, list[Criterion]]] = {}
    for criterion in criteria:
        found.setdefault(criterion.work_process_id, (criterion.work_process, []))[1].append(criterion)
    return list(found.values())


def _has_level(score: CalibrationScore | None) -> bool:
    return score is not None and score.level_id is not None
