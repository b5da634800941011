"""Cells of the board, by the hundred: written out here, since the tags for each took most of the page's time."""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from frontend.board_page import Cell, Line

register = template.Library()


@register.simple_tag
def phase_cells(line: Line) -> SafeString:
    """The days in each phase; in the one where it is now the word of its step stands above them."""
    return mark_safe("".join(_cell(line, cell) for cell in line.phases))  # noqa: S308 -- each part is escaped below


def _cell(line: Line, cell: Cell) -> str:
    kind = ""
    if cell.is_now:
        word, days = escape(line.state_word), escape(cell.days)
        inside = f'<span class="status status--{line.state} status--plain">{word}</span><br><strong>{days}</strong>'
    elif cell.days:
        inside = f'<span class="quiet">{escape(cell.days)}</span>'
    else:
        kind, inside = " board__phase--none", '<span class="quiet" aria-hidden="true">–</span>'
    return f'<td class="utrecht-table__cell{kind}" data-label="{escape(cell.label)}"><div>{inside}</div></td>'
