"""Entry requirements, one by one: met, not met, and with which proof."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import EntryRequirement, State
from evc.trajectories.services.locking import locked
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound
from foundation.people.models import Person

Finding = EntryRequirement.Finding


@transaction.atomic
def note_requirement(trajectory_id: UUID, *, title: str, finding: str, proof: str = "", by: Person) -> EntryRequirement:
    """Note a requirement, or what was found of it by now: the same title again corrects it. By a coordinator."""
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, State.INTAKE)
    if finding not in Finding.values:
        raise InvalidInput(_("Choose whether it is met."), code="finding-unknown", field="finding")
    cleaned = clean_text(title, field="title", longest=300, required=True)
    shown = clean_text(proof, field="proof", longest=500)
    if finding == Finding.MET and not shown:
        raise InvalidInput(_("Say with which proof it is met."), code="proof-missing", field="proof")
    noted, _made = EntryRequirement.objects.update_or_create(
        intake=trajectory.intake,
        title=cleaned,
        defaults={"finding": finding, "proof": shown, "noted_by": by, "noted_at": timezone.now()},
    )
    audit.record("intake.requirement-noted", on=trajectory, by=by, finding=finding)
    return noted


@transaction.atomic
def remove_requirement(trajectory_id: UUID, requirement_id: UUID, *, by: Person) -> None:
    """Take one away that is none after all. By a coordinator."""
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, State.INTAKE)
    removed, _rows = EntryRequirement.objects.filter(pk=requirement_id, intake=trajectory.intake).delete()
    if not removed:
        raise NotFound(_("This requirement is not in the list any more."))
    audit.record("intake.requirement-removed", on=trajectory, by=by)
