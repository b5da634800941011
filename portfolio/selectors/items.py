"""Items, and who read them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from foundation.audit.models import AuditEntry
from foundation.people.models import Person
from portfolio.models import EvidenceFile, EvidenceItem

READING = ("evidence.read", "dossier.read", "dossier.printed", "guidance.read")


def items_of(owner: Person) -> QuerySet[EvidenceItem]:
    """The owner's present items with what a card shows."""
    return (
        EvidenceItem.objects.owned_by(owner)
        .present()
        .prefetch_related("files", "links__work_process", "shares")
        .order_by("-created_at", "pk")
    )


def unread_items(owner: Person, *, audience: UUID | None = None) -> QuerySet[EvidenceItem]:
    """Items of which a document was read that the owner has not looked at, oldest first; of an audience only what it sees."""
    read = EvidenceFile.objects.filter(item=OuterRef("pk")).exclude(reading={})
    items = EvidenceItem.objects.owned_by(owner).present().filter(Exists(read), reading_confirmed_at=None)
    if audience is not None:
        items = items.filter(shares__audience=audience, shares__ended_at=None)
    return items.order_by("created_at", "pk")


def reading_log(owner: Person) -> QuerySet[AuditEntry]:
    """Who read the owner's evidence, or a whole dossier of theirs on the screen or on paper, newest first."""
    return AuditEntry.objects.filter(chain=owner.audit_chain, event__in=READING).order_by("-sequence")
