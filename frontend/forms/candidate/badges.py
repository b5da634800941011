"""A badge from elsewhere: its file, or where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.public.check import MAX_FILE_BYTES, TOO_LARGE


class BadgeForm(forms.Form):
    file = forms.FileField(
        label=_("Choose the badge"),
        help_text=_("The picture (PNG or SVG), or the JSON or text file that you got."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": ".png,.svg,.json,.jwt,.txt,image/png,image/svg+xml,application/json,text/plain",
                "data-max-bytes": MAX_FILE_BYTES,
            }
        ),
    )
    address = forms.CharField(
        label=_("Or paste its link"),
        help_text=_("The address that leads to the badge itself."),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(TOO_LARGE, code="too-large")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and cleaned.get("file") is None and not cleaned.get("address"):
            raise forms.ValidationError(_("Choose a file, or paste a link."), code="nothing-given")
        return cleaned
