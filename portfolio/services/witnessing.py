"""What a witness is asked, and what they answer: an entry of the practice log is confirmed or refused.

A witness comes through one of two doors: the link in their mail, or their own account when it has the address that was
asked. A phone that the candidate hands over counts for nothing: what is known to be the candidate's is refused at both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.jobs.mail import queue_mail
from foundation.jobs.services import enqueue
from foundation.people.links import new_secret, secret_hash
from foundation.people.models import Person
from foundation.people.selectors import person_with_address
from portfolio import rules
from portfolio.errors import AlreadyDecided, WitnessUnknown
from portfolio.models import ConfirmationRequest, Repetition, Witness

CONFIRMATION_DAYS = 42
SHORT_TEXT = 200  # characters of a name or a function
OPEN_STATES = frozenset({Repetition.State.NOTED, Repetition.State.ASKED})


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The door of a witness with an account: it has the address that the request was mailed to."""

    request: UUID
    person: Person


Door = str | SignedIn  # a text is the secret of a mailed link


@transaction.atomic
def ask_confirmation(
    owner: Person, *, repetitions: Iterable[Repetition], by: Person, language: str = ""
) -> list[ConfirmationRequest]:
    """Mail each witness one link to what they can confirm. Entries asked before get a new link, and the old one ends for them.

    ``language``: what the candidate chose for witnesses of whom nothing better is known (``language_of``).
    Raises InvalidInput when there is nothing to ask, or when an address is the candidate's own.
    """
    rules.require_owner(owner.pk, by)
    by_witness: dict[str, list[Repetition]] = defaultdict(list)
    for row in locked_entries(owner, [repetition.pk for repetition in repetitions]):
        if row.witness_email:
            by_witness[row.witness_email.lower()].append(row)
    if not by_witness:
        raise InvalidInput(
            _("Choose at least one entry that has the e-mail address of a witness and was not answered yet."),
            code="portfolio.nothing-to-ask",
            field="repetitions",
        )
    for email in by_witness:
        rules.require_another_address(owner, email, field="repetitions")
    return [
        send_request(owner, email, entries, by=by, language=language_of(owner, email) or language)
        for email, entries in sorted(by_witness.items())
    ]


def language_of(owner: Person, email: str) -> str:
    """The language of a witness: of their account, else the one that they read our page in before; "" when unknown."""
    if (known := person_with_address(email)) and known.language:
        return known.language
    said = Witness.objects.filter(owner=owner, email__iexact=email).first()
    return said.language if said else ""


@transaction.atomic
def revoke_confirmation(request_id: UUID, *, by: Person) -> ConfirmationRequest:
    """End a mailed link. What was answered stays; what still waited can be asked of somebody else or changed."""
    request = ConfirmationRequest.objects.select_for_update().get(pk=request_id)
    rules.require_owner(request.owner_id, by)
    if request.ended_at is None:
        _end(request, ConfirmationRequest.Ended.REVOKED)
        request.repetitions.filter(state=Repetition.State.ASKED).update(state=Repetition.State.NOTED)
        record("confirmation.revoked", on=request, by=by)
    return request


def find_confirmation(secret: str) -> ConfirmationRequest | None:
    """The request that a mailed link belongs to, while it lasts. Looking changes nothing."""
    return ConfirmationRequest.objects.open().filter(token_hash=secret_hash(secret)).select_related("owner").first()


def witness_of(request: ConfirmationRequest) -> Witness | None:
    """What the witness said of themself to this candidate; None before the first time."""
    return Witness.objects.filter(owner=request.owner_id, email__iexact=request.witness_email).first()


