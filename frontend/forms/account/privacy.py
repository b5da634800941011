"""Taking a portfolio in, and whether erasing is meant."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TakeInForm(forms.Form):
    file = forms.FileField(
        label=_("Choose the ZIP"),
        help_text=_("As Erkend made it, whole and under any name."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": _("Choose a file first.")},
    )


class EraseForm(forms.Form):
    use_required_attribute = False
    address = forms.CharField(
        label=_("Type your e-mail address"),
        help_text=_("It can't be undone. With your address you say that you mean it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type one of your own e-mail addresses, to show that you mean it.")},
    )
