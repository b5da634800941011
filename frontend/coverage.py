"""The coverage matrix in words: what the counts by work process mean and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evc.standards.models import Origin, StandardVersion, WorkProcess
from evc.trajectories.models import Trajectory
from frontend import evidence
from portfolio.models import EvidenceKind
from portfolio.selectors import CoverageRow, PracticeCount, coverage, items_of

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
STATE_OF_SIGNAL = {
    "nothing-yet": "not-yet",
    "only-indirect": "partly",
    "repetitions-missing": "partly",
    "one-item": "partly",
    "covered": "recognised",
}


@dataclass(frozen=True, slots=True)
class AtAGlance:
    """The ring of a trajectory: one segment a work process, and the same in words."""

    states: tuple[str, ...]
    words: str
    number: str


def signal_words(row: CoverageRow) -> str:
    """What the row means and what to do, in one sentence."""
    if row.signal == "nothing-yet":
        return _("Nothing yet: add something that shows this")
    if row.signal == "only-indirect":
        if set(row.counts) == {EvidenceKind.TESTIMONY}:
            return _("Only testimonies: add something that you made yourself")
        return _("Nothing from the work itself yet: add something that you made or did")
    if row.signal == "repetitions-missing":
        return practice_words(row.practice)
    if row.signal == "one-item":
        return _("One piece of evidence: a second one, different, makes it stronger")
    return _("Enough, and of different kinds") if len(row.counts) > 1 else _("Enough")


def practice_words(practice: PracticeCount) -> str:
    """“17 of 25 confirmed”, or how many where the standard asks for no number."""
    if practice.required:
        return _("%(done)s of %(total)s confirmed") % {"done": practice.confirmed, "total": practice.required}
    return ngettext("%(count)s confirmed", "%(count)s confirmed", practice.confirmed) % {"count": practice.confirmed}


def table_rows(rows: Sequence[CoverageRow], *, hrefs: Sequence[str]) -> list[dict[str, Any]]:
    """As ``components/coverage_table.html`` shows them."""
    return [
        {
            "sentence": row.work_process.title,
            "code": row.work_process.code,
            "counts": [_count(row, kinds) for _label, kinds in COLUMNS],
            "signal": signal_words(row),
            "state": STATE_OF_SIGNAL[row.signal],
            "href": href,
        }
        for row, href in zip(rows, hrefs, strict=True)
    ]


def at_a_glance(rows: Sequence[CoverageRow]) -> AtAGlance:
    enough = sum(row.signal == "covered" for row in rows)
    words = ngettext(
        "%(enough)s of %(total)s part has enough evidence",
        "%(enough)s of %(total)s parts have enough evidence",
        len(rows),
    )
    return AtAGlance(
        states=tuple(STATE_OF_SIGNAL[row.signal] for row in rows),
        words=words % {"enough": enough, "total": len(rows)},
        number=str(enough),
    )


def row_page(trajectory: Trajectory, work_process: WorkProcess) -> dict[str, Any]:
    """One work process in scope: what it asks and which evidence there is for it."""
    rows = coverage(
        trajectory.candidate,
        trajectory.standard_version,
        on=timezone.localdate(),
        units=trajectory.units.order_by(),
    )
    row = next(row for row in rows if row.work_process.pk == work_process.pk)
    items = items_of(trajectory.candidate).filter(pk__in=row.items)
    return {
        "title": work_process.title,
        "work_process": work_process,
        "row": row,
        "signal": signal_words(row),
        "state": STATE_OF_SIGNAL[row.signal],
        "cards": [evidence.card(item) for item in items],
        "practice": practice_words(row.practice),
        "is_example": is_example(trajectory.standard_version, [work_process]),
    }


def is_example(version: StandardVersion, work_processes: Sequence[WorkProcess] = ()) -> bool:
    """Whether the page must say *voorbeeld*: the version, or a text of it that is shown, is made up. Asks no database."""
    return version.status == Origin.EXAMPLE or any(
        Origin.EXAMPLE in {row.origin, row.core_task.origin} for row in work_processes
    )


def _count(row: CoverageRow, kinds: Sequence[str]) -> int:
    return sum(row.practice.confirmed if kind == PRACTICE else row.counts.get(kind, 0) for kind in kinds)
