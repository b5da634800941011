"""Where a trajectory is, in words: its steps with their dates, and what a candidate does next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evc.trajectories.models import State
from evc.trajectories.selectors import BestStep, Step, Task, TaskCode
from frontend import tasks
from frontend.next_step import step_words

STEP_TITLES = {
    State.REQUESTED: gettext_lazy("Request"),
    State.INTAKE: gettext_lazy("Intake"),
    State.DECLINED: gettext_lazy("Not now"),
    State.BUILDING: gettext_lazy("Building the portfolio"),
    State.SUBMITTED: gettext_lazy("Handed in"),
    State.ASSESSING: gettext_lazy("Assessment"),
    State.SUPPLEMENT: gettext_lazy("Supplement"),
    State.MODERATING: gettext_lazy("Moderation"),
    State.QUALITY_CHECK: gettext_lazy("Quality check"),
    State.DECIDED: gettext_lazy("Outcome"),
    State.ISSUED: gettext_lazy("Badge"),
    State.CLOSED: gettext_lazy("Closed"),
    State.WITHDRAWN: gettext_lazy("Stopped"),
}
# States in which the candidate's evidence is still growing, so that what is missing matters.
EVIDENCE_GROWS = frozenset({State.INTAKE, State.BUILDING, State.SUPPLEMENT})


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now; without ``href`` there is nothing to do but wait."""

    title: str
    text: str
    label: str = ""
    href: str = ""
    until: date | None = None
    late: bool = False


def step_lines(steps: Iterable[Step], *, due_on: date | None = None) -> list[dict[str, Any]]:
    """As ``components/steps.html`` shows them; the outcome carries the date by which it is expected."""
    lines = []
    for step in steps:
        expected = due_on is not None and step.state == State.DECIDED and not (step.is_done or step.is_now)
        lines.append(
            {
                "title": STEP_TITLES[step.state],
                "state": "done" if step.is_done else "current" if step.is_now else "todo",
                "date": timezone.localdate(step.at) if step.at else due_on if expected else None,
                "text": _("expected at the latest") if expected else "",
            }
        )
    return lines


def next_step(task: Task, *, best: BestStep | None, today: date) -> NextStep:
    """What a candidate does now. While the portfolio is built that is ``best``, what helps most."""
    line = tasks.line_of(task, today=today)
    until = (
        line.until if task.code in {TaskCode.BUILD_PORTFOLIO, TaskCode.ADD_SUPPLEMENT, TaskCode.TAKE_UP_AGAIN} else None
    )
    if task.code != TaskCode.BUILD_PORTFOLIO or best is None:
        return NextStep(line.title, line.why, line.action, line.href, until, line.late)
    words = step_words(best, task.trajectory)
    return NextStep(words.title, words.text, words.label, words.href, until, line.late)


def waiting(task: Task, *, today: date) -> NextStep:
    """It is somebody else's turn: who, and why."""
    line = tasks.line_of(task, today=today)
    if task.code == TaskCode.WAIT_PAUSE:  # a candidate may go on at any moment
        return NextStep(line.title, line.why, line.action, line.href)
    return NextStep(line.title, line.why)
