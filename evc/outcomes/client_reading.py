"""What the client's manager reads of an outcome: only what the candidate consented to, and each reading is logged."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evc.outcomes.models import Outcome
from evc.trajectories import rules
from evc.trajectories.models import Participant, ResultConsent, Trajectory
from evc.trajectories.selectors import consent_of
from foundation.audit import services as audit
from foundation.people.models import Person


@dataclass(frozen=True, slots=True)
class ClientReading:
    outcome: Outcome
    consent: ResultConsent


def readable_for_client(trajectory: Trajectory, person: Person) -> ClientReading | None:
    """None for anybody but a manager in this trajectory, without consent today, and before an outcome is released."""
    if Participant.Part.MANAGER not in rules.standing(trajectory, person).now:
        return None
    consent = consent_of(trajectory, ResultConsent.Receiver.CLIENT, on=timezone.localdate())
    if consent is None:
        return None
    outcome = (
        Outcome.objects.released()
        .filter(trajectory=trajectory)
        .select_related(
            "trajectory__candidate",
            "trajectory__standard_version__standard",
            "trajectory__route",
            "trajectory__provider",
            "trajectory__client",
            "trajectory__intake",
        )
        .order_by("-number")
        .first()
    )
    return ClientReading(outcome, consent) if outcome is not None else None


@transaction.atomic
def read_for_client(trajectory_id: UUID, *, by: Person) -> ClientReading | None:
    """The same, and the reading is in the log; None when there is nothing to read for this person."""
    trajectory = Trajectory.objects.get(pk=trajectory_id)
    found = readable_for_client(trajectory, by)
    if found is not None:
        audit.record("outcome.read-by-client", on=found.outcome, by=by, scope=found.consent.scope)
    return found
