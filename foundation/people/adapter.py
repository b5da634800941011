"""What allauth asks of us: nobody signs up by themselves, and its mail goes through our outbox in the reader's language."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from foundation.addresses import public_address
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.jobs.mail import queue_mail
from foundation.people.cleaning import clean_address
from foundation.people.models import Person

# allauth's mails that our settings leave: no sign-up, no codes, nothing to addresses that have no account.
_OUR_TEMPLATE = {
    "account/email/email_confirmation": "confirm_address",
    "account/email/password_reset_key": "password_reset",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth gives no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """New people come by invitation."""
        return False

    def clean_email(self, email: str) -> str:
        try:
            return clean_address(email)
        except InvalidInput as error:
            raise ValidationError(str(error), code=error.code) from None

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every request is a mail of its own; allauth's rate limits keep it from being too many."""
        person: Person = context["user"]
        queue_mail(
            _OUR_TEMPLATE[template_prefix],
            to=email,
            language=person.language or translation.get_language() or "",
            key=f"account:{uuid.uuid4()}",
            name=person.name,
            address=email,
            link=context.get("activate_url") or context["password_reset_url"],
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """From the public address, not from the request: whoever asks chooses the Host header."""
        uid, _hyphen, secret = key.partition("-")
        return public_address(reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": secret}))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        return public_address(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed:
            audit.record("person.address_confirmed", on=email_address.user, by=email_address.user)
        return confirmed

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        super().set_password(user, password)
        assert isinstance(user, Person)
        audit.record("person.password_set", on=user, by=user)
