"""The words for what somebody has to do or waits for (``evc.trajectories.selectors.Task``): title, why, until when, where.

A task is a code with an object; which page it leads to and how it is said is chosen here, once for the work list of everybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.assessments.selectors import AssessorTask
from evc.outcomes.tasks import AppealTask
from evc.trajectories.models import Participant
from evc.trajectories.selectors import Task, TaskCode


@dataclass(frozen=True, slots=True)
class Words:
    """``title`` and ``why`` may hold %(candidate)s, %(standard)s, %(provider)s and %(route)s; ``action`` is the button's text.

    ``page`` is the name of a url of the trajectory. Professionals do what is theirs from the trajectory's own page.
    """

    title: Promise
    why: Promise
    action: Promise
    page: str = "trajectory"
    about_object: bool = False  # the page is of what the task is about


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line of a work list, as ``components/work_list.html`` and ``card.html`` show it."""

    task: Task
    title: str
    why: str
    action: str
    href: str
    until: date | None
    late: bool


_OPEN = _("Open the trajectory")
APPEAL_WORDS: dict[str, Words] = {
    AppealTask.FIND_OFFICER: Words(
        _("Choose who decides on the appeal of %(candidate)s"),
        _("A quality officer who took no part before."),
        _OPEN,
        "appeal-people",
        about_object=True,
    ),
    AppealTask.FIND_ASSESSORS: Words(
        _("Choose who scores again in the appeal of %(candidate)s"),
        _("Assessors who took no part before."),
        _OPEN,
        "appeal-people",
        about_object=True,
    ),
    AppealTask.TAKE_UP: Words(
        _("Say whether the appeal of %(candidate)s is taken up"),
        _("You decide on this appeal. %(standard)s."),
        _OPEN,
        "appeal",
        about_object=True,
    ),
    AppealTask.DECIDE: Words(
        _("Decide on the appeal of %(candidate)s"), _("Others looked at it again."), _OPEN, "appeal", about_object=True
    ),
    AppealTask.DECLARE: Words(
        _("Say whether you have ties with %(candidate)s"),
        _("You are asked to score again in an appeal. The dossier opens after this."),
        _OPEN,
        "appeal-seat",
        about_object=True,
    ),
    AppealTask.SCORE_AGAIN: Words(
        _("Score again in the appeal of %(candidate)s"), _("Some criteria. %(standard)s."), _OPEN, "appeal-seat", True
    ),
    AppealTask.AGREE_AGAIN: Words(
        _("Agree on the differences in the appeal of %(candidate)s"),
        _("Your scores differ. Both of you sign."),
        _OPEN,
        "appeal-seat",
        about_object=True,
    ),
    AppealTask.WAIT: Words(
        _("Others are busy with the appeal of %(candidate)s"), _("Your own part is done for now."), _OPEN
    ),
}
WORDS: dict[str, Words] = {
    # The candidate's turn
    TaskCode.ACCEPT_PROPOSAL: Words(
        _("Decide about this proposal"),
        _("Somebody proposes this trajectory to you. Nothing starts before you say yes."),
        _("Read the proposal"),
    ),
    TaskCode.FILL_IN_INTAKE: Words(
        _("Fill in your intake"),
        _("Tell why you want this and what you can do already. After that you get advice."),
        _("Go to the intake"),
        "intake",
    ),
    TaskCode.ACCEPT_AGREEMENT: Words(
        _("Read the advice and agree"),
        _("The others accepted the agreement. When you agree too, you can start on your portfolio."),
        _("Read the agreement"),
        "agreement",
    ),
    TaskCode.BUILD_PORTFOLIO: Words(
        _("Build your portfolio"),
        _("Show with evidence what you can do, for each part of the standard."),
        _("See what is still missing"),
        "coverage",
    ),
    TaskCode.ADD_SUPPLEMENT: Words(
        _("Add what the assessors ask for"),
        _("The assessors want to see a little more before they can finish."),
        _("Read what is asked"),
        "supplement",
    ),
    TaskCode.TAKE_UP_AGAIN: Words(
        _("Take it up again, if you want"),
        _("We heard nothing, so this trajectory was ended. You can go on where you were."),
        _("Take it up again"),
        "silence-undo",
    ),
    TaskCode.READ_OUTCOME: Words(
        _("Read your outcome"),
        _("The outcome of your trajectory is there."),
        _("See the outcome"),
        "result",
    ),
    # The professionals' turn
    TaskCode.GUIDE_CANDIDATE: Words(
        _("Help %(candidate)s with the portfolio"), _("You are the coach. %(standard)s."), _OPEN
    ),
    TaskCode.HOLD_CLOSING_TALK: Words(
        _("Hold the closing talk with %(candidate)s"), _("The outcome is known. Note the day of the talk."), _OPEN
    ),
    TaskCode.DECLARE_NO_TIES: Words(
        _("Say whether you have ties with %(candidate)s"),
        _("You are asked as an assessor. The dossier opens after this."),
        _OPEN,
    ),
    TaskCode.CHECK_OUTCOME: Words(
        _("Check the outcome of %(candidate)s"), _("The assessors are done. You release it or send it back."), _OPEN
    ),
    TaskCode.START_INTAKE: Words(
        _("Start the intake of %(candidate)s"), _("The candidate asked for %(standard)s."), _OPEN
    ),
    TaskCode.ACCEPT_FOR_CLIENT: Words(
        _("Accept the agreement for %(candidate)s"),
        _("You accept it for the client. The candidate reads it after you."),
        _("Read the agreement"),
        "agreement",
    ),
    TaskCode.DRAW_UP_AGREEMENT: Words(
        _("Draw up the agreement for %(candidate)s"),
        _("The advice is given. Client and candidate accept it next."),
        _OPEN,
    ),
    TaskCode.GIVE_ADVICE: Words(
        _("Give %(candidate)s an advice"), _("The intake and the self-scan are filled in."), _OPEN
    ),
    TaskCode.ASSIGN_COACH: Words(
        _("Assign a coach to %(candidate)s"), _("The portfolio is being built without a coach."), _OPEN
    ),
    TaskCode.ASSIGN_ASSESSORS: Words(
        _("Assign assessors for %(candidate)s"), _("Not every seat of the route is taken."), _OPEN
    ),
    TaskCode.ASSIGN_QUALITY_OFFICER: Words(
        _("Assign a quality officer for %(candidate)s"), _("Without one the outcome can't be released."), _OPEN
    ),
    TaskCode.CLOSE: Words(
        _("Close the trajectory of %(candidate)s"), _("Everything is done but the closing talk."), _OPEN
    ),
    TaskCode.ANSWER_PAUSE: Words(
        _("Answer %(candidate)s, who asks for a pause"), _("Until you answer, nothing stands still."), _OPEN, "pause"
    ),
    AssessorTask.SCORE: Words(_("Score the dossier of %(candidate)s"), _("You are an assessor. %(standard)s."), _OPEN),
    AssessorTask.AGREE: Words(
        _("Agree on the differences about %(candidate)s"), _("Your scores differ. Both of you sign."), _OPEN
    ),
    AssessorTask.SCORE_DIFFERENCES: Words(
        _("Score as a third assessor for %(candidate)s"),
        _("Two assessors can't agree on some criteria. You score those alone, and that decides."),
        _OPEN,
    ),
    AssessorTask.FIND_THIRD: Words(
        _("Find a third assessor for %(candidate)s"), _("The two assessors can't agree on some criteria."), _OPEN
    ),
    **APPEAL_WORDS,
    # What waits on others
    TaskCode.WAIT_ACCEPTANCE: Words(
        _("%(candidate)s decides about the proposal"), _("Nothing starts before the candidate says yes."), _OPEN
    ),
    TaskCode.WAIT_START: Words(
        _("The EVC coordinator starts the intake"), _("%(provider)s has the request for %(standard)s."), _OPEN
    ),
    TaskCode.WAIT_INTAKE: Words(_("%(candidate)s fills in the intake"), _("An advice can be given after that."), _OPEN),
    TaskCode.WAIT_ADVICE: Words(
        _("The EVC coordinator gives an advice"), _("The intake and the self-scan are filled in."), _OPEN
    ),
    TaskCode.WAIT_TERMS: Words(
        _("The EVC coordinator draws up the agreement"), _("The client and the candidate accept it after that."), _OPEN
    ),
    TaskCode.WAIT_CLIENT: Words(
        _("The client reads the agreement"), _("The candidate accepts it last, and then the portfolio begins."), _OPEN
    ),
    TaskCode.WAIT_AGREEMENT: Words(
        _("%(candidate)s reads the agreement"), _("The portfolio can be built after that."), _OPEN
    ),
    TaskCode.WAIT_PORTFOLIO: Words(_("%(candidate)s builds the portfolio"), _("%(standard)s"), _OPEN),
    TaskCode.WAIT_SEATS: Words(
        _("The coordinator finds the assessors"), _("The dossier was handed in and opens when all are ready."), _OPEN
    ),
    TaskCode.WAIT_ASSESSORS: Words(
        _("The assessors look at the dossier"), _("They do this alone and without seeing each other's scores."), _OPEN
    ),
    TaskCode.WAIT_SUPPLEMENT: Words(
        _("%(candidate)s adds what was asked for"), _("The assessors go on after that."), _OPEN
    ),
    TaskCode.WAIT_QUALITY_CHECK: Words(
        _("The quality officer checks the outcome"), _("Nothing is final before that."), _OPEN
    ),
    TaskCode.WAIT_BADGE: Words(_("The badge is being made"), _("This takes a few minutes at most."), _OPEN),
    TaskCode.WAIT_CLOSING: Words(
        _("The closing talk is still to come"), _("After that the trajectory is closed."), _OPEN
    ),
    TaskCode.WAIT_PAUSE: Words(
        _("Paused until and including %(until)s"),
        _("Nothing is asked of anybody, and every date moves along."),
        _("See the pause"),
        "pause",
    ),
    TaskCode.WAIT_SILENCE: Words(
        _("Ended because nothing was heard"), _("The candidate can still take it up again."), _OPEN
    ),
    AssessorTask.WAIT_OTHER_ASSESSOR: Words(
        _("The other assessor scores %(candidate)s"), _("Your own scores are final."), _OPEN
    ),
    AssessorTask.WAIT_THIRD: Words(
        _("A third assessor scores what you differ on about %(candidate)s"), _("That score decides."), _OPEN
    ),
    AssessorTask.WAIT_SIGNATURE: Words(
        _("The other assessor signs the moderation about %(candidate)s"), _("You signed."), _OPEN
    ),
}


def line_of(task: Task, *, today: date) -> TaskLine:
    """A task in the language of the moment."""
    words, trajectory = WORDS[task.code], task.trajectory
    names = {
        "candidate": trajectory.candidate.name,
        "standard": trajectory.standard_version.standard.title,
        "provider": trajectory.provider.name,
        "route": trajectory.route.name,
        "until": date_format(task.until, "j F Y") if task.until else "",
    }
    return TaskLine(
        task=task,
        title=_titled(words.title, task, names),
        why=str(words.why) % names,
        action=str(words.action),
        href=reverse(words.page, args=[task.object_id if words.about_object else trajectory.pk]),
        until=task.until,
        late=task.is_late(today),
    )


def _titled(title: Promise, task: Task, names: dict[str, str]) -> str:
    """Whoever isn't the candidate reads of whom a line is."""
    if task.part == Participant.Part.CANDIDATE or "%(candidate)s" in str(title):
        return str(title) % names
    return str(_("%(candidate)s: %(title)s")) % {"candidate": names["candidate"], "title": str(title) % names}


def lines_of(tasks: Iterable[Task], *, today: date) -> list[TaskLine]:
    return [line_of(task, today=today) for task in tasks]
