"""Whether an Open Badge 2.0 is what its issuer made: hosted, or signed (Open Badges 2.0, "Badge Verification").

Hosted: the same badge stands at the address that it calls its own, and that address lies where the issuer's Profile says
that its badges stand. Signed: a JWS with a key that the Profile lists. A Profile inside the badge proves nothing: ``issuer`` of
the parts must be the one from the issuer's own address, or empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from credentials.core.errors import CredentialError, Gone, MalformedKey, SignatureInvalid, Unreachable, UnsupportedProof
from credentials.core.lenient import id_of, items_of, object_of, text_of, texts_in
from credentials.core.open_badge_2_fetching import MAX_FETCHES, Pages, TooManyFetches
from credentials.core.open_badge_2_parts import Parts
from credentials.core.primitives.jwt import Jwt, require_sound_header, verify_jwt
from credentials.core.primitives.keys import KeyKind, PublicKey
from credentials.core.report import Check, CheckName, Finding

_NOT_COMPARED = frozenset({"@context", "revoked", "revocationReason"})
_MAX_PEM = 16_384  # characters
_MAX_TOLD = 300  # characters of a stranger's words in a fact


class Provenance(NamedTuple):
    """``issuer`` PASSED says only that the badge is the named issuer's; whether that issuer is known is asked elsewhere."""

    proof: Check
    issuer: Check
    status: Check


def check_hosted(parts: Parts, pages: Pages) -> Provenance:
    """Compare the badge with the copy at its own address. Never raises for anything that stands there."""
    address = text_of(parts.assertion.get("id"))
    facts = {"address": address}
    in_scope = _check_scope(parts, address)
    try:
        copy = pages.get(address)
    except Gone:
        revoked = _status(Finding.FAILED, "status.revoked", list=address)
        return Provenance(
            _proof(Finding.NOT_CHECKED, "proof.hosted-unreachable", **facts), _unproven(in_scope), revoked
        )
    except CredentialError:
        unknown = _status(Finding.NOT_CHECKED, "status.unreachable", list=address)
        return Provenance(
            _proof(Finding.NOT_CHECKED, "proof.hosted-unreachable", **facts), _unproven(in_scope), unknown
        )
    if copy.get("revoked") is True or parts.assertion.get("revoked") is True:
        status = _status(Finding.FAILED, "status.revoked", list=address, reason=text_of(copy.get("revocationReason")))
    else:
        status = _status(Finding.PASSED, "status.ok")
    # A badge that was withdrawn may be left with nothing but its id: there is nothing to compare then.
    if copy.get("revoked") is True and "badge" not in copy:
        return Provenance(_proof(Finding.NOT_CHECKED, "proof.hosted-unreachable", **facts), _unproven(in_scope), status)
    if differing := _differing(parts.assertion, copy):
        changed = _proof(Finding.FAILED, "proof.hosted-differs", members=", ".join(differing)[:_MAX_TOLD], **facts)
        return Provenance(changed, _unproven(in_scope), status)
    return Provenance(_proof(Finding.PASSED, "proof.hosted", **facts), in_scope, status)


def _differing(presented: Mapping[str, Any], copy: Mapping[str, Any]) -> list[str]:
    members = sorted((presented.keys() | copy.keys()) - _NOT_COMPARED)
    return [member for member in members if not _is_same(member, presented.get(member), copy.get(member))]


def _is_same(member: str, presented: Any, hosted: Any) -> bool:
    # The badge class may be written out in one copy and named by its address in the other.
    if member == "badge" and isinstance(presented, str) != isinstance(hosted, str):
        return bool(id_of(presented)) and id_of(presented) == id_of(hosted)
    return bool(presented == hosted)


def _check_scope(parts: Parts, address: str) -> Check:
    """Whether the issuer's Profile lets its badges stand here (VerificationObject: startsWith, allowedOrigins)."""
    policy = object_of(parts.issuer.get("verification"))
    prefixes, origins = texts_in(policy.get("startsWith")), texts_in(policy.get("allowedOrigins"))
    if not prefixes and not origins:
        origins = (_host(parts.issuer_id),)
    fits_prefix = not prefixes or any(
        address.startswith(prefix) and _host(address) == _host(prefix) for prefix in prefixes
    )
    if fits_prefix and (not origins or _host(address) in origins):
        return _issuer(Finding.PASSED, "issuer.known")
    return _issuer(Finding.FAILED, "issuer.other-origin", address=address, did=parts.issuer_id)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def _unproven(issuer: Check) -> Check:
    """Without a copy that fits, an address in the right place shows nothing about the issuer."""
    return _issuer(Finding.NOT_CHECKED, "issuer.no-proof") if issuer.finding is Finding.PASSED else issuer


def check_signed(parts: Parts, token: Jwt | None, pages: Pages) -> Provenance:
    """Check the JWS with the issuer's key, and the issuer's revocation list. Never raises for what stands there.

    Without a token the badge calls itself signed and is not.
    """
    status = _check_revocation_list(parts, pages)
    no_proof = _issuer(Finding.NOT_CHECKED, "issuer.no-proof")
    if token is None:
        return Provenance(_proof(Finding.FAILED, "proof.absent"), no_proof, status)
    try:
        require_sound_header(token.header)
    except CredentialError as error:
        return Provenance(_refused(error), no_proof, status)
    proof, issuer = _check_signature(parts, token, pages)
    return Provenance(proof, issuer, status)