@transaction.atomic
def describe_witness(
    door: Door,
    *,
    name: str,
    function: str,
    knows_how: str,
    tie: str,
    language: str = "",
    on_device_of: Collection[UUID] = (),
) -> Witness:
    """The witness says who they are, once for this candidate, or changes it.

    ``tie`` is any other tie with the candidate in their own words, "" when they say that there is none. ``language``: of the
    page that they say it on, and so of later mails.
    """
    request = _open(door, on_device_of)
    said = {"name": name, "function": function, "knows_how": knows_how, "tie": tie}
    said = {key: value.strip() for key, value in said.items()}
    _require_said(said)
    email = request.witness_email.lower()
    witness, made = Witness.objects.select_for_update().get_or_create(owner=request.owner, email=email, defaults=said)
    if language and witness.language != language:
        witness.language = language
        witness.save(update_fields=["language"])
    changed = [key for key, value in said.items() if getattr(witness, key) != value]
    if changed:
        for key in changed:
            setattr(witness, key, said[key])
        witness.said_at = timezone.now()
        witness.save()
    if made or changed:
        record("witness.described", on=witness, by=_person(door), fields=changed, has_tie=bool(witness.tie))
    return witness


def confirm_repetition(door: Door, repetition_id: UUID, *, on_device_of: Collection[UUID] = ()) -> Repetition:
    """The witness says: yes, this was so. The same answer twice is one answer. Raises WitnessUnknown before they said who
    they are: a confirmation by nobody in particular is worth nothing to an assessor.
    """
    return _decide(door, repetition_id, Repetition.State.CONFIRMED, on_device_of=on_device_of)


@transaction.atomic
def confirm_repetitions(
    door: Door, repetition_ids: Iterable[UUID], *, on_device_of: Collection[UUID] = ()
) -> list[Repetition]:
    """Confirm a whole list as it was shown. What the candidate changed since is left out; gives what is confirmed now."""
    request = _open(door, on_device_of)
    wanted = request.repetitions.filter(pk__in=list(repetition_ids), state=Repetition.State.ASKED)
    waiting = list(wanted.order_by("day", "pk").values_list("pk", flat=True))
    return [_decide(door, pk, Repetition.State.CONFIRMED, on_device_of=on_device_of) for pk in waiting]


def refuse_repetition(
    door: Door, repetition_id: UUID, *, because: str, on_device_of: Collection[UUID] = ()
) -> Repetition:
    """The witness says: no, this was not so; the candidate reads why."""
    because = because.replace("\0", "").strip()
    if not because:
        raise InvalidInput(_("Say in a few words why this is not right."), code="portfolio.no-reason", field="because")
    return _decide(door, repetition_id, Repetition.State.REFUSED, because=because, on_device_of=on_device_of)


def locked_entries(owner: Person, ids: Iterable[UUID]) -> list[Repetition]:
    """The owner's entries among these that nobody answered yet, locked."""
    rows = Repetition.objects.select_for_update().filter(pk__in=list(ids), owner=owner, state__in=OPEN_STATES)
    return list(rows.order_by("day", "pk"))


def send_request(
    owner: Person, email: str, entries: list[Repetition], *, by: Person | None, language: str = ""
) -> ConfirmationRequest:
    """Ask one witness about entries that the caller locked, by a new link that takes the place of older ones.

    ``language`` of the mail, "" for that of this Erkend.
    """
    secret = new_secret()
    _end_older(entries)
    request = ConfirmationRequest.objects.create(
        owner=owner,
        witness_name=entries[0].witness_name or email,
        witness_email=email.lower(),
        language=language,
        token_hash=secret_hash(secret),
        expires_at=timezone.now() + timedelta(days=CONFIRMATION_DAYS),
    )
    request.repetitions.set(entries)
    Repetition.objects.filter(pk__in=[entry.pk for entry in entries]).update(state=Repetition.State.ASKED)
    record("repetition.asked", on=request, by=by, entries=len(entries))
    queue_mail(
        "confirm_practice",
        to=email,
        language=language,
        key=f"confirm_practice:{request.pk}",
        witness=request.witness_name,
        candidate=owner.name,
        entries=[{"day": entry.day, "task": entry.task, "count": entry.count} for entry in entries],
        link=public_address(f"/confirm/{secret}"),
        until=request.expires_at,
    )
    return request


