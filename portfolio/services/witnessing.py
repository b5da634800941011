"""What a witness is asked, and what they answer: an entry of the practice log is confirmed or refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.jobs.mail import queue_mail
from foundation.people.links import new_secret, secret_hash
from foundation.people.models import Person
from portfolio import rules
from portfolio.errors import AlreadyDecided
from portfolio.models import ConfirmationRequest, Repetition

CONFIRMATION_DAYS = 42


@transaction.atomic
def ask_confirmation(owner: Person, *, repetitions: Iterable[Repetition], by: Person) -> list[ConfirmationRequest]:
    """Mail each witness one link to what they can confirm. Entries asked before are asked again with a new link."""
    rules.require_owner(owner.pk, by)
    wanted = [repetition.pk for repetition in repetitions]
    rows = list(Repetition.objects.select_for_update().filter(pk__in=wanted, owner=owner).order_by("day", "pk"))
    open_states = {Repetition.State.NOTED, Repetition.State.ASKED}
    by_witness: dict[str, list[Repetition]] = defaultdict(list)
    for row in rows:
        if row.state in open_states and row.witness_email:
            by_witness[row.witness_email.lower()].append(row)
    if not by_witness:
        raise InvalidInput(
            _("Choose at least one entry that has the e-mail address of a witness and was not answered yet."),
            code="portfolio.nothing-to-ask",
            field="repetitions",
        )
    return [_ask(owner, email, entries, by=by) for email, entries in sorted(by_witness.items())]


def find_confirmation(secret: str) -> ConfirmationRequest | None:
    """The request that a mailed link belongs to, while it lasts. Looking changes nothing."""
    found = ConfirmationRequest.objects.filter(token_hash=secret_hash(secret)).select_related("owner").first()
    return found if found is not None and found.expires_at > timezone.now() else None


def confirm_repetition(secret: str, repetition_id: UUID) -> Repetition:
    """The witness says: yes, this was so. The same answer twice is one answer."""
    return _decide(secret, repetition_id, state=Repetition.State.CONFIRMED, because="")


def refuse_repetition(secret: str, repetition_id: UUID, *, because: str) -> Repetition:
    """The witness says: no, this was not so; the candidate reads why."""
    if not because.strip():
        raise InvalidInput(_("Say in a few words why this is not right."), code="portfolio.no-reason", field="because")
    return _decide(secret, repetition_id, state=Repetition.State.REFUSED, because=because.strip())


@transaction.atomic
def _decide(secret: str, repetition_id: UUID, *, state: str, because: str) -> Repetition:
    request = find_confirmation(secret)
    if request is None:
        raise NotFound(
            _("This link is unknown or has ended. Ask the person who sent it for a new one."),
            code="portfolio.link-ended",
        )
    repetition = Repetition.objects.select_for_update().filter(pk=repetition_id, requests=request).first()
    if repetition is None:
        raise NotFound(_("This entry is not part of what was asked."), code="portfolio.not-asked")
    if repetition.state == state:
        return repetition
    if repetition.state != Repetition.State.ASKED:
        if repetition.state == Repetition.State.NOTED:
            raise WrongState(
                _(
                    "The candidate changed this entry after you were asked. You will get a new mail if it is asked again."
                ),
                code="portfolio.changed-since",
            )
        raise AlreadyDecided(state=repetition.state)
    repetition.state, repetition.decided_at, repetition.refused_because = state, timezone.now(), because
    repetition.save(update_fields=["state", "decided_at", "refused_because"])
    record(f"repetition.{state}", on=repetition, by=None, request=request.pk)
    if not request.repetitions.filter(state=Repetition.State.ASKED).exists():
        request.finished_at = timezone.now()
        request.save(update_fields=["finished_at"])
    return repetition


def _ask(owner: Person, email: str, entries: list[Repetition], *, by: Person) -> ConfirmationRequest:
    secret = new_secret()
    request = ConfirmationRequest.objects.create(
        owner=owner,
        witness_name=entries[0].witness_name or email,
        witness_email=email,
        token_hash=secret_hash(secret),
        expires_at=timezone.now() + timedelta(days=CONFIRMATION_DAYS),
    )
    request.repetitions.set(entries)
    Repetition.objects.filter(pk__in=[entry.pk for entry in entries]).update(state=Repetition.State.ASKED)
    record("repetition.asked", on=request, by=by, entries=len(entries))
    queue_mail(
        "confirm_practice",
        to=email,
        language="nl",
        key=f"confirm_practice:{request.pk}",
        witness=request.witness_name,
        candidate=owner.name,
        entries=[{"day": entry.day, "task": entry.task, "count": entry.count} for entry in entries],
        link=public_address(f"/confirm/{secret}"),
        until=request.expires_at,
    )
    return request
