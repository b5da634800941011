"""The talks of coach and candidate, for who reads them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from evc.trajectories.models import CoachTalk, TalkPoint, Trajectory


def talks_of(trajectory: Trajectory) -> QuerySet[CoachTalk]:
    """With coach and points; for coach and candidate, and for a quality officer whom the lot gave this guidance."""
    talks = CoachTalk.objects.filter(trajectory=trajectory).select_related("coach")
    return talks.prefetch_related(Prefetch("points", TalkPoint.objects.order_by("position")))


def chosen_points(trajectory: Trajectory) -> QuerySet[TalkPoint]:
    """What the candidate chose for the development talk: all that a manager reads of the talks."""
    chosen = TalkPoint.objects.filter(talk__trajectory=trajectory, chosen_at__isnull=False)
    return chosen.select_related("talk").order_by("talk__held_on", "talk__written_at", "position")
