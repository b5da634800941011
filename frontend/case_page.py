"""A trajectory as the people around a candidate see it: what is theirs to do, and what their part lets them read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from credentials.models import Badge
from evc.assessments.selectors import AssessorTask, assessor_tasks
from evc.outcomes.models import Outcome
from evc.outcomes.selectors import badge_of, latest_outcome
from evc.outcomes.tasks import appeal_tasks
from evc.routes.models import Instrument
from evc.routes.selectors import instruments_of
from evc.trajectories import rules, states
from evc.trajectories.models import IdentitySeen, InstrumentRecord, Intake, Participant, State, Trajectory
from evc.trajectories.rules import Standing
from evc.trajectories.selectors import (
    Rest,
    Task,
    TaskCode,
    best_step_of,
    coverage_of,
    days_still,
    in_order,
    last_changes,
    lasting_stall,
    news_of,
    promises_of,
    rest_of,
    shared_items,
    stands_still,
    steps,
    work_list,
)
from foundation.people.models import Person
from frontend import coverage, evidence, tasks
from frontend.agreement import what_it_brings
from frontend.coached import days_words
from frontend.commitments import GUIDED, CommitmentLine, commitment_lines
from frontend.handed_in import HANDED_IN
from frontend.journey import step_lines
from frontend.news import NewsLine, answer_words, news_lines
from frontend.next_step import StepWords, step_words
from portfolio.commitments import commitments
from portfolio.selectors import CoverageRow

Part = Participant.Part


@dataclass(frozen=True, slots=True)
class Target:
    """Where a task is done: a url's name, the button's text, and whether the button itself does it."""

    page: str
    label: Promise
    posts: bool = False
    about_object: bool = False


_PEOPLE = gettext_lazy("Choose who")
TARGETS: dict[str, Target] = {
    TaskCode.START_INTAKE: Target("trajectory-start", gettext_lazy("Start the intake"), posts=True),
    TaskCode.GIVE_ADVICE: Target("trajectory-advice", gettext_lazy("Give an advice")),
    TaskCode.DRAW_UP_AGREEMENT: Target("agreement-terms", gettext_lazy("Draw up the agreement")),
    TaskCode.ASSIGN_COACH: Target("trajectory-people", _PEOPLE),
    TaskCode.ASSIGN_ASSESSORS: Target("trajectory-people", _PEOPLE),
    TaskCode.ASSIGN_QUALITY_OFFICER: Target("trajectory-people", _PEOPLE),
    TaskCode.CLOSE: Target("trajectory-close", gettext_lazy("Close the trajectory")),
    TaskCode.HOLD_CLOSING_TALK: Target("trajectory-close", gettext_lazy("Note the closing talk")),
    TaskCode.ANSWER_PAUSE: Target("pause", gettext_lazy("Answer this")),
    TaskCode.DECLARE_NO_TIES: Target("no-ties", gettext_lazy("Answer this")),
    AssessorTask.SCORE: Target("desk-start", gettext_lazy("Open the desk"), posts=True),
    AssessorTask.SCORE_DIFFERENCES: Target("desk-start", gettext_lazy("Open the desk"), posts=True),
    AssessorTask.FIND_THIRD: Target("third-assessor", gettext_lazy("Choose who"), about_object=True),
    AssessorTask.AGREE: Target("moderation", gettext_lazy("Open the moderation"), about_object=True),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do; without ``href`` there is nothing to press."""

    title: str
    text: str
    label: str = ""
    href: str = ""
    posts: bool = False
    until: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """What a coach reads along: shared items, what they cover, and the practice counts."""

    cards: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    kinds: list[object]
    glance: coverage.AtAGlance
    practice: list[CoverageRow]
    to_do: list[CommitmentLine]  # what the candidate promised, and what was asked
    step: StepWords | None  # the candidate's next best step, while the portfolio is built


