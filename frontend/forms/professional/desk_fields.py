"""What stands on the assessor's desk to be filled in, each under the name that the form and the saving of one field share."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from evc.assessments.selectors import CriterionRow, ItemRow
from evc.routes.models import Instrument
from frontend.desk_facts import DeskFacts

ITEM_MARKS = (
    ("authentic", "A", _("Authentic: it is the candidate's own")),
    ("current", "A", _("Current: recent enough")),
)
TOGETHER_MARKS = (("varied", "V", _("Varied: different situations")), ("enough", "K", _("Enough of it")))
LEGS = (
    ("part_of_standard", _("1. What part of the standard is this about?"), ""),
    ("evidence_or_instrument", _("2. Which evidence, or which interview or observation?"), ""),
    (
        "seen_or_heard",
        _("3. What did you see, hear or read, and why does that convince you?"),
        _("“The candidate showed this convincingly” is not enough: write what you saw."),
    ),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One text or choice: ``value`` is what was typed, else what is stored."""

    name: str
    label: object
    value: str
    letter: str = ""
    help: object = ""
    is_short: bool = False  # a third leg that hardly says what convinced


@dataclass(frozen=True, slots=True)
class Carrier:
    """Something that can carry a score, ticked or not."""

    value: str  # "item:<uuid>" or "record:<uuid>"
    label: str
    is_ticked: bool
    page_name: str  # "" where it has no pages
    page: str
    page_count: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion on one instrument."""

    field: Field
    instrument: Instrument
    support_name: str
    carriers: tuple[Carrier, ...]
    can_be_scored: bool  # an interview or observation is written down first
    support: str  # what carries it, as one text
    folded: bool = False  # there is more that can carry it than is shown beside each score

    @property
    def ticked(self) -> int:
        return sum(carrier.is_ticked for carrier in self.carriers)


@dataclass(frozen=True, slots=True)
class CriterionFields:
    row: CriterionRow
    cells: tuple[Cell, ...]
    legs: tuple[Field, ...]  # only where the standard asks for legs per criterion
    question: Field | None  # to be asked in the interview


@dataclass(frozen=True, slots=True)
class ItemFields:
    row: ItemRow
    marks: tuple[Field, ...]
    remark: Field
    facts: DeskFacts
