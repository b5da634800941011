"""Who may see the result: the candidate's written consent, per receiver, with a last day, and taken back in one step."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evc.trajectories import rules, states
from evc.trajectories.consents import consent_text
from evc.trajectories.models import ResultConsent, State, Trajectory
from evc.trajectories.services.locking import locked
from foundation.audit import services as audit
from foundation.errors import InvalidInput, WrongState
from foundation.people.models import Person

Receiver, Scope = ResultConsent.Receiver, ResultConsent.Scope
LONGEST = timedelta(days=5 * 366)
# From the agreement on; afterwards as well, for as long as there is a result to show.
_CAN_BE_GIVEN = frozenset(State) - {State.REQUESTED, State.INTAKE, State.DECLINED, State.WITHDRAWN}


@transaction.atomic
def give_consent(trajectory_id: UUID, *, scope: str, until: date, by: Person) -> ResultConsent:
    """The candidate lets a receiver have the result: outcome or report the client's manager, an entry a register.

    What was given to the same receiver before ends. Raises InvalidInput.
    """
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_state(trajectory, *_CAN_BE_GIVEN)
    if scope not in Scope.values:
        raise InvalidInput(_("Choose what may be seen."), code="scope-unknown", field="scope")
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise InvalidInput(
            _("Choose a last day from today, at most five years ahead."), code="until-invalid", field="until"
        )
    receiver = Receiver.REGISTER if scope == Scope.ENTRY else Receiver.CLIENT
    _end(trajectory, receiver)
    consent = ResultConsent.objects.create(
        trajectory=trajectory,
        receiver=receiver,
        scope=scope,
        text=consent_text(trajectory, scope, until=until, language=get_language() or ""),
        given_by=by,
        until=until,
    )
    audit.record("consent.given", on=trajectory, by=by, receiver=receiver.value, scope=scope, until=until)
    return consent


@transaction.atomic
def revoke_consent(trajectory_id: UUID, *, receiver: str, by: Person) -> Trajectory:
    """The candidate takes it back: from now on this receiver sees dates and status, as before."""
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    if not _end(trajectory, receiver):
        raise WrongState(_("There is no consent to take back any more."), code="no-consent")
    audit.record("consent.revoked", on=trajectory, by=by, receiver=receiver)
    return trajectory


def _end(trajectory: Trajectory, receiver: str) -> int:
    return trajectory.consents.filter(receiver=receiver, ended_at=None).update(ended_at=timezone.now())
