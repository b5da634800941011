"""An entry requirement, met or not, with its proof."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models import EntryRequirement


class RequirementForm(forms.Form):
    title = forms.CharField(
        label=_("What is required?"), help_text=_("For example: three years of work in this field."), max_length=300
    )
    finding = forms.ChoiceField(
        label=_("Is it met?"),
        choices=EntryRequirement.Finding.choices,
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        error_messages={"required": _("Choose whether it is met.")},
    )
    proof = forms.CharField(
        label=_("With which proof?"), help_text=_("For example: diploma of 2018, seen."), max_length=500, required=False
    )
