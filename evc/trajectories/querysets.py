"""Who may see which trajectory. Each part in a case has its own narrow selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from evc.roles import Role

if TYPE_CHECKING:
    from evc.trajectories.models import Participant, Trajectory  # noqa: F401 -- named in the bases below
    from foundation.people.models import Person


class TrajectoryQuerySet(models.QuerySet["Trajectory"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Those the viewer takes part in now, and those of a provider that the viewer coordinates.

        A page still decides what of a trajectory is shown: a manager takes part, and sees dates and status only.
        """
        if not viewer.is_authenticated:
            return self.none()
        takes_part = viewer.participations.current().values("trajectory")
        coordinated = viewer.organisations_as(Role.COORDINATOR)
        return self.filter(Q(pk__in=takes_part) | Q(provider__in=coordinated))

    def as_part(self, viewer: Person | AnonymousUser, *parts: str) -> Self:
        """Those in which the viewer is one of the parts now."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(pk__in=viewer.participations.current().filter(part__in=parts).values("trajectory"))

    def coordinated_by(self, viewer: Person | AnonymousUser) -> Self:
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(provider__in=viewer.organisations_as(Role.COORDINATOR))


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own, and all of trajectories that one coordinates."""
        if not viewer.is_authenticated:
            return self.none()
        coordinated = viewer.organisations_as(Role.COORDINATOR)
        return self.filter(Q(person=viewer) | Q(trajectory__provider__in=coordinated))
