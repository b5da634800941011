"""The list that ships: what no software can see, in the five parts of the quality code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models import Outcome
from evc.quality.models import CheckAnswer, CheckList, CodePart
from foundation.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a person judges. ``key`` tells it apart within a list and stays when its words change."""

    key: str
    part: CodePart
    text: str | Promise


DEFAULT: Sequence[Point] = (
    Point("goal-answered", CodePart.GOAL, _("Does the outcome answer the goal that the candidate named at the intake?")),
    Point("agreement-kept", CodePart.RIGHTS, _("Was what was agreed with the candidate kept: parts, route and people?")),
    Point("only-shared", CodePart.RIGHTS, _("Does the report hold only what was shared for this, and no names of others?")),
    Point("seen-or-heard", CodePart.ENQUIRY, _("Does each text say what was seen or heard, and why that convinces?")),
    Point("level", CodePart.ENQUIRY, _("Does the evidence fit the level that the standard describes?")),
    Point("same-measure", CodePart.PEOPLE, _("Did the assessors judge the same way for each work process?")),
    Point("fair-advice", CodePart.CARE, _("Is the advice on what is missing fair, and can the candidate act on it?")),
)  # fmt: skip


def points_of(organisation: Organisation, *, at: datetime | None = None) -> list[Point]:
    """The list as it holds now, or held at that moment; the one that ships where the organisation made none."""
    lists = CheckList.objects.filter(organisation=organisation)
    newest = (lists.filter(made_at__lte=at) if at else lists).order_by("-number").first()
    if newest is None:
        return list(DEFAULT)
    return [Point(row["key"], CodePart(row["part"]), row["text"]) for row in newest.points]


def points_for(outcome: Outcome) -> list[Point]:
    """What is judged of this outcome: the list as it was when the outcome was proposed, so that it can't change halfway."""
    return points_of(outcome.trajectory.provider, at=outcome.proposed_at)


def unanswered(outcome: Outcome) -> list[Point]:
    answered = set(CheckAnswer.objects.filter(outcome=outcome).values_list("key", flat=True))
    return [point for point in points_for(outcome) if point.key not in answered]
