"""Forms of the quality officer, and of whoever writes advice on what is missing."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class ReleaseForm(forms.Form):
    remark = forms.CharField(
        label=_("Remark"),
        help_text=_("For the file; the candidate doesn't get this in the mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )


class SendBackForm(forms.Form):
    because = forms.CharField(
        label=_("What has to be put right?"),
        help_text=_("Both assessors read this. Name the work process and what is missing."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say what has to be put right. Without it the assessors can't start.")},
    )


class AdviceForm(forms.Form):
    advice = forms.CharField(
        label=_("What closes the gap?"),
        help_text=_("Name experience, practice or a module. The candidate reads this in the report."),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )
    modules = forms.MultipleChoiceField(
        label=_("Courses that close it"),
        help_text=_("On offer for this work process. The candidate reads them with your advice."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, modules: list[tuple[str, str]], **kwargs: Any) -> None:
        """``modules``: those on offer, as choices; without any the question is not asked."""
        super().__init__(*args, **kwargs)
        if modules:
            cast(forms.MultipleChoiceField, self.fields["modules"]).choices = modules
        else:
            del self.fields["modules"]

    def clean_modules(self) -> list[UUID]:
        return [UUID(pk) for pk in self.cleaned_data["modules"]]


class RevokeForm(forms.Form):
    because = forms.CharField(
        label=_("Why?"),
        help_text=_("Whoever checks the badge reads this. Write no names."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why the badge is withdrawn. Whoever checks it will read that.")},
    )


class SuspendForm(forms.Form):
    because = forms.CharField(
        label=_("Why?"),
        help_text=_("Whoever checks the badge reads this. Write no names."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why the badge is suspended. Whoever checks it will read that.")},
    )
