"""Check a whole credential: ours and everybody else's, of every kind. Nothing is fetched but through what is handed in.

Other kinds than a credential with its proof inside are loaded when they are met: the command line starts sooner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.credential_checks import (
    Fetch,
    IsKnownIssuer,
    Surroundings,
    report_on_credential,
    unreadable,
)
from credentials.core.document_digests import DocumentDigests
from credentials.core.errors import CredentialError, UnreadableDocument
from credentials.core.lenient import items_of
from credentials.core.limits import DEFAULT, Limits, within
from credentials.core.primitives.json_text import parse_json_object, require_fitting, require_readable
from credentials.core.proof_checks import ProofFindings, ResolveDid, check_proofs
from credentials.core.report import Report
from credentials.core.status_checks import LoadStatusList

if TYPE_CHECKING:
    from credentials.core.status_cache import StatusListCache

__all__ = ["Fetch", "IsKnownIssuer", "LoadStatusList", "ResolveDid", "Surroundings", "verify_document", "verify_in"]

# A compact JWT, or what was meant to be one (``jwt_checks`` says what is wrong with it); or an address.
_OTHER_TEXT = r"\s*(?:[A-Za-z0-9_-]+\.[A-Za-z0-9_.~-]*|https?://[!-~]+)\s*"
_PRESENTATION = "VerifiablePresentation"
_ENVELOPED = frozenset({"EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation"})


def verify_document(
    document: Mapping[str, Any] | str | bytes,
    *,
    now: datetime,
    resolve_did: ResolveDid,
    load_status_list: LoadStatusList,
    is_known_issuer: IsKnownIssuer,
    fetch: Fetch | None = None,
    expected_address: str | None = None,
    contexts: ContextSet = PUBLISHED,
    status_cache: StatusListCache | None = None,
    limits: Limits = DEFAULT,
) -> Report:
    """Check a credential and report; never raises for anything that the document, a resolver or a list holds.

    An object, its JSON, a compact JWT, or the address of an Open Badge 2.0. ``expected_address`` is the e-mail address
    that the badge should be bound to, where the reader gave one; the other arguments are those of Surroundings.
    """
    around = Surroundings(
        now=now,
        resolve_did=resolve_did,
        load_status_list=load_status_list,
        is_known_issuer=is_known_issuer,
        fetch=fetch,
        contexts=contexts,
        status_cache=status_cache,
        limits=limits,
    )
    return verify_in(around, document, expected_address=expected_address)


def verify_in(
    around: Surroundings, document: Mapping[str, Any] | str | bytes, *, expected_address: str | None = None
) -> Report:
    """Check a credential in surroundings that serve for many. As ``verify_document``."""
    with within(around.limits):
        return _verify(around, document, expected_address)


def _verify(around: Surroundings, document: Mapping[str, Any] | str | bytes, expected_address: str | None) -> Report:
    if around.inner_budget is not None and isinstance(document, str):
        # Inside another document a text is a token: no address to fetch from, and no JSON that hides what it is.
        from credentials.core.jwt_credentials import verify_jwt_in  # noqa: PLC0415  # loaded when met

        return verify_jwt_in(around, document)
    try:
        parsed = _parse(document, around)
    except UnreadableDocument as error:
        return unreadable(error.code, error.cap)
    if isinstance(parsed, str):
        return _verify_token(parsed, around, expected_address)
    types = {kind for kind in items_of(parsed.get("type")) if isinstance(kind, str)}
    if "VerifiableCredential" in types or ("credentialSubject" in parsed and not types & _ENVELOPED):
        return _verify_credential(parsed, around, expected_address)
    return _verify_other(parsed, types, around, expected_address)


def _verify_credential(document: Mapping[str, Any], around: Surroundings, expected_address: str | None) -> Report:
    def find_proofs(issuer_id: str, digests: DocumentDigests) -> ProofFindings:
        return check_proofs(
            document,
            issuer_id=issuer_id,
            now=around.now,
            resolve_did=around.resolve_did,
            contexts=around.contexts,
            digests=digests,
        )

    return report_on_credential(
        document, around, expected_address=expected_address, find_proofs=find_proofs, verify_inner=verify_in
    )


def _verify_token(token: str, around: Surroundings, expected_address: str | None) -> Report:
    """A compact JWT of a credential or a presentation; or an Open Badge 2.0, as its JWS or its address."""
    from credentials.core.jwt_credentials import verify_jwt_in  # noqa: PLC0415  # loaded when met
    from credentials.core.open_badge_2 import is_open_badge_2, verify_open_badge_2_in  # noqa: PLC0415

    if is_open_badge_2(token):
        return verify_open_badge_2_in(around, token, expected_address=expected_address)
    if _is_presentation(token):
        from credentials.core.presentations import verify_presentation_in  # noqa: PLC0415

        return verify_presentation_in(around, token)
    return verify_jwt_in(around, token, expected_address=expected_address)


def _is_presentation(token: str) -> bool:
    from credentials.core.jwt_checks import read_secured_jwt  # noqa: PLC0415

    try:
        return _PRESENTATION in items_of(read_secured_jwt(token)[0].get("type"))
    except CredentialError:
        return False


def _verify_other(
    document: Mapping[str, Any], types: set[str], around: Surroundings, expected_address: str | None
) -> Report:
    """An object that is no credential with its proof inside."""
    from credentials.core.jwt_credentials import verify_enveloped_in  # noqa: PLC0415  # loaded when met
    from credentials.core.open_badge_2 import is_open_badge_2, verify_open_badge_2_in  # noqa: PLC0415
    from credentials.core.presentations import verify_presentation_in  # noqa: PLC0415

    is_inside = around.inner_budget is not None  # a presentation within another document proves nothing
    if not is_inside and (_PRESENTATION in types or "EnvelopedVerifiablePresentation" in types):
        return verify_presentation_in(around, document)
    if types & _ENVELOPED or str(document.get("id")).startswith("data:"):
        return verify_enveloped_in(around, document, expected_address=expected_address)
    if is_open_badge_2(document):
        return verify_open_badge_2_in(around, document, expected_address=expected_address)
    return unreadable("readable.not-a-credential")


def _parse(document: Mapping[str, Any] | str | bytes, around: Surroundings) -> dict[str, Any] | str:
    """The document as an object; a compact JWT or an address as a text. Raises UnreadableDocument."""
    if isinstance(document, Mapping):
        if around.inner_budget is None:  # else it is a part of what was looked at already
            require_readable(document)
            require_fitting(document)
        return dict(document)
    start = document[:1024].lstrip()[:1]
    if start not in ("{", b"{") and len(document) <= around.limits.max_bytes:
        text = document.decode("latin-1") if isinstance(document, bytes) else document
        if re.fullmatch(_OTHER_TEXT, text):
            return text.strip()
    return parse_json_object(document)
