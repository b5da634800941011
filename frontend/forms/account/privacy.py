"""The form that asks whether erasing is meant."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    use_required_attribute = False
    address = forms.CharField(
        label=_("Type your e-mail address"),
        help_text=_("It can't be undone. With your address you say that you mean it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type one of your own e-mail addresses, to show that you mean it.")},
    )
