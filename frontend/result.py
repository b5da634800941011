"""An outcome for its candidate: first what went well, in words, then per core task, then what is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from credentials.models import Badge
from evc.assessments.scoring import Verdict
from evc.outcomes import wording
from evc.outcomes.models import Appeal, GapAdvice, Outcome, UnitResult
from evc.outcomes.rules import appeal_until
from evc.standards.models import CoreTask, WorkProcess
from evc.trajectories.models import State, Trajectory
from frontend import coverage
from frontend.agreement import Meaning, what_it_means


@dataclass(frozen=True, slots=True)
class ResultLine:
    work_process: WorkProcess
    verdict: str
    word: str
    criteria: str  # "3 of 4 criteria", or where it was taken over from
    gap: GapAdvice | None


@dataclass(frozen=True, slots=True)
class CoreTaskLines:
    core_task: CoreTask
    lines: tuple[ResultLine, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    outcome: Outcome
    sentence: str
    states: tuple[str, ...]
    ring_words: str
    ring_number: str
    core_tasks: tuple[CoreTaskLines, ...]
    gaps: tuple[GapAdvice, ...]
    meaning: Meaning
    badge: Badge | None
    badge_is_coming: bool
    next: tuple[str, ...]
    appeal_until: date
    may_appeal: bool
    appeals: tuple[Appeal, ...]  # the last first
    replaces: date | None  # of the outcome that an appeal put this one in the place of
    is_example: bool


def result_page(trajectory: Trajectory, outcome: Outcome, badge: Badge | None) -> ResultPage:
    """``outcome`` is a released one. A fixed number of queries."""
    results = list(
        outcome.results.select_related("work_process__core_task", "taken_over").order_by("work_process__position")
    )
    gaps = {
        gap.work_process_id: gap
        for gap in outcome.gaps.select_related("work_process").prefetch_related("modules__module__organisation")
    }
    recognised = sum(row.verdict == Verdict.RECOGNISED for row in results)
    coming = badge is None and trajectory.expects_badge
    until, appeals = appeal_until(outcome), tuple(trajectory.appeals.order_by("-lodged_at"))
    return ResultPage(
        outcome=outcome,
        sentence=_sentence(recognised, len(results)),
        states=tuple(row.verdict for row in results),
        ring_words=_("%(recognised)s of %(total)s recognised") % {"recognised": recognised, "total": len(results)},
        ring_number=str(recognised),
        core_tasks=tuple(_core_tasks(results, gaps)),
        gaps=tuple(gaps.values()),
        meaning=what_it_means(outcome.yields),
        badge=badge,
        badge_is_coming=coming,
        next=tuple(_next(trajectory, has_gaps=bool(gaps), badge_is_coming=coming)),
        appeal_until=until,
        may_appeal=_may_appeal(outcome, appeals, has_missing=recognised < len(results), until=until),
        appeals=appeals,
        replaces=_day_of(outcome.replaces),
        is_example=coverage.is_example(trajectory.standard_version, [row.work_process for row in results]),
    )


def _may_appeal(outcome: Outcome, appeals: Sequence[Appeal], *, has_missing: bool, until: date) -> bool:
    """Whether the link is of use now; the page behind it says why not to whoever comes too late."""
    over = {Appeal.State.GRANTED, Appeal.State.REFUSED}
    closed = any(appeal.is_open or (appeal.outcome_id == outcome.pk and appeal.state in over) for appeal in appeals)
    return has_missing and not closed and timezone.localdate() <= until


def _day_of(before: Outcome | None) -> date | None:
    return timezone.localdate(before.decided_at) if before is not None and before.decided_at else None


def _sentence(recognised: int, total: int) -> str:
    """The good news first; where there is none, what it does mean."""
    if not recognised:
        return _("Nothing is recognised yet. You know now exactly what is still missing, and how to get it.")
    if recognised == total:
        return ngettext(
            "Congratulations! The one part that you were assessed on is recognised.",
            "Congratulations! All %(count)s parts are recognised.",
            total,
        ) % {"count": total}
    return ngettext(
        "Congratulations! One of %(total)s parts is recognised.",
        "Congratulations! %(count)s of %(total)s parts are recognised.",
        recognised,
    ) % {"count": recognised, "total": total}


def _core_tasks(results: Sequence[UnitResult], gaps: Mapping[UUID, GapAdvice]) -> list[CoreTaskLines]:
    by_task: dict[CoreTask, list[ResultLine]] = {}
    for row in results:
        criteria = ngettext("%(met)s of %(total)s criterion", "%(met)s of %(total)s criteria", row.criteria_total) % {
            "met": row.criteria_met,
            "total": row.criteria_total,
        }
        line = ResultLine(
            work_process=row.work_process,
            verdict=row.verdict,
            word=str(Verdict(row.verdict).label).capitalize(),
            criteria=wording.taken_over(row.taken_over) if row.taken_over is not None else criteria,
            gap=gaps.get(row.work_process_id),
        )
        by_task.setdefault(row.work_process.core_task, []).append(line)
    return [CoreTaskLines(task, tuple(lines)) for task, lines in by_task.items()]


def _next(trajectory: Trajectory, *, has_gaps: bool, badge_is_coming: bool) -> list[str]:
    steps = []
    if badge_is_coming:
        steps.append(_("Your badge is being made. That takes a few minutes at most; open this page again after that."))
    if trajectory.state != State.CLOSED:
        steps.append(
            _("There is a closing talk about this outcome. Your coach or the EVC coordinator plans it with you.")
        )
    elif trajectory.closing_talk_on:
        steps.append(_("The closing talk was held. This trajectory is closed; what you earned stays yours."))
    if has_gaps:
        steps.append(_("Below you read what is still missing and what helps."))
    steps.append(_("Show the badge or the report to the exam board or employer that you did this for."))
    return steps
