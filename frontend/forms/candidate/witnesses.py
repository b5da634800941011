"""What a candidate fills in about witnesses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portfolio.models import Repetition


class CodeForm(forms.Form):
    """Which entries the person beside you saw; the newest day is ticked."""

    repetitions = forms.MultipleChoiceField(
        label=_("What did this person see?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one entry.")},
    )

    def __init__(self, data: Any = None, *, entries: Iterable[Repetition]) -> None:
        self.known = {str(entry.pk): entry for entry in entries}
        newest = max((entry.day for entry in self.known.values()), default=None)
        fresh = [
            pk for pk, entry in self.known.items() if entry.day == newest and entry.state == Repetition.State.NOTED
        ]
        super().__init__(data, initial={"repetitions": fresh})
        field = self.fields["repetitions"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (
                pk,
                format_html(
                    '{} – {}× {}<span class="choice__hint">{}</span>',
                    date_format(entry.day, "j F Y"),
                    entry.count,
                    entry.task,
                    entry.log.work_process.title,
                ),
            )
            for pk, entry in self.known.items()
        ]

    @property
    def chosen(self) -> list[Repetition]:
        return [self.known[pk] for pk in self.cleaned_data["repetitions"]]
