"""The one thing that helps most now, as a table: what comes before what."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from evc.standards.models import WorkProcess
from evc.trajectories.selectors.best_step import StepCode, best_step
from portfolio.commitments import Commitment, CommitmentKind
from portfolio.models import EvidenceItem
from portfolio.selectors import CoverageRow, PracticeCount
from portfolio.signals import Signal

TODAY = date(2026, 11, 28)
UNREAD = EvidenceItem(title="Diploma")


def row(*signals: Signal, noted: int = 0) -> CoverageRow:
    return CoverageRow(WorkProcess(title="Gesprek"), {}, PracticeCount(None, noted=noted), signals=signals)


def promised(days: int, kind: CommitmentKind = CommitmentKind.PROMISE) -> Commitment:
    return Commitment(kind, uuid4(), uuid4(), "Marktplan", TODAY + timedelta(days=days))


ENOUGH, EMPTY, WEAK = row(), row(Signal.NOTHING_YET, Signal.TOO_LITTLE), row(Signal.ONE_SIDED)
LATE, IN_TIME, ASKED = promised(-1), promised(0), promised(-9, CommitmentKind.REQUEST)
ONLY_ASKING_LEFT = row(Signal.REPETITIONS_MISSING, noted=3)

TABLE = {
    "first-what-was-read": ([UNREAD], [LATE], [EMPTY, WEAK], StepCode.CONFIRM_READING),
    "then-a-late-promise": ([], [IN_TIME, LATE], [EMPTY, WEAK], StepCode.KEEP_PROMISE),
    "one-in-time-waits": ([], [IN_TIME], [WEAK, EMPTY], StepCode.COVER),
    "a-request-is-a-task-of-its-own": ([], [ASKED], [EMPTY], StepCode.COVER),
    "then-what-is-weak": ([], [], [ENOUGH, WEAK], StepCode.STRENGTHEN),
    "then-a-witness": ([], [], [ENOUGH, row(noted=2)], StepCode.ASK_WITNESS),
    "a-witness-is-what-it-lacks": ([], [], [ONLY_ASKING_LEFT], StepCode.ASK_WITNESS),
    "nothing-noted-to-ask-about": ([], [], [row(Signal.REPETITIONS_MISSING)], StepCode.STRENGTHEN),
    "then-handing-in": ([], [IN_TIME], [ENOUGH], StepCode.HAND_IN),
}


@pytest.mark.parametrize("name", TABLE)
def test_what_comes_before_what(name: str) -> None:
    unread, commitments, rows, expected = TABLE[name]

    assert best_step(unread=unread, commitments=commitments, rows=rows, today=TODAY).code == expected
