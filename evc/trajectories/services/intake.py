"""The intake: why, what is needed, start tests, self-scan, and the advice that ends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.routes.models import Route
from evc.standards.models import CoreTask, StandardVersion, WorkProcess
from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_number, clean_past_day, clean_text
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import Intake, SelfScan, StartTest, State, Trajectory
from evc.trajectories.scope import units_in_scope
from evc.trajectories.services.locking import locked
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.jobs.services import enqueue
from foundation.people.models import Person

Advice = Intake.Advice
_GOES_ON = frozenset({Advice.FULL, Advice.COMPACT})


@transaction.atomic
def start_intake(trajectory_id: UUID, *, by: Person) -> Trajectory:
    """requested -> intake. The candidate accepts what somebody else proposed; a coordinator starts what the candidate asked."""
    trajectory = locked(trajectory_id)
    candidate_asked = trajectory.requested_by_id == trajectory.candidate_id
    sentence = (
        _("Only an EVC coordinator of the provider can start this intake.")
        if candidate_asked
        else _("Only the candidate can accept this proposal.")
    )
    who = rules.standing(trajectory, by)
    rules.require(rules.may_start_intake(who, candidate_asked=candidate_asked), sentence)
    states.require_move(trajectory, to=State.INTAKE)

    Intake.objects.create(trajectory=trajectory)
    states.move(trajectory, to=State.INTAKE, by=by)
    return trajectory


@transaction.atomic
def save_intake(
    trajectory_id: UUID,
    *,
    reasons: Sequence[str] | None = None,
    goal: str | None = None,
    motivation: str | None = None,
    entry_requirements: str | None = None,
    needs: str | None = None,
    by: Person,
) -> Intake:
    """Save what was filled in so far; what is left out stays as it was. By the candidate or a coordinator."""
    intake = _open_intake(trajectory_id, by=by)
    changed: dict[str, object] = {}
    if reasons is not None:
        changed["reasons"] = _known_reasons(reasons)
    texts = {"goal": goal, "motivation": motivation, "entry_requirements": entry_requirements, "needs": needs}
    changed |= {name: clean_text(text, field=name) for name, text in texts.items() if text is not None}
    changed = {name: value for name, value in changed.items() if getattr(intake, name) != value}
    if not changed:  # a form that saves while somebody types sends the same again and again
        return intake
    for name, value in changed.items():
        setattr(intake, name, value)
    intake.save(update_fields=list(changed))
    audit.record("intake.saved", on=intake.trajectory, by=by, fields=sorted(changed))
    return intake


@transaction.atomic
def record_start_test(
    trajectory_id: UUID,
    *,
    subject: str,
    score: Decimal | float | str,
    norm: Decimal | float | str,
    taken_on: date,
    by: Person,
) -> StartTest:
    """Note a start test with the norm that holds for it; noting the same subject again corrects it. By a coordinator."""
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, State.INTAKE)
    if subject not in StartTest.Subject.values:
        raise InvalidInput(_("Choose Dutch, English or arithmetic."), code="subject-unknown", field="subject")
    found = {
        "score": clean_number(score, field="score", lowest="0", highest="1000", places=1),
        "norm": clean_number(norm, field="norm", lowest="0", highest="1000", places=1),
        "taken_on": clean_past_day(taken_on, field="taken_on"),
    }
    test, _made = StartTest.objects.update_or_create(intake=trajectory.intake, subject=subject, defaults=found)
    audit.record("intake.test-recorded", on=trajectory, by=by, subject=subject)
    return test


@transaction.atomic
def save_self_scan(trajectory_id: UUID, *, answers: Mapping[UUID | WorkProcess, int], by: Person) -> None:
    """Save the candidate's answers (SelfScan.Answer) for work processes of the standard; a part of them is fine."""
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_state(trajectory, State.INTAKE)
    given = {key.pk if isinstance(key, WorkProcess) else key: answer for key, answer in answers.items()}
    known = WorkProcess.objects.filter(version=trajectory.standard_version_id, pk__in=given)
    if known.count() != len(given) or any(answer not in SelfScan.Answer.values for answer in given.values()):
        raise InvalidInput(
            _("These answers don't fit this standard. Load the page again and answer once more."),
            code="self-scan-invalid",
            field="answers",
        )
    for work_process, answer in given.items():
        SelfScan.objects.update_or_create(
            intake=trajectory.intake, work_process_id=work_process, defaults={"answer": answer}
        )
    audit.record("intake.self-scan-saved", on=trajectory, by=by, answers=len(given))


