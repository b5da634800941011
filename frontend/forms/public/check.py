"""A badge to be checked: a file, or an address, code or JSON as text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_FILE_BYTES = 8 * 1024 * 1024
_MAX_TEXT = 1_000_000  # characters: a badge as JSON may be pasted
TOO_LARGE = _("This file is larger than 8 MB. A badge or report is smaller. Ask the owner for the original file.")


class CheckForm(forms.Form):
    """``email`` is only there to be compared; nothing of this form is kept."""

    file = forms.FileField(
        label=_("Choose the badge or the report"),
        help_text=_(
            "The picture (PNG or SVG), the report (PDF), or the JSON or text file that you got. We do not keep it."
        ),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": ".png,.svg,.pdf,.json,.jwt,.txt,image/png,image/svg+xml,application/pdf,application/json,text/plain",
                "data-max-bytes": MAX_FILE_BYTES,
            }
        ),
    )
    address = forms.CharField(
        label=_("Or type its address or code"),
        help_text=_(
            "The code stands under the medal: twelve letters and digits. With a report you can type it too: then we see whether "
            "they belong together."
        ),
        required=False,
        max_length=_MAX_TEXT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
    email = forms.CharField(required=False, max_length=254)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size == 0:
            raise forms.ValidationError(_("This file is empty. Choose another one, or ask the owner to send it again."))
        if file is not None and file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(TOO_LARGE, code="too-large")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("address"):
            raise forms.ValidationError(_("Choose a file, or type an address or code."), code="nothing-given")
        return cleaned
