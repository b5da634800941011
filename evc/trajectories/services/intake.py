"""The intake: why, what it would bring, what is needed, start tests, self-scan, and the parts it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.standards.models import CoreTask, StandardVersion, WorkProcess
from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_number, clean_past_day, clean_text
from evc.trajectories.models import Intake, SelfScan, StartTest, State, Trajectory
from evc.trajectories.scope import units_in_scope
from evc.trajectories.services.locking import locked
from evc.trajectories.services.replacing import take_off_the_table
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.people.models import Person


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
    brings_exemptions: str | None = None,
    brings_vacancies: str | None = None,
    brings_scale: str | None = None,
    by: Person,
) -> Intake:
    """Save what was filled in so far; what is left out stays as it was. By the candidate or a coordinator."""
    intake = _open_intake(trajectory_id, by=by)
    changed: dict[str, object] = {}
    if reasons is not None:
        changed["reasons"] = _known_reasons(reasons)
    texts = {
        "goal": goal,
        "motivation": motivation,
        "entry_requirements": entry_requirements,
        "needs": needs,
        "brings_exemptions": brings_exemptions,
        "brings_vacancies": brings_vacancies,
        "brings_scale": brings_scale,
    }
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
    take_off_the_table(trajectory)  # an agreement about other parts is no agreement
    audit.record("trajectory.units-chosen", on=trajectory, by=by, units=[unit.code for unit in scope])
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
