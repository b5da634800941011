"""Rows of the desk that stand there by the hundred: written out here, since an include for each took most of the page's time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from evc.assessments.selectors import Desk
from frontend.forms.professional.desk_fields import Field
from portfolio.dossier import FrozenFile, FrozenPractice
from portfolio.models import EvidenceKind

register = template.Library()


@register.simple_tag
def desk_mark(field: Field, marks: tuple[tuple[str, str], ...]) -> SafeString:
    """One letter of VRAAK: yes, partly or no. ``marks``: value and word of each."""
    begin = f'<label class="choice"><input class="choice__control" type="radio" name="{escape(field.name)}" value="'
    choices = "".join(
        f'{begin}{value}"{" checked" if mark == field.value else ""}><span>{word}</span></label>'
        for mark, value, word in _escaped(marks)
    )
    return mark_safe(  # noqa: S308 -- each part was escaped above
        '<fieldset class="utrecht-form-fieldset utrecht-form-fieldset--plain"><legend class="small">'
        f'<span class="chip__letter" aria-hidden="true">{escape(field.letter)}</span> {escape(field.label)}</legend>'
        f'<div class="choices choices--row">{choices}</div></fieldset>'
    )


@register.simple_tag
def desk_remark(field: Field) -> SafeString:
    """A short text beside a judgement."""
    name = escape(field.name)
    return mark_safe(  # noqa: S308 -- each part was escaped above
        f'<div class="utrecht-form-field"><label class="utrecht-form-label" for="id-{name}">{escape(field.label)}</label>'
        f'<textarea class="utrecht-textarea" id="id-{name}" name="{name}" rows="2">\n{escape(field.value)}</textarea></div>'
    )


@register.simple_tag
def desk_other_items(desk: Desk) -> SafeString:
    """The rest of the dossier, an item a line, with what opens its files."""
    kinds = {kind: escape(EvidenceKind(kind).label) for kind in {item.kind for item in desk.other_items}}
    return mark_safe(  # noqa: S308 -- each part was escaped here or in _look_link
        "".join(
            f'<li class="list__item">{escape(item.title)} <span class="quiet small">{kinds[item.kind]}</span>'
            f"{''.join(_look_link(desk, file) for file in item.files)}</li>"
            for item in desk.other_items
        )
    )


@register.simple_tag
def desk_repetitions(practice: FrozenPractice) -> SafeString:
    """The entries of a practice log, one a line."""
    return mark_safe("".join(_repetition(entry) for entry in practice.repetitions))  # noqa: S308 -- escaped in _repetition


@lru_cache(maxsize=8)
def _escaped(marks: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    """Each mark as it is, and it and its word as they are written: the same three for every letter."""
    return tuple((mark, escape(mark), escape(word)) for mark, word in marks)


def _look_link(desk: Desk, file: FrozenFile) -> str:
    if file.page_count:
        address = reverse("desk-page", args=[desk.assessment.pk, file.id, 1])
    else:
        address = reverse("desk-look", args=[desk.assessment.pk, file.id])
    return f' · <a data-look href="{address}?at={desk.current.work_process.pk}">{escape(file.name)}</a>'


def _repetition(entry: Mapping[str, Any]) -> str:
    said = [entry["day"], entry["task"], f"{entry['count']}×", entry["witness"]]
    if because := entry.get("because"):
        said.append(_("correction: %(because)s") % {"because": because})
    return f'<li class="list__item">{escape(" · ".join(said))}</li>'
