"""Who may see which organisation, membership and invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.people.roles import ADMINISTRATOR

if TYPE_CHECKING:
    from foundation.people.models import Invitation, Membership, Organisation, Person  # noqa: F401 -- named in strings


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Those the viewer is a member of."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(pk__in=viewer.memberships.current().values("organisation"))

    def administered_by(self, viewer: Person | AnonymousUser) -> Self:
        """Those whose people and roles the viewer may change."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(pk__in=viewer.memberships.current().with_role(ADMINISTRATOR).values("organisation"))


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=timezone.now()))

    def with_role(self, *roles: str) -> Self:
        return self.filter(role__in=roles)

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own, and those in organisations one administers."""
        if not viewer.is_authenticated:
            return self.none()
        administered = viewer.memberships.current().with_role(ADMINISTRATOR).values("organisation")
        return self.filter(Q(person=viewer) | Q(organisation__in=administered))


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Those of organisations the viewer administers."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(
            organisation__in=viewer.memberships.current().with_role(ADMINISTRATOR).values("organisation")
        )
