"""What can be wrong with issuing and withdrawing."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.errors import InvalidInput, Unavailable, WrongState


class AlreadyRevoked(WrongState):
    def __init__(self) -> None:
        super().__init__(_("This badge was withdrawn already."), code="badge.already-revoked")


class NoReason(InvalidInput):
    def __init__(self, message: Any) -> None:
        super().__init__(message, code="badge.no-reason", field="because")


class AlreadySuspended(WrongState):
    def __init__(self) -> None:
        super().__init__(_("This badge is suspended already."), code="badge.already-suspended")


class NotSuspended(WrongState):
    def __init__(self) -> None:
        super().__init__(_("This badge is not suspended, so there is nothing to lift."), code="badge.not-suspended")


class CanNotBeSuspended(WrongState):
    """It was issued with one status entry, that of revocation."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This badge was issued in a way that it can't be suspended. It can only be withdrawn, which is for good."
            ),
            code="badge.no-suspension",
        )


class KeyDoesNotOpen(WrongState):
    """The secret that encrypts signing keys is another than the one they were made with."""

    def __init__(self) -> None:
        super().__init__(
            _("The signing key can't be opened. Ask the operator to restore ERKEND_KEY_SECRET."),
            code="issuer.key-secret",
        )


class ModuleUnavailable(Unavailable):
    """The security module with the signing key can't be used. ``reason`` is for the operator: a code, never the PIN."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            _("The security module that holds the signing key does not answer. Nothing was signed; try again later."),
            code="issuer.module-unavailable",
            reason=reason,
        )


class KeyAlreadyRevoked(WrongState):
    def __init__(self) -> None:
        super().__init__(_("This key was revoked already."), code="issuer.key-already-revoked")


class RevokedInTheFuture(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _("Choose today or a day before: from then on nothing counts that the key signs."),
            code="issuer.revoked-in-the-future",
            field="since",
        )


class UnusableSeal(InvalidInput):
    """What an administrator brought along to seal with can't be used; ``reason`` is that of ``foundation.pdf_seals``."""

    _SENTENCES = MappingProxyType(
        {
            "password": _("The password doesn't open this file. Type it again."),
            "no-key": _("There is no private key in this file. Export the certificate again, with its key."),
            "other-key": _("The certificate and the key in this file don't belong together. Export them together."),
            "kind": _("This kind of key can't seal. Ask for a certificate with an RSA, EC or Ed25519 key."),
            "purpose": _("This certificate was not made for signing. Ask for one for sealing documents (e-seal)."),
            "expired": _("This certificate has expired, or doesn't count yet. Ask for a new one."),
            "damaged": _("This file can't be read. Add a PKCS #12 file (.p12, .pfx) or a PEM file."),
        }
    )

    def __init__(self, reason: str) -> None:
        field = "password" if reason == "password" else "file"
        super().__init__(self._SENTENCES[reason], code=f"seal.{reason}", field=field)
