"""The agreement between provider, client and candidate: nothing is built before all three accepted the same version.

The coordinator draws it up, which is the provider's acceptance; the client's manager accepts; the candidate is last, of
their own free will. One organisation that is client and provider accepts once, by its coordinator.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.roles import Role
from evc.trajectories import rules, states
from evc.trajectories.agreement import agreement_text
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import Agreement, AgreementVersion, Intake, Participant, State, Trajectory
from evc.trajectories.services.intake import require_a_unit
from evc.trajectories.services.locking import locked
from evc.trajectories.services.people import assign
from evc.trajectories.services.replacing import take_off_the_table
from evc.trajectories.services.signing import sign_statement
from evc.trajectories.terms import Terms, clean_terms
from evc.trajectories.yields import what_it_yields
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.jobs.services import enqueue
from foundation.people.models import Person
from foundation.working_days import end_of_term


@transaction.atomic
def draw_up_agreement(
    trajectory_id: UUID, *, terms: Terms, signs_for_client: Person | None = None, by: Person
) -> AgreementVersion:
    """Lay the exact text before the parties, as the provider. By a coordinator, after an advice to go on.

    A version that was on the table already is replaced: whoever accepted that one is asked again. ``signs_for_client``
    takes part as the manager from now on; needed where no manager does yet and the client is another organisation.
    Raises NotReadyYet and InvalidInput.
    """
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, State.INTAKE)
    if trajectory.intake.advice not in Intake.GOES_ON:
        raise _advice_missing()
    require_a_unit(list(trajectory.units.all()))
    terms = clean_terms(terms, hours_max=trajectory.route.hours_max)
    is_one = trajectory.client_id == trajectory.provider_id
    if not is_one:
        _find_the_manager(trajectory, signs_for_client, by=by)

    take_off_the_table(trajectory)
    now = timezone.now()
    outcome = what_it_yields(
        trajectory.standard_version.standard, trajectory.provider, trajectory.route, timezone.localdate(now)
    )
    rendered = agreement_text(trajectory, terms, yields=outcome, language=trajectory.candidate.language)
    version = AgreementVersion.objects.create(
        trajectory=trajectory,
        number=trajectory.agreement_versions.count() + 1,
        source=rendered.source,
        text_version=rendered.version,
        text=rendered.text,
        yields=outcome,
        hours_in_work_time=terms.hours_in_work_time,
        pay_effect=terms.pay_effect,
        pay_described=terms.pay_described,
        price=terms.price,
        payer=terms.payer,
        subsidy=terms.subsidy,
        drawn_up_by=by,
        drawn_up_at=now,
        client_accepted_by=by if is_one else None,
        client_accepted_at=now if is_one else None,
    )
    audit.record("agreement.drawn-up", on=trajectory, by=by, number=version.number, text_version=version.text_version)
    enqueue("trajectories.tell_whose_turn_to_accept", key=f"{version.pk}:1", version=version.pk)
    return version


@transaction.atomic
def accept_for_client(trajectory_id: UUID, *, number: int, by: Person) -> AgreementVersion:
    """The client accepts this version of the agreement: its manager in this trajectory, and not who drew it up.

    Raises WrongState when another version is on the table by now, or this one was accepted.
    """
    trajectory = locked(trajectory_id)
    who = rules.standing(trajectory, by)
    rules.require(
        Participant.Part.MANAGER in who.now and by.holds(Role.MANAGER, trajectory.client),
        _("Only the manager of the client can do this."),
    )
    states.require_state(trajectory, State.INTAKE)
    version = _on_the_table(trajectory, number=number)
    if version.client_accepted_at is not None:
        raise WrongState(_("The client accepted this agreement already."), code="accepted-already")
    if version.drawn_up_by_id == by.pk:
        raise NotAllowed(_("You drew this up for the provider. Let another manager of the client accept it."))
    version.client_accepted_by, version.client_accepted_at = by, timezone.now()
    version.save(update_fields=["client_accepted_by", "client_accepted_at"])
    audit.record("agreement.accepted-by-client", on=trajectory, by=by, number=version.number)
    enqueue("trajectories.tell_whose_turn_to_accept", key=f"{version.pk}:2", version=version.pk)
    return version


@transaction.atomic
def accept_agreement(trajectory_id: UUID, *, no_ties: bool, number: int | None = None, by: Person) -> Trajectory:
    """intake -> building: the candidate agrees, last of the three, and declares to have no ties with those who assess.

    ``number``: of the version that was read; a page always sends it. What it yields and by when it is due are fixed on
    this day. Raises NotReadyYet when there is no advice to go on or somebody else still has to accept.
    """
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_move(trajectory, to=State.BUILDING)
    if trajectory.intake.advice not in Intake.GOES_ON:
        raise _advice_missing()
    require_a_unit(list(trajectory.units.all()))
    version = _on_the_table(trajectory, number=number)
    if version.client_accepted_at is None:
        raise NotReadyYet(
            _("The client has not accepted this agreement yet. You get a mail when it is your turn."),
            code="client-not-accepted",
        )
    if not no_ties:
        raise InvalidInput(
            _(
                "Declare that you have no ties with an assessor. Do you have them? Then tell your EVC coordinator first."
            ),
            code="no-ties-missing",
            field="no_ties",
        )
    _require_same_yield(trajectory, version)

    now = timezone.now()
    version.candidate_accepted_at = now
    version.save(update_fields=["candidate_accepted_at"])
    Agreement.objects.create(
        trajectory=trajectory,
        version=version,
        text_version=version.text_version,
        text=version.text,
        yields=version.yields,
        no_ties=True,
        accepted_by=by,
        accepted_at=now,
    )
    _declare_no_ties(trajectory, now)
    trajectory.yields = version.yields
    trajectory.due_on = end_of_term(timezone.localdate(now) + timedelta(weeks=trajectory.route.lead_time_weeks))
    trajectory.save(update_fields=["yields", "due_on"])
    states.move(
        trajectory,
        to=State.BUILDING,
        by=by,
        text_version=version.text_version,
        version=version.number,
        yields=version.yields,
    )
    return trajectory


def _find_the_manager(trajectory: Trajectory, person: Person | None, *, by: Person) -> None:
    """Somebody takes part for the client already, or this person does from now on."""
    if trajectory.participants.current().filter(part=Participant.Part.MANAGER).exists():
        return
    if person is None:
        raise NotReadyYet(
            _("Choose who accepts for the client: somebody who is a manager there."), code="manager-missing"
        )
    assign(trajectory.pk, person=person, part=Participant.Part.MANAGER, by=by)


def _on_the_table(trajectory: Trajectory, *, number: int | None) -> AgreementVersion:
    version: AgreementVersion | None = trajectory.agreement_versions.filter(replaced_at=None).first()
    if version is None:
        raise NotReadyYet(
            _("The EVC coordinator has not drawn up the agreement yet. You get a mail when it is your turn."),
            code="agreement-missing",
        )
    if number is not None and number != version.number:
        raise WrongState(
            _("The agreement was changed since you opened it. Read the new one first."), code="agreement-changed"
        )
    return version


def _require_same_yield(trajectory: Trajectory, version: AgreementVersion) -> None:
    """A recognition may have begun or ended since it was drawn up; then the text no longer says what is true."""
    today = timezone.localdate()
    if version.yields != what_it_yields(
        trajectory.standard_version.standard, trajectory.provider, trajectory.route, today
    ):
        raise WrongState(
            _("What this trajectory yields has changed. Ask the EVC coordinator to draw up the agreement anew."),
            code="yield-changed",
        )


def _declare_no_ties(trajectory: Trajectory, now: datetime) -> None:
    candidate = trajectory.participants.current().get(part=Participant.Part.CANDIDATE)
    candidate.no_ties_declared_at = now
    candidate.save(update_fields=["no_ties_declared_at"])
    sign_statement(candidate)


def _advice_missing() -> NotReadyYet:
    return NotReadyYet(
        _("The EVC coordinator has not given an advice yet. You can agree when that is there."), code="advice-missing"
    )
