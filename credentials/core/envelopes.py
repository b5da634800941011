"""Credentials and presentations secured as a whole, in a JWT: writing them. ``jwt_checks`` reads them.

Two forms. VC-JOSE-COSE (https://www.w3.org/TR/vc-jose-cose/, section 3.1): ``typ`` says ``vc+jwt`` or ``vp+jwt`` and the
payload is the document itself. Open Badges 3.0, section 8.2: ``typ`` is JWT and the registered claims (RFC 7519) repeat
members of the credential, which stands beside them (data model 2.0) or in the claim ``vc`` (data model 1.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from credentials.core.contexts import CREDENTIALS_V2, PUBLISHED, ContextSet
from credentials.core.data_model import check_data_model, is_version_1, issuer_id_of, validity_members
from credentials.core.errors import MalformedCredential, MalformedProof
from credentials.core.jwt_checks import TOKEN_CLAIMS
from credentials.core.lenient import objects_of
from credentials.core.presentation_model import (
    ENVELOPED_CREDENTIAL,
    ENVELOPED_PRESENTATION,
    check_presentation_model,
    holder_of,
)
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.jwt import sign_jwt
from credentials.core.primitives.keys import Signer
from credentials.core.primitives.timestamps import parse_timestamp

_RESERVED = TOKEN_CLAIMS | {"vc", "vp"}


class JwtForm(StrEnum):
    """How a credential is put into a JWT."""

    VC_JOSE = "vc-jose"
    OPEN_BADGES = "open-badges"


def envelope(
    credential: Mapping[str, Any],
    *,
    signer: Signer,
    kid: str,
    form: JwtForm = JwtForm.VC_JOSE,
    issued_at: datetime | None = None,
    contexts: ContextSet = PUBLISHED,
) -> str:
    """Sign a credential as a compact JWT. ``kid`` is the DID URL of the signer's key, one of the issuer's.

    ``issued_at`` becomes the claim ``iat``: only a token that says when it was signed outlives the end of its key.
    Raises MalformedCredential, UnsafeDocument and its kin, and MalformedProof for a key of another.
    """
    check_data_model(credential)
    _require_plain(credential, contexts)
    _require_key_of(issuer_id_of(credential), kid)
    if form is JwtForm.VC_JOSE:
        _require_version_2(credential)
        payload = dict(credential)
        header = {"typ": "vc+jwt", "cty": "vc", "kid": kid}
    else:
        claims = _open_badge_claims(credential)
        payload = {**claims, "vc": dict(credential)} if is_version_1(credential) else {**credential, **claims}
        header = {"typ": "JWT", "kid": kid}
    if issued_at is not None:
        payload["iat"] = _numeric_date(issued_at)
    return sign_jwt(payload, signer=signer, header=header)


def envelope_presentation(
    presentation: Mapping[str, Any],
    *,
    signer: Signer,
    kid: str,
    audience: str | None = None,
    nonce: str | None = None,
    issued_at: datetime | None = None,
    expires: datetime | None = None,
    contexts: ContextSet = PUBLISHED,
) -> str:
    """Sign a presentation as a ``vp+jwt``, for a verifier that goes by ``audience`` and gave ``nonce``."""
    check_presentation_model(presentation)
    _require_version_2(presentation)
    _require_plain(presentation, contexts)
    _require_key_of(holder_of(presentation), kid)
    claims: dict[str, Any] = {"aud": audience, "nonce": nonce}
    claims |= {name: _numeric_date(at) for name, at in (("iat", issued_at), ("exp", expires)) if at is not None}
    payload = {**presentation, **{name: value for name, value in claims.items() if value is not None}}
    return sign_jwt(payload, signer=signer, header={"typ": "vp+jwt", "cty": "vp", "kid": kid})


def enveloped_credential(token: str) -> dict[str, Any]:
    """The token as an object that can stand where a credential stands (data model 2.0, section 4.13.1)."""
    return {"@context": CREDENTIALS_V2, "type": ENVELOPED_CREDENTIAL, "id": f"data:application/vc+jwt,{token}"}


def enveloped_presentation(token: str) -> dict[str, Any]:
    """The token as an object that can stand where a presentation stands (data model 2.0, section 4.13.3)."""
    return {"@context": CREDENTIALS_V2, "type": ENVELOPED_PRESENTATION, "id": f"data:application/vp+jwt,{token}"}


def _open_badge_claims(credential: Mapping[str, Any]) -> dict[str, Any]:
    start, end = validity_members(credential)
    subjects = [subject.get("id") for subject in objects_of(credential.get("credentialSubject"))]
    claims = {
        "iss": issuer_id_of(credential),
        "jti": credential.get("id"),
        "sub": subjects[0] if len(subjects) == 1 else None,
        "nbf": _date_claim(credential.get(start)),
        "exp": _date_claim(credential.get(end)),
    }
    return {name: value for name, value in claims.items() if value is not None}


def _require_plain(document: Mapping[str, Any], contexts: ContextSet) -> None:
    """Nothing that would get another meaning as part of a token, and nothing that has no meaning at all."""
    for name in document:
        if name == "proof" or name in _RESERVED:
            raise MalformedCredential(
                f"A token's document holds no {name}.", field=f"/{name}", detail="must not be there"
            )
    canonicalise(document, contexts=contexts)


def _require_version_2(document: Mapping[str, Any]) -> None:
    if is_version_1(document):
        raise MalformedCredential(
            "This form is for data model 2.0 only.", field="/@context/0", detail=f"must be {CREDENTIALS_V2}"
        )


def _require_key_of(controller: str | None, kid: str) -> None:
    """Where the issuer is a DID, ``kid`` is an absolute DID URL below it (VC-JOSE-COSE, section 4)."""
    if controller is not None and controller.startswith("did:") and kid.partition("#")[0] != controller:
        raise MalformedProof(f"The key {kid} is not one of {controller}.", field="/header/kid")


def _date_claim(text: Any) -> int | None:
    moment = parse_timestamp(text)
    return None if moment is None else _numeric_date(moment)


def _numeric_date(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone can't be signed.")
    return int(moment.timestamp())
