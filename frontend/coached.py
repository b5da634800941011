"""The coach's list in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.trajectories.models import Stall, State
from evc.trajectories.selectors import CoachedCase, Rest, RestKind
from frontend.journey import STEP_TITLES
from frontend.news import answer_words, counted


@dataclass(frozen=True, slots=True)
class CoachedLine:
    """One candidate. Each sentence is empty when there is nothing to say."""

    case: CoachedCase
    href: str
    state: str
    rest: str
    answer: str
    answer_state: str
    still: str
    late: str
    uncovered: str
    news: str


def coached_line(case: CoachedCase) -> CoachedLine:
    name = case.trajectory.candidate.name
    return CoachedLine(
        case=case,
        href=reverse("trajectory", args=[case.trajectory.pk]),
        state=str(STEP_TITLES[State(case.trajectory.state)]),
        rest=rest_words(case.rest),
        answer=answer_words(case.answer, name) if case.answer else "",
        answer_state="recognised" if case.answer == Stall.Answer.GOING_ON else "stop",
        still=still_words(case),
        late=late_words(len(case.late)),
        uncovered=_uncovered(case),
        news=counted(case.news),
    )


def rest_words(rest: Rest | None) -> str:
    if rest is None:
        return ""
    if rest.kind == RestKind.PAUSE:
        return _("Paused until and including %(until)s") % {"until": date_format(rest.until, "j F Y")}
    return _("Ended because nothing was heard")


def still_words(case: CoachedCase) -> str:
    return days_words(case.days_still) if case.is_still else ""


def days_words(days: int) -> str:
    return ngettext("Stands still: %(n)s day", "Stands still: %(n)s days", days) % {"n": days}


def late_words(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(n)s promise past its date", "%(n)s promises past their date", count) % {"n": count}


def _uncovered(case: CoachedCase) -> str:
    left = len(case.uncovered)
    if not left:
        return _("Something is shared for every part")
    words = ngettext("%(n)s of %(total)s part uncovered", "%(n)s of %(total)s parts uncovered", case.in_scope)
    return words % {"n": left, "total": case.in_scope}
