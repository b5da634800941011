"""What somebody may do with a portfolio: it is its owner's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from foundation.people.models import Person
from foundation.people.selectors import is_address_of
from portfolio.errors import (
    CorrectionIsFinal,
    HoldsCaseData,
    ItemRemoved,
    NotYourItem,
    OwnAddress,
    OwnDevice,
    RepetitionIsConfirmed,
    SharedAlready,
    SignedByReferee,
)
from portfolio.models import Audience, EvidenceFile, EvidenceItem, Repetition, Testimony


def require_owner(owner_id: object, by: Person) -> None:
    if owner_id != by.pk:
        raise NotYourItem


def require_reader(audience: Audience, by: Person) -> None:
    """Somebody else who reads the living portfolio in this audience: a coach."""
    if audience.owner_id == by.pk or not audience.members.filter(person=by, reads_frozen_only=False).exists():
        raise NotYourItem


def require_owner_or_reader(audience: Audience, by: Person) -> None:
    if audience.owner_id != by.pk:
        require_reader(audience, by)


def require_present(item: EvidenceItem) -> None:
    if item.removed_at is not None:
        raise ItemRemoved


def require_no_open_case_data(item: EvidenceItem) -> None:
    """What holds data of an investigation is shared only when each of its files has a covered copy: that is what others get."""
    if not item.holds_case_data:
        return
    current = {file.line: file for file in item.files.order_by("version")}
    covered = EvidenceFile.objects.filter(item=item, covered_copies__isnull=False, covered_copies__ended_at=None)
    if not current or {file.pk for file in current.values()} - set(covered.values_list("pk", flat=True)):
        raise HoldsCaseData


def require_not_shared_with_case_data(item: EvidenceItem, holds_case_data: bool | None) -> None:
    """What others read already can't come to hold data of an investigation."""
    if holds_case_data and not item.holds_case_data and item.shares.filter(ended_at=None).exists():
        raise SharedAlready


def require_may_become(item: EvidenceItem, kind: str) -> None:
    """What a referee signed stays a testimony, whatever else is said of it."""
    if kind != item.kind and Testimony.objects.filter(item=item).exists():
        raise SignedByReferee


def require_not_confirmed(repetition: Repetition) -> None:
    """Raises WrongState for what never changes: what a witness confirmed, and a counter-entry."""
    if repetition.state == Repetition.State.CONFIRMED:
        raise RepetitionIsConfirmed
    if repetition.state == Repetition.State.COUNTER:
        raise CorrectionIsFinal


def require_another_address(owner: Person, address: str, *, field: str) -> None:
    """Nobody is their own witness or referee. Raises OwnAddress."""
    if is_address_of(owner, address):
        raise OwnAddress(field=field)


def require_another_device(owner: Person, on_device_of: Collection[UUID]) -> None:
    """``on_device_of``: who is known to use the browser that asks. Raises OwnDevice for the owner's."""
    if owner.pk in on_device_of:
        raise OwnDevice(name=owner.name)


def is_older_than(day: date, years: int, *, on: date) -> bool:
    """Whether more than ``years`` years lie between the two days (29 February counts as 1 March)."""
    if day >= on:  # also for a typing error such as the year 9999, to which no years can be added
        return False
    try:
        limit = day.replace(year=day.year + years)
    except ValueError:
        limit = date(day.year + years, 3, 1)
    return limit < on
