"""The assessor's desk: one work process at a time, with what was scored and judged of it and what is left."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from evc.assessments.cautions import Caution, cautions_in
from evc.assessments.completeness import gaps_in
from evc.assessments.gaps import Gap
from evc.assessments.judgements import ItemMarks, TogetherMarks
from evc.assessments.models import (
    Assessment,
    InterviewQuestion,
    Score,
    ScoreSupport,
    Substantiation,
    SupplementRequest,
)
from evc.assessments.scope import state_to_score
from evc.assessments.sheet import Sheet, read_sheet
from evc.routes.models import Instrument, RubricLevel
from evc.standards.models import CoreTask, Criterion, WorkProcess
from evc.trajectories.models import InstrumentRecord
from evc.trajectories.states import supplements_left
from portfolio import services as portfolio
from portfolio.dossier import FrozenItem, FrozenPractice
from portfolio.models import Manifest


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the assessor is with one work process: ``left`` counts what stands in the way of final."""

    core_task: CoreTask
    work_process: WorkProcess
    scored: int  # criteria with a level on at least one instrument
    criteria: int
    left: int

    @property
    def is_done(self) -> bool:
        return self.left == 0


@dataclass(frozen=True, slots=True)
class InstrumentScore:
    """One cell: a criterion on one of the seat's instruments; ``score`` None where nothing was given yet."""

    instrument: Instrument
    score: Score | None
    support: tuple[ScoreSupport, ...]


