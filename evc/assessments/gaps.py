"""What is still left before an assessment can be final, one by one, with where it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class GapKind(StrEnum):
    SCORE = "score"
    SUPPORT = "support"
    INSTRUMENT = "instrument"
    RECORD = "record"
    LEG = "leg"
    ITEM = "item"
    RELEVANCE = "relevance"
    WORK_PROCESS = "work-process"
    REQUEST = "request"

    @property
    def sentence(self) -> Promise:
        """What to do about it."""
        return _SENTENCES[self]


_SENTENCES = {
    GapKind.SCORE: _("Score this criterion."),
    GapKind.SUPPORT: _("Point at the evidence or the record that carries this score."),
    GapKind.INSTRUMENT: _("Nothing is scored on this instrument yet. Score at least one criterion on it."),
    GapKind.RECORD: _("Write down what was said or seen, then score on this instrument."),
    GapKind.LEG: _("Fill in all three legs of the substantiation."),
    GapKind.ITEM: _("Say whether this piece of evidence is authentic and current."),
    GapKind.RELEVANCE: _("Say whether this piece of evidence is relevant here."),
    GapKind.WORK_PROCESS: _("Say whether the evidence together is varied and enough."),
    GapKind.REQUEST: _("Send your request for a supplement, or remove it."),
}


class Part(StrEnum):
    """Which field is empty: a leg, or a letter of VRAAK."""

    PART_OF_STANDARD = "part_of_standard"
    EVIDENCE_OR_INSTRUMENT = "evidence_or_instrument"
    SEEN_OR_HEARD = "seen_or_heard"
    AUTHENTIC = "authentic"
    CURRENT = "current"
    VARIED = "varied"
    ENOUGH = "enough"


LEGS = (Part.PART_OF_STANDARD, Part.EVIDENCE_OR_INSTRUMENT, Part.SEEN_OR_HEARD)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is left; ids say where, "" and None where it isn't about such a thing."""

    kind: GapKind
    work_process: UUID | None = None
    criterion: UUID | None = None
    instrument: UUID | None = None
    item: UUID | None = None
    part: Part | None = None
    code: str = ""  # of the criterion or work process, or the instrument's key
