"""The five points of design.md, "Always true", as questions to the database. Each raises AssertionError, saying what broke."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from credentials.models import Badge
from credentials.services import verify_bytes
from evc.assessments.models import Score, ScoreSupport, Substantiation
from evc.outcomes.models import Appeal, Correction, Outcome
from evc.programmes.models import Enrolment
from evc.trajectories.models import Participant, Pause, SilentEnd, State
from evc.trajectories.selectors.resting import OPEN_SILENCE
from evc.trajectories.selectors.standing_still import CAN_STALL
from foundation.audit.chain import check_chain
from foundation.audit.models import AuditEntry
from tests.property.always_true.world import World

Part = Participant.Part
NOT_INDEPENDENT = {Part.CANDIDATE, Part.COACH, Part.MANAGER}
SCORED_IT = {Part.ASSESSOR, Part.THIRD_ASSESSOR, Part.APPEAL_ASSESSOR}


def nothing_is_scored_or_released_without_what_it_needs(world: World) -> None:
    """1. No score without evidence, no outcome without the route's assessors, no badge without release, no own release."""
    scores = Score.objects.filter(assessment__trajectory=world.trajectory)
    assert not scores.filter(assessment__manifest=None).exists()
    for outcome in Outcome.objects.filter(trajectory=world.trajectory):
        _every_judgement_of(outcome, world)
        if outcome.decided_by_id and outcome.state == Outcome.State.RELEASED:
            parts = _parts_ever(world, outcome.decided_by_id)
            assert not parts & (NOT_INDEPENDENT | SCORED_IT), f"released by somebody who was {parts}"
    for claim_key in of_the_trajectory(world).values_list("claim_key", flat=True):
        outcome_id = claim_key.split(":")[1]
        assert Outcome.objects.filter(pk=outcome_id, decided_by__isnull=False).exclude(state="proposed").exists()
    for enrolment in Enrolment.objects.exclude(badge_claim_key=""):
        assert enrolment.followed_on
        assert enrolment.followed_said_by_id != enrolment.person_id
    _nobody_judged_their_own(world)


def _nobody_judged_their_own(world: World) -> None:
    """Who looked again or decided in an appeal, and who was the third, had no other part before."""
    held = world.trajectory.participants.exclude(part=Part.CANDIDATE).order_by("assigned_at", "pk")
    for row in held.filter(part__in=[Part.THIRD_ASSESSOR, Part.APPEAL_ASSESSOR, Part.APPEAL_OFFICER]):
        before = {other.part for other in held.filter(person=row.person_id, assigned_at__lt=row.assigned_at)}
        assert before <= {row.part}, f"{row.part} by somebody who was {before}"
    for appeal in Appeal.objects.filter(trajectory=world.trajectory, state__in=["granted", "refused"]):
        assert appeal.officer_id != appeal.outcome.decided_by_id


def of_the_trajectory(world: World) -> QuerySet[Badge]:
    return world.badges().filter(claim_key__startswith="outcome:")


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
    """2. At most one badge an outcome and one a course followed, and at most one that counts a trajectory."""
    doubles = world.badges().values("claim_key").annotate(many=Count("pk")).filter(many__gt=1)
    assert not doubles.exists()
    badges = of_the_trajectory(world)
    assert badges.filter(revoked_at=None).count() <= 1
    for outcome in Outcome.objects.filter(trajectory=world.trajectory):
        made = badges.filter(claim_key__startswith=f"outcome:{outcome.pk}:").count()
        assert made <= 1 + outcome.corrections.filter(state=Correction.State.MADE).count()
    assert world.badges().count() - badges.count() <= Enrolment.objects.exclude(completed_at=None).count()
    if world.fresh().state == State.ISSUED:
        assert badges.exists()


def a_badge_that_was_valid_stays_verifiable(world: World) -> None:
    """3. Whatever happened since, the bytes that left the house verify, or say that they were withdrawn."""
    for badge in world.badges():
        document = world.issued.setdefault(str(badge.pk), badge.document.encode())
        report = verify_bytes(document).report
        if badge.revoked_at is None:
            assert report.verdict == "valid", [(check.name, check.code) for check in report.checks]
        else:
            assert [check.code for check in report.checks if check.finding == "failed"] == ["status.revoked"]


def everything_is_in_the_log(world: World) -> None:
    """4. Every state change is in the log, and the chain is whole."""
    for chain in {world.provider.audit_chain, world.people["candidate"].audit_chain}:
        assert check_chain(chain).is_whole
    changes = world.trajectory.changes.exclude(from_state="")
    for state in set(changes.values_list("to_state", flat=True)):
        assert _logged(world, f"trajectory.{state}") >= changes.filter(to_state=state).count(), state
    pauses = Pause.objects.filter(trajectory=world.trajectory)
    silent = SilentEnd.objects.filter(trajectory=world.trajectory)
    appeals = Appeal.objects.filter(trajectory=world.trajectory)
    corrections = Correction.objects.filter(outcome__trajectory=world.trajectory)
    for event, count in {
        "pause.started": pauses.exclude(confirmed_at=None).count(),
        "pause.ended": pauses.exclude(ended_on=None).count(),
        "silence.ended": silent.count(),
        "silence.undone": silent.exclude(undone_at=None).count(),
        "appeal.lodged": appeals.count(),
        **{f"appeal.{state}": appeals.filter(state=state).count() for state in ("granted", "refused", "withdrawn")},
        "correction.asked": corrections.count(),
        "correction.refused": corrections.filter(state=Correction.State.REFUSED).count(),
        "correction.made": corrections.filter(state=Correction.State.MADE).count(),
        "enrolment.completed": Enrolment.objects.exclude(completed_at=None).count(),
    }.items():
        assert _logged(world, event) == count, event


def _logged(world: World, event: str) -> int:
    chains = [world.provider.audit_chain, *(person.audit_chain for person in world.people.values())]
    return AuditEntry.objects.filter(chain__in=chains, event=event).count()


def what_rests_asks_and_moves_nothing(world: World) -> None:
    """Besides: one open pause, one open silent end, one open appeal at most; ended for silence it stands where it stood."""
    trajectory = world.fresh()
    assert Pause.objects.filter(trajectory=trajectory, confirmed_at=None, refused_at=None).count() <= 1
    assert Appeal.objects.under_way().filter(trajectory=trajectory).count() <= 1
    ended = SilentEnd.objects.filter(OPEN_SILENCE, trajectory=trajectory).first()
    if ended is not None:
        assert trajectory.state in CAN_STALL
        assert trajectory.state_since <= ended.ended_at


EVERY = (
    nothing_is_scored_or_released_without_what_it_needs,
    issuing_is_exactly_once,
    a_badge_that_was_valid_stays_verifiable,
    everything_is_in_the_log,
    what_rests_asks_and_moves_nothing,
)