@dataclass(frozen=True, slots=True)
class CriterionRow:
    criterion: Criterion
    scores: tuple[InstrumentScore, ...]
    legs: Substantiation | None  # only where the standard asks for legs per criterion
    question: InterviewQuestion | None
    left: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item claimed for the work process, with VRAAK as this assessor gave it; "" where a mark is still to come."""

    item: FrozenItem
    news: ItemNews | None  # against the dossier of before a supplement
    judgement: ItemMarks | None
    relevant: str
    left: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class WorkProcessDesk:
    core_task: CoreTask
    work_process: WorkProcess
    criteria: tuple[CriterionRow, ...]
    legs: Substantiation | None
    judgement: TogetherMarks | None
    items: tuple[ItemRow, ...]
    practice: FrozenPractice | None
    request: SupplementRequest | None
    left: tuple[Gap, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    assessment: Assessment
    manifest: Manifest
    instruments: tuple[Instrument, ...]
    levels: tuple[RubricLevel, ...]
    records: tuple[InstrumentRecord, ...]
    progress: tuple[Progress, ...]
    current: WorkProcessDesk
    left: tuple[Gap, ...]
    is_open: bool
    supplements_left: int
    other_items: tuple[FrozenItem, ...]  # the rest of the dossier: any item may carry a score
    can_ask: bool  # questions for an interview that is still to come
    asks_vraak: bool  # a third assessor scores only, VRAAK was given by the others
    chosen_cell: tuple[UUID, UUID] | None  # criterion and instrument of which everything that can carry it is shown
    news: Mapping[UUID, ItemNews]  # of the whole dossier, by item


class ItemNews(StrEnum):
    """What a supplement did to an item, against the dossier of before it."""

    ADDED = "added"
    CHANGED = "changed"


def desk(assessment: Assessment, *, work_process: UUID | None = None, cell: tuple[UUID, UUID] | None = None) -> Desk:
    """The desk at one work process; without one, at the first that isn't done, else the first.

    The number of queries doesn't grow with dossier or standard. A work process out of scope is treated as none.
    """
    sheet = read_sheet(assessment)
    gaps = gaps_in(sheet)
    progress = _progress(sheet, gaps)
    chosen = next((row for row in progress if row.work_process.pk == work_process), None) or next(
        (row for row in progress if not row.is_done), progress[0]
    )
    news = _news(sheet)
    current = _work_process(sheet, chosen.core_task, chosen.work_process, gaps, news)
    here = {row.item.id for row in current.items}
    trajectory = assessment.trajectory
    return Desk(
        assessment=assessment,
        manifest=sheet.manifest,
        instruments=sheet.instruments,
        levels=tuple(RubricLevel.objects.filter(rubric=trajectory.route.rubric_id)),
        records=sheet.records,
        progress=progress,
        current=current,
        left=tuple(gaps),
        is_open=not assessment.is_final and _is_scored_now(assessment),
        supplements_left=supplements_left(trajectory) if sheet.covers_all else 0,
        other_items=tuple(item for item in sheet.dossier.items if item.id not in here),
        can_ask=sheet.covers_all and any(instrument.needs_record for instrument in sheet.instruments),
        asks_vraak=not sheet.is_of_third,
        chosen_cell=cell,
        news=news,
    )


def _is_scored_now(assessment: Assessment) -> bool:
    again = assessment.reassessment
    if again is not None:
        return again.closed_at is None and again.stopped_at is None
    return bool(assessment.trajectory.state == state_to_score(assessment))


def for_desk(found: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """With everything that the desk reads beside an assessment."""
    return found.select_related(
        "participant",
        "assessor",
        "manifest",
        "reassessment",
        "trajectory__route",
        "trajectory__standard_version",
        "trajectory__audience",
    )


def _progress(sheet: Sheet, gaps: Sequence[Gap]) -> tuple[Progress, ...]:
    scored = {criterion for criterion, _instrument in sheet.scores}
    left = Counter(gap.work_process for gap in gaps)
    return tuple(
        Progress(
            core_task=unit.core_task,
            work_process=node.work_process,
            scored=sum(criterion.pk in scored for criterion in node.criteria),
            criteria=len(node.criteria),
            left=left[node.work_process.pk],
        )
        for unit in sheet.units
        for node in unit.work_processes
    )


def _news(sheet: Sheet) -> dict[UUID, ItemNews]:
    """What came with a supplement; nothing where none was asked."""
    if sheet.first is None:
        return {}
    before = {item.id: item for item in portfolio.manifest_contents(sheet.first).items}
    return {
        item.id: ItemNews.CHANGED if item.id in before else ItemNews.ADDED
        for item in sheet.dossier.items
        if before.get(item.id) != item
    }


def _work_process(
    sheet: Sheet,
    core_task: CoreTask,
    work_process: WorkProcess,
    gaps: Sequence[Gap],
    news: Mapping[UUID, ItemNews],
) -> WorkProcessDesk:
    here = [gap for gap in gaps if gap.work_process == work_process.pk]
    of_items: dict[UUID, list[Gap]] = defaultdict(list)
    for gap in gaps:
        if gap.item is not None and gap.work_process in {None, work_process.pk}:
            of_items[gap.item].append(gap)
    criteria = next(criteria for found, criteria in sheet.work_processes() if found.pk == work_process.pk)
    return WorkProcessDesk(
        core_task=core_task,
        work_process=work_process,
        criteria=tuple(_criterion(sheet, criterion, here) for criterion in criteria),
        legs=sheet.substantiations.get((work_process.pk, None)),
        judgement=sheet.judgements.together.get(work_process.pk),
        items=tuple(
            ItemRow(
                item=item,
                news=news.get(item.id),
                judgement=sheet.judgements.items.get(item.id),
                relevant=sheet.judgements.relevance.get((item.id, work_process.pk), ""),
                left=tuple(of_items[item.id]),
            )
            for item in sheet.dossier.items_for(work_process.code)
        ),
        practice=sheet.dossier.practice.get(work_process.code),
        request=next((row for row in sheet.unsent_requests if row.work_process_id == work_process.pk), None),
        left=tuple(here),
        cautions=tuple(cautions_in(sheet, today=timezone.localdate(), only=work_process.pk)),
    )


def _criterion(sheet: Sheet, criterion: Criterion, gaps: Sequence[Gap]) -> CriterionRow:
    cells = []
    for instrument in sheet.instruments:
        score = sheet.scores.get((criterion.pk, instrument.pk))
        cells.append(InstrumentScore(instrument, score, tuple(score.support.all()) if score else ()))
    return CriterionRow(
        criterion=criterion,
        scores=tuple(cells),
        legs=sheet.substantiations.get((criterion.work_process_id, criterion.pk)),
        question=sheet.questions.get(criterion.pk),
        left=tuple(gap for gap in gaps if gap.criterion == criterion.pk),
    )
