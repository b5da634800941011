"""Tags and filters of the look: `{% load erkend %}`. They draw and phrase; nothing here decides anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BoundField, CheckboxInput
from django.http import HttpRequest
from django.template.context import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from frontend.icons import ICONS
from frontend.languages import OFFERED
from frontend.rings import segments, share
from portfolio.reading.sentences import signature_sentence

register = template.Library()

STATE_WORDS = {
    "recognised": gettext_lazy("Recognised"),
    "partly": gettext_lazy("Partly recognised"),
    "not-yet": gettext_lazy("Not yet"),
    "waiting": gettext_lazy("Waiting"),
    "busy": gettext_lazy("In progress"),
    "stop": gettext_lazy("Stopped"),
}

FINDING_WORDS = {
    "passed": gettext_lazy("Correct"),
    "failed": gettext_lazy("Not correct"),
    "not-checked": gettext_lazy("Could not be checked"),
    "absent": gettext_lazy("Not applicable"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A symbol of `frontend.icons`, hidden from screen readers: the words stand beside it. An unknown name is a KeyError."""
    return format_html(
        '<svg class="icon icon--{}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" '
        'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        name,
        SafeString(ICONS[name]),
    )


@register.simple_tag
def status(state: str, word: str = "", plain: bool = False) -> SafeString:
    """A word, a shape and a colour for a state: recognised, partly, not-yet, waiting, busy or stop. ``plain``: no background."""
    state = str(state).replace("_", "-")
    return format_html(
        '\n<span class="status status--{}{}">{}{}</span>\n',
        state,
        " status--plain" if plain else "",
        icon(state),
        word or STATE_WORDS[state],
    )


@register.filter
def finding_word(finding: str) -> str:
    """The word beside a check's tick, cross or question mark."""
    return str(FINDING_WORDS[str(finding)])


@register.inclusion_tag("components/progress_ring.html")
def progress_ring(done: int, total: int, words: str = "", large: bool = False) -> dict[str, Any]:
    """A ring with the number inside and the same in words beside it ("17 of 25 confirmed")."""
    return {
        "done": done,
        "total": total,
        "percent": share(done, total),
        "words": words or _("%(done)s of %(total)s") % {"done": done, "total": total},
        "large": large,
    }


@register.inclusion_tag("components/segment_ring.html")
def segment_ring(states: Sequence[str], words: str, large: bool = False, number: str = "") -> dict[str, Any]:
    """The ring of the medal: one segment a work process, closed when recognised, thin when partly, faint when not yet."""
    return {"segments": segments([str(state) for state in states]), "words": words, "large": large, "number": number}


@register.inclusion_tag("components/bar.html")
def bar(label: str, value: float, total: float, word: str, state: str = "") -> dict[str, Any]:
    """A result as a bar with its word ("Recognised", "8 of 16 hours")."""
    return {"label": label, "percent": share(value, total), "word": word, "state": str(state).replace("_", "-")}


@register.filter
def long_date(value: date | datetime | None) -> str:
    """24 november 2026, in the language of the page; a moment is told in local time."""
    return date_format(_local(value), "j F Y") if value else ""


@register.filter
def long_moment(value: datetime | None) -> str:
    """24 november 2026 14:30, in local time."""
    return date_format(_local(value), "j F Y H:i") if value else ""


@register.filter
def day_month(value: date | datetime | None) -> str:
    """24 november: for a list in which the year goes without saying."""
    return date_format(_local(value), "j F") if value else ""


@register.filter
def iso_date(value: date | datetime | None) -> str:
    """2026-11-24, for the `datetime` attribute of `<time>`."""
    return _local(value).strftime("%Y-%m-%d") if value else ""


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language of the switch; `href` is the present page in that language."""

    code: str
    name: str
    href: str
    current: bool


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """The languages on offer, each with the address of this page in it (`?lang=`)."""
    request: HttpRequest | None = context.get("request")
    current = (get_language() or OFFERED[0]).partition("-")[0]
    links = []
    for code in OFFERED:
        query = request.GET.copy() if request else None
        if query is not None:
            query["lang"] = code
        href = f"?{query.urlencode() if query is not None else urlencode({'lang': code})}"
        links.append(LanguageLink(code, get_language_info(code)["name_local"].capitalize(), href, code == current))
    return links


@register.filter
def signature_words(signature: Mapping[str, str] | None) -> str:
    """What is to be said of a file's digital signature; nothing where nobody looked."""
    return signature_sentence(signature or {})


@register.filter
def nth(values: Sequence[Any], index: int) -> Any:
    """The value at this place, so that a cell can name its column."""
    return values[index]


@register.filter
def first_control_id(field: BoundField) -> str:
    """The id to jump to from the error summary: of a group of choices that is its first choice."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)
