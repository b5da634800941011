"""The way that leads somewhere: at each state who does what to come further. So that random steps are tried everywhere."""

from __future__ import annotations

from evc.assessments import services as assessments
from evc.assessments.models import Moderation
from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State, Trajectory
from foundation.jobs import services as jobs
from tests.factories.assessments import agreed_and_signed, filled_in, see_identity
from tests.factories.outcomes import check
from tests.factories.trajectories import accept_as_client, lay_agreement, share_evidence
from tests.property.always_true.world import CODES, World

Part = Participant.Part


def step_on(world: World) -> None:
    """One step further by whoever is to take it. Raises an ErkendError where what happened before stands in the way."""
    trajectory = world.fresh()
    _STEPS[State(trajectory.state)](world, trajectory)


def _start(world: World, trajectory: Trajectory) -> None:
    trajectories.start_intake(trajectory.pk, by=world.people["coordinator"])


def _advise_and_agree(world: World, trajectory: Trajectory) -> None:
    coordinator = world.people["coordinator"]
    if not trajectory.intake.advice:
        trajectories.save_intake(trajectory.pk, reasons=["level"], goal="Verder komen", by=trajectory.candidate)
        trajectories.give_advice(trajectory.pk, advice="full", because="Past het best.", by=coordinator)
        return
    if not trajectory.agreement_versions.filter(replaced_at=None).exists():
        lay_agreement(trajectory)
        return
    accept_as_client(trajectory)
    trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)


def _submit(world: World, trajectory: Trajectory) -> None:
    share_evidence(trajectory, CODES)
    trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)


def _fill_the_seats(world: World, trajectory: Trajectory) -> None:
    coordinator = world.people["coordinator"]
    for seat, name in ((1, "first"), (2, "second")):
        sits = trajectory.participants.current().filter(part=Part.ASSESSOR, seat=seat).first()
        person = sits.person if sits else world.people[name]
        if sits is None:
            trajectories.assign(trajectory.pk, person=person, part=Part.ASSESSOR, seat=seat, by=coordinator)
        if sits is None or sits.no_ties_declared_at is None:
            trajectories.declare_no_ties(trajectory.pk, by=person)


def _assess(world: World, trajectory: Trajectory) -> None:
    """The next assessor who isn't done yet; the levels differ when it is the second one's first time."""
    for sits in trajectory.participants.current().filter(part=Part.ASSESSOR).order_by("seat"):
        assessment = trajectory.assessments.filter(assessor=sits.person).first()
        if assessment is None or not assessment.is_final:
            opened = assessment or assessments.start_assessment(trajectory.pk, by=sits.person)
            default = "goed" if sits.seat == 2 and not assessment else "voldoende"
            filled_in(opened, default=default, levels=world.levels)
            assessments.finalise(opened.pk, by=sits.person)
            return
    _fill_the_seats(world, trajectory)


def _supplement(world: World, trajectory: Trajectory) -> None:
    trajectories.submit_supplement(trajectory.pk, by=trajectory.candidate)


def _moderate(world: World, trajectory: Trajectory) -> None:
    assert Moderation.objects.filter(trajectory=trajectory, closed_at=None).exists()
    agreed_and_signed(trajectory)


def _release(world: World, trajectory: Trajectory) -> None:
    officer = world.people["officer"]
    if not trajectory.participants.current().filter(part=Part.QUALITY_OFFICER).exists():
        trajectories.assign(trajectory.pk, person=officer, part=Part.QUALITY_OFFICER, by=world.people["coordinator"])
    see_identity(trajectory)
    outcome = outcomes.propose_outcome(trajectory.pk)
    check(outcome)
    checks = trajectory.participants.current().get(part=Part.QUALITY_OFFICER).person
    outcomes.release(outcome.pk, by=checks)


def _issue(world: World, trajectory: Trajectory) -> None:
    jobs.run_due()
    for outcome in Outcome.objects.filter(trajectory=trajectory, state=Outcome.State.RELEASED, badge_claim_key=""):
        outcomes.issue_badge(outcome.pk)


def _close(world: World, trajectory: Trajectory) -> None:
    trajectories.close(trajectory.pk, declined=True, by=world.people["coordinator"])


def _nothing(world: World, trajectory: Trajectory) -> None:
    """An end."""


_STEPS = {
    State.REQUESTED: _start,
    State.INTAKE: _advise_and_agree,
    State.BUILDING: _submit,
    State.SUBMITTED: _fill_the_seats,
    State.ASSESSING: _assess,
    State.SUPPLEMENT: _supplement,
    State.MODERATING: _moderate,
    State.QUALITY_CHECK: _release,
    State.DECIDED: _issue,
    State.ISSUED: _close,
    State.DECLINED: _nothing,
    State.CLOSED: _nothing,
    State.WITHDRAWN: _nothing,
}
