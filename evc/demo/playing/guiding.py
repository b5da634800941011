"""The talks of coach and candidate in the story, and about how long it took those who guide and assess."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from evc.demo.playing.stage import Stage
from evc.demo.story.trajectory import TrajectoryStory
from evc.trajectories import services as trajectories
from evc.trajectories.models import Trajectory
from evc.trajectories.selectors import work_lines


def talk_over(trajectory: Trajectory, part: TrajectoryStory, stage: Stage) -> None:
    """The coach writes down what came up; the candidate chooses what the manager reads."""
    chosen = []
    for said in part.talks:
        held_on = timezone.localdate() - timedelta(days=part.days_ago["submitted"] + said.days_before_submission)
        noted = trajectories.note_talk(trajectory.pk, held_on=held_on, points=said.points, by=stage.people[part.coach])
        chosen += [point.pk for point in noted.points.all() if point.text in said.chosen]
    if chosen:
        trajectories.choose_points(trajectory.pk, chosen=chosen, by=stage.people[part.candidate])


def say_hours(trajectory: Trajectory) -> None:
    """Coach and assessors tap that it took about what the route counts on."""
    trajectory.refresh_from_db()
    for line in work_lines(trajectory):
        if line.is_over:
            trajectories.confirm_work(
                trajectory.pk, part=line.part, stage=line.stage, hours=line.budget, by=line.participant.person
            )