@transaction.atomic
def choose_units(trajectory_id: UUID, *, units: Sequence[CoreTask], by: Person) -> Trajectory:
    """Choose the units (compact) or the electives (full), before the agreement. By the candidate or a coordinator."""
    trajectory = locked(trajectory_id)
    who = rules.standing(trajectory, by)
    rules.require(rules.may_fill_in_intake(who), _("Only the candidate or an EVC coordinator can choose the parts."))
    states.require_state(trajectory, State.REQUESTED, State.INTAKE)
    version = trajectory.standard_version
    require_units_of(version, units)
    scope = units_in_scope(trajectory.route, units=list(version.core_tasks.all()), chosen=units)
    require_a_unit(scope)
    trajectory.units.set(scope)
    audit.record("trajectory.units-chosen", on=trajectory, by=by, units=[unit.code for unit in scope])
    return trajectory


@transaction.atomic
def give_advice(trajectory_id: UUID, *, advice: str, because: str, by: Person) -> Trajectory:
    """End the intake with an advice. By a coordinator.

    Full or compact: the trajectory gets that route, and waits for the candidate's agreement. *Not now* and *straight to
    exemptions*, which need a reason, end it: intake -> declined. Raises NotReadyYet when the goal is missing.
    """
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, State.INTAKE)
    if advice not in Advice.values:
        raise InvalidInput(_("Choose one of the advices."), code="advice-unknown", field="advice")
    reason = clean_text(because, field="because", required=advice not in _GOES_ON)
    intake = trajectory.intake
    if advice in _GOES_ON and not (intake.goal and intake.reasons):
        raise NotReadyYet(
            _("Fill in first why the candidate wants this and what the goal is. The report needs both."),
            code="goal-missing",
        )

    intake.advice, intake.advice_because = advice, reason
    intake.advised_by, intake.advised_at = by, timezone.now()
    intake.save(update_fields=["advice", "advice_because", "advised_by", "advised_at"])
    audit.record("intake.advised", on=trajectory, by=by, advice=advice)
    if advice in _GOES_ON:
        _take_route(trajectory, key=advice)
    else:
        states.move(trajectory, to=State.DECLINED, by=by, reason=reason)
    moment = f"{trajectory.pk}:{intake.advised_at.isoformat()}"
    enqueue("trajectories.tell_candidate_of_advice", key=moment, trajectory=trajectory.pk)
    return trajectory


def require_units_of(version: StandardVersion, units: Sequence[CoreTask]) -> None:
    if any(unit.version_id != version.pk for unit in units):
        raise InvalidInput(_("Choose parts of this standard."), code="units-of-another-standard", field="units")


def require_a_unit(scope: Sequence[CoreTask]) -> None:
    if not scope:
        raise InvalidInput(_("Choose at least one part of the standard."), code="units-missing", field="units")


def _open_intake(trajectory_id: UUID, *, by: Person) -> Intake:
    trajectory = locked(trajectory_id)
    who = rules.standing(trajectory, by)
    rules.require(rules.may_fill_in_intake(who), _("Only the candidate or an EVC coordinator can fill in the intake."))
    states.require_state(trajectory, State.INTAKE)
    return trajectory.intake


def _known_reasons(reasons: Sequence[str]) -> list[str]:
    if any(reason not in Intake.Reason.values for reason in reasons):
        raise InvalidInput(_("Choose from the reasons in the list."), code="reason-unknown", field="reasons")
    return [reason for reason in Intake.Reason.values if reason in reasons]


def _take_route(trajectory: Trajectory, *, key: str) -> None:
    """Where the advice names the other shipped route, the trajectory goes along that one; an own route stays."""
    if trajectory.route.key == key or trajectory.route.key not in _GOES_ON:
        return
    route = Route.objects.get(key=key)
    trajectory.route = route
    trajectory.save(update_fields=["route"])
    all_units = list(trajectory.standard_version.core_tasks.all())
    trajectory.units.set(units_in_scope(route, units=all_units, chosen=trajectory.units.all()))
