"""The checks ``proof`` and ``issuer`` of a document in a JWT, and finding that document.

Both forms that ``envelopes`` writes are read, and what is met besides: tokens without ``typ``, the media types of drafts,
a ``vc`` or ``vp`` claim, the time of signing as a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.data_model import is_version_1, validity_members
from credentials.core.errors import CredentialError, MalformedProof, UnsupportedProof
from credentials.core.lenient import items_of, objects_of
from credentials.core.presentation_model import CREDENTIAL, PRESENTATION, holder_of
from credentials.core.primitives.jwt import Jwt, read_jwt, require_sound_header, verify_jwt
from credentials.core.primitives.keys import PublicKey
from credentials.core.primitives.timestamps import format_timestamp, parse_timestamp
from credentials.core.proof_checks import ProofFindings, check_proofs
from credentials.core.proof_keys import KeyFinder, ResolveDid, check_key
from credentials.core.report import Check, CheckName, Finding, worst

TOKEN_CLAIMS = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "cnf"})
"""Claims that are about the token (RFC 7519, RFC 7800). In a payload they are no members of the document."""

_SD_JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+~", re.ASCII)
_DOCUMENT_CLAIMS = ("vc", "vp")
# ``vc+jwt`` is the published name (VC-JOSE-COSE, section 6.1), the longer one that of drafts.
_TYPES = {
    "vc+jwt": CREDENTIAL,
    "vc+ld+jwt": CREDENTIAL,
    "vp+jwt": PRESENTATION,
    "vp+ld+jwt": PRESENTATION,
}


def read_secured_jwt(token: str) -> tuple[dict[str, Any], Jwt]:
    """Return the credential or presentation in a token, and the token taken apart; nothing is verified.

    Claims about the token are left out of the document. What a token of data model 1.1 states in its claims only is put
    where the document has it (data model 1.1, section 6.3.1). Raises UnreadableDocument, and UnsupportedProof for an
    SD-JWT (RFC 9901): a token with disclosures behind it.
    """
    token = token.strip()
    if _SD_JWT.match(token):
        raise UnsupportedProof("A token with disclosures can't be checked here.", kind="SD-JWT")
    jwt = read_jwt(token)
    for claim in _DOCUMENT_CLAIMS:
        inner = jwt.payload.get(claim)
        if isinstance(inner, Mapping) and "@context" not in jwt.payload:
            return _completed(inner, jwt.payload), jwt
    return {name: value for name, value in jwt.payload.items() if name not in TOKEN_CLAIMS}, jwt


def check_jwt(
    jwt: Jwt,
    document: Mapping[str, Any],
    *,
    issuer_id: str | None,
    now: datetime,
    resolve_did: ResolveDid,
    purpose: str = "assertionMethod",
    nonce: str | None = None,
    audience: str | None = None,
    contexts: ContextSet = PUBLISHED,
) -> ProofFindings:
    """Check the token that ``document`` came in (``read_secured_jwt``), and the proofs in it where there are any.

    ``issuer_id`` is who should have signed: the issuer, or the holder of a presentation; None where a presentation
    names nobody. ``nonce`` and ``audience`` are what the verifier asked for. Never raises for anything that the token
    holds.
    """
    key = _key_of(jwt, issuer_id, KeyFinder(resolve_did, purpose=purpose))
    proof = _check_token(jwt, document, key.public, issuer_id, now)
    if proof.finding is Finding.PASSED:
        proof = _check_asked(jwt.payload, nonce, audience) or proof
    issuer = key.issuer
    if proof.code == "proof.kind-not-supported":
        issuer = Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.no-proof")
    if "proof" not in document:
        return ProofFindings(proof, issuer)
    inside = check_proofs(
        document, issuer_id=issuer_id, now=now, resolve_did=resolve_did, purpose=purpose, contexts=contexts
    )
    return ProofFindings(worst([proof, inside.proof]), worst([issuer, inside.issuer]))


def numeric_date(value: Any) -> datetime | None:
    """Read a NumericDate (RFC 7519, section 2): seconds since 1970, a fraction allowed; None for anything else."""
    if not _is_number(value):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class _TokenKey:
    public: PublicKey | None
    issuer: Check
    """Whose key it is."""


def _key_of(jwt: Jwt, issuer_id: str | None, finder: KeyFinder) -> _TokenKey:
    """The key that the header names, else the one that it carries, else the only one that the issuer can have."""
    kid, is_did_key = jwt.header.get("kid"), (issuer_id or "").startswith("did:key:")
    embedded = _embedded_key(jwt)
    if embedded is not None and not (isinstance(kid, str) and kid.startswith("did:")):
        return _TokenKey(embedded, _whose_embedded(embedded, issuer_id))
    if is_did_key and (kid is None or kid == issuer_id):
        kid = f"{issuer_id}#{str(issuer_id).removeprefix('did:key:')}"
    if kid is None:
        return _TokenKey(None, Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.no-proof"))
    named = finder.find(kid)
    public = named.method.key if named.method is not None else None
    return _TokenKey(public, check_key(named, issuer_id=issuer_id, created=_issued_at(jwt)))


def _embedded_key(jwt: Jwt) -> PublicKey | None:
    try:
        return jwt.embedded_key
    except CredentialError:
        return None  # the header as a whole is refused for it


def _whose_embedded(embedded: PublicKey, issuer_id: str | None) -> Check:
    """A key that comes along shows who signed only where the issuer's name is its key (did:key)."""
    if issuer_id is None or not issuer_id.startswith("did:key:"):
        return Check(CheckName.ISSUER, Finding.NOT_CHECKED, "issuer.key-embedded", {"did": issuer_id or ""})
    try:
        is_own = embedded == PublicKey.from_multibase(issuer_id.removeprefix("did:key:"))
    except CredentialError:
        return Check(CheckName.ISSUER, Finding.FAILED, "issuer.malformed", {"method": issuer_id})
    if is_own:
        return Check(CheckName.ISSUER, Finding.PASSED, "issuer.known", {"method": issuer_id})
    return Check(CheckName.ISSUER, Finding.FAILED, "issuer.key-not-listed", {"method": issuer_id})


