"""Pointing at a place: until which page, or from which moment to which."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.pointing import clock

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")


class MomentField(forms.CharField):
    """Minutes and seconds, or hours too: 1:05 or 1:02:05; cleaned to seconds."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=10, widget=forms.TextInput(attrs={"inputmode": "text", "size": 8}), **options)

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        match = _CLOCK.fullmatch(text.strip())
        if match is None:
            raise forms.ValidationError(_("Write a moment as minutes and seconds, for example 1:05."))
        return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])


class PagesForm(forms.Form):
    """Beside the page that is shown."""

    use_required_attribute = False
    page_until = forms.IntegerField(label=_("Until page"), min_value=1, required=False)
    note = forms.CharField(label=_("What should they look at?"), max_length=300, required=False)


class MomentsForm(forms.Form):
    """Beside the player."""

    use_required_attribute = False
    second_from = MomentField(label=_("From (minutes:seconds)"))
    second_until = MomentField(label=_("Until (minutes:seconds)"), required=False)
    note = forms.CharField(label=_("What should they look or listen at?"), max_length=300, required=False)
