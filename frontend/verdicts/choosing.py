"""Which check decides about an answer, and which sentence says so."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from credentials.core.report import Check, CheckName, Finding, Report, ReportVerdict
from credentials.models import Badge
from frontend.verdicts import sentences, wholes
from frontend.verdicts.sentences import SENTENCES, Sentence
from frontend.verdicts.wholes import Kind

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
    CheckName.READABLE,
    CheckName.SCHEMA,
    CheckName.CONTEXT,
    CheckName.PROOF,
    CheckName.ISSUER,
    CheckName.STATUS,
    CheckName.DATES,
    CheckName.HOLDER,
)


def kind_of(report: Report) -> Kind:
    """What a report is about, as far as it tells."""
    if report.is_presentation:
        return Kind.PRESENTATION
    if report.is_sealed_report:
        return Kind.REPORT
    codes = {check.code for check in report.checks}
    if report.inner or "schema.clr" in codes:
        return Kind.RECORD
    return Kind.ENDORSEMENT if "schema.endorsement" in codes else Kind.BADGE


def deciding(report: Report) -> Check | None:
    """The check that the sentence is about; None when nothing is wrong, or when a badge inside decides."""
    failed = _first(report, Finding.FAILED, _DECIDES)
    if failed is not None or report.verdict in (ReportVerdict.VALID, ReportVerdict.INVALID):
        return failed
    open_ = _first(report, Finding.NOT_CHECKED, _DECIDES_OPEN)
    if open_ is not None and open_.code == "proof.key-unavailable":
        # Why there is no key is what the check of the issuer says.
        return _first(report, Finding.NOT_CHECKED, (CheckName.ISSUER, CheckName.PROOF))
    return open_


def sentence_for(report: Report, kind: Kind, badge: Badge | None) -> Sentence:
    """``badge`` is our own row of it, where there is one."""
    check = deciding(report)
    if check is None:
        return _when_nothing_is_wrong_with_itself(report, kind)
    if kind is Kind.PRESENTATION and (check.name, check.finding) in wholes.PRESENTATION_BY_CHECK:
        return wholes.PRESENTATION.get(check.code) or wholes.PRESENTATION_BY_CHECK[check.name, check.finding]
    if kind is Kind.ENDORSEMENT:
        return wholes.ENDORSEMENT.get(check.code) or wholes.ENDORSEMENT_BY_FINDING[check.finding]
    return _about_a_badge(report, check, badge)


def place_of(issuer_id: str) -> str:
    """The host that an issuer was looked up at, by its did:web or its https address; "" for any other kind of name."""
    try:
        if issuer_id.startswith("https://"):
            return urlsplit(issuer_id).hostname or ""
    except ValueError:  # "https://["
        return ""
    method, _colon, rest = issuer_id.removeprefix("did:").partition(":")
    return unquote(rest.split(":")[0]) if method == "web" else ""


def finding_of(report: Report, name: CheckName) -> Finding | None:
    return next((check.finding for check in report.checks if check.name is name), None)


def is_intact(report: Report) -> bool:
    """Whether the signature fits, so that what it says may be shown as what it says."""
    return (
        finding_of(report, CheckName.PROOF) is Finding.PASSED
        and finding_of(report, CheckName.ISSUER) is not Finding.FAILED
        and finding_of(report, CheckName.CONTEXT) is Finding.PASSED
    )


def _first(report: Report, finding: Finding, order: tuple[CheckName, ...]) -> Check | None:
    by_name = {check.name: check for check in report.checks if check.finding is finding}
    return next((by_name[name] for name in order if name in by_name), None)


def _when_nothing_is_wrong_with_itself(report: Report, kind: Kind) -> Sentence:
    if kind is Kind.PRESENTATION and not report.inner:
        return wholes.NOTHING_SHOWN
    if kind is Kind.REPORT:
        return wholes.REPORT_WITH_BADGE[report.verdict] if report.inner else wholes.REPORT_ALONE
    if kind in wholes.BY_WHAT_IS_INSIDE:
        return wholes.BY_WHAT_IS_INSIDE[kind][report.verdict]
    has_status = finding_of(report, CheckName.STATUS) is Finding.PASSED
    return sentences.VALID if has_status else sentences.VALID_WITHOUT_STATUS


def _about_a_badge(report: Report, check: Check, badge: Badge | None) -> Sentence:
    if check.code == "issuer.unknown" and not place_of(check.facts.get("did", "")):
        return sentences.UNKNOWN_PLACE
    if finding_of(report, CheckName.ISSUER) is not Finding.PASSED and check.code in sentences.ISSUER_NOT_KNOWN:
        return sentences.ISSUER_NOT_KNOWN[check.code]
    if check.code == "status.revoked" and badge is not None and badge.replaced_by_id is not None:
        return sentences.REPLACED_ON
    if check.code == "status.revoked" and badge is not None and badge.revoked_at is not None:
        return sentences.REVOKED_ON
    if check.code == "status.suspended" and badge is not None and badge.suspended_at is not None:
        return sentences.SUSPENDED_ON
    return SENTENCES[check.code]
