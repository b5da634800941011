"""The pages of a candidate's trajectory that make sense at its step, each with what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models import State, Trajectory
from frontend.handed_in import HANDED_IN

_DECIDED = frozenset({State.DECIDED, State.ISSUED, State.CLOSED})
_STARTED = frozenset(State) - {State.REQUESTED, State.INTAKE, State.DECLINED, State.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Place:
    name: str  # of the url
    title: Promise
    text: Promise
    states: frozenset[State]


PLACES = (
    Place("result", _("Outcome"), _("What was recognised, your badge and the report."), _DECIDED),
    Place(
        "development",
        _("Development talk"),
        _("What is next: with your manager, in your own words."),
        _DECIDED,
    ),
    Place("evaluation", _("How was it?"), _("A few short questions, without your name."), frozenset({State.CLOSED})),
    Place("case-file", _("Case file"), _("Every step in order, with its day."), _STARTED),
    Place(
        "badge-contents",
        _("What your badge will hold"),
        _("Your name or not, and to which address it is bound."),
        _STARTED - _DECIDED | {State.DECIDED},
    ),
    Place("supplement", _("Supplement"), _("What the assessors still ask for."), frozenset({State.SUPPLEMENT})),
    Place(
        "coverage",
        _("What is covered"),
        _("Your evidence for each part, and what is missing."),
        _STARTED | {State.INTAKE},
    ),
    Place(
        "plan",
        _("Evidence plan"),
        _("What you and your coach agreed to show, and by when."),
        frozenset({State.BUILDING, State.SUPPLEMENT}),
    ),
    Place(
        "talks",
        _("Talks with your coach"),
        _("What came up, and what your manager may read of it."),
        _STARTED,
    ),
    Place(
        "handed-in",
        _("What was handed in"),
        _("What the assessors have, and what you added afterwards."),
        HANDED_IN,
    ),
    Place("share", _("What you share"), _("Which items your coach reads and you hand in."), _STARTED - _DECIDED),
    Place("submit", _("Hand in"), _("A last look, and then to the assessors."), frozenset({State.BUILDING})),
    Place(
        "appointments",
        _("Appointments"),
        _("Your interview and observation, for your calendar."),
        _STARTED - _DECIDED,
    ),
    Place(
        "pause",
        _("Pause"),
        _("A time without reminders; every date moves along."),
        _STARTED - _DECIDED | {State.INTAKE},
    ),
    Place("hours", _("Hours"), _("How much time it took you."), frozenset(State) - {State.REQUESTED}),
    Place("intake", _("Intake"), _("Your goal and why."), frozenset(State) - {State.REQUESTED}),
    Place("self-scan", _("Self-scan"), _("What you can do already."), frozenset(State) - {State.REQUESTED}),
    Place("agreement", _("Agreement"), _("What was agreed, and what this yields."), _STARTED | {State.INTAKE}),
    Place(
        "statements",
        _("Statements of independence"),
        _("What you declared, and who assess you."),
        _STARTED,
    ),
    Place(
        "result-consent", _("Who may see your result"), _("Your manager, or a public register. You choose."), _STARTED
    ),
)


def pages_of(trajectory: Trajectory) -> list[dict[str, object]]:
    """The links, in the order of importance at this step."""
    state = State(trajectory.state)
    has_intake = hasattr(trajectory, "intake")
    return [
        {"title": place.title, "text": place.text, "href": reverse(place.name, args=[trajectory.pk])}
        for place in PLACES
        if state in place.states and (has_intake or place.name not in {"intake", "self-scan"})
    ]
