"""Who may see which badge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from credentials.models import Badge  # noqa: F401 -- the type argument below
    from foundation.people.models import Person


class BadgeQuerySet(models.QuerySet["Badge"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """The holder's own, and those that an organisation issued for whoever answers for them there."""
        if not viewer.is_authenticated:
            return self.none()
        answers_for = viewer.memberships.current().with_role("quality_officer", "coordinator").values("organisation")
        return self.filter(Q(recipient=viewer) | Q(issuer__organisation__in=answers_for))
