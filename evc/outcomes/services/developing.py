"""The development talk: what the coach's talks brought up, told to the manager as far as the candidate chooses; agreed steps."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.outcomes import after_mails
from evc.outcomes.models import DevelopmentStep, DevelopmentTalk
from evc.trajectories import rules, states
from evc.trajectories import services as trajectories
from evc.trajectories.cleaning import clean_past_day, clean_text
from evc.trajectories.models import Participant, State, Trajectory
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from foundation.people.models import Person

Part = Participant.Part
HELD_IN = (State.DECIDED, State.ISSUED, State.CLOSED)
STEP_LENGTH = 300


@transaction.atomic
def write_what_came_up(trajectory_id: UUID, *, text: str, by: Person) -> DevelopmentTalk:
    """The coach writes down for the candidate what their talks brought up; the manager reads nothing of it by itself."""
    trajectory = _locked(trajectory_id, by, Part.COACH)
    talk = _talk_of(trajectory)
    talk.brought_up = clean_text(text, field="text", required=True)
    talk.written_by, talk.written_at = by, timezone.now()
    talk.save(update_fields=["brought_up", "written_by", "written_at"])
    audit.record("development.written", on=talk, by=by)
    return talk


@transaction.atomic
def share_with_manager(trajectory_id: UUID, *, text: str, by: Person) -> DevelopmentTalk:
    """The candidate chooses the words that the manager reads, from what came up or anew; an empty text takes it back."""
    trajectory = _locked(trajectory_id, by, Part.CANDIDATE)
    talk = _talk_of(trajectory)
    talk.shared = clean_text(text, field="text")
    talk.shared_at = timezone.now() if talk.shared else None
    talk.save(update_fields=["shared", "shared_at"])
    audit.record("development.shared" if talk.shared else "development.taken-back", on=talk, by=by)
    if talk.shared:
        after_mails.tell_manager_of_talk(talk)
    return talk


@transaction.atomic
def note_development_talk(trajectory_id: UUID, *, held_on: date, by: Person) -> DevelopmentTalk:
    """When candidate and manager talked; by either."""
    trajectory = _locked(trajectory_id, by, Part.CANDIDATE, Part.MANAGER)
    talk = _talk_of(trajectory)
    talk.held_on = clean_past_day(held_on, field="held_on")
    talk.save(update_fields=["held_on"])
    audit.record("development.held", on=talk, by=by, held_on=held_on)
    return talk


@transaction.atomic
def propose_step(trajectory_id: UUID, *, text: str, who: str, due_on: date, by: Person) -> DevelopmentStep:
    """Candidate or manager proposes a step, by which it is ticked for their side; it is agreed when the other ticks it too."""
    trajectory = _locked(trajectory_id, by, Part.CANDIDATE, Part.MANAGER)
    if who not in DevelopmentStep.Who.values:
        raise InvalidInput(_("Choose who does this."), code="who-unknown", field="who")
    if due_on < timezone.localdate():
        raise InvalidInput(_("This day has passed. Fill in today or a later day."), code="day-in-past", field="due_on")
    step = DevelopmentStep(
        talk=_talk_of(trajectory),
        text=clean_text(text, field="text", required=True, longest=STEP_LENGTH),
        who=who,
        due_on=due_on,
    )
    _tick(step, by)
    step.save()
    audit.record("development.step-proposed", on=step.talk, by=by, step=step.pk, due_on=due_on)
    return step


@transaction.atomic
def agree_step(step_id: UUID, *, by: Person) -> DevelopmentStep:
    """The other one ticks it as well; ticking twice changes nothing."""
    step = _locked_step(step_id, by)
    if _tick(step, by):
        step.save(update_fields=["agreed_by_candidate_at", "agreed_by_manager_at"])
        audit.record("development.step-agreed", on=step.talk, by=by, step=step.pk)
    return step


@transaction.atomic
def drop_step(step_id: UUID, *, by: Person) -> None:
    """Take away a step that is not agreed by both (yet). Raises WrongState for one that is."""
    step = _locked_step(step_id, by)
    if step.is_agreed:
        raise WrongState(_("You both agreed to this step, so it stays. Agree on another one."), code="step-agreed")
    talk = step.talk
    audit.record("development.step-dropped", on=talk, by=by, step=step.pk)
    step.delete()


@transaction.atomic
def finish_step(step_id: UUID, *, by: Person) -> DevelopmentStep:
    """Done, says the candidate or the manager. Raises WrongState for a step that isn't agreed by both."""
    step = _locked_step(step_id, by)
    if not step.is_agreed:
        raise WrongState(_("Agree on this step first: both of you tick it."), code="step-not-agreed")
    if step.done_at is None:
        step.done_at = timezone.now()
        step.save(update_fields=["done_at"])
        audit.record("development.step-done", on=step.talk, by=by, step=step.pk)
    return step


@transaction.atomic
def remind_of_step(step_id: UUID) -> None:
    """Once, to whoever does it. By the daily job."""
    step = DevelopmentStep.objects.select_for_update(of=("self",)).select_related("talk__trajectory").get(pk=step_id)
    if step.reminded_at is not None or step.done_at is not None:
        return
    step.reminded_at = timezone.now()
    step.save(update_fields=["reminded_at"])
    after_mails.remind_of_step(step)


def _tick(step: DevelopmentStep, by: Person) -> bool:
    """For the side that the person is on; whether that is new."""
    is_candidate = step.talk.trajectory.candidate_id == by.pk
    field = "agreed_by_candidate_at" if is_candidate else "agreed_by_manager_at"
    if getattr(step, field) is not None:
        return False
    setattr(step, field, timezone.now())
    return True


def _talk_of(trajectory: Trajectory) -> DevelopmentTalk:
    talk = DevelopmentTalk.objects.get_or_create(trajectory=trajectory)[0]
    talk.trajectory = trajectory
    return talk


def _locked(trajectory_id: UUID, by: Person, *parts: str) -> Trajectory:
    trajectory = trajectories.locked(trajectory_id)
    if not rules.standing(trajectory, by).now & set(parts):
        raise NotAllowed(_("This step belongs to somebody with another part in this trajectory."))
    states.require_state(trajectory, *HELD_IN)
    return trajectory


def _locked_step(step_id: UUID, by: Person) -> DevelopmentStep:
    known = DevelopmentStep.objects.filter(pk=step_id).values_list("talk__trajectory", flat=True).first()
    if known is None:
        raise NotFound(_("There is no such step."))
    trajectory = _locked(known, by, Part.CANDIDATE, Part.MANAGER)
    step: DevelopmentStep | None = DevelopmentStep.objects.select_related("talk").filter(pk=step_id).first()
    if step is None:
        raise NotFound(_("There is no such step."))
    step.talk.trajectory = trajectory
    return step