@dataclass(frozen=True, slots=True)
class CasePage:
    trajectory: Trajectory
    who: Standing
    is_coordinator: bool
    is_coach: bool
    is_assessor: bool
    is_quality_officer: bool
    steps: list[dict[str, Any]]
    action: Action | None
    more: list[Action]
    people: list[Participant]
    intake: Intake | None  # for whoever may read it
    reads_needs: bool
    scan: list[dict[str, str]]
    hours: Decimal
    shared: Shared | None
    own_seat: Participant | None
    may_assess: bool
    records: list[InstrumentRecord] | None  # None: not for this reader
    record_instruments: list[Instrument]
    identity: IdentitySeen | None
    outcome: Outcome | None
    badge: Badge | None
    can_choose_parts: bool
    can_assign: bool
    can_note_hours: bool
    can_give_back: bool
    rest: Rest | None  # paused, or ended for silence
    can_guide: bool
    was_handed_in: bool
    news: list[NewsLine]  # for the coach, since the visit before this one
    still: list[str]  # for the coach: that the work stands still, and what the candidate said of it

    @property
    def brings(self) -> list[dict[str, str]]:
        return what_it_brings(self.intake) if self.intake else []

    @property
    def reasons(self) -> list[str]:
        return [str(Intake.Reason(reason).label) for reason in self.intake.reasons] if self.intake else []


def case_page(trajectory: Trajectory, person: Person, *, today: date) -> CasePage:
    """Everything of the page. What the reader's part doesn't let them read is not asked of the database."""
    who = rules.standing(trajectory, person)
    state = State(trajectory.state)
    people = list(trajectory.participants.current().select_related("person").order_by("part", "seat"))
    if Part.THIRD_ASSESSOR in who.now:  # scores without knowing whose levels the others are
        people = [row for row in people if row.part != Part.ASSESSOR]
    own_seat = next((row for row in people if row.person_id == person.pk and row.part == Part.ASSESSOR), None)
    may_assess, may_release = rules.may_assess(who), rules.may_release(who)
    coordinates, coaches = rules.may_coordinate(who), Part.COACH in who.now
    intake = Intake.objects.filter(trajectory=trajectory).first() if rules.may_read_intake(who) else None
    outcome = latest_outcome(trajectory, person)
    actions = _actions(trajectory, person, outcome, today=today)
    reads_records = rules.may_read_records(who)
    return CasePage(
        trajectory=trajectory,
        who=who,
        is_coordinator=coordinates,
        is_coach=coaches,
        is_assessor=own_seat is not None,
        is_quality_officer=Part.QUALITY_OFFICER in who.now,
        steps=step_lines(steps(trajectory), due_on=trajectory.due_on),
        action=next(iter(actions), None),
        more=actions[1:],
        people=people,
        intake=intake,
        reads_needs=rules.may_fill_in_intake(who),
        scan=_scan(intake) if intake else [],
        hours=trajectory.hours.aggregate(total=Sum("hours"))["total"] or Decimal(0),
        shared=_shared(trajectory, today=today) if coaches and state not in states.ENDED else None,
        own_seat=own_seat,
        may_assess=may_assess,
        records=list(trajectory.records.select_related("instrument", "by")) if reads_records else None,
        record_instruments=_own_instruments(trajectory, own_seat) if may_assess and state == State.ASSESSING else [],
        identity=IdentitySeen.objects.filter(trajectory=trajectory).first() if may_assess or may_release else None,
        outcome=outcome,
        badge=badge_of(outcome) if outcome else None,
        can_choose_parts=coordinates and state in {State.REQUESTED, State.INTAKE},
        can_assign=coordinates and state in states.UNDER_WAY,
        can_note_hours=rules.may_note_hours(who) and state not in states.ENDED | {State.REQUESTED},
        can_guide=coaches and state in GUIDED,
        was_handed_in=coaches and state in HANDED_IN,
        news=news_lines(news_of(trajectory, person)) if coaches else [],
        still=_still(trajectory) if coaches else [],
        rest=rest_of(trajectory, today),
        can_give_back=bool(who.now & {Part.COACH, Part.QUALITY_OFFICER}) and state not in states.ENDED,
    )


