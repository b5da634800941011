"""Terms of keeping in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.retention.cases import Term
from evc.retention.classes import CLASSES
from evc.retention.selectors import ClassLine, ErasedLine, KeptLine
from frontend.templatetags.erkend import long_date


def term_in_words(term: Term) -> str:
    """“12 months after the end”."""
    if term.months is None:
        return _("without an end")
    said = ngettext(
        "%(count)s month after the trajectory ended", "%(count)s months after the trajectory ended", term.months
    )
    return said % {"count": term.months}


def reason_of(term: Term) -> str:
    """The organisation's own, or that of the class as long as it chose nothing."""
    return term.because or ("" if term.is_own else str(CLASSES[term.kept].because))


def until_in_words(line: KeptLine) -> str:
    """What becomes of it, for the candidate."""
    if line.erased_at is not None:
        return _("Erased on %(day)s") % {"day": long_date(line.erased_at)}
    if line.goes_on is not None:
        return _("Goes on %(day)s") % {"day": long_date(line.goes_on)}
    if line.until is not None:
        return _("Kept until %(day)s") % {"day": long_date(line.until)}
    return _("Kept: %(term)s") % {"term": term_in_words(line.term)}


def class_facts(line: ClassLine) -> list[dict[str, Any]]:
    """As ``components/data_list.html`` shows them."""
    own = _("chosen by your organisation") if line.term.is_own else _("the default; nobody chose a term yet")
    facts = [
        {"label": _("How long"), "value": f"{term_in_words(line.term)} ({own})"},
        {"label": _("Why"), "value": reason_of(line.term)},
        {"label": _("Next day"), "value": long_date(line.next_day) if line.next_day else _("None")},
    ]
    if line.told:
        said = ngettext("%(count)s candidate was told", "%(count)s candidates were told", line.told)
        facts.append({"label": _("Told"), "value": said % {"count": line.told}})
    if line.held:
        said = ngettext(
            "%(count)s case whose day is over: something in it is not finished yet",
            "%(count)s cases whose day is over: something in them is not finished yet",
            line.held,
        )
        facts.append({"label": _("Held back"), "value": said % {"count": line.held}})
    return [fact for fact in facts if fact["value"]]


def erased_rows(lines: list[ErasedLine]) -> list[list[str]]:
    """As ``components/table.html`` wants them."""
    return [[long_date(line.day), str(line.kept.label), str(line.count)] for line in lines]
