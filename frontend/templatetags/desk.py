"""Rows of the desk that stand there by the hundred: written out here, since an include for each took most of the page's time."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from frontend.forms.professional.desk_fields import Field

register = template.Library()


@register.simple_tag
def desk_mark(field: Field, marks: Sequence[tuple[str, str]]) -> SafeString:
    """One letter of VRAAK: yes, partly or no. ``marks``: value and word of each."""
    name, value = escape(field.name), field.value
    choices = "".join(
        f'<label class="choice"><input class="choice__control" type="radio" name="{name}" value="{escape(mark)}"'
        f"{' checked' if mark == value else ''}><span>{escape(word)}</span></label>"
        for mark, word in marks
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
