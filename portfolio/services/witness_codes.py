"""A code (QR) on the candidate's phone that leads a witness, on their own device, to a page that asks for their address.

The code itself confirms nothing: it only has the link mailed to an address of the witness's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound
from foundation.people.cleaning import clean_address, clean_name
from foundation.people.links import new_secret, secret_hash
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import ConfirmationRequest, Repetition, WitnessCode
from portfolio.services.witnessing import locked_entries, send_request

CODE_HOURS = 2


@dataclass(frozen=True, slots=True)
class NewCode:
    """``secret`` is known only now: the address in the QR ends with it."""

    code: WitnessCode
    secret: str


@transaction.atomic
def make_witness_code(owner: Person, *, repetitions: Iterable[Repetition], by: Person) -> NewCode:
    """Make a code for entries that nobody answered yet. Whoever uses it first becomes their witness."""
    rules.require_owner(owner.pk, by)
    entries = locked_entries(owner, [repetition.pk for repetition in repetitions])
    if not entries:
        raise InvalidInput(
            _("Choose at least one entry that was not answered yet."),
            code="portfolio.nothing-to-ask",
            field="repetitions",
        )
    secret = new_secret()
    code = WitnessCode.objects.create(
        owner=owner, token_hash=secret_hash(secret), expires_at=timezone.now() + timedelta(hours=CODE_HOURS)
    )
    code.repetitions.set(entries)
    record("witness-code.made", on=code, by=by, entries=len(entries))
    return NewCode(code, secret)


def find_witness_code(secret: str) -> WitnessCode | None:
    """The code, while it lasts and was not used. Looking changes nothing."""
    unused = WitnessCode.objects.filter(used_for=None, expires_at__gt=timezone.now())
    return unused.filter(token_hash=secret_hash(secret)).select_related("owner").first()


@transaction.atomic
def use_witness_code(
    secret: str, *, name: str, email: str, language: str, on_device_of: Collection[UUID] = ()
) -> ConfirmationRequest:
    """Mail the witness the link to the entries of a code, to an address of their own. The code is used up by it.

    ``language``: of the page that they read, and so of the mail. Raises NotFound, OwnDevice, OwnAddress or InvalidInput.
    """
    code = WitnessCode.objects.select_for_update().filter(token_hash=secret_hash(secret)).first()
    if code is None or code.used_for_id is not None or code.expires_at <= timezone.now():
        raise NotFound(
            _("This code was used or has ended. Ask for a new one; it takes a moment."), code="portfolio.code-ended"
        )
    rules.require_another_device(code.owner, on_device_of)
    name, email = clean_name(name), clean_address(email)
    rules.require_another_address(code.owner, email, field="email")
    entries = locked_entries(code.owner, code.repetitions.values_list("pk", flat=True))
    if not entries:
        raise NotFound(_("Everything that this code asks about was answered already."), code="portfolio.code-ended")
    for entry in entries:
        entry.witness_name, entry.witness_email = name, email
        entry.save(update_fields=["witness_name", "witness_email"])
    request = send_request(code.owner, email, entries, by=None, language=language)
    code.used_for = request
    code.save(update_fields=["used_for"])
    record("witness-code.used", on=code, by=None, request=request.pk)
    return request
