"""Erasing a person: all of what is theirs, in one transaction; their files right after it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from foundation.audit.services import record
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.jobs.services import enqueue
from foundation.people.models import Person
from foundation.people.selectors import is_address_of
from foundation.privacy.registry import Erasure, Sentence, stewards


class CannotErase(WrongState):
    """Something has to be ended first; the message says what."""

    def __init__(self, obstacles: list[Sentence]) -> None:
        super().__init__(" ".join(str(sentence) for sentence in obstacles), code="privacy.not-yet")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an erasure would do, for the page that asks. With ``obstacles`` it can't be done now."""

    obstacles: list[Sentence]
    goes: list[Sentence]
    stays: list[Sentence]


def plan_erasure(person: Person) -> Plan:
    """What goes and what stays. Changes nothing."""
    known = stewards()
    return Plan(
        obstacles=[sentence for steward in known for sentence in steward.obstacles(person)],
        goes=[sentence for steward in known for sentence in steward.goes],
        stays=[sentence for steward in known for sentence in steward.stays(person)],
    )


@transaction.atomic
def erase_person(person_id: UUID, *, by: Person, address: str) -> None:
    """Erase everything that is this person's. It can't be undone; typing one's own address says that it is meant.

    The row of the account stays, emptied and closed: what others did with them points at it. Raises InvalidInput for
    another address, CannotErase while something has to be ended first.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.pk != by.pk:
        raise NotAllowed(_("Only you yourself can erase what is yours."), code="privacy.not-you")
    if not address.strip() or not is_address_of(person, address):
        raise InvalidInput(
            _("Type one of your own e-mail addresses, to show that you mean it."),
            code="privacy.address",
            field="address",
        )
    if obstacles := plan_erasure(person).obstacles:
        raise CannotErase(obstacles)
    erasure = erasure_of(person)
    for steward in stewards():
        steward.erase(erasure)
    record("person.erased", on=person, by=by)
    enqueue("privacy.remove_files", key=person.pk, person=person.pk)  # after the commit, and again until it worked


def erasure_of(person: Person) -> Erasure:
    """With the words to look for: name and addresses as they are now."""
    return Erasure(person, _words_of(person))


def remove_files(person_id: UUID) -> None:
    """Remove the folders of somebody who was erased. Safe to do twice."""
    if Person.objects.filter(pk=person_id, is_active=True).exists():
        return
    for folder in _folders_of(person_id):
        if folder.exists():
            shutil.rmtree(folder)


def _folders_of(person_id: UUID) -> Iterator[Path]:
    yield settings.ERKEND_FILES_DIR / str(person_id)
    yield settings.ERKEND_UPLOADS_DIR / str(person_id)


def _words_of(person: Person) -> list[str]:
    """The longest first: an address may hold the name."""
    held = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True), person.name}
    return sorted((word for word in held if word), key=lambda word: (-len(word), word))
