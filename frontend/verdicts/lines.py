"""The line of each check, with its facts in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from credentials.core.report import Check, CheckName, Finding, Report
from credentials.models import Badge
from frontend.verdicts.checks import CHECKS

_SHOWN = (
    CheckName.READABLE,
    CheckName.PROOF,
    CheckName.ISSUER,
    CheckName.DATES,
    CheckName.STATUS,
    CheckName.HOLDER,
    CheckName.SCHEMA,
    CheckName.CONTEXT,
)
_DAY_OF = {
    "dates.expired": "valid-until",
    "dates.not-yet": "valid-from",
    "status.report-replaced": "replaced-at",
    "status.badge-withdrawn": "revoked-at",
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check as it is shown; ``finding`` is one of the four of the core."""

    finding: str
    title: str
    text: str = ""


def lines_of(report: Report, badge: Badge | None, *, can_compare: bool) -> list[CheckLine]:
    """In the order of interest to who wants to know whether it is real.

    ``can_compare``: the page asks for an e-mail address to compare with, where the badge is bound to one.
    """
    by_name = {check.name: check for check in report.checks if _is_shown(check, report, can_compare=can_compare)}
    lines: list[CheckLine] = []
    for name in _SHOWN:
        if (check := by_name.get(name)) is None:
            continue
        words, facts = CHECKS[check.code], facts_in_words(check, badge)
        lines.append(CheckLine(str(check.finding), filled(words.title, facts), filled(words.text, facts)))
        if name is CheckName.ISSUER and (called := _name_line(report, check)):
            lines.append(called)
    return lines


def facts_in_words(check: Check, badge: Badge | None) -> defaultdict[str, str]:
    """The facts by name, with ``_`` for ``-``; moments as days. "" for what is not there."""
    facts: defaultdict[str, str] = defaultdict(str)
    for key, value in check.facts.items():
        facts[key.replace("-", "_")] = _day(value) or str(value)
    if check.code == "status.revoked" and badge is not None and badge.revoked_at is not None:
        facts["day"] = date_format(timezone.localdate(badge.revoked_at), "j F Y")
        facts["reason"] = badge.revoked_because
    elif check.code == "status.suspended" and badge is not None and badge.suspended_at is not None:
        facts["day"] = date_format(timezone.localdate(badge.suspended_at), "j F Y")
        facts["reason"] = badge.suspended_because
    elif check.code in _DAY_OF:
        facts["day"] = _day(check.facts.get(_DAY_OF[check.code], ""))
    return facts


def filled(text: object, facts: Mapping[str, str]) -> str:
    return " ".join((str(text) % facts).split())


def _is_shown(check: Check, report: Report, *, can_compare: bool) -> bool:
    if report.is_presentation:
        # Dates and status are those of the badges that are shown, and who shows them is told in sentences of its own.
        says_something = check.finding is not Finding.ABSENT or check.name is CheckName.PROOF
        return says_something and check.code != "schema.data-model"
    if report.is_sealed_report and check.finding is Finding.ABSENT and check.code != "schema.report":
        return False
    if check.code == "holder.not-asked":
        return can_compare and report.summary is not None and report.summary.names_an_address
    return True


def _name_line(report: Report, check: Check) -> CheckLine | None:
    """What the issuer calls itself is only ticked where it has shown that it holds its own domain."""
    name = check.facts.get("name") or (report.summary.issuer_name if report.summary else "")
    if not name or check.finding is Finding.FAILED:
        return None
    if check.facts.get("domain-proven") == "yes":
        return CheckLine(
            "passed", _("Name: %(name)s") % {"name": name}, _("It has shown that it holds its own domain.")
        )
    return CheckLine(
        "not-checked",
        _("The issuer calls itself “%(name)s”") % {"name": name},
        _("It has not shown yet that it holds its own internet domain. Ask it when you are in doubt."),
    )


def _day(value: str) -> str:
    """A moment as a day in words; "" for what is no moment."""
    try:
        moment = parse_datetime(value) if isinstance(value, str) and value[:4].isdigit() else None
    except ValueError:
        return ""
    if not isinstance(moment, datetime):
        return ""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return date_format(local.date(), "j F Y")
