"""Adding to the audit log: the only function that writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from foundation.audit.chain import entry_hash
from foundation.audit.models import AuditChain, AuditEntry

if TYPE_CHECKING:
    from django.db.models.options import Options

    from foundation.people.models import Person


class Audited(Protocol):
    """What can be spoken of in the log: it has an identifier and knows the chain it belongs to."""

    pk: UUID
    _meta: ClassVar[Options[Any]]

    @property
    def audit_chain(self) -> str: ...


@transaction.atomic
def record(event: str, *, on: Audited, by: Person | None, chain: str | None = None, **data: Any) -> AuditEntry:
    """Add one entry to the end of a chain, in the caller's transaction: no change without its entry, nor the reverse.

    ``event`` reads "<concept>.<what happened>"; ``data`` holds ids, codes, numbers and hashes, no names or texts.
    ``chain`` is the object's own unless given (the reading of evidence goes to its owner's).
    """
    name = chain or on.audit_chain
    AuditChain.objects.get_or_create(name=name)
    head = AuditChain.objects.select_for_update().get(name=name)
    entry = AuditEntry(
        chain=name,
        sequence=head.length + 1,
        at=timezone.now(),
        event=event,
        actor_id=by.pk if by is not None else None,
        object_type=on._meta.label_lower,
        object_id=on.pk,
        data={key: _plain(value) for key, value in data.items()},
        previous_hash=head.head,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    head.length, head.head = entry.sequence, entry.hash
    head.save(update_fields=["length", "head"])
    return entry


def _plain(value: Any) -> Any:
    """As JSON gives it back, so that the hash of a stored entry is the hash that was made."""
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return value if value is None or isinstance(value, (bool, int)) else str(value)
