"""Who may do what with a badge that was issued, and with the keys that sign."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from credentials.models import Badge, IssuerProfile
from foundation.errors import NotAllowed
from foundation.people.models import Person
from foundation.people.roles import ADMINISTRATOR

QUALITY_OFFICER = "quality_officer"  # a role of the rooms above; roles are strings (foundation.people.roles)


def require_may_revoke(badge: Badge, by: Person) -> None:
    """Withdrawing and suspending are for the quality officers of the organisation that issued it; never for the holder."""
    if badge.recipient_id == by.pk or not by.is_active or not by.holds(QUALITY_OFFICER, badge.issuer.organisation):
        raise NotAllowed(
            _("Only a quality officer of the organisation that issued this badge can withdraw or suspend it."),
            code="badge.not-yours-to-revoke",
        )


def require_may_rotate(issuer: IssuerProfile, by: Person) -> None:
    """Turning the key is for the administrators of the organisation."""
    if not by.is_active or not by.holds(ADMINISTRATOR, issuer.organisation):
        raise NotAllowed(
            _("Only an administrator of this organisation can do this. Ask one of them."), code="issuer.not-yours"
        )


def require_may_sign(issuer: IssuerProfile, by: Person) -> None:
    """Signing what somebody composed elsewhere, in the organisation's name, is for its administrators."""
    if not by.is_active or not by.holds(ADMINISTRATOR, issuer.organisation):
        raise NotAllowed(
            _("Only an administrator of this organisation can sign in its name. Ask one of them."),
            code="issuer.not-yours-to-sign",
        )
