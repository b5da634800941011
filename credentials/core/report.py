"""What a check of a credential found. Codes and facts only: words are chosen where it is shown.

| name     | finding     | codes (facts) |
|----------|-------------|---------------|
| readable | passed      | readable.ok, readable.report (a sealed PDF) |
|          | failed      | readable.not-json, readable.not-an-object, readable.not-a-credential, |
|          |             | readable.duplicate-key, readable.number, readable.lone-surrogate, readable.too-large, |
|          |             | readable.too-deep (both: cap, limit), |
|          |             | readable.not-a-token (a JWT that can't be decoded); |
|          |             | of a file (``badge_file``): readable. and a code of |
|          |             | ``primitives.baking``, of which readable.damaged alone makes the badge invalid |
|          |             | of a PDF: readable.not-sealed, readable.not-a-report, readable.too-heavy |
|          | not-checked | readable.unreachable (address: of an Open Badge 2.0 that is given by its address) |
| schema   | passed      | schema.ok (data model and Open Badges schema), |
|          |             | schema.data-model (not an Open Badge 3.0 on data model 2.0), |
|          |             | schema.assertion (an Open Badge 2.0 and what it points at), |
|          |             | schema.clr (a CLR 2.0), schema.endorsement (an EndorsementCredential), |
|          |             | schema.report-of-badge (a PDF that the badge sent with it names by its digest) |
|          | absent      | schema.report (a PDF, and no badge with it) |
|          | failed      | schema.malformed (field, detail), schema.digest (a related resource has other bytes), |
|          |             | schema.other-report (a PDF that the badge sent with it doesn't name) |
|          | not-checked | schema.kind-not-supported (kind: a JWT or Open Badges 2.0) |
|          |             | schema.unreachable (address: of a badge class or Profile of Open Badges 2.0) |
| context  | passed      | context.ok, context.assertion |
|          | absent      | context.none (of a PDF) |
|          | failed      | context.undefined-term, context.relative-iri, context.protected-term, context.alias, |
|          |             | context.language-tag, context.empty-object, context.invalid (detail), |
|          |             | context.too-complex (detail, cap, limit) |
|          | not-checked | context.unknown (url), context.kind-not-supported |
| proof    | passed      | proof.ok (count), proof.hosted (address: where the same Open Badge 2.0 stands), |
|          |             | proof.self-asserted (of a badge in a presentation: its holder's word about itself) |
|          |             | proof.sealed (of a PDF: signer, as its certificate says) |
|          | absent      | proof.none (of a presentation that nobody asked to be signed) |
|          | failed      | proof.absent, proof.changed, proof.malformed (field, detail), proof.other-purpose, |
|          |             | proof.expired (expires), proof.chain-broken, proof.too-many (cap, limit), |
|          |             | proof.not-yet (valid-from), proof.other-domain, proof.other-challenge, |
|          |             | proof.base-shown (the holder's own copy, from which copies to show are made), |
|          |             | proof.hosted-differs (address, members: of the copy at its own address), |
|          |             | proof.seal-broken, proof.seal-added-to (of a PDF: signer) |
|          | not-checked | proof.kind-not-supported (kind), proof.key-unavailable, proof.context, |
|          |             | proof.hosted-unreachable (address), proof.too-many-fetches (count) |
| issuer   | passed      | issuer.known (did, name, domain-proven: yes or no), |
|          |             | issuer.holder (of a presentation: did, whose key signed it), |
|          |             | issuer.seal-known (of a PDF: did, name; the certificate is that of an issuer here), |
|          |             | issuer.through-badge (of a PDF that a known issuer's badge names: did) |
|          | absent      | issuer.not-signed (of a presentation that nobody asked to be signed) |
|          | failed      | issuer.key-not-listed, issuer.other-controller, issuer.key-expired (until), |
|          |             | issuer.key-revoked (until), issuer.malformed, issuer.other-document, |
|          |             | issuer.key-malformed, issuer.key-kind, |
|          |             | issuer.other-origin (did, address: where the issuer has no badges) |
|          | not-checked | issuer.unknown (did), issuer.unreachable, issuer.kind-not-supported, issuer.no-proof, |
|          |             | issuer.seal-unknown (of a PDF: signer, as its certificate says), |
|          |             | issuer.key-embedded (did: signed with a key that came along, which anybody can make) |
| dates    | passed      | dates.ok |
|          | absent      | dates.none, dates.report (a PDF has none) |
|          | failed      | dates.not-yet (valid-from), dates.expired (valid-until), dates.malformed |
|          | not-checked | dates.kind-not-supported |
| status   | passed      | status.ok (remark: list-short, list-unsigned or refresh, where there is one) |
|          |             | status.report-counts (a report that was sealed here) |
|          | absent      | status.none, status.report-elsewhere (of a PDF: not known here, or named by the badge) |
|          | failed      | status.revoked, status.suspended (list, index, reason where the entry gives words), |
|          |             | status.report-replaced (replaced-at), status.badge-withdrawn (of a report: revoked-at, reason), |
|          |             | status.malformed, status.list-malformed, status.list-changed (cause), |
|          |             | status.list-other-issuer, status.purpose-differs, status.out-of-range, |
|          |             | status.too-many (cap, limit) |
|          | not-checked | status.unreachable (list), status.kind-not-supported (kind), |
|          |             | status.report-unknown (a PDF that is not in this issuer's records), |
|          |             | status.purpose-not-supported (purpose), status.list-expired, status.list-not-checked, |
|          |             | status.list-too-large (max-bytes), |
|          |             | status.other-list (its id is not the address that the entry names) |
| holder   | passed      | holder.matches |
|          | absent      | holder.not-asked, |
|          |             | holder.presented (of a presentation: did, credentials, own: how many are about it) |
|          | failed      | holder.other |
|          | not-checked | holder.not-bound (the badge names no address) |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from credentials.core.summary import Summary

DAMAGED = "readable.damaged"


class Finding(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not-checked"  # could not be done: unreachable, unknown type, fetch not allowed
    ABSENT = "absent"  # nothing to check here, and the standard allows that


class CheckName(StrEnum):
    READABLE = "readable"
    SCHEMA = "schema"
    CONTEXT = "context"
    PROOF = "proof"
    ISSUER = "issuer"
    DATES = "dates"
    STATUS = "status"
    HOLDER = "holder"


class ReportVerdict(StrEnum):
    VALID = "valid"
    INVALID = "invalid"
    UNDECIDED = "undecided"  # intact as far as could be seen, but something could not be checked
    UNREADABLE = "unreadable"  # not a badge at all


class Check(NamedTuple):
    name: CheckName
    finding: Finding
    code: str
    facts: Mapping[str, str] = {}


class KnownIssuer(NamedTuple):
    """An issuer that the verifier was told about: from its own database, a list, or the command line."""

    did: str
    name: str
    is_domain_proven: bool = False
    """Whether it has shown that it holds its own domain; if not, a page says "calls itself …"."""


class _Findings(NamedTuple):
    """What a Report holds: it remembers its summary besides, for which a NamedTuple has no place."""

    checks: tuple[Check, ...]
    """In the order of CheckName."""
    read: Callable[[], Summary] | None = None
    """Reads what the badge states; None where there is nothing to read."""
    known_issuer: KnownIssuer | None = None
    inner: tuple[Report, ...] = ()
    """Reports of the badges inside a CLR or a presentation; they count in the verdict."""
    endorsements: tuple[Report, ...] = ()
    """Reports of what others say in it about it. They don't count: a badge is not less true for it that somebody's praise
    has expired; but praise is worth what its own report says."""
    is_presentation: bool = False
    """Whether this is on what a holder shows; ``inner`` then holds the badges that are shown."""
    is_sealed_report: bool = False
    """Whether this is on a PDF; ``inner`` then holds the badge that goes with it, where there is one."""


class Report(_Findings):
    """The checks, and what the badge states where it could be read.

    The verdict is the worst of all that was found, in the badges inside as well.
    """

    @cached_property
    def summary(self) -> Summary | None:
        """What the badge states, read when it is asked for first: whoever wants a verdict need not wait for it."""
        return self.read() if self.read is not None else None

    @property
    def verdict(self) -> ReportVerdict:
        readable = self.check(CheckName.READABLE)
        if readable.finding is not Finding.PASSED:
            # A checksum that doesn't fit says more than "not a badge": this was one, and was changed since.
            return ReportVerdict.INVALID if readable.code == DAMAGED else ReportVerdict.UNREADABLE
        findings = {check.finding for check in self.checks}
        within = {report.verdict for report in self.inner}
        if Finding.FAILED in findings or within & {ReportVerdict.INVALID, ReportVerdict.UNREADABLE}:
            return ReportVerdict.INVALID
        is_open = Finding.NOT_CHECKED in findings or ReportVerdict.UNDECIDED in within
        return ReportVerdict.UNDECIDED if is_open else ReportVerdict.VALID

    def check(self, name: CheckName) -> Check:
        return next(check for check in self.checks if check.name is name)

    def as_json(self) -> dict[str, Any]:
        """The report as API and command line give it."""
        return {
            "verdict": str(self.verdict),
            "checks": [
                {
                    "name": str(check.name),
                    "finding": str(check.finding),
                    "code": check.code,
                    "facts": dict(check.facts),
                }
                for check in self.checks
            ],
            "issuer": self._issuer(),
            "credential": summary_as_json(self.summary) if self.summary else {},
            "inner": [report.as_json() for report in self.inner],
            "endorsements": [report.as_json() for report in self.endorsements],
        }

    def _issuer(self) -> dict[str, Any]:
        if self.summary is None:
            return {}
        known = self.known_issuer
        return {
            "id": self.summary.issuer_did,
            "name": known.name if known and known.name else self.summary.issuer_name,
            "url": self.summary.issuer_url,
            "known": known is not None,
            "domain_proven": known is not None and known.is_domain_proven,
        }


def worst(checks: Sequence[Check]) -> Check:
    """Of several checks of one thing: the first that failed, else the first that could not be done, else the first."""
    order = (Finding.FAILED, Finding.NOT_CHECKED, Finding.PASSED, Finding.ABSENT)
    return min(checks, key=lambda check: order.index(check.finding))


def summary_as_json(summary: Summary) -> dict[str, Any]:
    """What the badge states, for machines; names of members are stable."""
    return {
        "id": summary.credential_id,
        "achievement": summary.achievement_id,
        "title": summary.title,
        "description": summary.description,
        "language": summary.language,
        "kind": summary.kind,
        "route": {
            "key": summary.route_key,
            "label": summary.route_label,
            "name": summary.route_name,
            "hours": summary.hours_text,
        },
        "standard": {
            "title": summary.standard_title,
            "uri": summary.standard_uri,
            "version": summary.standard_version,
            "code": summary.standard_code,
            "code_system": summary.standard_code_system,
            "owner": summary.standard_owner,
        },
        "levels": [{"framework": level.framework, "level": level.level} for level in summary.levels],
        "results": [
            {
                "code": unit.code,
                "title": unit.title,
                "group_code": unit.group_code,
                "group_title": unit.group_title,
                "verdict": str(unit.verdict),
                "target_url": unit.target_url,
                "origin": unit.origin,
            }
            for unit in summary.units
        ],
        "other_results": [result._asdict() for result in summary.other_results],
        "instruments": [{"key": instrument.key, "name": instrument.name} for instrument in summary.instruments],
        "criteria": summary.criteria_narrative,
        "narrative": summary.narrative,
        "comment": summary.comment,
        "alignments": [alignment._asdict() for alignment in summary.alignments],
        "evidence": [{**item._asdict(), "kinds": list(item.kinds)} for item in summary.evidence],
        "related": [
            {"achievement": item.achievement_id, "language": item.language, "version": item.version}
            for item in summary.related
        ],
        "assessed_on": summary.assessed_on.isoformat() if summary.assessed_on else None,
        "valid_from": summary.valid_from.isoformat() if summary.valid_from else None,
        "valid_until": summary.valid_until.isoformat() if summary.valid_until else None,
        "holder_name": summary.holder_name,
        "addresses": summary.identity_count,
        "identity_types": list(summary.identity_types),
        "is_example": summary.is_example,
    }
