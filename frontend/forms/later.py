"""Fields that may wait: the form can be saved without them, and they don't say “optional”, since they do matter in the end.

A form with such fields sets ``use_required_attribute = False``: the browser must not insist either.
"""

from __future__ import annotations

from typing import Any

from django import forms


class _MayWait:
    def validate(self, value: Any) -> None:
        if value not in self.empty_values:  # type: ignore[attr-defined]
            super().validate(value)  # type: ignore[misc]


class LaterChoice(_MayWait, forms.ChoiceField):
    pass


class LaterMultipleChoice(_MayWait, forms.MultipleChoiceField):
    pass


class LaterText(_MayWait, forms.CharField):
    pass
