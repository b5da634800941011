"""The coverage matrix in words: what the counts by work process mean and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evc.standards.models import Origin, StandardVersion, WorkProcess
from evc.trajectories.models import Trajectory
from evc.trajectories.selectors import by_work_process, coverage_of, promises_of
from frontend import evidence
from frontend.practice_words import note_words
from portfolio.models import EvidenceKind, PlannedItem
from portfolio.selectors import CoverageRow, PracticeCount, items_of
from portfolio.signals import FAMILIES, Signal

# Kinds of evidence as columns; "practice" counts confirmed repetitions instead of items.
PRACTICE = "practice"
COLUMNS = (
    (gettext_lazy("Made myself"), (EvidenceKind.WORK_PRODUCT,)),
    (gettext_lazy("Practice, confirmed"), (PRACTICE,)),
    (gettext_lazy("Diplomas and certificates"), (EvidenceKind.DIPLOMA, EvidenceKind.CERTIFICATE)),
    (gettext_lazy("Testimonies"), (EvidenceKind.TESTIMONY,)),
    (gettext_lazy("Stories"), (EvidenceKind.REFLECTION,)),
    (
        gettext_lazy("Other"),
        (EvidenceKind.POSITION, EvidenceKind.PLACEMENT, EvidenceKind.PRIVATE_SKILL, EvidenceKind.BADGE),
    ),
)
_ONLY_OF_ONE_FAMILY = {
    "learned": gettext_lazy("Only diplomas and certificates: add something that you made or did"),
    "said": gettext_lazy("Only testimonies: add something that you made yourself"),
    "told": gettext_lazy("Only stories: add something that you made or did"),
}


@dataclass(frozen=True, slots=True)
class AtAGlance:
    """The ring of a trajectory: one segment a work process, and the same in words."""

    states: tuple[str, ...]
    words: str
    number: str


def state_of(row: CoverageRow) -> str:
    """Of the row's signal: recognised, partly, not-yet."""
    if not row.signals:
        return "recognised"
    return "not-yet" if row.signals[0] == Signal.NOTHING_YET else "partly"


def signal_words(row: CoverageRow) -> str:
    """What the row means and what to do, in one sentence."""
    return words_of(row, row.signals[0]) if row.signals else _("Enough, and of different kinds")


def all_signal_words(row: CoverageRow) -> list[str]:
    """Every signal of the row as a sentence; of an empty row only that it is empty."""
    said = row.signals[:1] if Signal.NOTHING_YET in row.signals else row.signals
    return [words_of(row, signal) for signal in said]


def words_of(row: CoverageRow, signal: Signal) -> str:
    """What is missing and what to add."""
    match signal:
        case Signal.NOTHING_YET:
            sentence = _("Nothing yet: add something that shows this")
        case Signal.ONLY_INDIRECT:
            families = {FAMILIES[kind] for kind in row.counts}
            only = _ONLY_OF_ONE_FAMILY.get(families.pop()) if len(families) == 1 else None
            sentence = str(only or _("Nothing from the work itself yet: add something that you made or did"))
        case Signal.REPETITIONS_MISSING:
            sentence = _practice_missing(row.practice)
        case Signal.TOO_LITTLE:
            sentence = ngettext(
                "One piece of evidence: a second one, different, makes it stronger",
                "%(count)s pieces of evidence: one more makes it stronger",
                row.total,
            ) % {"count": row.total}
        case Signal.ONE_SIDED:
            sentence = _("All of one kind: add something of another kind, such as a story or what a colleague says")
        case Signal.TOO_OLD:
            sentence = _("Nothing recent: add something of the last few years")
    return sentence


def _practice_missing(practice: PracticeCount) -> str:
    if practice.required and practice.confirmed < practice.required:
        words = _("%(done)s of %(total)s times confirmed: note the rest and ask your witness")
        return words % {"done": practice.confirmed, "total": practice.required}
    return _("The practice log is not complete yet: it says there what is missing")


def practice_words(practice: PracticeCount) -> str:
    """“17 of 25 confirmed”, or how many where the standard asks for no number."""
    if practice.required:
        return _("%(done)s of %(total)s confirmed") % {"done": practice.confirmed, "total": practice.required}
    return ngettext("%(count)s confirmed", "%(count)s confirmed", practice.confirmed) % {"count": practice.confirmed}


def table_rows(
    rows: Sequence[CoverageRow], *, hrefs: Sequence[str], promises: Iterable[PlannedItem] = (), today: date
) -> list[dict[str, Any]]:
    """As ``components/coverage_table.html`` shows them. A promise stands in the column of its kind and is not counted."""
    promised = by_work_process(promises)
    return [
        {
            "sentence": row.work_process.title,
            "code": row.work_process.code,
            "counts": [_count(row, kinds) for _label, kinds in COLUMNS],
            "promised": [_promised(promised.get(row.work_process.pk, ()), kinds, today) for _label, kinds in COLUMNS],
            "signal": signal_words(row),
            "state": state_of(row),
            "href": href,
        }
        for row, href in zip(rows, hrefs, strict=True)
    ]


def promise_words(promise: PlannedItem, *, today: date) -> str:
    """“Promised for 3 December”, or that this day is past."""
    words = _("Promised for %(day)s, and late") if promise.is_late(today) else _("Promised for %(day)s")
    return words % {"day": date_format(promise.due_on, "j F")}


def at_a_glance(rows: Sequence[CoverageRow]) -> AtAGlance:
    enough = sum(not row.signals for row in rows)
    words = ngettext(
        "%(enough)s of %(total)s part has enough evidence",
        "%(enough)s of %(total)s parts have enough evidence",
        len(rows),
    )
    return AtAGlance(
        states=tuple(state_of(row) for row in rows),
        words=words % {"enough": enough, "total": len(rows)},
        number=str(enough),
    )


def row_page(trajectory: Trajectory, work_process: WorkProcess) -> dict[str, Any]:
    """One work process in scope: what it asks and which evidence there is for it."""
    today = timezone.localdate()
    rows = coverage_of(trajectory, on=today)
    row = next(row for row in rows if row.work_process.pk == work_process.pk)
    items = items_of(trajectory.candidate).filter(links__work_process=work_process)
    return {
        "title": work_process.title,
        "work_process": work_process,
        "row": row,
        "signal": signal_words(row),
        "more": all_signal_words(row)[1:],
        "promises": [
            _("%(title)s. %(promised)s.") % {"title": promise.title, "promised": promise_words(promise, today=today)}
            for promise in by_work_process(promises_of(trajectory)).get(work_process.pk, ())
        ],
        "state": state_of(row),
        "cards": [evidence.card(item) for item in items],
        "practice": practice_words(row.practice),
        "practice_note": note_words(work_process, row.practice),
        "is_example": is_example(trajectory.standard_version, [work_process]),
    }


def is_example(version: StandardVersion, work_processes: Sequence[WorkProcess] = ()) -> bool:
    """Whether the page must say *voorbeeld*: the version, or a text of it that is shown, is made up. Asks no database."""
    return version.status == Origin.EXAMPLE or any(
        Origin.EXAMPLE in {row.origin, row.core_task.origin} for row in work_processes
    )


def _count(row: CoverageRow, kinds: Sequence[str]) -> int:
    return sum(row.practice.confirmed if kind == PRACTICE else row.counts.get(kind, 0) for kind in kinds)


def _promised(promises: Iterable[PlannedItem], kinds: Sequence[str], today: date) -> list[str]:
    wanted = {EvidenceKind.PRACTICE_LOG if kind == PRACTICE else kind for kind in kinds}
    return [promise_words(promise, today=today) for promise in promises if promise.kind in wanted]
