"""From the assessors to the quality officer."""

from __future__ import annotations

from evc.assessments.rounds import round_of
from evc.trajectories import states
from evc.trajectories.models import State, Trajectory
from foundation.jobs import services as jobs
from foundation.people.models import Person


def hand_to_quality_officer(trajectory: Trajectory, *, by: Person) -> None:
    """To the quality check; the outcome is proposed by a job, once a round."""
    states.move(trajectory, to=State.QUALITY_CHECK, by=by)
    current = round_of(trajectory)
    jobs.enqueue("outcomes.propose", key=f"{trajectory.pk}:{current}", trajectory=trajectory.pk)
