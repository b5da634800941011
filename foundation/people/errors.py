"""What can go wrong with people, organisations and invitations."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState


class AddressTaken(InvalidInput):
    code = "address-taken"

    def __init__(self) -> None:
        super().__init__(
            _("There is an account with this e-mail address already. Sign in with it, or ask for a new password."),
            field="email",
        )


class WeakPassword(InvalidInput):
    """``messages`` says what is wrong with it, a sentence each."""

    code = "password-weak"

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__(" ".join(messages), field="password")
        self.messages = list(messages)


class UnknownRole(InvalidInput):
    code = "role-unknown"

    def __init__(self, role: str) -> None:
        super().__init__(
            _("There is no role '%(role)s'. Choose one from the list.") % {"role": role}, field="roles", role=role
        )


class SlugTaken(InvalidInput):
    code = "slug-taken"

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("Another organisation has the short name '%(slug)s'. Choose another one.") % {"slug": slug},
            field="slug",
            slug=slug,
        )


class LastAdministrator(WrongState):
    code = "last-administrator"

    def __init__(self) -> None:
        super().__init__(
            _("This is the last administrator of the organisation. Make somebody else administrator first.")
        )


class InvitationGone(NotFound):
    code = "invitation-gone"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This invitation was used, withdrawn or renewed, or its time is over. Ask the organisation for a new one."
            )
        )


class SignInFirst(NotAllowed):
    """The invited address belongs to an account: its owner signs in before accepting."""

    code = "sign-in-first"

    def __init__(self) -> None:
        super().__init__(
            _("You have an account with this address already. Sign in with it and open the link in the mail again.")
        )


class SomebodyElsesInvitation(NotAllowed):
    code = "somebody-elses-invitation"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This invitation is for another account than the one you signed in with. Sign out, and sign in as that account."
            )
        )
