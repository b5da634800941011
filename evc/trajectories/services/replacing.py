"""Taking an agreement off the table: what it was about changed, so nobody can accept it any more."""

from __future__ import annotations

from django.utils import timezone

from evc.trajectories.models import Trajectory


def take_off_the_table(trajectory: Trajectory) -> None:
    """The version that nobody has to accept any more stays as it is, with the moment; the caller holds the lock."""
    trajectory.agreement_versions.filter(replaced_at=None, candidate_accepted_at=None).update(
        replaced_at=timezone.now()
    )
