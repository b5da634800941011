"""Reads of outcomes for screens."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from credentials.models import Badge
from evc.assessments.scoring import Verdict
from evc.outcomes.models import Correction, Outcome
from evc.trajectories.models import Participant, State, Trajectory
from foundation.people.models import Person


def quality_queue(person: Person) -> QuerySet[Outcome]:
    """The outcomes that wait for this quality officer, oldest first, each with its results counted.

    ``recognised``, ``partly`` and ``not_yet``: work processes by verdict.
    """
    mine = person.participations.current().filter(part=Participant.Part.QUALITY_OFFICER)
    return (
        with_counts(Outcome.objects.visible_to(person))
        .filter(
            state=Outcome.State.PROPOSED,
            trajectory__state=State.QUALITY_CHECK,
            trajectory__in=mine.values("trajectory"),
        )
        .select_related(
            "trajectory__candidate",
            "trajectory__standard_version__standard",
            "trajectory__route",
            "trajectory__provider",
            "trajectory__client",
        )
        .order_by("proposed_at")
    )


def with_counts(outcomes: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """With ``recognised``, ``partly`` and ``not_yet``."""
    return outcomes.annotate(
        recognised=Count("results", filter=Q(results__verdict=Verdict.RECOGNISED)),
        partly=Count("results", filter=Q(results__verdict=Verdict.PARTLY)),
        not_yet=Count("results", filter=Q(results__verdict=Verdict.NOT_YET)),
    )


def latest_outcome(trajectory: Trajectory, person: Person) -> Outcome | None:
    """The newest outcome of a trajectory that this person may see."""
    return Outcome.objects.visible_to(person).filter(trajectory=trajectory).order_by("-number").first()


def corrections_waiting(person: Person) -> QuerySet[Correction]:
    """Requests to put a name right that this quality officer can decide on, oldest first."""
    return (
        Correction.objects.visible_to(person)
        .filter(state=Correction.State.ASKED)
        .exclude(asked_by=person)
        .select_related("outcome__trajectory__candidate", "outcome__trajectory__standard_version__standard")
        .order_by("asked_at")
    )


def badge_of(outcome: Outcome) -> Badge | None:
    """The badge that was issued for it; None before that, and where nothing was recognised."""
    if not outcome.badge_claim_key:
        return None
    return Badge.objects.filter(claim_key=outcome.badge_claim_key).first()


def sent_back_because(trajectory: Trajectory, person: Person) -> str:
    """Why the last outcome came back, for the assessors who look at it again; "" for others, and when it didn't."""
    last = trajectory.outcomes.order_by("-number").first()
    if last is None or last.state != Outcome.State.RETURNED:
        return ""
    seated = person.participations.current().filter(trajectory=trajectory, part=Participant.Part.ASSESSOR)
    return last.remark if seated.exists() else ""
