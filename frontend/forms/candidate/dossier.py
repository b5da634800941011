"""Forms for sharing and handing in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from frontend.forms.later import LaterMultipleChoice
from portfolio import statements
from portfolio.models import EvidenceItem


class ShareForm(forms.Form):
    use_required_attribute = False
    items = LaterMultipleChoice(label=_("Share with this trajectory"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, groups: Sequence[tuple[str, Sequence[EvidenceItem]]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["items"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (heading, [(str(item.pk), _label(item)) for item in items]) for heading, items in groups if items
        ]


class HandInForm(forms.Form):
    """Said before the dossier is frozen."""

    understood = forms.BooleanField(
        label=_("I know that what I hand in can't be changed any more"),
        error_messages={"required": _("Tick this first. After handing in nothing can be changed.")},
    )
    stated = forms.BooleanField(
        label=statements.WHOLE,
        error_messages={"required": _("Tick this when it is true. Is it not? Say at the item whose work it is.")},
    )


def _label(item: EvidenceItem) -> str:
    return format_html('{}<span class="choice__hint">{}</span>', item.title, item.get_kind_display())
