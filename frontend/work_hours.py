"""Hours of coach and assessors in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evc.trajectories.selectors import StageSum, WorkLine
from frontend.hours import Choice, choices_of, in_words

STAGES: dict[str, Promise] = {
    "identification": gettext_lazy("Intake and agreement"),
    "documentation": gettext_lazy("Building the portfolio"),
    "assessment": gettext_lazy("Assessing"),
    "certification": gettext_lazy("Outcome and closing"),
}


@dataclass(frozen=True, slots=True)
class WorkEstimate:
    """A stage of which somebody says, with one tap, about how many hours it took."""

    label: str
    part: str
    stage: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SumBar:
    label: str
    spent: Decimal
    budget: Decimal
    word: str


def work_estimates(lines: Iterable[WorkLine]) -> list[WorkEstimate]:
    return [WorkEstimate(str(STAGES[line.stage]), line.part, line.stage, choices_of(line.budget)) for line in lines]


def spent_rows(lines: Iterable[WorkLine], *, named: bool = False) -> list[list[str]]:
    """As ``components/table.html`` wants them; with who it was in front for the coordinator."""
    rows = []
    for line in lines:
        spent = _("not said yet") if line.spent is None else in_words(line.spent)
        said = _("%(spent)s of %(budget)s") % {"spent": spent, "budget": in_words(line.budget)}
        who = f"{line.participant.person.name} ({line.participant.get_part_display()})"
        rows.append([who, str(STAGES[line.stage]), said] if named else [str(STAGES[line.stage]), said])
    return rows


def sum_bars(sums: Iterable[StageSum]) -> list[SumBar]:
    bars = []
    for row in sums:
        said = ngettext(
            "%(spent)s of %(budget)s hours, said by %(said)s of %(people)s person",
            "%(spent)s of %(budget)s hours, said by %(said)s of %(people)s people",
            row.people,
        ) % {
            "spent": in_words(row.spent),
            "budget": in_words(row.budget),
            "said": row.said,
            "people": row.people,
        }
        bars.append(SumBar(str(STAGES[row.stage]), row.spent, row.budget, said))
    return bars
