"""Whose work it is: alone or with others, and which tools were used for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portfolio.models import Authorship

_EMPTY_ROWS = 2
_MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class ToolRow:
    """The three fields of one tool."""

    name: forms.BoundField
    is_ai: forms.BoundField
    used_for: forms.BoundField


class AuthorshipForm(forms.Form):
    """Filled with the newest answer. A row of a tool that is left empty is none."""

    use_required_attribute = False
    made_by = forms.ChoiceField(
        label=_("Who made this?"),
        choices=Authorship.MadeBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who made this.")},
    )
    with_whom = forms.CharField(
        label=_("With whom?"),
        help_text=_("Names or functions, for example: two colleagues of my team."),
        max_length=300,
        required=False,
    )
    own_part = forms.CharField(
        label=_("Which part did you make yourself?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, newest: Authorship | None = None) -> None:
        known: Sequence[dict[str, Any]] = newest.tools if newest else ()
        initial: dict[str, Any] = {}
        if newest is not None:
            initial = {"made_by": newest.made_by, "with_whom": newest.with_whom, "own_part": newest.own_part}
        super().__init__(data, initial=initial)
        self._rows = min(max(len(known) + 1, _EMPTY_ROWS), _MOST_ROWS)
        for row in range(self._rows):
            tool = known[row] if row < len(known) else {}
            self.fields[f"tool_{row}_name"] = forms.CharField(
                label=_("Which tool?"), max_length=100, required=False, initial=tool.get("name", "")
            )
            self.fields[f"tool_{row}_is_ai"] = forms.BooleanField(
                label=_("It is AI, or has AI in it"), required=False, initial=tool.get("is_ai", False)
            )
            self.fields[f"tool_{row}_used_for"] = forms.CharField(
                label=_("What did you use it for?"), max_length=500, required=False, initial=tool.get("used_for", "")
            )

    @property
    def tools(self) -> list[ToolRow]:
        return [
            ToolRow(self[f"tool_{row}_name"], self[f"tool_{row}_is_ai"], self[f"tool_{row}_used_for"])
            for row in range(self._rows)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in range(self._rows):
            name, used_for = cleaned.get(f"tool_{row}_name", ""), cleaned.get(f"tool_{row}_used_for", "")
            if name and not used_for:
                self.add_error(f"tool_{row}_used_for", _("Say of each tool what you used it for."))
            if used_for and not name:
                self.add_error(f"tool_{row}_name", _("Give each tool its name."))
        return cleaned

    @property
    def answer(self) -> dict[str, Any]:
        """For ``portfolio.say_authorship``."""
        cleaned = self.cleaned_data
        tools = [
            {name: cleaned[f"tool_{row}_{name}"] for name in ("name", "is_ai", "used_for")} for row in range(self._rows)
        ]
        return {name: cleaned[name] for name in ("made_by", "with_whom", "own_part")} | {"tools": tools}
