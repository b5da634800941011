"""What somebody changes of their own account."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.people.cleaning import ADDRESS_LENGTH, NAME_LENGTH
from foundation.people.services.tokens import ISSUE, LONGEST_DAYS, VERIFY
from frontend.forms.account.signing import PASSWORD_HELP

_OWN_SCOPES = [("read", _("Read what I may see")), ("write", _("Change what I may change"))]
_ORGANISATION_SCOPES = [
    (VERIFY, _("Verify credentials of anybody")),
    (ISSUE, _("Sign credentials in the name of an organisation that I administer")),
]


class PersonForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        help_text=_("As others see it. What was issued before keeps the name that was in it."),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of pages and mail"),
        choices=[("", _("As my browser asks")), ("nl", "Nederlands"), ("en", "English")],
        required=False,
    )


class AddressForm(forms.Form):
    email = forms.CharField(
        label=_("E-mail address to add"),
        help_text=_("We mail it a link. When you have used that, you can sign in with this address too."),
        max_length=ADDRESS_LENGTH,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class TokenForm(forms.Form):
    """``is_administrator``: offers what a program of an organisation needs besides."""

    name = forms.CharField(
        label=_("What is it for?"), help_text=_("For example the name of the program that uses it."), max_length=100
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=_OWN_SCOPES,
        widget=forms.CheckboxSelectMultiple,
        initial=["read"],
    )
    days = forms.IntegerField(
        label=_("For how many days?"), min_value=1, max_value=LONGEST_DAYS, initial=90, help_text=_("At most 365.")
    )

    def __init__(self, data: QueryDict | None = None, *, is_administrator: bool = False) -> None:
        super().__init__(data)
        if is_administrator:
            scopes = cast(forms.MultipleChoiceField, self.fields["scopes"])
            scopes.choices = [*_OWN_SCOPES, *_ORGANISATION_SCOPES]


class JoinForm(forms.Form):
    """A new account, from an invitation: the address is known and proven."""

    name = forms.CharField(
        label=_("Your name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SureForm(forms.Form):
    """Nothing to fill in: sending it is saying yes. Carries what went wrong."""