def _check_token(
    jwt: Jwt, document: Mapping[str, Any], key: PublicKey | None, issuer_id: str | None, now: datetime
) -> Check:
    try:
        require_sound_header(jwt.header)
        _require_form(jwt, document, issuer_id)
        _require_claims(jwt.payload, document)
        _require_times(jwt.payload, now)
        if key is None:
            return _proof(Finding.NOT_CHECKED, "proof.key-unavailable")
        verify_jwt(jwt, key)
    except UnsupportedProof as error:
        return _proof(Finding.NOT_CHECKED, error.code, kind=str(error.data.get("kind", "")))
    except CredentialError as error:
        code = error.code if error.code.startswith("proof.") else "proof.malformed"
        facts = {name: str(error.data[name]) for name in ("expires", "valid-from") if name in error.data}
        return _proof(Finding.FAILED, code, field=error.field or "", detail=error.message, **facts)
    return _proof(Finding.PASSED, "proof.ok", count="1")


def _check_asked(claims: Mapping[str, Any], nonce: str | None, audience: str | None) -> Check | None:
    """The answer to what this verifier asked for, so that a token shown elsewhere can't be shown here again."""
    if nonce is not None and claims.get("nonce") != nonce:
        return _proof(Finding.FAILED, "proof.other-challenge")
    if audience is not None and audience not in items_of(claims.get("aud")):
        return _proof(Finding.FAILED, "proof.other-domain")
    return None


def _require_form(jwt: Jwt, document: Mapping[str, Any], issuer_id: str | None) -> None:
    """``typ`` says what is in it (VC-JOSE-COSE, section 3.1); without it, or as JWT, it is the older form."""
    kind_name = _media_type(jwt.header.get("typ", "JWT"))
    stated = [claim for claim in _DOCUMENT_CLAIMS if claim in jwt.payload]
    if kind_name == "jwt":
        if len(stated) > 1 or (stated and "@context" in jwt.payload):
            raise MalformedProof("The token holds more than one document.", field=f"/payload/{stated[0]}")
        return
    if kind_name not in _TYPES:
        raise MalformedProof("The token is not of a type that holds a credential.", field="/header/typ")
    if stated:
        raise MalformedProof(f"A token of this type has no claim {stated[0]}.", field=f"/payload/{stated[0]}")
    if _TYPES[kind_name] not in items_of(document.get("type")):
        raise MalformedProof("The token says that it holds something else than it does.", field="/header/typ")
    if _media_type(jwt.header.get("cty", kind_name[:2])) not in {kind_name[:2], f"{kind_name[:2]}+ld+json"}:
        raise MalformedProof("The token says that it holds something else than it does.", field="/header/cty")
    kid = jwt.header.get("kid")
    if kid is not None and (issuer_id or "").startswith("did:") and not kid.startswith("did:"):
        raise MalformedProof("The issuer is a DID, so its key goes by a DID URL.", field="/header/kid")


