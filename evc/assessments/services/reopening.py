"""Opening assessments again: when the outcome is sent back, and when a supplement is asked for."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from evc.assessments.models import Assessment, Moderation
from evc.trajectories import states
from evc.trajectories.models import State, Trajectory
from foundation.audit import services as audit
from foundation.people.models import Person


@transaction.atomic
def reopen(trajectory: Trajectory, *, by: Person) -> list[Assessment]:
    """Open every assessment of those who sit in the seats now; what was scored stays, a moderation of before is closed.

    For a service that holds the lock of the trajectory, which is at *assessing*. Gives those that were final.
    """
    states.require_state(trajectory, State.ASSESSING)
    Moderation.objects.filter(trajectory=trajectory, closed_at=None).update(closed_at=timezone.now())
    final = list(
        Assessment.objects.select_for_update(of=("self",))
        .current()
        .filter(trajectory=trajectory)
        .exclude(final_at=None)
    )
    for assessment in final:
        assessment.final_at = None
        assessment.save(update_fields=["final_at"])
        audit.record("assessment.reopened", on=assessment, by=by)
    return final
