"""The five points of design.md, "Always true", as questions to the database. Each raises AssertionError, saying what broke."""

from __future__ import annotations

from django.db.models import Count

from credentials.models import Badge
from credentials.services import verify_bytes
from evc.assessments.models import Score, ScoreSupport, Substantiation
from evc.outcomes.models import Outcome
from evc.trajectories.models import Participant, State
from foundation.audit.chain import check_chain
from foundation.audit.models import AuditEntry
from tests.property.always_true.world import World

Part = Participant.Part
NOT_INDEPENDENT = {Part.CANDIDATE, Part.COACH, Part.MANAGER}


def nothing_is_scored_or_released_without_what_it_needs(world: World) -> None:
    """1. No score without evidence, no outcome without the route's assessors, no badge without release, no own release."""
    scores = Score.objects.filter(assessment__trajectory=world.trajectory)
    assert not scores.filter(assessment__manifest=None).exists()
    for outcome in Outcome.objects.filter(trajectory=world.trajectory):
        _every_judgement_of(outcome, world)
        if outcome.decided_by_id and outcome.state == Outcome.State.RELEASED:
            parts = _parts_ever(world, outcome.decided_by_id)
            assert not parts & (NOT_INDEPENDENT | {Part.ASSESSOR}), f"released by somebody who was {parts}"
    badges = Badge.objects.filter(issuer__organisation=world.provider)
    for claim_key in badges.values_list("claim_key", flat=True):
        outcome_id = claim_key.split(":")[1]
        assert Outcome.objects.filter(pk=outcome_id, decided_by__isnull=False).exclude(state="proposed").exists()


def _every_judgement_of(outcome: Outcome, world: World) -> None:
    route = world.fresh().route
    finals = world.trajectory.assessments.exclude(final_at=None)
    if outcome.state != Outcome.State.RETURNED:
        assert len(set(finals.values_list("assessor", flat=True))) >= route.seats.count()
    for assessment in finals:
        parts = _parts_ever(world, assessment.assessor_id)
        assert not parts & NOT_INDEPENDENT, f"scored by somebody who was {parts}"
        legs = Substantiation.objects.filter(assessment=assessment)
        scored = set(assessment.scores.values_list("criterion__work_process", flat=True))
        full = {
            row.work_process_id
            for row in legs
            if row.part_of_standard and row.evidence_or_instrument and row.seen_or_heard
        }
        assert scored <= full, "a work process was scored for good without its three legs"
        assert ScoreSupport.objects.filter(score__assessment=assessment).exists()


def _parts_ever(world: World, person: object) -> set[str]:
    return set(world.trajectory.participants.filter(person=person).values_list("part", flat=True))


def issuing_is_exactly_once(world: World) -> None:
    """2. At most one badge an outcome, and at most one that counts a trajectory."""
    badges = Badge.objects.filter(issuer__organisation=world.provider)
    doubles = badges.values("claim_key").annotate(many=Count("pk")).filter(many__gt=1)
    assert not doubles.exists()
    assert badges.filter(revoked_at=None).count() <= 1
    if world.fresh().state == State.ISSUED:
        assert badges.exists()


def a_badge_that_was_valid_stays_verifiable(world: World) -> None:
    """3. Whatever happened since, the bytes that left the house verify, or say that they were withdrawn."""
    for badge in Badge.objects.filter(issuer__organisation=world.provider):
        document = world.issued.setdefault(str(badge.pk), badge.document.encode())
        report = verify_bytes(document).report
        if badge.revoked_at is None:
            assert report.verdict == "valid", [(check.name, check.code) for check in report.checks]
        else:
            assert [check.code for check in report.checks if check.finding == "failed"] == ["status.revoked"]


def everything_is_in_the_log(world: World) -> None:
    """4. Every state change is in the log, and the chain is whole."""
    assert check_chain(world.provider.audit_chain).is_whole
    changes = world.trajectory.changes.exclude(from_state="")
    for state in set(changes.values_list("to_state", flat=True)):
        logged = AuditEntry.objects.filter(chain=world.provider.audit_chain, event=f"trajectory.{state}")
        assert logged.count() >= changes.filter(to_state=state).count(), state


EVERY = (
    nothing_is_scored_or_released_without_what_it_needs,
    issuing_is_exactly_once,
    a_badge_that_was_valid_stays_verifiable,
    everything_is_in_the_log,
)
