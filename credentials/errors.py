"""What can be wrong with issuing and withdrawing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foundation.errors import InvalidInput, WrongState


class AlreadyRevoked(WrongState):
    def __init__(self) -> None:
        super().__init__(_("This badge was withdrawn already."), code="badge.already-revoked")


class NoReason(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            _("Say why the badge is withdrawn. Whoever checks it will read that."),
            code="badge.no-reason",
            field="because",
        )


class KeyDoesNotOpen(WrongState):
    """The secret that encrypts signing keys is another than the one they were made with."""

    def __init__(self) -> None:
        super().__init__(
            _("The signing key can't be opened. Ask the operator to restore ERKEND_KEY_SECRET."),
            code="issuer.key-secret",
        )
