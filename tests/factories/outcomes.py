"""Outcomes, walked to where a test needs them through the services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.quality.check_list import points_for
from evc.quality.services.check_lists import answer_check_list
from evc.quality.services.drawing import draw_before_release, mark_read
from evc.quality.services.reading import read_dossier
from evc.trajectories.models import Participant, State, Trajectory
from tests.factories.assessments import Levels, agreed_and_signed, assessed, see_identity
from tests.factories.trajectories import who_is


def quality_officer(outcome: Outcome) -> Any:
    return who_is(outcome.trajectory, Participant.Part.QUALITY_OFFICER)


def check(outcome: Outcome) -> Outcome:
    """The quality officer reads what was drawn, and answers every point of the check list with yes."""
    draw = draw_before_release(outcome.pk)
    if draw is not None and draw.is_drawn:
        read_dossier(outcome.pk, by=quality_officer(outcome))
        mark_read(draw.pk, by=quality_officer(outcome))
    answers = {point.key: ("yes", "") for point in points_for(outcome)}
    answer_check_list(outcome.pk, answers=answers, by=quality_officer(outcome))
    return outcome


def proposed(
    trajectory: Trajectory | None = None,
    *,
    levels: Mapping[int, Levels] | None = None,
    identity: bool = True,
    checked: bool = True,
    **fields: Any,
) -> Outcome:
    """Proposed, identity seen, check list answered; where ``levels`` (by seat) differ, moderation settled on *voldoende*.

    The trajectory is made with ``TrajectoryFactory(assessing=True, **fields)`` unless given.
    """
    trajectory = assessed(trajectory, levels=levels, **fields)
    if trajectory.state == State.MODERATING:
        agreed_and_signed(trajectory)
    if identity:
        see_identity(trajectory)
    outcome = outcomes.propose_outcome(trajectory.pk)
    if checked:
        check(outcome)
    return outcome


def released(trajectory: Trajectory | None = None, **fields: Any) -> Outcome:
    """Released by the trajectory's quality officer; its badge is asked for and not made yet."""
    outcome = proposed(trajectory, **fields)
    return outcomes.release(outcome.pk, by=quality_officer(outcome))


def issued(trajectory: Trajectory | None = None, **fields: Any) -> Outcome:
    """Released, with its badge."""
    outcome = released(trajectory, **fields)
    outcomes.issue_badge(outcome.pk)
    outcome.refresh_from_db()
    return outcome
