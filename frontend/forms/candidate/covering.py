"""Blocks over a picture or a page, as numbers: drawn with a script or typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

_SIDES = ("x", "y", "width", "height")
_EMPTY_ROWS = 2
_MOST_ROWS = 300


class BoxForm(forms.Form):
    """One block, in percent of the page from its top left corner; a row that is left empty is none."""

    use_required_attribute = False
    page = forms.IntegerField(label=_("Page"), min_value=1, required=False)
    x = forms.FloatField(label=_("From the left (%)"), min_value=0, max_value=100, required=False)
    y = forms.FloatField(label=_("From the top (%)"), min_value=0, max_value=100, required=False)
    width = forms.FloatField(label=_("Wide (%)"), min_value=0, max_value=100, required=False)
    height = forms.FloatField(label=_("High (%)"), min_value=0, max_value=100, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.widget.attrs |= {"step": "1" if name == "page" else "any", "data-box": name}

    @property
    def box(self) -> dict[str, Any] | None:
        """In fractions, for ``portfolio.cover_file``; None for an empty row."""
        cleaned = self.cleaned_data
        if all(cleaned.get(side) is None for side in _SIDES):
            return None
        sides = {side: None if cleaned[side] is None else cleaned[side] / 100 for side in _SIDES}
        return {"page": cleaned.get("page") or 1, **sides}


@dataclass(frozen=True, slots=True)
class Blocks:
    """The rows of the form; ``empty`` is the pattern of a new one, for the script."""

    rows: tuple[BoxForm, ...]
    empty: BoxForm

    def with_empty_rows(self, *, page: int) -> Blocks:
        """Some rows more to fill in, for this page."""
        known = [int(str(row.prefix).split("-")[1]) for row in self.rows]
        first = max(known, default=-1) + 1
        more = [BoxForm(prefix=f"box-{first + number}", initial={"page": page}) for number in range(_EMPTY_ROWS)]
        return Blocks((*self.rows, *more), self.empty)

    def is_valid(self) -> bool:
        checked = [row.is_valid() for row in self.rows]  # each, so that each says what is wrong with it
        return all(checked)

    @property
    def boxes(self) -> list[dict[str, Any]]:
        return [box for row in self.rows if (box := row.box) is not None]


def blocks_of(boxes: Sequence[Mapping[str, Any]]) -> Blocks:
    """Filled with the boxes of now."""
    filled = [
        BoxForm(
            prefix=f"box-{number}",
            initial={"page": box["page"]} | {side: round(box[side] * 100, 2) for side in _SIDES},
        )
        for number, box in enumerate(boxes)
    ]
    return Blocks(tuple(filled), BoxForm(prefix="box-new"))


def blocks_sent(data: QueryDict) -> Blocks:
    """As they were sent; a row that was left empty, or whose ``remove`` is ticked, is left out."""
    numbers = sorted({int(name.split("-")[1]) for name in data if _is_row(name)})[:_MOST_ROWS]
    rows = [
        BoxForm(data, prefix=f"box-{number}")
        for number in numbers
        if f"box-{number}-remove" not in data and any(data.get(f"box-{number}-{side}") for side in _SIDES)
    ]
    return Blocks(tuple(rows), BoxForm(prefix="box-new"))


def _is_row(name: str) -> bool:
    parts = name.split("-")
    return len(parts) == 3 and parts[0] == "box" and parts[1].isascii() and parts[1].isdigit() and len(parts[1]) < 5
