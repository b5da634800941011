"""Accounts."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.people import rules, selectors
from foundation.people.cleaning import clean_address, clean_name
from foundation.people.errors import AddressTaken, WeakPassword
from foundation.people.models import Person


@transaction.atomic
def create_person(*, email: str, name: str, password: str, language: str = "", by: Person | None = None) -> Person:
    """An account with one address, confirmed and primary: the caller knows that it is theirs.

    Raises InvalidInput on the name, address, password or language, AddressTaken when the address is somebody's.
    """
    address = clean_address(email)
    person = Person(email=address, name=clean_name(name), language=_known_language(language))
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise WeakPassword(error.messages) from None
    if selectors.person_with_address(address) is not None:
        raise AddressTaken
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    except IntegrityError:  # somebody else was first, at this very moment
        raise AddressTaken from None
    audit.record("person.joined", on=person, by=by or person)
    return person


@transaction.atomic
def set_language(person_id: UUID, *, language: str, by: Person) -> Person:
    """The language of pages and mail; empty: as the browser asks."""
    person = Person.objects.select_for_update().get(pk=person_id)
    rules.require_self(person, by)
    person.language = _known_language(language)
    person.save(update_fields=["language"])
    audit.record("person.language_set", on=person, by=by, language=person.language)
    return person


@transaction.atomic
def rename_person(person_id: UUID, *, name: str, by: Person) -> Person:
    """The name as others see it from now on; what was issued keeps the name it was issued to."""
    person = Person.objects.select_for_update().get(pk=person_id)
    rules.require_self(person, by)
    person.name = clean_name(name)
    person.save(update_fields=["name"])
    audit.record("person.renamed", on=person, by=by)
    return person


def _known_language(language: str) -> str:
    if language and language not in dict(settings.LANGUAGES):
        raise InvalidInput(
            _("Erkend does not speak this language. Choose one from the list."),
            code="language-unknown",
            field="language",
        )
    return language
