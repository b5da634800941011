"""What happened, in words: for the page of news, the coach's list and the page of one candidate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evc.trajectories.models import Stall
from evc.trajectories.selectors import Happening, HappeningCode

# With %(name)s, who did it.
_WORDS: Mapping[HappeningCode, Promise] = {
    HappeningCode.SHARED: gettext_lazy("%(name)s shared this"),
    HappeningCode.COMMENTED: gettext_lazy("%(name)s wrote a comment"),
    HappeningCode.ASKED: gettext_lazy("%(name)s asks this of you"),
    HappeningCode.REQUEST_DONE: gettext_lazy("%(name)s did what you asked"),
    HappeningCode.REQUEST_WITHDRAWN: gettext_lazy("%(name)s took this back: you need not do it"),
    HappeningCode.PLAN_PROPOSED: gettext_lazy("%(name)s proposes this for the evidence plan"),
    HappeningCode.PLAN_AGREED: gettext_lazy("%(name)s agreed to show this"),
    HappeningCode.PLAN_KEPT: gettext_lazy("%(name)s kept this promise"),
    HappeningCode.PLAN_ENDED: gettext_lazy("%(name)s took this off the evidence plan"),
    HappeningCode.PRACTICE_DECIDED: gettext_lazy("%(name)s answered about your practice log"),
}
_ANSWERS: Mapping[str, Promise] = {
    Stall.Answer.GOING_ON: gettext_lazy("%(name)s says: I am going on"),
    Stall.Answer.NEED_HELP: gettext_lazy("%(name)s asks for help"),
    Stall.Answer.PAUSE: gettext_lazy("%(name)s wants a pause"),
    Stall.Answer.STOP: gettext_lazy("%(name)s wants to stop"),
}
_PLAN = frozenset(
    {HappeningCode.PLAN_PROPOSED, HappeningCode.PLAN_AGREED, HappeningCode.PLAN_KEPT, HappeningCode.PLAN_ENDED}
)


@dataclass(frozen=True, slots=True)
class NewsLine:
    words: str
    title: str
    href: str
    at: datetime
    of_whom: str  # the candidate


def answer_words(answer: str, name: str) -> str:
    """What a candidate said about work that stood still."""
    return str(_ANSWERS[answer]) % {"name": name}


def news_lines(found: Iterable[Happening]) -> list[NewsLine]:
    """In the order given."""
    return [_line(each) for each in found]


def counted(found: Iterable[Happening]) -> str:
    """“2 shared, 1 comment, 1 more”: what is new, in a few words; empty when nothing is."""
    counts = Counter(each.code for each in found)
    shared, comments = counts.pop(HappeningCode.SHARED, 0), counts.pop(HappeningCode.COMMENTED, 0)
    rest = counts.total()
    parts = [
        ngettext("%(n)s item shared", "%(n)s items shared", shared) % {"n": shared} if shared else "",
        ngettext("%(n)s comment", "%(n)s comments", comments) % {"n": comments} if comments else "",
        ngettext("%(n)s other change", "%(n)s other changes", rest) % {"n": rest} if rest else "",
    ]
    return ", ".join(part for part in parts if part)


def _line(each: Happening) -> NewsLine:
    name = each.by or _("Somebody")
    is_answer = each.code == HappeningCode.STALL_ANSWERED
    words = answer_words(each.title, name) if is_answer else str(_WORDS[each.code]) % {"name": name}
    return NewsLine(
        words=words,
        title="" if is_answer else each.title,
        href=_href(each),
        at=each.at,
        of_whom=each.trajectory.candidate.name,
    )


def _href(each: Happening) -> str:
    if each.item is not None:
        return reverse("item", args=[each.item])
    if each.code in _PLAN:
        return reverse("plan", args=[each.trajectory.pk])
    if each.code == HappeningCode.PRACTICE_DECIDED:
        return reverse("practice")
    return reverse("trajectory", args=[each.trajectory.pk])
