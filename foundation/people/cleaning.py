"""Names and addresses as people type them, made fit to store and compare."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from foundation.errors import InvalidInput

NAME_LENGTH = 200
ADDRESS_LENGTH = 254
# They join letters and emoji; every other invisible format character can turn a line around or hide a word.
_JOINERS = "\u200c\u200d"


def clean_name(name: str, *, field: str = "name") -> str:
    """A name in one line: any script and emoji, composed form (NFC), no control or direction characters.

    Raises InvalidInput when nothing is left or it is too long.
    """
    composed = unicodedata.normalize("NFC", name)
    seen = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in composed if _may_stay(letter))
    cleaned = " ".join(seen.split())
    if not cleaned.strip(_JOINERS):
        raise InvalidInput(_("Fill in a name."), code="name-missing", field=field)
    if len(cleaned) > NAME_LENGTH:
        raise InvalidInput(
            _("This name is too long. Use at most %(limit)s characters.") % {"limit": NAME_LENGTH},
            code="name-too-long",
            field=field,
        )
    return cleaned


def _may_stay(letter: str) -> bool:
    """Not a lone surrogate, private or unassigned mark, nor an invisible format character other than a joiner."""
    category = unicodedata.category(letter)
    return category not in {"Cf", "Cs", "Co", "Cn"} or letter in _JOINERS


def clean_address(address: str, *, field: str = "email") -> str:
    """An e-mail address in lower case, so that comparing is comparing bytes, on every database alike.

    Only ASCII: lower-casing other letters can make two addresses one (the Kelvin sign becomes a k), and one spelling of a
    domain can belong to somebody else. A domain with other letters has an ASCII form ("xn--…"), which is accepted.
    """
    stripped = address.strip()
    try:
        if not stripped.isascii() or len(stripped) > ADDRESS_LENGTH:
            raise ValidationError("not an address")
        validate_email(stripped)
    except ValidationError:
        raise InvalidInput(
            _(
                "This is not an e-mail address that we can use. Write it like name@example.org, without accents or spaces."
            ),
            code="address-invalid",
            field=field,
        ) from None
    return stripped.lower()
