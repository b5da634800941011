"""Playing the story once: what was played already is found, not played again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from credentials.models import Badge
from evc.demo.playing.assessing import assess, finish
from evc.demo.playing.building import build_and_submit, request_and_intake
from evc.demo.playing.checking import plan_sampling
from evc.demo.playing.guiding import say_hours
from evc.demo.playing.offering import offer_course
from evc.demo.playing.stage import Stage, set_stage
from evc.demo.story.trajectory import Story, TrajectoryStory
from evc.outcomes.models import Outcome
from evc.trajectories.models import Trajectory
from foundation.jobs import services as jobs

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Played:
    """One trajectory of the story and what it yielded; ``badge`` is None where it is still under way."""

    key: str
    trajectory: Trajectory
    badge: Badge | None


def play(story: Story, *, progress: Progress) -> tuple[Stage, list[Played]]:
    """Play every trajectory of the story that isn't there yet, each whole or not at all."""
    with transaction.atomic():
        stage = set_stage(story)
        plan_sampling(story, stage)
        offer_course(story, stage)
    progress("people, organisations and standards are there")
    return stage, [_play_one(part, story, stage, progress) for part in story.trajectories]


def _play_one(part: TrajectoryStory, story: Story, stage: Stage, progress: Progress) -> Played:
    known = Trajectory.objects.filter(
        candidate=stage.people[part.candidate],
        standard_version=stage.versions[part.standard.key],
        route__key=part.route_key,
    ).first()
    if known is None:
        with transaction.atomic():
            known = request_and_intake(part, stage)
            progress(f"{part.key}: intake done, agreement accepted")
            build_and_submit(known, part, story, stage)
            progress(f"{part.key}: portfolio built and handed in")
            assess(known, part, stage)
            progress(f"{part.key}: scored")
            if part.until == "issued":
                finish(known, part, stage)
                say_hours(known)
                progress(f"{part.key}: outcome released, badge issued")
    jobs.run_due()
    known.refresh_from_db()
    outcome = Outcome.objects.filter(trajectory=known).released().first()
    badge = Badge.objects.filter(claim_key=outcome.badge_claim_key).first() if outcome else None
    return Played(part.key, known, badge)