def _require_claims(claims: Mapping[str, Any], document: Mapping[str, Any]) -> None:
    """A claim that says otherwise than the document is an error; a member that the document leaves out is not."""
    if PRESENTATION in items_of(document.get("type")):
        party, subjects = holder_of(document), []
    else:
        issuer = document.get("issuer")
        party = issuer.get("id") if isinstance(issuer, Mapping) else issuer
        subjects = [item["id"] for item in objects_of(document.get("credentialSubject")) if "id" in item]
    for claim, stated in (("iss", [party]), ("jti", [document.get("id")]), ("sub", subjects)):
        known = [value for value in stated if value is not None]
        if claim in claims and known and claims[claim] not in known:
            raise MalformedProof(f"The claim {claim} says otherwise than the document.", field=f"/payload/{claim}")


def _require_times(claims: Mapping[str, Any], now: datetime) -> None:
    """``nbf`` and ``exp`` bound the signature; the document's own dates are another check."""
    for claim in ("nbf", "exp"):
        if claim in claims and not _is_number(claims[claim]):
            raise MalformedProof(f"The claim {claim} is not a number of seconds.", field=f"/payload/{claim}")
    if "exp" in claims and claims["exp"] <= now.timestamp():
        facts = {"expires": _moment_text(claims["exp"])}
        raise MalformedProof("The token has expired.", field="/payload/exp", code="proof.expired", **facts)
    if "nbf" in claims and claims["nbf"] > now.timestamp():
        facts = {"valid-from": _moment_text(claims["nbf"])}
        raise MalformedProof("The token does not count yet.", field="/payload/nbf", code="proof.not-yet", **facts)


def _issued_at(jwt: Jwt) -> datetime | None:
    """When it was signed by its own word. Published vectors have a text there, where RFC 7519 asks a number."""
    stated = jwt.payload.get("iat")
    return parse_timestamp(stated) or numeric_date(stated)


def _completed(document: Mapping[str, Any], claims: Mapping[str, Any]) -> dict[str, Any]:
    complete = dict(document)
    if not is_version_1(complete):
        return complete
    if "jti" in claims:
        complete.setdefault("id", claims["jti"])
    if PRESENTATION in items_of(complete.get("type")):
        if "iss" in claims:
            complete.setdefault("holder", claims["iss"])
        return complete
    _complete_id(complete, "issuer", claims.get("iss"))
    _complete_id(complete, "credentialSubject", claims.get("sub"))
    for member, claim in zip(validity_members(complete), ("nbf", "exp"), strict=True):
        moment = numeric_date(claims.get(claim))
        if moment is not None:
            complete.setdefault(member, format_timestamp(moment))
    return complete


def _complete_id(document: dict[str, Any], member: str, identity: Any) -> None:
    if identity is None:
        return
    stated = document.get(member)
    if isinstance(stated, Mapping):
        document[member] = {"id": identity, **stated}
    elif stated is None:
        document[member] = identity if member == "issuer" else {"id": identity}


def _media_type(text: Any) -> str:
    """RFC 7515, section 4.1.9: ``application/`` may be left out, and case doesn't count."""
    return str(text).lower().removeprefix("application/")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _moment_text(seconds: float) -> str:
    moment = numeric_date(seconds)
    return str(seconds) if moment is None else moment.isoformat()


def _proof(finding: Finding, code: str, **facts: str) -> Check:
    return Check(CheckName.PROOF, finding, code, {name: fact for name, fact in facts.items() if fact})
