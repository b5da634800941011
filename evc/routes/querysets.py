"""Who may see which route, and along which a provider's trajectories can go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from evc.roles import Role
from foundation.people.roles import ADMINISTRATOR

if TYPE_CHECKING:
    from evc.routes.models import Route  # noqa: F401 -- the type argument below
    from foundation.people.models import Organisation, Person


class RouteQuerySet(models.QuerySet["Route"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """The shipped ones and those of organisations that the viewer coordinates or administers."""
        if not viewer.is_authenticated:
            return self.none()
        own = viewer.organisations_as(Role.COORDINATOR, ADMINISTRATOR)
        return self.filter(Q(organisation=None) | Q(organisation__in=own))

    def offered_by(self, *providers: Organisation) -> Self:
        """What a new trajectory at one of these providers can go along: the shipped ones and its own, none retired."""
        return self.filter(Q(organisation=None) | Q(organisation__in=providers), retired_at=None)
