"""allauth's forms in our words: a label, a sentence of help, and errors that say what to do."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("At least 12 characters. A few words in a row are easy to remember.")
_EMAIL = _("E-mail address")
_WORDS = {
    "email_password_mismatch": _(
        "This address and password don't belong together. Try again, or ask for a new password below."
    ),
    "too_many_login_attempts": _("You tried too often. Wait a few minutes, or ask for a new password below."),
    "enter_current_password": _("This is not your present password. Type it again."),
}


def said_anew(error: ValidationError) -> ValidationError:
    """The same error in our words, where we have them."""
    words = _WORDS.get(getattr(error, "code", "") or "")
    return ValidationError(words, code=error.code) if words else error


def dress(form: forms.Form, name: str, *, label: Any, help_text: Any = "") -> None:
    """Our label and help on a field of allauth's, without a placeholder that repeats the label."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "login", label=_EMAIL)
        dress(self, "password", label=_("Password"))

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except ValidationError as error:
            raise said_anew(error) from None


class ForgottenForm(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "email", label=_EMAIL, help_text=_("Any address with which you sign in."))


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """One field: whoever mistypes it asks for another link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        dress(self, "password1", label=_("New password"), help_text=PASSWORD_HELP)


class ChangePasswordForm(allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        dress(self, "oldpassword", label=_("Present password"))
        dress(self, "password1", label=_("New password"), help_text=PASSWORD_HELP)

    def clean_oldpassword(self) -> str:
        try:
            return super().clean_oldpassword()
        except ValidationError as error:
            raise said_anew(error) from None
