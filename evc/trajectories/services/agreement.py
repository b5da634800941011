"""The candidate's agreement: nothing is built before it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories import rules, states
from evc.trajectories.agreement import agreement_text
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import Agreement, Intake, State, Trajectory
from evc.trajectories.services.intake import require_a_unit
from evc.trajectories.services.locking import locked
from evc.trajectories.yields import what_it_yields
from foundation.errors import InvalidInput
from foundation.people.models import Person

_GOES_ON = frozenset({Intake.Advice.FULL, Intake.Advice.COMPACT})


@transaction.atomic
def accept_agreement(trajectory_id: UUID, *, no_ties: bool, by: Person) -> Trajectory:
    """intake -> building: the candidate agrees and declares to have no ties with those who assess.

    What it yields and by when it is due are fixed on this day. Raises NotReadyYet when there is no advice to go on.
    """
    trajectory = locked(trajectory_id)
    rules.require_candidate(trajectory, by)
    states.require_move(trajectory, to=State.BUILDING)
    if trajectory.intake.advice not in _GOES_ON:
        raise NotReadyYet(
            _("The EVC coordinator has not given an advice yet. You can agree when that is there."),
            code="advice-missing",
        )
    require_a_unit(list(trajectory.units.all()))
    if not no_ties:
        raise InvalidInput(
            _(
                "Declare that you have no ties with an assessor. Do you have them? Then tell your EVC coordinator first."
            ),
            code="no-ties-missing",
            field="no_ties",
        )

    today = timezone.localdate()
    text_version, text = agreement_text(trajectory)
    outcome = what_it_yields(trajectory.standard_version.standard, trajectory.provider, trajectory.route, today)
    Agreement.objects.create(
        trajectory=trajectory, text_version=text_version, text=text, yields=outcome, no_ties=True, accepted_by=by
    )
    trajectory.yields = outcome
    trajectory.due_on = today + timedelta(weeks=trajectory.route.lead_time_weeks)
    trajectory.save(update_fields=["yields", "due_on"])
    states.move(trajectory, to=State.BUILDING, by=by, text_version=text_version, yields=outcome.value)
    return trajectory