def _still(trajectory: Trajectory) -> list[str]:
    now, last = timezone.now(), last_changes([trajectory])[trajectory.pk]
    if not stands_still(trajectory, last, now):
        return []
    stall = lasting_stall(trajectory, last)
    answer = [answer_words(stall.answer, trajectory.candidate.name)] if stall and stall.answer else []
    return [days_words(days_still(last, now)), *answer]


def record_instruments(trajectory: Trajectory, person: Person) -> list[Instrument]:
    """The talks and observations that this assessor does and writes down."""
    seat = trajectory.participants.current().filter(part=Part.ASSESSOR, person=person).first()
    return _own_instruments(trajectory, seat)


def _own_instruments(trajectory: Trajectory, seat: Participant | None) -> list[Instrument]:
    if seat is None or seat.seat is None:
        return []
    return [row for row in instruments_of(trajectory.route, seat.seat) if row.needs_record]


def _actions(trajectory: Trajectory, person: Person, outcome: Outcome | None, *, today: date) -> list[Action]:
    """What is this person's to do here, oldest first; else the one thing that is waited for."""
    own, scoring, appeal = work_list(person, only=trajectory), assessor_tasks(person), appeal_tasks(person)

    def here(found: Sequence[Task]) -> list[Task]:
        return [task for task in found if task.trajectory.pk == trajectory.pk and task.part != Part.MANAGER]

    mine = in_order([*here(own.mine), *here(scoring.mine), *here(appeal.mine)])
    if mine:
        return [_action(task, outcome, today=today) for task in mine]
    waiting = in_order([*here(own.waiting), *here(scoring.waiting), *here(appeal.waiting)])[:1]
    return [Action(line.title, line.why) for line in tasks.lines_of(waiting, today=today)]


def _action(task: Task, outcome: Outcome | None, *, today: date) -> Action:
    line = tasks.line_of(task, today=today)
    label, href, posts = "", "", False
    if task.code == TaskCode.GUIDE_CANDIDATE:  # no page of its own: what is shared stands below
        label, href = _("Read what is shared"), "#shared"
    elif task.code == TaskCode.CHECK_OUTCOME:
        if outcome is None or outcome.state != Outcome.State.PROPOSED:
            return Action(line.title, _("The outcome is being put together. Load this page again in a minute."))
        label, href = _("Check the outcome"), reverse("quality-check", args=[outcome.pk])
    elif task.code in tasks.APPEAL_WORDS:
        label, href = _("Open the appeal"), line.href
    else:
        target = TARGETS[task.code]
        about = task.object_id if target.about_object else task.trajectory.pk
        label, href, posts = str(target.label), reverse(target.page, args=[about]), target.posts
    return Action(line.title, line.why, label, href, posts, line.until, line.late)


def _scan(intake: Intake) -> list[dict[str, str]]:
    rows = intake.self_scan.select_related("work_process").order_by("work_process__position")
    return [{"label": row.work_process.title, "value": row.get_answer_display()} for row in rows]


def _shared(trajectory: Trajectory, *, today: date) -> Shared:
    items = (
        evidence.with_marks(shared_items(trajectory))
        .prefetch_related("files", "links__work_process", "shares")
        .order_by("-created_at", "pk")
    )
    rows, promises = coverage_of(trajectory, on=today, shared_only=True), promises_of(trajectory)
    to_do = commitments([trajectory.audience_id])
    best = None
    if trajectory.state == State.BUILDING:
        best = best_step_of(trajectory, rows, to_do, today=today, shared_only=True)
    return Shared(
        # What is still to do at an item is said to its owner; a coach sees the item as it is.
        cards=[{**evidence.card(item), "state": "", "word": "", "shared_label": ""} for item in items],
        rows=coverage.table_rows(rows, hrefs=[""] * len(rows), promises=promises, today=today),
        kinds=[label for label, _kinds in coverage.COLUMNS],
        glance=coverage.at_a_glance(rows),
        practice=[row for row in rows if row.practice.required],
        to_do=commitment_lines(to_do, trajectory, today=today) if trajectory.state in GUIDED else [],
        step=step_words(best, trajectory) if best else None,
    )
