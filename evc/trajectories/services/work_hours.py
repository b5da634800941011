"""Hours that coach and assessors say a stage took them."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories.cleaning import clean_number
from evc.trajectories.models import WorkHours
from evc.trajectories.selectors.work_hours import work_lines
from evc.trajectories.services.locking import locked
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.people.models import Person


@transaction.atomic
def confirm_work(trajectory_id: UUID, *, part: str, stage: str, hours: Decimal | float | str, by: Person) -> WorkHours:
    """ "About so many hours": one row a stage, however often it is pressed. By the coach or an assessor, of themselves.

    Raises NotAllowed for whoever has no part, InvalidInput for a stage in which the route asks nothing of them, WrongState
    before it is over.
    """
    trajectory = locked(trajectory_id)
    mine = work_lines(trajectory, of=by)
    if not mine:
        raise NotAllowed(_("Only the coach and the assessors say how long it took them."))
    line = next((row for row in mine if row.part == part and row.stage == stage), None)
    if line is None:
        raise InvalidInput(_("Choose a part of this route."), code="stage-unknown", field="stage")
    if not line.is_over:
        raise WrongState(_("This part is not over yet. Say afterwards how long it took."), code="stage-not-over")
    about = clean_number(hours, field="hours", lowest="0", highest="200", places=2)
    noted = WorkHours.objects.update_or_create(
        trajectory=trajectory,
        person=by,
        part=part,
        stage=stage,
        defaults={"hours": about, "confirmed_at": timezone.now()},
    )[0]
    audit.record("work.confirmed", on=trajectory, by=by, part=part, stage=stage, hours=about)
    return noted
