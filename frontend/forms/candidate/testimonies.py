"""Asking somebody for a testimony."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from evc.standards.models import WorkProcess


class AskTestimonyForm(forms.Form):
    """Whom, and what about: in one's own words, and which work it is."""

    name = forms.CharField(label=_("Whom do you ask?"), max_length=200)
    email = forms.CharField(
        label=_("Their e-mail address"),
        help_text=_("They get a mail with a link, and need no account."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    function = forms.CharField(
        label=_("What is their work?"), help_text=_("For example: team leader in my district."), max_length=200
    )
    question = forms.CharField(
        label=_("What should they write about?"),
        help_text=_("Name one or two moments that they saw. They read this as you write it."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    work_processes = forms.MultipleChoiceField(
        label=_("Which work is it about?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    language = forms.ChoiceField(
        label=_("In which language do we mail them?"),
        choices=[("nl", "Nederlands"), ("en", "English")],
        initial=settings.LANGUAGE_CODE,
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
    )

    def __init__(self, data: Any = None, *, work_processes: Iterable[WorkProcess]) -> None:
        super().__init__(data)
        self.known = {str(row.pk): row for row in work_processes}
        field = self.fields["work_processes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (heading, [(str(row.pk), row.title) for row in rows])
            for heading, rows in groupby(
                self.known.values(), key=lambda row: f"{row.version.standard.title}: {row.core_task.title}"
            )
        ]
        if not self.known:
            del self.fields["work_processes"]

    @property
    def asked(self) -> dict[str, Any]:
        """What ``ask_testimony`` takes."""
        chosen = [self.known[pk] for pk in self.cleaned_data.get("work_processes", [])]
        return self.cleaned_data | {"work_processes": chosen}