def _check_signature(parts: Parts, token: Jwt, pages: Pages) -> tuple[Check, Check]:
    """With the key that the badge names, else with each that the Profile lists: one that fits is enough."""
    creator = id_of(object_of(parts.assertion.get("verification")).get("creator"))
    listed = [key for key in items_of(parts.issuer.get("publicKey")) if not creator or id_of(key) == creator]
    if not listed:
        unlisted = _issuer(Finding.FAILED, "issuer.key-not-listed", method=creator or parts.issuer_id)
        return _proof(Finding.NOT_CHECKED, "proof.key-unavailable"), unlisted
    tried: list[tuple[Check, Check]] = []
    for entry in listed[: MAX_FETCHES + 1]:
        tried.append(_try_key(entry, parts.issuer_id, token, pages))
        if tried[-1][0].finding is Finding.PASSED:
            return tried[-1]
    # As long as one key could not be tried, the signature is not known to be wrong.
    return next((pair for pair in tried if pair[0].finding is Finding.NOT_CHECKED), tried[0])


def _try_key(entry: Any, issuer_id: str, token: Jwt, pages: Pages) -> tuple[Check, Check]:
    untried = _proof(Finding.NOT_CHECKED, "proof.key-unavailable")
    no_proof = _issuer(Finding.NOT_CHECKED, "issuer.no-proof")
    try:
        verify_jwt(token, _key_of(entry, issuer_id, pages))
    except TooManyFetches as error:
        return _proof(Finding.NOT_CHECKED, "proof.too-many-fetches", count=str(error.data["count"])), no_proof
    except Unreachable:
        return untried, _issuer(Finding.NOT_CHECKED, "issuer.unreachable", did=id_of(entry))
    except MalformedKey as error:
        code = error.code if error.code.startswith("issuer.") else "issuer.key-malformed"
        facts = {name: str(fact) for name, fact in error.data.items()}
        return untried, _issuer(Finding.FAILED, code, method=id_of(entry), **facts)
    except SignatureInvalid:
        return _proof(Finding.FAILED, "proof.changed"), no_proof
    except CredentialError as error:
        return _refused(error), no_proof
    return _proof(Finding.PASSED, "proof.ok", count="1"), _issuer(Finding.PASSED, "issuer.known")


def _key_of(entry: Any, issuer_id: str, pages: Pages) -> PublicKey:
    """The CryptographicKey that a Profile lists, written out or by its address.

    Raises Unreachable, or MalformedKey with one of the codes of the check ``issuer``.
    """
    stated = object_of(entry)
    if "publicKeyPem" not in stated:
        stated = pages.get(id_of(entry))
    if (owner := id_of(stated.get("owner"))) != issuer_id:
        message = "The key says that it is somebody else's."
        raise MalformedKey(message, code="issuer.other-controller", controller=owner)
    return _key_from_pem(text_of(stated.get("publicKeyPem")))


def _key_from_pem(pem: str) -> PublicKey:
    if len(pem) > _MAX_PEM:
        raise MalformedKey("The key is larger than a key can be.", code="issuer.key-malformed")
    try:
        public = load_pem_public_key(pem.encode())
    except Exception as error:  # the library raises errors of several kinds for what it can't read
        raise MalformedKey("The key is not in PEM.", code="issuer.key-malformed") from error
    if not isinstance(public, RSAPublicKey):
        raise MalformedKey("Open Badges 2.0 are signed with RSA keys.", code="issuer.key-kind")
    return PublicKey(KeyKind.RSA, public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _check_revocation_list(parts: Parts, pages: Pages) -> Check:
    """Whether the badge stands in the issuer's list (Open Badges 2.0, RevocationList)."""
    if parts.assertion.get("revoked") is True:
        return _status(Finding.FAILED, "status.revoked", reason=text_of(parts.assertion.get("revocationReason")))
    if not parts.issuer:
        return _status(Finding.NOT_CHECKED, "status.unreachable", list=parts.issuer_id)
    named = parts.issuer.get("revocationList")
    if named is None:
        return _status(Finding.ABSENT, "status.none")
    try:
        return _look_up(parts, id_of(named), pages.get(named) if isinstance(named, str) else object_of(named))
    except CredentialError:
        return _status(Finding.NOT_CHECKED, "status.unreachable", list=id_of(named))


def _look_up(parts: Parts, address: str, listed: Mapping[str, Any]) -> Check:
    entries = listed.get("revokedAssertions")
    if not isinstance(entries, list):
        return _status(Finding.FAILED, "status.list-malformed", list=address)
    if id_of(listed.get("issuer")) not in ("", parts.issuer_id):
        return _status(Finding.FAILED, "status.list-other-issuer", list=address)
    own = {text_of(parts.assertion.get("id")), text_of(parts.assertion.get("uid"))} - {""}
    for entry in entries:
        if {id_of(entry), text_of(object_of(entry).get("uid"))} & own:
            reason = text_of(object_of(entry).get("revocationReason"))
            return _status(Finding.FAILED, "status.revoked", list=address, reason=reason)
    return _status(Finding.PASSED, "status.ok")


def _refused(error: CredentialError) -> Check:
    if isinstance(error, UnsupportedProof):
        return _proof(Finding.NOT_CHECKED, "proof.kind-not-supported", kind=str(error.data.get("kind", "")))
    return _proof(Finding.FAILED, error.code, field=error.field or "", detail=error.message)


def _proof(finding: Finding, code: str, **facts: str) -> Check:
    return Check(CheckName.PROOF, finding, code, {name: fact for name, fact in facts.items() if fact})


def _issuer(finding: Finding, code: str, **facts: str) -> Check:
    return Check(CheckName.ISSUER, finding, code, facts)


def _status(finding: Finding, code: str, **facts: str) -> Check:
    return Check(CheckName.STATUS, finding, code, {name: fact for name, fact in facts.items() if fact})
