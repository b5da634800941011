"""The same day a mail tells a witness what was confirmed in their name; "that was not me" takes it back out of the count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound
from foundation.jobs.mail import queue_mail
from foundation.jobs.services import enqueue
from foundation.people.links import new_secret, secret_hash
from foundation.people.selectors import person_with_address
from portfolio.models import ConfirmationRequest, NoticeLine, Repetition, WitnessNotice
from portfolio.services.correcting import add_correction
from portfolio.services.witnessing import language_of

NOTICE_DAYS = 42
LOOK_BACK_DAYS = 7  # what was confirmed while no worker ran is told late rather than never


@dataclass(frozen=True, slots=True)
class Disputed:
    """What a witness says was not confirmed by them, of one candidate."""

    owner: UUID
    entries: tuple[UUID, ...]


def tell_witnesses(day: date, part: str = WitnessNotice.Part.EVENING) -> int:
    """Mail each witness what was confirmed in their name and not told before; gives how many mails.

    At most one in the evening, and one at the end of the day for what was confirmed after that.
    """
    since = timezone.now() - timedelta(days=LOOK_BACK_DAYS)
    untold = (
        Repetition.objects.filter(
            state=Repetition.State.CONFIRMED, decided_at__gte=since, notice_line=None, decided_at__lte=timezone.now()
        )
        .exclude(witness_email="")
        .select_related("owner")
        .order_by("owner__name", "owner_id", "day", "pk")
    )
    by_witness: dict[str, list[Repetition]] = defaultdict(list)
    for entry in untold:
        by_witness[entry.witness_email.lower()].append(entry)
    return sum(_tell(email, entries, day, part) for email, entries in sorted(by_witness.items()))


def find_notice(secret: str) -> WitnessNotice | None:
    """The mail that such a link stood in, while the link lasts. Looking changes nothing."""
    found = WitnessNotice.objects.filter(token_hash=secret_hash(secret), expires_at__gt=timezone.now())
    return found.prefetch_related("lines__repetition__owner").first()


@transaction.atomic
def dispute_confirmations(secret: str, repetition_ids: Iterable[UUID]) -> list[Disputed]:
    """ "That was not me": a counter-entry for each named entry, and the coordinators of its candidate are warned.

    Saying it twice is saying it once.
    """
    notice = find_notice(secret)
    if notice is None:
        raise NotFound(
            gettext_lazy(
                "This link is unknown or has ended. Open the link from the newest mail once more, as a whole."
            ),
            code="portfolio.link-ended",
        )
    wanted = list(repetition_ids)
    lines = list(
        NoticeLine.objects.select_for_update()
        .filter(notice=notice, repetition__in=wanted)
        .select_related("repetition")
        .order_by("repetition__day", "pk")
    )
    if not lines:
        raise InvalidInput(
            gettext_lazy("Tick what was not confirmed by you."), code="portfolio.nothing-chosen", field="entries"
        )
    fresh: dict[UUID, list[UUID]] = defaultdict(list)
    for line in lines:
        if line.disputed_at is None:
            line.disputed_at = timezone.now()
            line.save(update_fields=["disputed_at"])
            _take_back(line.repetition)
            fresh[line.repetition.owner_id].append(line.repetition_id)
    for owner, entries in fresh.items():
        key = f"{notice.pk}:{owner}:{min(entries)}"
        enqueue("trajectories.warn_of_dispute", key=key, candidate=owner, entries=entries)
    return [Disputed(owner, tuple(entries)) for owner, entries in fresh.items()]


@transaction.atomic
def _tell(email: str, entries: list[Repetition], day: date, part: str) -> bool:
    secret = new_secret()
    notice, made = WitnessNotice.objects.get_or_create(
        email=email,
        day=day,
        part=part,
        defaults={"token_hash": secret_hash(secret), "expires_at": timezone.now() + timedelta(days=NOTICE_DAYS)},
    )
    if not made:  # this mail went already, or another worker writes it: the rest stands in the next
        return False
    NoticeLine.objects.bulk_create(NoticeLine(notice=notice, repetition=entry) for entry in entries)
    owners = {entry.owner_id: entry.owner for entry in entries}
    for owner in owners.values():
        own = [entry.pk for entry in entries if entry.owner_id == owner.pk]
        record("witness.told", on=owner, by=None, notice=notice.pk, entries=own)
    known = person_with_address(email)
    queue_mail(
        "confirmed_in_your_name",
        to=email,
        language=_language(email, entries),
        key=f"confirmed_in_your_name:{notice.pk}",
        witness=known.name if known else entries[0].witness_name,
        candidates=[
            {"name": owner.name, "entries": [entry for entry in entries if entry.owner_id == owner.pk]}
            for owner in owners.values()
        ],
        link=public_address(f"/confirmed/{secret}"),
        until=notice.expires_at,
    )
    return True


def _language(email: str, entries: list[Repetition]) -> str:
    """What is known of the witness's language, from any of these candidates; else that of the mail which asked them."""
    for entry in entries:
        if known := language_of(entry.owner, email):
            return known
    asked = ConfirmationRequest.objects.filter(repetitions__in=entries).exclude(language="").order_by("-asked_at")
    return asked.values_list("language", flat=True).first() or ""


def _take_back(entry: Repetition) -> None:
    """A counter-entry over what is left of a confirmed entry. The entry itself never changes."""
    entry = Repetition.objects.select_for_update().select_related("owner").get(pk=entry.pk)
    corrected = entry.corrections.filter(state=Repetition.State.COUNTER).aggregate(total=Sum("count"))["total"] or 0
    left = entry.count + corrected
    if left > 0:
        with override(entry.owner.language or settings.LANGUAGE_CODE):  # the candidate reads it, not the witness
            note = _("The witness says: I did not confirm this.")
        add_correction(entry, -left, note=note)
    record("repetition.disputed", on=entry, by=None, taken_back=left)
