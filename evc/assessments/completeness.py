"""When an assessment is complete (design.md, Assessment): every criterion scored, every score supported, every leg and
every letter of VRAAK there. Pure over a ``Sheet``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evc.assessments.gaps import LEGS, Gap, GapKind, Part
from evc.assessments.models import Assessment
from evc.assessments.sheet import Sheet, read_sheet
from evc.routes.models import Instrument
from evc.standards.models import Criterion, WorkProcess
from portfolio.dossier import FrozenItem


def what_is_left(assessment: Assessment) -> list[Gap]:
    """Everything that is left, in the order of the desk. The number of queries doesn't grow with the dossier."""
    return gaps_in(read_sheet(assessment))


def gaps_in(sheet: Sheet) -> list[Gap]:
    """The instruments first, then item by item, then work process by work process. Asks the database nothing."""
    found = [] if sheet.is_of_third else [*_instruments(sheet), *_items(sheet)]
    claimed = sheet.dossier.items_by_work_process()
    for work_process, criteria in sheet.work_processes():
        found += _criteria(sheet, work_process, criteria)
        found += _legs(sheet, work_process, criteria)
        if not sheet.is_of_third:
            found += _evidence_together(sheet, work_process, claimed.get(work_process.code, ()))
    found += [
        Gap(GapKind.REQUEST, work_process=request.work_process_id, code=request.work_process.code)
        for request in sheet.unsent_requests
    ]
    return found


def _instruments(sheet: Sheet) -> Iterator[Gap]:
    used = {instrument for _criterion, instrument in sheet.scores}
    recorded = {record.instrument_id for record in sheet.records}
    for instrument in sheet.instruments:
        if instrument.needs_record and instrument.pk not in recorded:
            yield Gap(GapKind.RECORD, instrument=instrument.pk, code=instrument.key)
        elif not instrument.scores_every_criterion and instrument.pk not in used:
            yield Gap(GapKind.INSTRUMENT, instrument=instrument.pk, code=instrument.key)


def _items(sheet: Sheet) -> Iterator[Gap]:
    for item in sheet.claimed_items():
        judged = sheet.judgements.items.get(item.id)
        for part, mark in (
            (Part.AUTHENTIC, judged.authentic if judged else ""),
            (Part.CURRENT, judged.current if judged else ""),
        ):
            if not mark:
                yield Gap(GapKind.ITEM, item=item.id, part=part)


def _criteria(sheet: Sheet, work_process: WorkProcess, criteria: tuple[Criterion, ...]) -> Iterator[Gap]:
    for criterion in criteria:
        for instrument in sheet.instruments:
            yield from _score(sheet, work_process, criterion, instrument)


def _score(sheet: Sheet, work_process: WorkProcess, criterion: Criterion, instrument: Instrument) -> Iterator[Gap]:
    score = sheet.scores.get((criterion.pk, instrument.pk))
    if score is None:
        kind = GapKind.SCORE if instrument.scores_every_criterion else None
    else:
        kind = None if score.support.all() else GapKind.SUPPORT
    if kind is not None:
        yield Gap(
            kind,
            work_process=work_process.pk,
            criterion=criterion.pk,
            instrument=instrument.pk,
            code=criterion.code,
        )


def _legs(sheet: Sheet, work_process: WorkProcess, criteria: tuple[Criterion, ...]) -> Iterator[Gap]:
    places = [(criterion.pk, criterion.code) for criterion in criteria] if sheet.per_criterion else [(None, "")]
    for criterion, code in places:
        written = sheet.substantiations.get((work_process.pk, criterion))
        for leg in LEGS:
            if written is None or not getattr(written, leg).strip():
                yield Gap(
                    GapKind.LEG,
                    work_process=work_process.pk,
                    criterion=criterion,
                    part=leg,
                    code=code or work_process.code,
                )


def _evidence_together(sheet: Sheet, work_process: WorkProcess, claimed: Sequence[FrozenItem]) -> Iterator[Gap]:
    for item in claimed:
        if not sheet.judgements.relevance.get((item.id, work_process.pk)):
            yield Gap(GapKind.RELEVANCE, work_process=work_process.pk, item=item.id, code=work_process.code)
    judged = sheet.judgements.together.get(work_process.pk)
    for part, mark in ((Part.VARIED, judged.varied if judged else ""), (Part.ENOUGH, judged.enough if judged else "")):
        if not mark:
            yield Gap(GapKind.WORK_PROCESS, work_process=work_process.pk, part=part, code=work_process.code)
