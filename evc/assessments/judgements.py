"""What an assessor gave, in few queries: the letters of VRAAK in one, the scores with what carries them in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, TextField, UUIDField, Value

from evc.assessments.models import Assessment, Score, ScoreSupport


@dataclass(frozen=True, slots=True)
class ItemMarks:
    """Of one item as a whole; "" where a mark is still to come."""

    authentic: str
    current: str
    remark: str


@dataclass(frozen=True, slots=True)
class TogetherMarks:
    """Of all the evidence of one work process."""

    varied: str
    enough: str
    remark: str


@dataclass(frozen=True, slots=True)
class Judgements:
    items: Mapping[UUID, ItemMarks]
    relevance: Mapping[tuple[UUID, UUID], str]  # by item and work process
    together: Mapping[UUID, TogetherMarks]  # by work process


def read_judgements(assessment: Assessment) -> Judgements:
    """Three tables, one query."""
    nobody, no_mark, no_remark = (
        Value(None, output_field=UUIDField()),
        Value("", output_field=CharField()),
        Value("", output_field=TextField()),
    )
    items = assessment.item_judgements.values_list("item", nobody, "authentic", "current", "remark")
    relevant = assessment.relevance_judgements.values_list("item", "work_process", "relevant", no_mark, no_remark)
    together = assessment.work_process_judgements.values_list(nobody, "work_process", "varied", "enough", "remark")
    of_items: dict[UUID, ItemMarks] = {}
    relevance: dict[tuple[UUID, UUID], str] = {}
    of_processes: dict[UUID, TogetherMarks] = {}
    for item, work_process, one, other, remark in items.union(relevant, together, all=True):
        if work_process is None:
            of_items[item] = ItemMarks(one, other, remark)
        elif item is None:
            of_processes[work_process] = TogetherMarks(one, other, remark)
        else:
            relevance[item, work_process] = one
    return Judgements(of_items, relevance, of_processes)


def read_scores(assessment: Assessment) -> dict[tuple[UUID, UUID], Score]:
    """By criterion and instrument, each with ``support`` (by page) as if prefetched; one query."""
    rows = assessment.scores.order_by("support__page").values_list(
        *("pk", "criterion", "instrument", "level", "remark"),
        *(f"support__{name}" for name in ("pk", "item", "page", "record")),
    )
    found: dict[tuple[UUID, UUID], Score] = {}
    support: dict[UUID, list[ScoreSupport]] = {}
    for pk, criterion, instrument, level, remark, carrier, item, page, record in rows:
        if pk not in support:
            support[pk] = []
            found[criterion, instrument] = Score(
                pk=pk,
                assessment=assessment,
                criterion_id=criterion,
                instrument_id=instrument,
                level_id=level,
                remark=remark,
            )
        if carrier is not None:
            support[pk].append(ScoreSupport(pk=carrier, score_id=pk, item_id=item, page=page, record_id=record))
    for score in found.values():
        rows_of = score.support.all()
        rows_of._result_cache = support[score.pk]
        score._prefetched_objects_cache = {"support": rows_of}  # type: ignore[attr-defined]
    return found
