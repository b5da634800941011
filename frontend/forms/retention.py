"""How long a class of data is kept."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from evc.retention.classes import LONGEST


class TermForm(forms.Form):
    months = forms.IntegerField(
        label=_("Months"),
        help_text=_("From the day on which a trajectory ended. Leave it empty to keep this without an end."),
        min_value=1,
        max_value=LONGEST,
        required=False,
        widget=forms.NumberInput(attrs={"class": "utrecht-textbox--short"}),
    )
    because = forms.CharField(
        label=_("Why this long?"),
        help_text=_("Candidates read it, for example which rule or selection list asks for it."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
