"""An outcome in words, per work process, for somebody whom the candidate lets see it; and the self-scan beside it."""

from __future__ import annotations

from dataclasses import dataclass

from evc.assessments.scoring import Verdict
from evc.outcomes.models import Outcome
from evc.trajectories.models import SelfScan


@dataclass(frozen=True, slots=True)
class ResultLine:
    title: str
    verdict: str
    word: str


@dataclass(frozen=True, slots=True)
class ScanLine:
    """What the candidate said at the intake, and what was found: beside each other, without a judgement."""

    title: str
    said: str
    verdict: str
    word: str


def lines_of(outcome: Outcome) -> list[ResultLine]:
    """One query."""
    return [
        ResultLine(row.work_process.title, row.verdict, str(Verdict(row.verdict).label).capitalize())
        for row in outcome.results.select_related("work_process").order_by("work_process__position")
    ]


def self_scan_beside(outcome: Outcome) -> list[ScanLine]:
    """The self-scan of the intake beside this outcome; empty where none was filled in. Two queries."""
    answers = dict(
        SelfScan.objects.filter(intake__trajectory=outcome.trajectory_id).values_list("work_process_id", "answer")
    )
    if not answers:
        return []
    return [
        ScanLine(
            row.work_process.title,
            str(SelfScan.Answer(answers[row.work_process_id]).label) if row.work_process_id in answers else "–",
            row.verdict,
            str(Verdict(row.verdict).label).capitalize(),
        )
        for row in outcome.results.select_related("work_process").order_by("work_process__position")
    ]
