"""Hours that the candidate spends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.routes.models import Phase
from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_number, clean_past_day, clean_text
from evc.trajectories.models import HoursSpent, State
from evc.trajectories.services.locking import locked
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound
from foundation.people.models import Person

_CAN_BE_NOTED = tuple(state for state in State if state not in states.ENDED)


@transaction.atomic
def note_hours(
    trajectory_id: UUID, *, phase: Phase, day: date, hours: Decimal | float | str, note: str = "", by: Person
) -> HoursSpent:
    """Note hours of the candidate on one day (0.1 to 24, at most two decimals). By the candidate, coach or coordinator."""
    trajectory = locked(trajectory_id)
    who = rules.standing(trajectory, by)
    rules.require(rules.may_note_hours(who), _("Only the candidate, the coach or an EVC coordinator can note hours."))
    states.require_state(trajectory, *_CAN_BE_NOTED)
    if phase.route_id != trajectory.route_id:
        raise InvalidInput(_("Choose a part of this route."), code="phase-of-another-route", field="phase")
    noted = HoursSpent.objects.create(
        trajectory=trajectory,
        phase=phase,
        day=clean_past_day(day, field="day"),
        hours=clean_number(hours, field="hours", lowest="0.1", highest="24", places=2),
        note=clean_text(note, field="note", longest=200),
        noted_by=by,
    )
    audit.record("hours.noted", on=trajectory, by=by, noted=noted.pk, hours=noted.hours, phase=phase.key)
    return noted


@transaction.atomic
def confirm_hours(trajectory_id: UUID, *, phase: Phase, hours: Decimal | float | str, by: Person) -> HoursSpent:
    """ "About so many hours for this part": one row a phase, however often it is pressed; a later answer takes its place."""
    trajectory = locked(trajectory_id)
    who = rules.standing(trajectory, by)
    rules.require(rules.may_note_hours(who), _("Only the candidate, the coach or an EVC coordinator can note hours."))
    states.require_state(trajectory, *_CAN_BE_NOTED)
    if phase.route_id != trajectory.route_id:
        raise InvalidInput(_("Choose a part of this route."), code="phase-of-another-route", field="phase")
    about = clean_number(hours, field="hours", lowest="0", highest="200", places=2)
    noted, _is_new = HoursSpent.objects.update_or_create(
        trajectory=trajectory,
        phase=phase,
        is_estimate=True,
        defaults={"day": timezone.localdate(), "hours": about, "noted_by": by},
    )
    audit.record("hours.noted", on=trajectory, by=by, noted=noted.pk, hours=noted.hours, phase=phase.key)
    return noted


@transaction.atomic
def remove_hours(hours_id: UUID, *, by: Person) -> None:
    """Take back what one noted oneself; a coordinator may take back any."""
    noted = HoursSpent.objects.filter(pk=hours_id).first()
    if noted is None:
        raise NotFound(_("These hours were removed already."))
    trajectory = locked(noted.trajectory_id)
    allowed = noted.noted_by_id == by.pk or rules.may_coordinate(rules.standing(trajectory, by))
    rules.require(allowed, _("Only who noted these hours can remove them."))
    states.require_state(trajectory, *_CAN_BE_NOTED)
    noted.delete()
    audit.record("hours.removed", on=trajectory, by=by, noted=hours_id)
