"""The one thing that helps a candidate most now, while the portfolio grows: facts in, a code with its object out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evc.standards.models import WorkProcess
from evc.trajectories.models import Trajectory
from portfolio.commitments import Commitment
from portfolio.models import EvidenceItem
from portfolio.selectors import CoverageRow, unread_items
from portfolio.signals import Signal


class StepCode(StrEnum):
    CONFIRM_READING = "confirm-reading"
    KEEP_PROMISE = "keep-promise"
    COVER = "cover"
    STRENGTHEN = "strengthen"
    ASK_WITNESS = "ask-witness"
    HAND_IN = "hand-in"


@dataclass(frozen=True, slots=True)
class BestStep:
    """``item`` (with its title alone), ``promise`` or ``row``: what it is about, as far as the code has one."""

    code: StepCode
    item: EvidenceItem | None = None
    promise: Commitment | None = None
    row: CoverageRow | None = None

    @property
    def work_process(self) -> WorkProcess | None:
        return self.row.work_process if self.row else None


def best_step(
    *, unread: Sequence[EvidenceItem], commitments: Sequence[Commitment], rows: Sequence[CoverageRow], today: date
) -> BestStep:
    """Confirm what was read -> keep a promise that is late -> cover a part -> strengthen one -> ask a witness -> hand in.

    Pure. ``commitments``: the nearest day first. Where a part waits only for a witness, asking is what strengthens it.
    """
    if unread:
        return BestStep(StepCode.CONFIRM_READING, item=unread[0])
    if late := next((each for each in commitments if each.is_promise and each.is_late(today)), None):
        return BestStep(StepCode.KEEP_PROMISE, promise=late)
    if missing := next((row for row in rows if Signal.NOTHING_YET in row.signals), None):
        return BestStep(StepCode.COVER, row=missing)
    if weak := next((row for row in rows if row.signals and not _waits_for_asking(row)), None):
        return BestStep(StepCode.STRENGTHEN, row=weak)
    if unasked := next((row for row in rows if row.practice.noted), None):
        return BestStep(StepCode.ASK_WITNESS, row=unasked)
    return BestStep(StepCode.HAND_IN)


def best_step_of(
    trajectory: Trajectory,
    rows: Sequence[CoverageRow],
    commitments: Sequence[Commitment],
    *,
    today: date,
    shared_only: bool = False,
) -> BestStep:
    """The candidate's; ``shared_only``: as far as the coach may see it. One query."""
    audience = trajectory.audience_id if shared_only else None
    return best_step(
        unread=list(unread_items(trajectory.candidate, audience=audience).only("title")[:1]),
        commitments=commitments,
        rows=rows,
        today=today,
    )


def _waits_for_asking(row: CoverageRow) -> bool:
    return row.signals == (Signal.REPETITIONS_MISSING,) and bool(row.practice.noted)
