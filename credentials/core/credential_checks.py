"""The checks that every credential gets, however it is secured: what it says, whether it means it, and whom it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.data_model import check_data_model, issuer_id_of, validity_members
from credentials.core.document_digests import DocumentDigests
from credentials.core.endorsements import Credential, check_endorsement_credential, is_endorsement
from credentials.core.errors import CredentialError, UnknownContext
from credentials.core.identity import identities_of, matches_identity
from credentials.core.inner import InnerBudget, endorsement_reports, inner_reports
from credentials.core.limits import DEFAULT, Limits
from credentials.core.primitives.data_integrity import Transform
from credentials.core.primitives.timestamps import parse_timestamp
from credentials.core.proof_checks import ProofFindings, ResolveDid
from credentials.core.records import is_clr
from credentials.core.report import Check, CheckName, Finding, KnownIssuer, Report
from credentials.core.schema import check_open_badge_schema, is_open_badge
from credentials.core.status_checks import LoadStatusList, check_statuses
from credentials.core.summary import summarise

if TYPE_CHECKING:
    from credentials.core.status_cache import StatusListCache


def _check_clr(document: Mapping[str, Any]) -> None:
    from credentials.core.clr import check_clr  # noqa: PLC0415  # loaded when met

    check_clr(document)


_SCHEMAS: tuple[tuple[Callable[[Mapping[str, Any]], bool], Callable[[Mapping[str, Any]], None], str], ...] = (
    (is_open_badge, check_open_badge_schema, "schema.ok"),
    (is_clr, _check_clr, "schema.clr"),
    (is_endorsement, check_endorsement_credential, "schema.endorsement"),
)

FindProofs = Callable[[str, DocumentDigests], ProofFindings]
IsKnownIssuer = Callable[[str], KnownIssuer | None]
Fetch = Callable[[str], Mapping[str, Any]]


class Surroundings(NamedTuple):
    """What lies outside a document, handed in so that a verdict can be reproduced."""

    now: datetime
    """Knows its zone."""
    resolve_did: ResolveDid
    """Gets a did:web and returns its document; raises ``errors.Unreachable``."""
    load_status_list: LoadStatusList
    """Gets an address and returns the list credential there; raises ``errors.Unreachable``."""
    is_known_issuer: IsKnownIssuer
    """Gets the id of an issuer."""
    fetch: Fetch | None = None
    """Gets an address of an Open Badge 2.0 and returns the JSON object there; without it none is looked up."""
    contexts: ContextSet = PUBLISHED
    status_cache: StatusListCache | None = None
    limits: Limits = DEFAULT
    """For this document and all that is in it together."""
    inner_budget: InnerBudget | None = None
    """What may still be spent on the credentials inside; None at the outermost, which begins with all of it."""


def report_on_credential(
    document: Mapping[str, Any],
    around: Surroundings,
    *,
    expected_address: str | None,
    find_proofs: FindProofs,
    verify_inner: Callable[[Surroundings, Credential], Report],
) -> Report:
    """All checks of a credential that was read, and reports on the credentials inside.

    ``find_proofs`` gets the issuer's id and the document's digests; ``verify_inner`` is ``verify.verify_in``.
    """
    issuer_id = issuer_id_of(document)
    known = around.is_known_issuer(issuer_id) if issuer_id else None
    digests = DocumentDigests(document, around.contexts)
    context = check_context(document, around.contexts, digests=digests)
    found = find_proofs(issuer_id, digests)
    checks = (
        Check(CheckName.READABLE, Finding.PASSED, "readable.ok"),
        check_schema(document, has_absolute_ids=digests.has_absolute_ids),
        context,
        found.proof,
        check_issuer(found.issuer, known, issuer_id),
        check_dates(document, around.now),
        check_statuses(
            document,
            issuer_id=issuer_id,
            now=around.now,
            resolve_did=around.resolve_did,
            load_status_list=around.load_status_list,
            status_cache=around.status_cache,
        ),
        check_holder(document, expected_address),
    )
    budget = around.inner_budget or InnerBudget()
    verify = partial(verify_inner, around._replace(inner_budget=budget))
    return Report(
        checks,
        read=partial(summarise, document),
        known_issuer=known,
        inner=inner_reports(document, verify=verify, budget=budget),
        endorsements=endorsement_reports(document, verify=verify, budget=budget),
    )


def unreadable(code: str, facts: Mapping[str, str] | None = None) -> Report:
    """The report on something that is no credential."""
    return Report((Check(CheckName.READABLE, Finding.FAILED, code, facts or {}),))


def not_supported(kind: str) -> Report:
    """The report on a credential of a kind that isn't checked: nothing is known of it."""
    facts = {"kind": kind}
    checks = [
        Check(name, Finding.NOT_CHECKED, f"{name}.kind-not-supported", facts)
        for name in CheckName
        if name not in (CheckName.READABLE, CheckName.HOLDER)
    ]
    readable = Check(CheckName.READABLE, Finding.PASSED, "readable.ok")
    return Report((readable, *checks, Check(CheckName.HOLDER, Finding.ABSENT, "holder.not-asked")))


