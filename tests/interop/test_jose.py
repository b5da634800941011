"""Our tokens in an independent implementation, and its tokens with us: npm ``jose``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from credentials.core.envelopes import JwtForm, envelope, envelope_presentation, enveloped_credential
from credentials.core.errors import Unreachable
from credentials.core.presentations import verify_presentation
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.keys import KeyKind, public_jwk
from credentials.core.report import CheckName, KnownIssuer, Report, ReportVerdict
from credentials.core.verify import verify_document
from tests.interop.node import run_script
from tests.unit.credentials.core.samples import CREDENTIAL_ID, NOW, SeedSigner, build

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("node_packages")]

Json = dict[str, Any]
KINDS = pytest.mark.parametrize(
    ("kind", "algorithm"), [(KeyKind.ED25519, "EdDSA"), (KeyKind.P256, "ES256"), (KeyKind.P384, "ES384")]
)
DOMAIN, CHALLENGE = "https://werkgever.example", "een-keer-7f3a"


def jose_verifies(token: str, jwk: Json, algorithm: str) -> Json:
    given = {"token": token, "jwk": jwk, "algorithm": algorithm, "now": NOW.isoformat()}
    return run_script("jose.mjs", {"verify": given})


def jose_signs(payload: Json, header: Json, jwk: Json | None) -> Json:
    return run_script("jose.mjs", {"sign": {"payload": payload, "header": header, "jwk": jwk}})


def unreachable(address: str) -> Any:
    raise Unreachable(f"{address} does not answer.")


def checked(check: Callable[..., Report], token: str, **options: Any) -> Report:
    return check(
        token,
        now=NOW,
        resolve_did=unreachable,
        load_status_list=unreachable,
        is_known_issuer=lambda did: KnownIssuer(did, "Gemeente Voorbeeld"),
        **options,
    )


def with_other_character(token: str) -> str:
    """The token with one character of its payload replaced; still base64url."""
    place = token.index(".") + 40
    return token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]


@KINDS
@pytest.mark.parametrize("form", list(JwtForm), ids=str)
def test_our_badge_verifies_there_and_a_changed_one_does_not(kind, algorithm, form):
    signer = SeedSigner(kind=kind)
    did, kid = did_key_for(signer.public)
    badge = build(did=did)
    token = envelope(badge, signer=signer, kid=kid, form=form, issued_at=NOW)

    answer = jose_verifies(token, public_jwk(signer.public), algorithm)

    assert answer["error"] is None
    assert answer["header"]["kid"] == kid
    assert {name: answer["payload"][name] for name in badge} == badge
    assert jose_verifies(with_other_character(token), public_jwk(signer.public), algorithm)["error"]
    assert jose_verifies(token, public_jwk(SeedSigner(9, kind=kind).public), algorithm)["error"]


def test_the_claims_of_the_open_badges_form_are_those_that_it_knows():
    signer = SeedSigner()
    did, kid = did_key_for(signer.public)
    over = {**build(did=did), "validUntil": "2026-11-24T12:00:00Z"}
    token = envelope(over, signer=signer, kid=kid, form=JwtForm.OPEN_BADGES)

    assert "exp" in jose_verifies(token, public_jwk(signer.public), "EdDSA")["error"]


@KINDS
@pytest.mark.parametrize("typ", ["vc+jwt", "JWT"])
def test_a_badge_that_was_signed_there_verifies_here(kind, algorithm, typ):
    signer = SeedSigner(kind=kind)
    did, kid = did_key_for(signer.public)
    payload = {**build(did=did), "iss": did, "jti": CREDENTIAL_ID}

    token = jose_signs(payload, {"alg": algorithm, "typ": typ, "kid": kid}, signer.to_jwk())["token"]

    assert checked(verify_document, token).verdict is ReportVerdict.VALID
    changed = checked(verify_document, with_other_character(token)).verdict
    assert changed in {ReportVerdict.INVALID, ReportVerdict.UNREADABLE}


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
def test_a_badge_with_the_key_in_it_is_intact_and_unproven(algorithm):
    badge = build(did="did:web:anders.example")
    answer = jose_signs(badge, {"alg": algorithm, "typ": "JWT"}, None)

    report = checked(verify_document, answer["token"])

    assert report.check(CheckName.PROOF).code == "proof.ok"
    assert report.check(CheckName.ISSUER).code == "issuer.key-embedded"
    assert report.verdict is ReportVerdict.UNDECIDED


@pytest.mark.parametrize("algorithm", ["PS256", "ES512", "RS512"])
def test_what_is_signed_there_with_an_algorithm_that_we_lack_is_never_passed(algorithm):
    token = jose_signs(build(did="did:web:anders.example"), {"alg": algorithm, "typ": "JWT"}, None)["token"]
    assert checked(verify_document, token).check(CheckName.PROOF).code == "proof.kind-not-supported"


def test_presentations_go_both_ways():
    issuer, holder = SeedSigner(), SeedSigner(11, kind=KeyKind.P256)
    did, kid = did_key_for(holder.public)
    inner = enveloped_credential(
        envelope(build(did=did_key_for(issuer.public)[0]), signer=issuer, kid=did_key_for(issuer.public)[1])
    )
    presentation = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": did,
        "verifiableCredential": [inner],
    }
    ours = envelope_presentation(presentation, signer=holder, kid=kid, audience=DOMAIN, nonce=CHALLENGE)
    claims = {**presentation, "aud": DOMAIN, "nonce": CHALLENGE}

    theirs = jose_signs(claims, {"alg": "ES256", "typ": "vp+jwt", "kid": kid}, holder.to_jwk())["token"]

    assert jose_verifies(ours, public_jwk(holder.public), "ES256")["payload"] == claims
    for token in (ours, theirs):
        report = checked(verify_presentation, token, domain=DOMAIN, challenge=CHALLENGE)
        assert report.verdict is ReportVerdict.VALID
        assert len(report.inner) == 1
