"""From a report to an answer that an employer understands: a sentence, what to do, and the checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from credentials.core.report import Check, CheckName, Finding, Report, ReportVerdict
from credentials.models import Badge
from frontend.verdicts import sentences
from frontend.verdicts.checks import CHECKS
from frontend.verdicts.sentences import SENTENCES, Sentence

# What decides when several checks say no: whether it is what it was made as comes before whether it still counts.
_DECIDES = (
    CheckName.READABLE,
    CheckName.PROOF,
    CheckName.ISSUER,
    CheckName.CONTEXT,
    CheckName.SCHEMA,
    CheckName.STATUS,
    CheckName.DATES,
    CheckName.HOLDER,
)
# What cannot be checked: a badge of another kind says so at once; an unknown issuer comes before an unknown status.
_DECIDES_OPEN = (
    CheckName.SCHEMA,
    CheckName.CONTEXT,
    CheckName.PROOF,
    CheckName.ISSUER,
    CheckName.STATUS,
    CheckName.DATES,
    CheckName.HOLDER,
)
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
_DAY_OF = {"dates.expired": "valid-until", "dates.not-yet": "valid-from"}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check as it is shown; ``finding`` is one of the four of the core."""

    finding: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said about a badge; ``is_intact``: the signature fits, so that what it says may be shown as what it says."""

    verdict: str
    sentence: str
    more: str
    checks: tuple[CheckLine, ...]
    is_intact: bool


def answer_on(report: Report, *, badge: Badge | None = None) -> Answer:
    """The answer in the active language. ``badge`` is our own row of it, which knows when and why it was withdrawn."""
    chosen = _sentence(report, badge)
    deciding = _deciding(report)
    facts = _facts_in_words(deciding, badge) if deciding else {}
    facts["place"] = place_of(report.summary.issuer_did) if report.summary else ""
    return Answer(
        verdict=str(report.verdict),
        sentence=_filled(chosen.sentence, facts),
        more=_filled(chosen.advice, facts) or _issued_by(report),
        checks=tuple(_lines(report, badge)),
        is_intact=_finding(report, CheckName.PROOF) is Finding.PASSED
        and _finding(report, CheckName.ISSUER) is not Finding.FAILED
        and _finding(report, CheckName.CONTEXT) is Finding.PASSED,
    )


def _issued_by(report: Report) -> str:
    if report.summary is None or report.verdict is not ReportVerdict.VALID or not report.summary.issuer_name:
        return ""
    is_proven = report.known_issuer is not None and report.known_issuer.is_domain_proven
    name = report.known_issuer.name if report.known_issuer and report.known_issuer.name else report.summary.issuer_name
    if is_proven:
        return _("Issued by %(name)s.") % {"name": name}
    return _("Issued by an organisation that calls itself “%(name)s”.") % {"name": name}


def place_of(did: str) -> str:
    """The host that a did:web was looked up at; "" for any other kind of name."""
    method, _colon, rest = did.removeprefix("did:").partition(":")
    return unquote(rest.split(":")[0]) if method == "web" else ""


def _sentence(report: Report, badge: Badge | None) -> Sentence:
    check = _deciding(report)
    if check is None:
        has_status = _finding(report, CheckName.STATUS) is Finding.PASSED
        return sentences.VALID if has_status else sentences.VALID_WITHOUT_STATUS
    if check.code == "issuer.unknown" and not place_of(check.facts.get("did", "")):
        return sentences.UNKNOWN_PLACE
    if _finding(report, CheckName.ISSUER) is not Finding.PASSED and check.code in sentences.ISSUER_NOT_KNOWN:
        return sentences.ISSUER_NOT_KNOWN[check.code]
    if check.code == "status.revoked" and badge is not None and badge.revoked_at is not None:
        return sentences.REVOKED_ON
    if check.code == "status.suspended" and badge is not None and badge.suspended_at is not None:
        return sentences.SUSPENDED_ON
    return SENTENCES[check.code]


def _deciding(report: Report) -> Check | None:
    """The check that the sentence is about; None when nothing is wrong."""
    if report.verdict is ReportVerdict.VALID:
        return None
    by_name = {check.name: check for check in report.checks}
    for finding, order in ((Finding.FAILED, _DECIDES), (Finding.NOT_CHECKED, _DECIDES_OPEN)):
        for name in order:
            if name in by_name and by_name[name].finding is finding:
                return by_name[name]
    return None


def _lines(report: Report, badge: Badge | None) -> list[CheckLine]:
    by_name = {check.name: check for check in report.checks}
    lines: list[CheckLine] = []
    for name in _SHOWN:
        if (check := by_name.get(name)) is None:
            continue
        words, facts = CHECKS[check.code], _facts_in_words(check, badge)
        lines.append(CheckLine(str(check.finding), _filled(words.title, facts), _filled(words.text, facts)))
        if name is CheckName.ISSUER and (called := _name_line(report, check)):
            lines.append(called)
    return lines


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


def _facts_in_words(check: Check, badge: Badge | None) -> defaultdict[str, str]:
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


def _filled(text: object, facts: Mapping[str, str]) -> str:
    return " ".join((str(text) % facts).split())


def _finding(report: Report, name: CheckName) -> Finding | None:
    return next((check.finding for check in report.checks if check.name is name), None)
