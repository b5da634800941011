"""Who may do what with a badge that was issued."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from credentials.models import Badge
from foundation.errors import NotAllowed
from foundation.people.models import Person

QUALITY_OFFICER = "quality_officer"  # a role of the rooms above; roles are strings (foundation.people.roles)


def require_may_revoke(badge: Badge, by: Person) -> None:
    """Withdrawing is for the quality officers of the organisation that issued it; never for the holder."""
    if badge.recipient_id == by.pk or not by.is_active or not by.holds(QUALITY_OFFICER, badge.issuer.organisation):
        raise NotAllowed(
            _("Only a quality officer of the organisation that issued this badge can withdraw it."),
            code="badge.not-yours-to-revoke",
        )
