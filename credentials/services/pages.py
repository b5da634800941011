"""What the holder shows on the badge's public page. The credential itself doesn't change."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from credentials.models import Badge
from foundation.audit.services import record
from foundation.errors import NotAllowed
from foundation.people.models import Person


@transaction.atomic
def choose_page(badge_id: UUID, *, is_public: bool, shows_results: bool, shows_name: bool, by: Person) -> Badge:
    """Only the holder chooses. A closed page says that it is closed; whoever has the file can still check it."""
    badge = Badge.objects.select_for_update().get(pk=badge_id)
    if badge.recipient_id != by.pk:
        raise NotAllowed(_("Only the holder of this badge chooses what its page shows."), code="badge.not-yours")
    badge.page_is_public, badge.page_shows_results, badge.page_shows_name = is_public, shows_results, shows_name
    badge.save(update_fields=["page_is_public", "page_shows_results", "page_shows_name"])
    record("badge.page-chosen", on=badge, by=by, public=is_public, results=shows_results, name=shows_name)
    return badge
