"""One trajectory of the demo: who, on what, with which evidence, and how it went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evc.demo.story import wording
from evc.demo.story.cast import Cast
from evc.demo.story.outline import CriterionOutline, StandardOutline, WorkProcessOutline
from evc.demo.story.parts import (
    Agreed,
    BadgeWishes,
    ClaimedItem,
    CoachComment,
    CoachTalk,
    IdentityCheck,
    IntakeTalk,
    InterviewRecord,
    Item,
    ItemMark,
    Legs,
    LogFile,
    ObservationRecord,
    WorkProcessMark,
)
from evc.demo.story.scoring import MEETS_BAR, ScoringPlan

INSTRUMENT_NAMES = {"portfolio": "Portfolio", "interview": "Criteriumgericht interview", "observation": "Observatie"}


@dataclass(frozen=True, slots=True)
class OwnLegs:
    """What the story itself says on a work process: the items, the last instrument, and a text per assessor."""

    instrument: str
    items: tuple[str, ...]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectoryStory:
    """People are keys of the cast; work processes and criteria are codes of the standard."""

    key: str  # full, compact, level, underway
    standard: StandardOutline
    route_key: str  # full, compact
    units: tuple[str, ...] | None  # None: every unit that is not elective
    candidate: str
    client: str
    provider: str
    coordinator: str
    coach: str
    assessors: tuple[str, ...]  # in the order of the route's seats
    observer: str | None  # the assessor who goes to see the work; None: no observation
    quality_officer: str
    manager: str
    until: str  # the state in which the demo leaves it: issued, assessing
    scored_so_far: Mapping[str, tuple[str, ...]]  # assessor -> work process codes, only where ``until`` is assessing
    days_ago: Mapping[str, int]  # requested, intake, agreement, submitted, interview, observation, decided, closing
    intake: IntakeTalk
    items: tuple[ClaimedItem, ...]
    log: LogFile | None
    comments: tuple[CoachComment, ...]
    talks: tuple[CoachTalk, ...]
    interview: InterviewRecord | None
    observation: ObservationRecord | None
    identity: IdentityCheck | None
    scoring: ScoringPlan
    own_legs: Mapping[str, OwnLegs]
    item_marks: Mapping[str, ItemMark]
    relevance: Mapping[str, Mapping[str, str]]
    work_process_marks: Mapping[str, WorkProcessMark]
    agreed: Mapping[str, Agreed]
    gaps: Mapping[str, str]
    quality_remark: str
    badge: BadgeWishes | None
    candidate_hours: Mapping[str, float]  # phase key of the route -> hours

    @property
    def work_processes(self) -> tuple[WorkProcessOutline, ...]:
        """Those in scope, in the order of the standard."""
        return self.standard.in_scope(self.units)

    def work_process(self, code: str) -> WorkProcessOutline:
        return next(row for row in self.work_processes if row.code == code)

    def items_for(self, work_process: str) -> tuple[Item, ...]:
        return tuple(claimed.item for claimed in self.items if work_process in claimed.work_processes)

    def levels_for(self, assessor: str, work_process: str, index: int) -> str:
        """onvoldoende, voldoende or goed: the final level of this assessor for a criterion (index from 0)."""
        return self.scoring.level(assessor, work_process, index)

    def legs_for(self, assessor: str, work_process: str) -> Legs:
        """The three legs of this assessor; where the story has no text, a plausible one that fits the scores."""
        row = self.work_process(work_process)
        own = self.own_legs.get(work_process)
        items = [item for item in self.items_for(work_process) if not own or item.key in own.items]
        instrument = own.instrument if own else "portfolio"
        titles = [item.title for item in items]
        evidence = [INSTRUMENT_NAMES[instrument], *titles] if instrument != "portfolio" else titles
        text = own.texts.get(assessor) if own else None
        if text is None:
            met = self.verdict_of(assessor, work_process) != "not-yet"
            criteria = [criterion.title for criterion in self._criteria_with(assessor, row, met=met)]
            text = wording.substantiation_for(row.title, criteria, titles[0] if titles else row.title, met=met)
        return Legs(f"{row.code} {row.title}", "; ".join(evidence), text, tuple(item.key for item in items), instrument)

    def mark_of_item(self, item: str) -> ItemMark:
        return self.item_marks.get(item, ItemMark("yes", "yes", ""))

    def relevance_of(self, item: str, work_process: str) -> str:
        """yes, partly or no."""
        return self.relevance.get(item, {}).get(work_process, "yes")

    def mark_of_work_process(self, work_process: str) -> WorkProcessMark:
        return self.work_process_marks.get(work_process, WorkProcessMark("yes", "yes", ""))

    def agreed_on(self, criterion: str) -> Agreed:
        """What the two assessors settle on; without a text of the story: the lower of both levels."""
        if criterion in self.agreed:
            return self.agreed[criterion]
        row, index = self._find(criterion)
        order = ("onvoldoende", "voldoende", "goed")
        level = min((self.levels_for(assessor, row.code, index) for assessor in self.assessors), key=order.index)
        return Agreed(criterion, level, wording.agreement_for(row.criteria[index].title))

    def agreed_level(self, criterion: str) -> str:
        """The level that counts in the end: the common one, or what moderation agreed on."""
        row, index = self._find(criterion)
        levels = {self.levels_for(assessor, row.code, index) for assessor in self.assessors}
        return levels.pop() if len(levels) == 1 else self.agreed_on(criterion).level

    def verdict_on(self, work_process: str) -> str:
        """recognised, partly or not-yet: what the outcome should say with the default threshold."""
        row = self.work_process(work_process)
        return _verdict([self.agreed_level(criterion.code) for criterion in row.criteria])

    def verdict_of(self, assessor: str, work_process: str) -> str:
        """The same by the scores of one assessor."""
        row = self.work_process(work_process)
        return _verdict([self.levels_for(assessor, row.code, index) for index in range(len(row.criteria))])

    def gap_for(self, work_process: str) -> str:
        """Advice for a work process that was not wholly recognised."""
        row = self.work_process(work_process)
        missing = [one.title for one in row.criteria if self.agreed_level(one.code) not in MEETS_BAR]
        return self.gaps.get(work_process) or wording.advice_for(row.title, missing)

    def _criteria_with(self, assessor: str, row: WorkProcessOutline, *, met: bool) -> list[CriterionOutline]:
        return [
            criterion
            for index, criterion in enumerate(row.criteria)
            if (self.levels_for(assessor, row.code, index) in MEETS_BAR) is met
        ]

    def _find(self, criterion: str) -> tuple[WorkProcessOutline, int]:
        for row in self.work_processes:
            for index, one in enumerate(row.criteria):
                if one.code == criterion:
                    return row, index
        raise KeyError(criterion)


@dataclass(frozen=True, slots=True)
class Story:
    """All that the demo plays: the cast, the standards and documents it needs, and the trajectories in their order."""

    cast: Cast
    trajectories: tuple[TrajectoryStory, ...]
    documents: Mapping[str, bytes]  # file name -> bytes, for Item.file

    def trajectory(self, key: str) -> TrajectoryStory:
        return next(row for row in self.trajectories if row.key == key)

    @property
    def standards(self) -> tuple[StandardOutline, ...]:
        """Each standard once, in the order in which the trajectories need them."""
        return tuple({row.standard.key: row.standard for row in self.trajectories}.values())


def _verdict(levels: list[str]) -> str:
    met = sum(level in MEETS_BAR for level in levels)
    return "recognised" if met == len(levels) else "partly" if met else "not-yet"
