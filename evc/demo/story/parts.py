"""The parts of a trajectory as the demo plays it. Words for kinds, reasons and marks are those of the domain's models.

Texts are Dutch: people of the demo wrote them. Days are counted back from the day on which the demo is played, so that the
story is always recent; evidence has dates of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A piece of evidence. A person may show the same one in two trajectories: equal ``key`` and owner, one item."""

    key: str
    kind: str  # diploma, certificate, work_product, practice_log, position, placement, testimony, private_skill, reflection
    title: str
    what_it_shows: str
    period_from: date | None
    period_until: date | None
    organisation: str
    level: str = ""
    file: str | None = None  # a name in Story.documents
    holder: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    code: str = ""
    code_system: str = ""
    starr: Mapping[str, str] = field(default_factory=dict)  # situation, task, action, result, reflection
    authorship: Mapping[str, str] = field(default_factory=dict)  # made_by, with_whom, own_part


@dataclass(frozen=True, slots=True)
class ClaimedItem:
    item: Item
    work_processes: tuple[str, ...]  # the codes it is claimed for


@dataclass(frozen=True, slots=True)
class StartTestTaken:
    subject: str  # dutch, english, arithmetic
    score: int
    norm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeTalk:
    reasons: tuple[str, ...]
    goal: str
    motivation: str
    entry_requirements: str  # a line each
    needs: str
    start_tests: tuple[StartTestTaken, ...]
    self_scan: Mapping[str, int]  # work process code -> 0 never, 1 with help, 2 alone, 3 could teach it
    advice: str
    advice_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongLine:
    """A line of the log that can't be taken over; ``corrected`` holds the cells that the candidate then types."""

    line: int  # in the file, the heading is line 1
    reason: str
    corrected: Mapping[str, str]  # empty: the candidate lets the line go


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine:
    line: int
    witness: str  # person key
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFile:
    """A practice log as a semicolon file, UTF-8 with a byte order mark, as Dutch Excel writes it."""

    item: str  # the key of the evidence item that stands for the log
    file_name: str
    content: bytes
    wrong: tuple[WrongLine, ...]
    refused: tuple[RefusedLine, ...]  # every other good line is confirmed by its witness


@dataclass(frozen=True, slots=True)
class CoachComment:
    item: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachTalk:
    """``chosen``: of the points, what the candidate lets the manager read."""

    days_before_submission: int
    points: tuple[str, ...]
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    by: str  # the assessor whose question it is; the guide itself names nobody
    work_process: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewRecord:
    minutes: int
    form: str
    questions: tuple[Question, ...]

    @property
    def facts(self) -> str:
        """What was asked and answered, as the record of the interview holds it."""
        return "\n\n".join(f"{row.work_process}. Vraag: {row.question}\n{row.answer}" for row in self.questions)


@dataclass(frozen=True, slots=True)
class Fact:
    work_process: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationRecord:
    place: str
    from_time: str  # 13.15
    until_time: str
    seen: tuple[Fact, ...]

    @property
    def facts(self) -> str:
        return "\n\n".join(f"{row.work_process}. {row.fact}" for row in self.seen)


@dataclass(frozen=True, slots=True)
class Legs:
    """The three legs of a judgement on a work process, and what carries it."""

    part_of_standard: str
    evidence_or_instrument: str
    seen_or_heard: str
    items: tuple[str, ...]  # item keys
    instrument: str  # portfolio, interview or observation: the last one in which it was looked at


@dataclass(frozen=True, slots=True)
class ItemMark:
    authentic: str  # yes, partly, no
    current: str
    remark: str


@dataclass(frozen=True, slots=True)
class WorkProcessMark:
    varied: str
    enough: str
    remark: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What moderation agrees on for a criterion on which the assessors differ."""

    criterion: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    document: str  # passport, id_card, driving_licence
    by: str  # the assessor who saw it, at the interview


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeWishes:
    recipient: str  # one of the candidate's addresses
    show_name: bool
    show_results: bool