def check_schema(document: Mapping[str, Any], *, has_absolute_ids: bool = False) -> Check:
    """The data model, and the rules of 1EdTech for what this document is."""
    try:
        check_data_model(document, has_absolute_ids=has_absolute_ids)
        for is_meant_for, check, code in _SCHEMAS:
            if is_meant_for(document):
                check(document)
                return Check(CheckName.SCHEMA, Finding.PASSED, code)
    except CredentialError as error:
        facts = {"field": error.field or "", "detail": error.message, **error.cap}
        return Check(CheckName.SCHEMA, Finding.FAILED, error.code, facts)
    return Check(CheckName.SCHEMA, Finding.PASSED, "schema.data-model")


def check_context(
    document: Mapping[str, Any], contexts: ContextSet = PUBLISHED, *, digests: DocumentDigests | None = None
) -> Check:
    """Whether everything in the document has a meaning that a signature can cover."""
    try:
        (digests or DocumentDigests(document, contexts))(Transform.RDFC, "sha256")
    except UnknownContext as error:
        return Check(CheckName.CONTEXT, Finding.NOT_CHECKED, error.code, {"url": str(error.data.get("url", ""))})
    except CredentialError as error:
        return Check(CheckName.CONTEXT, Finding.FAILED, error.code, {"detail": error.message, **error.cap})
    return Check(CheckName.CONTEXT, Finding.PASSED, "context.ok")


def check_dates(document: Mapping[str, Any], now: datetime) -> Check:
    """Whether the credential is valid at this moment, by its own dates."""
    members = [member for member in validity_members(document) if member in document]
    if not members:
        return Check(CheckName.DATES, Finding.ABSENT, "dates.none")
    moments = {member: parse_timestamp(document[member]) for member in members}
    if None in moments.values():
        return Check(CheckName.DATES, Finding.FAILED, "dates.malformed")
    start, end = (moments.get(member) for member in validity_members(document))
    return check_period(start, end, now)


def check_period(start: datetime | None, end: datetime | None, now: datetime) -> Check:
    """Whether ``now`` lies from the start to the end, each None where it is left open."""
    if start is not None and now < start:
        return Check(CheckName.DATES, Finding.FAILED, "dates.not-yet", {"valid-from": start.isoformat()})
    if end is not None and now > end:
        return Check(CheckName.DATES, Finding.FAILED, "dates.expired", {"valid-until": end.isoformat()})
    return Check(CheckName.DATES, Finding.PASSED, "dates.ok")


def check_issuer(of_proof: Check, known: KnownIssuer | None, issuer_id: str) -> Check:
    """Whether the issuer, whose own key it was, is one that the verifier knows."""
    if of_proof.finding is not Finding.PASSED:
        return of_proof
    if known is None:
        return Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.unknown", {"did": issuer_id})
    facts = {"did": issuer_id, "name": known.name, "domain-proven": "yes" if known.is_domain_proven else "no"}
    return Check(CheckName.ISSUER, Finding.PASSED, "issuer.known", facts)


def check_holder(document: Mapping[str, Any], expected_address: str | None) -> Check:
    """Whether the badge is bound to the address that the reader gave."""
    if expected_address is None or not expected_address.strip():
        return Check(CheckName.HOLDER, Finding.ABSENT, "holder.not-asked")
    if matches_identity(document, expected_address):
        return Check(CheckName.HOLDER, Finding.PASSED, "holder.matches")
    if all(entry.get("identityType") == "name" for entry in identities_of(document)):
        return Check(CheckName.HOLDER, Finding.NOT_CHECKED, "holder.not-bound")
    return Check(CheckName.HOLDER, Finding.FAILED, "holder.other")
