"""Somebody's e-mail addresses: several, each confirmed by a mailed link, each signs in; one gets the mail."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.people import rules
from foundation.people.cleaning import clean_address
from foundation.people.errors import AddressTaken
from foundation.people.models import Person


@transaction.atomic
def add_address(person_id: UUID, *, email: str, by: Person) -> EmailAddress:
    """Claim an address and mail it a link; it counts when the link was used.

    Somebody else's address is taken as well, so that nobody learns here who has an account; it can never be confirmed.
    """
    person = _locked(person_id, by)
    address = clean_address(email)
    held = EmailAddress.objects.filter(user=person)
    if held.filter(email=address).exists():
        raise InvalidInput(_("This address is in your list already."), code="address-known", field="email")
    if held.count() >= settings.ACCOUNT_MAX_EMAIL_ADDRESSES:
        raise InvalidInput(
            _("You can have at most %(limit)s addresses. Remove one first.")
            % {"limit": settings.ACCOUNT_MAX_EMAIL_ADDRESSES},
            code="addresses-full",
            field="email",
        )
    added = EmailAddress.objects.create(user=person, email=address)
    audit.record("person.address_added", on=person, by=by)
    added.send_confirmation()
    return added


@transaction.atomic
def mail_address_again(address_id: int, *, by: Person) -> EmailAddress:
    """Mail the link once more to an address that was not confirmed yet."""
    address = _own_address(address_id, by)
    if address.verified:
        raise WrongState(_("This address was confirmed already."), code="address-confirmed")
    address.send_confirmation()
    return address


@transaction.atomic
def make_address_primary(address_id: int, *, by: Person) -> EmailAddress:
    """The address that mail goes to. Only a confirmed one."""
    _locked(by.pk, by)
    address = _own_address(address_id, by)
    if not address.verified:
        raise WrongState(
            _("Confirm this address first, with the link in the mail that we sent to it."), code="address-unconfirmed"
        )
    if address.primary:
        return address
    try:
        with transaction.atomic():
            address.set_as_primary()
    except IntegrityError:
        raise AddressTaken from None
    audit.record("person.address_made_primary", on=by, by=by)
    return address


@transaction.atomic
def remove_address(address_id: int, *, by: Person) -> None:
    """Take an address away. The one that mail goes to stays: somebody must be able to sign in and be reached."""
    _locked(by.pk, by)
    address = _own_address(address_id, by)
    if address.primary:
        raise WrongState(
            _("Mail goes to this address. Choose another address for your mail first."), code="address-primary"
        )
    address.delete()
    audit.record("person.address_removed", on=by, by=by)


def _locked(person_id: UUID, by: Person) -> Person:
    person = Person.objects.select_for_update().get(pk=person_id)
    rules.require_self(person, by)
    return person


def _own_address(address_id: int, by: Person) -> EmailAddress:
    address = EmailAddress.objects.select_related("user").filter(pk=address_id, user=by).first()
    if address is None:
        raise NotFound(_("This address is not there."))
    return address