def _open(door: Door, on_device_of: Collection[UUID]) -> ConfirmationRequest:
    """The request behind a door that may be used now. Raises NotFound, or NotAllowed where it is the candidate who knocks."""
    if isinstance(door, str):
        request = find_confirmation(door)
    else:
        found = ConfirmationRequest.objects.open().for_witness(door.person).filter(pk=door.request)
        request = found.select_related("owner").first()
    if request is None:
        raise NotFound(
            _("This link is unknown or has ended. Ask the person who sent it for a new one."),
            code="portfolio.link-ended",
        )
    rules.require_another_device(request.owner, on_device_of)
    return request


def _person(door: Door) -> Person | None:
    return None if isinstance(door, str) else door.person


def _require_said(said: dict[str, str]) -> None:
    for key, sentence in (
        ("name", _("Write your name.")),
        ("function", _("Write what your work is.")),
        ("knows_how", _("Say how you know this work.")),
    ):
        if not said[key]:
            raise InvalidInput(sentence, code="portfolio.witness-incomplete", field=key)
    for key in ("name", "function"):
        if len(said[key]) > SHORT_TEXT:
            raise InvalidInput(
                _("This is too long. Use at most %(limit)s characters.") % {"limit": SHORT_TEXT},
                code="portfolio.too-long",
                field=key,
                limit=SHORT_TEXT,
            )


@transaction.atomic
def _decide(
    door: Door, repetition_id: UUID, state: str, *, because: str = "", on_device_of: Collection[UUID]
) -> Repetition:
    request = _open(door, on_device_of)
    repetition = Repetition.objects.select_for_update().filter(pk=repetition_id, requests=request).first()
    if repetition is None:
        raise NotFound(_("This entry is not part of what was asked."), code="portfolio.not-asked")
    if repetition.state == state:
        return repetition
    _require_asked(repetition)
    if state == Repetition.State.CONFIRMED and witness_of(request) is None:
        raise WitnessUnknown
    repetition.state, repetition.decided_at, repetition.refused_because = state, timezone.now(), because
    repetition.save(update_fields=["state", "decided_at", "refused_because"])
    record(f"repetition.{state}", on=repetition, by=_person(door), request=request.pk)
    if state == Repetition.State.CONFIRMED and repetition.course_task_id is not None:
        # What a course makes of it is for the room that knows courses.
        enqueue("programmes.weigh", key=f"entry:{repetition.pk}", task=repetition.course_task_id)
    if not request.repetitions.filter(state=Repetition.State.ASKED).exists():
        request.finished_at = timezone.now()
        request.save(update_fields=["finished_at"])
    return repetition


def _require_asked(repetition: Repetition) -> None:
    if repetition.state == Repetition.State.NOTED:
        raise WrongState(
            _("The candidate changed this entry after you were asked. You will get a new mail if it is asked again."),
            code="portfolio.changed-since",
        )
    if repetition.state != Repetition.State.ASKED:
        raise AlreadyDecided(state=repetition.state)


def _end_older(entries: Iterable[Repetition]) -> None:
    """Take the entries out of the links that were mailed before; a link with nothing left to decide ends."""
    links: Any = ConfirmationRequest.repetitions.through.objects.filter(repetition__in=[entry.pk for entry in entries])
    older = ConfirmationRequest.objects.open().filter(pk__in=list(links.values_list("confirmationrequest", flat=True)))
    for request in older.select_for_update():
        links.filter(confirmationrequest=request).delete()
        if not request.repetitions.exists():
            _end(request, ConfirmationRequest.Ended.RENEWED)
        elif not request.repetitions.filter(state=Repetition.State.ASKED).exists():
            request.finished_at = timezone.now()
            request.save(update_fields=["finished_at"])


def _end(request: ConfirmationRequest, because: str) -> None:
    request.ended_at, request.ended_because = timezone.now(), because
    request.save(update_fields=["ended_at", "ended_because"])
