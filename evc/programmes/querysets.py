"""Who may see which module, and who follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from evc.roles import Role
from foundation.people.roles import ADMINISTRATOR

if TYPE_CHECKING:
    from evc.programmes.models import Enrolment, Module  # noqa: F401 -- the type arguments below
    from foundation.people.models import Person

KEEPERS = (Role.COORDINATOR, ADMINISTRATOR)  # of the modules of their organisation


class ModuleQuerySet(models.QuerySet["Module"]):
    def kept_by(self, viewer: Person | AnonymousUser) -> Self:
        """Those that the viewer makes, changes and retires."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(organisation__in=viewer.organisations_as(*KEEPERS))

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """What a provider offers now is an offer to everybody who is signed in; besides, what one follows or keeps."""
        if not viewer.is_authenticated:
            return self.none()
        kept = viewer.organisations_as(*KEEPERS)
        followed = viewer.enrolments.values("module")
        return self.filter(
            Q(retired_at=None, organisation__is_provider=True) | Q(organisation__in=kept) | Q(pk__in=followed)
        )


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own, and for coordinators those who follow the modules of their organisation.

        Not for administrators: who learns what there is no more theirs to know than who has a trajectory.
        """
        if not viewer.is_authenticated:
            return self.none()
        kept = viewer.organisations_as(Role.COORDINATOR)
        return self.filter(Q(person=viewer) | Q(module__organisation__in=kept, stopped_at=None))

    def going_on(self) -> Self:
        return self.filter(completed_at=None, stopped_at=None)
