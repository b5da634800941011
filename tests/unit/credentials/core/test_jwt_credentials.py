"""A credential in a JWT gets the same report as one with a proof inside, in both forms; claims that say otherwise fail it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from credentials.core.data_model import check_data_model
from credentials.core.did_document import IssuerKey, build_did_document
from credentials.core.envelopes import JwtForm, envelope, enveloped_credential
from credentials.core.errors import MalformedCredential, MalformedProof, Unreachable, UnsafeDocument
from credentials.core.jwt_checks import check_jwt, read_secured_jwt
from credentials.core.primitives.baking import unbake
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.jwt import read_jwt, sign_jwt, verify_jwt
from credentials.core.primitives.keys import KeyKind, PublicKey, SecretKey, public_jwk
from credentials.core.proof_checks import ProofFindings
from credentials.core.report import CheckName, Finding, KnownIssuer, Report, ReportVerdict
from credentials.core.verify import verify_document
from tests.unit.credentials.core.samples import ADDRESS, CREDENTIAL_ID, NOW, SeedSigner, build, shared_json, sign, specs

SIGNER = SeedSigner()
DID, KID = did_key_for(SIGNER.public)
WEB = "did:web:erkend.example"
SUBJECT = "did:example:samira"
VERSION_1 = {
    "@context": ["https://www.w3.org/2018/credentials/v1"],
    "id": CREDENTIAL_ID,
    "type": ["VerifiableCredential"],
    "issuer": DID,
    "issuanceDate": "2026-11-24T12:00:00Z",
    "credentialSubject": {"id": SUBJECT},
}
VERSION_2 = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "id": CREDENTIAL_ID,
    "type": ["VerifiableCredential"],
    "issuer": DID,
    "validFrom": "2026-11-24T12:00:00Z",
    "credentialSubject": {"id": SUBJECT},
}
FORMS = pytest.mark.parametrize("form", list(JwtForm), ids=str)


def unreachable(address: str) -> Any:
    raise Unreachable(f"{address} does not answer.")


def verify(token: Any, **changes: Any) -> Report:
    facts: dict[str, Any] = {
        "now": NOW,
        "resolve_did": unreachable,
        "load_status_list": unreachable,
        "is_known_issuer": lambda did: KnownIssuer(did, "Gemeente Voorbeeld"),
    }
    return verify_document(token, **{**facts, **changes})


def codes(report: Report) -> dict[str, str]:
    return {str(check.name): check.code for check in report.checks}


def token_with(payload: Mapping[str, Any], *, signer: SecretKey = SIGNER, kid: str | None = KID, **header: Any) -> str:
    """A token that ``envelope`` would not write."""
    named = {} if kid is None else {"kid": kid}
    return sign_jwt(payload, signer=signer, header={"typ": "vc+jwt", **named, **header})


@FORMS
@pytest.mark.parametrize("kind", [KeyKind.ED25519, KeyKind.P256, KeyKind.P384])
def test_a_badge_of_ours_in_a_token_is_valid(form, kind):
    signer = SeedSigner(kind=kind)
    did, kid = did_key_for(signer.public)
    badge = build(did=did)

    report = verify(envelope(badge, signer=signer, kid=kid, form=form, issued_at=NOW))

    assert report.verdict is ReportVerdict.VALID
    assert codes(report)["proof"] == "proof.ok"
    assert report.summary is not None
    assert report.summary.title == badge["name"]


def test_the_vc_jose_form_holds_the_credential_itself():
    token = envelope(VERSION_2, signer=SIGNER, kid=KID)

    jwt = read_jwt(token)

    assert jwt.header == {"alg": "EdDSA", "typ": "vc+jwt", "cty": "vc", "kid": KID}
    assert jwt.payload == VERSION_2


def test_the_open_badges_form_repeats_members_as_claims():
    until = {**VERSION_2, "validUntil": "2027-11-24T13:00:00+01:00"}

    jwt = read_jwt(envelope(until, signer=SIGNER, kid=KID, form=JwtForm.OPEN_BADGES, issued_at=NOW))

    assert jwt.header == {"alg": "EdDSA", "typ": "JWT", "kid": KID}
    assert jwt.payload == {
        **until,
        "iss": DID,
        "jti": CREDENTIAL_ID,
        "sub": SUBJECT,
        "nbf": 1795521600,
        "exp": 1827057600,
        "iat": 1795521600,
    }


def test_the_open_badges_form_of_version_1_has_the_credential_in_a_claim():
    token = envelope(VERSION_1, signer=SIGNER, kid=KID, form=JwtForm.OPEN_BADGES)

    assert read_jwt(token).payload["vc"] == VERSION_1
    assert read_secured_jwt(token)[0] == VERSION_1
    assert verify(token).verdict is ReportVerdict.VALID


def test_what_a_version_1_token_says_in_claims_only_is_put_in_the_document():
    bare = {name: VERSION_1[name] for name in ("@context", "type", "credentialSubject")}
    claims = {"iss": DID, "jti": CREDENTIAL_ID, "sub": SUBJECT, "nbf": NOW.timestamp(), "exp": NOW.timestamp() + 3600}
    token = token_with({**claims, "vc": {**bare, "credentialSubject": {}}}, typ="JWT")

    document, _ = read_secured_jwt(token)

    assert document == {**VERSION_1, "expirationDate": "2026-11-24T13:00:00Z"}
    assert verify(token).verdict is ReportVerdict.VALID


def test_claims_that_are_not_there_add_nothing_to_a_version_1_document():
    assert read_secured_jwt(token_with({"vc": {**VERSION_1, "credentialSubject": {"name": "S"}}}, typ="JWT"))[0] == {
        **VERSION_1,
        "credentialSubject": {"name": "S"},
    }


def test_a_claim_adds_nothing_to_several_subjects():
    several = {**VERSION_1, "credentialSubject": [{"id": SUBJECT}, {"id": "did:example:another"}]}
    assert read_secured_jwt(token_with({"sub": SUBJECT, "vc": several}, typ="JWT"))[0] == several


def test_a_claim_adds_nothing_to_a_version_2_document():
    bare = {name: value for name, value in VERSION_2.items() if name != "id"}
    assert read_secured_jwt(token_with({"jti": CREDENTIAL_ID, "vc": bare}, typ="JWT"))[0] == bare


def test_a_moment_without_a_zone_is_not_signed():
    with pytest.raises(ValueError, match="zone"):
        envelope(VERSION_2, signer=SIGNER, kid=KID, issued_at=NOW.replace(tzinfo=None))


def test_a_credential_that_lacks_its_subject_is_malformed_not_unreadable():
    bare = {name: value for name, value in VERSION_2.items() if name != "credentialSubject"}
    assert codes(verify(token_with(bare)))["schema"] == "schema.malformed"


@pytest.mark.parametrize(
    ("document", "error"),
    [
        pytest.param({**VERSION_2, "ownWord": 1}, UnsafeDocument, id="an undefined term"),
        pytest.param({**VERSION_2, "credentialSubject": []}, MalformedCredential, id="no subject"),
        pytest.param({**VERSION_2, "exp": 5}, MalformedCredential, id="a claim's name"),
        pytest.param({**VERSION_2, "proof": {"type": "DataIntegrityProof"}}, MalformedCredential, id="a proof"),
        pytest.param({**VERSION_2, "issuer": WEB}, MalformedProof, id="the key of another"),
        pytest.param(VERSION_1, MalformedCredential, id="version 1 in the form for version 2"),
    ],
)
def test_nothing_is_enveloped_that_would_not_verify(document, error):
    with pytest.raises(error):
        envelope(document, signer=SIGNER, kid=KID)


def test_a_number_of_the_key_alone_is_not_written_for_a_did():
    with pytest.raises(MalformedProof):
        envelope(VERSION_2, signer=SIGNER, kid="key-1")


@FORMS
def test_a_token_of_another_key_is_changed(form):
    token = envelope(VERSION_2, signer=SIGNER, kid=KID, form=form)
    forged = token.rsplit(".", 1)[0] + "." + envelope(VERSION_2, signer=SeedSigner(9), kid=KID).rsplit(".", 1)[1]
    assert codes(verify(forged))["proof"] == "proof.changed"


def test_a_key_that_is_not_the_issuers_fails():
    other = SeedSigner(9)
    token = token_with(VERSION_2, signer=other, kid=did_key_for(other.public)[1])

    report = verify(token)

    assert codes(report)["issuer"] == "issuer.other-controller"
    assert report.verdict is ReportVerdict.INVALID


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"iss": "did:example:another"}, id="iss"),
        pytest.param({"iss": 7}, id="iss is a number"),
        pytest.param({"jti": "urn:uuid:another"}, id="jti"),
        pytest.param({"sub": "did:example:another"}, id="sub"),
        pytest.param({"exp": "2027-01-01T00:00:00Z"}, id="exp is a text"),
        pytest.param({"nbf": True}, id="nbf is true"),
        pytest.param({"vc": {}}, id="vc"),
        pytest.param({"vp": "no"}, id="vp"),
    ],
)
@pytest.mark.parametrize("typ", ["vc+jwt", "JWT"])
def test_a_claim_that_says_otherwise_fails(claims, typ):
    report = verify(token_with({**VERSION_2, **claims}, typ=typ))

    assert codes(report)["proof"] == "proof.malformed"
    assert report.verdict is ReportVerdict.INVALID


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        pytest.param({"exp": NOW.timestamp() - 1}, "proof.expired", id="past exp"),
        pytest.param({"exp": NOW.timestamp()}, "proof.expired", id="exp now"),
        pytest.param({"exp": NOW.timestamp() + 1}, "proof.ok", id="exp to come"),
        pytest.param({"exp": 10**300}, "proof.ok", id="exp further than a calendar goes"),
        pytest.param({"exp": -(10**300)}, "proof.expired", id="exp before any calendar"),
        pytest.param({"nbf": NOW.timestamp() + 1}, "proof.not-yet", id="nbf to come"),
        pytest.param({"nbf": NOW.timestamp()}, "proof.ok", id="nbf now"),
    ],
)
def test_exp_and_nbf_bound_the_signature(claims, code):
    assert codes(verify(token_with({**VERSION_2, **claims})))["proof"] == code


@pytest.mark.parametrize(
    "header",
    [
        pytest.param({"typ": "bad+typ"}, id="another typ"),
        pytest.param({"typ": "vp+jwt"}, id="the typ of presentations"),
        pytest.param({"cty": "vp"}, id="the cty of presentations"),
        pytest.param({"cty": "bad+cty"}, id="another cty"),
        pytest.param({"kid": "key-1"}, id="no DID URL"),
        pytest.param({"crit": ["exp"]}, id="crit"),
    ],
)
def test_a_header_that_says_otherwise_fails(header):
    encoded = base64.urlsafe_b64encode(json.dumps({"alg": "EdDSA", "typ": "vc+jwt", "kid": KID, **header}).encode())
    payload = token_with(VERSION_2).split(".")[1]
    signing_input = f"{encoded.decode().rstrip('=')}.{payload}"
    signature = base64.urlsafe_b64encode(SIGNER.sign(signing_input.encode())).decode().rstrip("=")

    assert codes(verify(f"{signing_input}.{signature}"))["proof"] == "proof.malformed"


@pytest.mark.parametrize("typ", ["vc+jwt", "VC+JWT", "application/vc+jwt", "vc+ld+jwt", "JWT"])
def test_the_types_of_drafts_are_read_too(typ):
    assert verify(token_with(VERSION_2, typ=typ)).verdict is ReportVerdict.VALID


@pytest.mark.parametrize("iat", [NOW.timestamp(), "2026-11-24T12:00:00Z", "yesterday", None])
def test_any_iat_is_tolerated(iat):
    assert verify(token_with({**VERSION_2, "iat": iat})).verdict is ReportVerdict.VALID


def test_a_version_2_credential_in_a_claim_is_read():
    assert verify(token_with({"iss": DID, "sub": SUBJECT, "vc": VERSION_2}, typ="JWT")).verdict is ReportVerdict.VALID


@pytest.mark.parametrize("kid", [None, DID])
def test_a_did_key_has_one_key_that_need_not_be_named(kid):
    assert verify(token_with(VERSION_2, kid=kid)).verdict is ReportVerdict.VALID


def web_document(**changes: Any) -> dict[str, Any]:
    return build_did_document(WEB, [IssuerKey(f"{WEB}#key-1", SIGNER.public_key, **changes)])


@pytest.mark.parametrize(
    ("signed", "code"),
    [
        pytest.param(NOW - timedelta(days=2), "issuer.known", id="before"),
        pytest.param(NOW, "issuer.key-revoked", id="after"),
        pytest.param(None, "issuer.key-revoked", id="not said when"),
    ],
)
def test_a_rotated_key_counts_for_what_it_signed_before(signed, code):
    document = web_document(revoked=NOW - timedelta(days=1))
    token = envelope({**VERSION_2, "issuer": WEB}, signer=SIGNER, kid=f"{WEB}#key-1", issued_at=signed)

    assert codes(verify(token, resolve_did={WEB: document}.__getitem__))["issuer"] == code


def test_an_issuer_that_does_not_answer_leaves_it_open():
    report = verify(envelope({**VERSION_2, "issuer": WEB}, signer=SIGNER, kid=f"{WEB}#key-1"))

    assert (codes(report)["proof"], codes(report)["issuer"]) == ("proof.key-unavailable", "issuer.unreachable")
    assert report.verdict is ReportVerdict.UNDECIDED


def test_a_key_at_an_address_is_not_fetched():
    report = verify(
        token_with({**VERSION_2, "issuer": "https://a.example"}, kid="https://a.example/key.json", typ="JWT")
    )

    assert (codes(report)["proof"], codes(report)["issuer"]) == ("proof.key-unavailable", "issuer.kind-not-supported")


@pytest.mark.parametrize(
    ("issuer", "key", "code"),
    [
        pytest.param("https://a.example", SIGNER, "issuer.key-embedded", id="an address proves nothing"),
        pytest.param(WEB, SIGNER, "issuer.key-embedded", id="a did:web is not looked up"),
        pytest.param(DID, SIGNER, "issuer.known", id="a did:key is its key"),
        pytest.param(DID, SeedSigner(9), "issuer.key-not-listed", id="another key than the did:key"),
    ],
)
def test_an_embedded_key_proves_the_bytes_and_not_the_issuer(issuer, key, code):
    token = token_with({**VERSION_2, "issuer": issuer}, signer=key, kid=None, typ="JWT", jwk=public_jwk(key.public))

    report = verify(token)

    assert codes(report)["proof"] == "proof.ok"
    assert codes(report)["issuer"] == code


def test_a_proof_inside_a_token_counts_as_well():
    signed = sign(VERSION_2)
    assert verify(token_with(signed)).verdict is ReportVerdict.VALID
    signed["name"] = "Changed"
    assert codes(verify(token_with(signed)))["proof"] == "proof.changed"


def test_the_issuers_proof_inside_does_not_make_a_strangers_token_the_issuers():
    stranger = SeedSigner(8)
    token = token_with(sign(VERSION_2), signer=stranger, kid=did_key_for(stranger.public)[1])

    report = verify(token)

    assert codes(report)["proof"] == "proof.ok"
    assert codes(report)["issuer"] == "issuer.other-controller"
    assert report.verdict is ReportVerdict.INVALID


def test_the_key_that_is_named_goes_before_one_that_comes_along():
    stranger = SeedSigner(8)

    assert codes(verify(token_with(VERSION_2, jwk=public_jwk(stranger.public))))["issuer"] == "issuer.known"
    forged = token_with(VERSION_2, signer=stranger, jwk=public_jwk(stranger.public))
    assert codes(verify(forged))["proof"] == "proof.changed"


def test_a_token_with_a_credential_and_a_presentation_in_its_claims_holds_neither():
    report = verify(token_with({"vc": VERSION_1, "vp": {"type": ["VerifiablePresentation"]}}))

    assert codes(report)["proof"] == "proof.malformed"
    assert report.check(CheckName.PROOF).facts["field"] == "/payload/vc"


def test_the_dates_and_the_meaning_of_what_is_inside_are_checked_too():
    late = token_with({**VERSION_2, "validFrom": "2027-01-01T00:00:00Z", "ownWord": 1})
    assert codes(verify(late))["dates"] == "dates.not-yet"
    assert codes(verify(late))["context"] == "context.undefined-term"


@pytest.mark.parametrize(
    ("token", "code"),
    [
        pytest.param("a.b", "readable.not-a-token", id="two parts"),
        pytest.param(token_with({"iss": DID}), "readable.not-a-credential", id="no credential"),
        pytest.param(token_with({"vc": "no"}), "readable.not-a-credential", id="a claim that is a text"),
    ],
)
def test_what_is_no_credential_is_unreadable(token, code):
    assert codes(verify(token)) == {"readable": code}


def verify_envelope(enveloped: Mapping[str, Any]) -> Report:
    return verify_document(
        enveloped,
        now=NOW,
        resolve_did=unreachable,
        load_status_list=unreachable,
        is_known_issuer=lambda did: KnownIssuer(did, ""),
    )


ENVELOPED = enveloped_credential(token_with(VERSION_2))


@pytest.mark.parametrize(("address", "code"), [(ADDRESS, "holder.matches"), ("ander@gemeente.example", "holder.other")])
def test_the_holders_address_is_compared_with_what_is_in_a_token(address, code):
    token = envelope(build(did=DID), signer=SIGNER, kid=KID)

    for form in (token, f"\n {token} \n", token.encode(), enveloped_credential(token)):
        assert codes(verify(form, expected_address=address))["holder"] == code


def test_an_enveloped_credential_is_valid():
    assert ENVELOPED["id"].startswith("data:application/vc+jwt,ey")
    assert verify_envelope(ENVELOPED).verdict is ReportVerdict.VALID


@pytest.mark.parametrize("media_type", ["application/jwt", "application/vc+ld+jwt", "APPLICATION/VC+JWT"])
def test_other_names_of_the_media_type_are_read(media_type):
    enveloped = {**ENVELOPED, "id": ENVELOPED["id"].replace("application/vc+jwt", media_type)}
    assert verify_envelope(enveloped).verdict is ReportVerdict.VALID


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"@context": []}, id="no context"),
        pytest.param({"@context": "https://www.w3.org/ns/credentials/examples/v2"}, id="another context"),
        pytest.param({"@context": None}, id="null"),
        pytest.param({"type": ["EnvelopedVerifiableCredential", "VerifiableCredential"]}, id="two types"),
        pytest.param({"type": ["EnvelopedVerifiableCredential", "https://a.example/Other"]}, id="another type besides"),
        pytest.param({"id": token_with(VERSION_2)}, id="a bare token"),
        pytest.param({"id": 7}, id="a number"),
        pytest.param({"id": None}, id="no id"),
    ],
)
def test_an_envelope_that_breaks_a_rule_fails(change):
    report = verify_envelope({**ENVELOPED, **change})
    assert codes(report)["schema"] == "schema.malformed"
    assert report.verdict is ReportVerdict.INVALID


@pytest.mark.parametrize("media_type", ["application/vc+sd-jwt", "application/vc+cose;base64", "text/plain"])
def test_an_envelope_of_another_kind_is_not_checked(media_type):
    report = verify_envelope({**ENVELOPED, "id": f"data:{media_type},x"})
    assert report.check(CheckName.PROOF).facts == {"kind": media_type}
    assert report.verdict is ReportVerdict.UNDECIDED


JOSE = ("vectors", "vc-jose-cose")


def check_vector(name: str) -> tuple[ProofFindings, dict[str, Any]]:
    """A vector of the W3C suite, with its keys in the document of its issuer: an https address, so nothing resolves it."""
    document, jwt = read_secured_jwt(specs(*JOSE, name).read_text())
    issuer = document.get("issuer") or document.get("holder")
    found = check_jwt(jwt, document, issuer_id=issuer, now=datetime(2024, 12, 15, tzinfo=UTC), resolve_did=unreachable)
    return found, document


@pytest.mark.parametrize("key", ["vm-did-ed25519.json", "vm-ed25519.json", "vm-p256.json", "vm-p384.json"])
@pytest.mark.parametrize(
    "name",
    [
        "credential-full.json",
        "credential-minimal.json",
        "credential-nested-selective.json",
        "credential-selective.json",
        "credential-unknown-extensions.json",
    ],
)
def test_a_credential_of_vc_jose_cose_comes_out_of_a_token_as_it_went_in(name, key):
    credential, signer = shared_json(*JOSE, name), SecretKey.from_jwk(shared_json(*JOSE, key)["secretKeyJwk"])

    document, jwt = read_secured_jwt(sign_jwt(credential, signer=signer, header={"typ": "vc+jwt", "cty": "vc"}))

    verify_jwt(jwt, PublicKey.from_jwk(shared_json(*JOSE, key)["publicKeyJwk"]))
    check_data_model(document)
    assert document == credential


@pytest.mark.parametrize("name", ["credential-issuer-match-signed.txt", "credential-jose-minimal.txt"])
def test_a_good_credential_of_vc_jose_cose_reads_as_what_was_signed(name):
    found, document = check_vector(name)
    assert document == shared_json(*JOSE, "credential-minimal.json")
    # Its kid is a thumbprint below an https address: the signature is held against the key in ``test_jwt``.
    assert (found.proof.code, found.issuer.code) == ("proof.key-unavailable", "issuer.kind-not-supported")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("credential-jose-bad-media-type.txt", "/header/typ"),
        ("credential-jose-vc-vp-claims.txt", "/payload/vc"),
        ("presentation-jose-bad-media-type.txt", "/header/typ"),
    ],
)
def test_a_bad_token_of_vc_jose_cose_is_refused(name, place):
    found, _ = check_vector(name)
    assert found.proof.finding is Finding.FAILED
    assert found.proof.facts["field"] == place


def test_p521_of_vc_jose_cose_is_not_checked_and_never_passed():
    found, _ = check_vector("credential-jose-unknown-extensions.txt")
    assert (found.proof.code, found.proof.facts) == ("proof.kind-not-supported", {"kind": "ES512"})
    assert found.issuer.code == "issuer.no-proof"


@pytest.mark.parametrize(
    "name", ["credential-jose-minimal.txt", "credential-issuer-match-signed.txt", "credential-jose-bad-signature.txt"]
)
def test_a_credential_of_vc_jose_cose_verifies_when_a_did_holds_its_key(name):
    jwt = read_jwt(specs(*JOSE, name).read_text().strip())
    methods = [shared_json(*JOSE, f"vm-{kind}.json") for kind in ("ed25519", "p256")]
    keys = {method["publicKeyJwk"]["kid"]: PublicKey.from_jwk(method["publicKeyJwk"]) for method in methods}
    document, _ = read_secured_jwt(specs(*JOSE, name).read_text())
    did, kid = did_key_for(keys[jwt.header["kid"]])
    # Only the header's kid and the issuer's name are changed in what is checked, not the bytes that were signed.
    named = type(jwt)({**jwt.header, "kid": kid}, jwt.payload, jwt.signing_input, jwt.signature)

    found = check_jwt(named, document, issuer_id=did, now=NOW, resolve_did=unreachable)

    assert found.proof.code == ("proof.changed" if "bad-signature" in name else "proof.ok")
    assert found.issuer.code == "issuer.known"


@pytest.mark.parametrize(
    "name",
    [
        "credential-sdjwt-nested.txt",
        "credential-sdjwt-selective.txt",
        "credential-sdjwt-bad-media-type.txt",
        "credential-sdjwt-bad-signature.txt",
    ],
)
def test_sd_jwt_credentials_of_vc_jose_cose_are_not_checked_and_never_passed(name):
    report = verify(specs(*JOSE, name).read_text())
    assert report.check(CheckName.PROOF).facts == {"kind": "SD-JWT"}
    assert report.verdict is ReportVerdict.UNDECIDED


@pytest.mark.parametrize("name", ["ob30/simple-jwt.png", "ob30/simple-jwt.svg"])
def test_the_samples_with_an_embedded_key_are_intact_and_unproven(name):
    report = verify(unbake(specs("samples", name).read_bytes()))

    assert codes(report) == {
        "readable": "readable.ok",
        "schema": "schema.ok",
        "context": "context.ok",
        "proof": "proof.ok",
        "issuer": "issuer.key-embedded",
        "dates": "dates.ok",
        "status": "status.none",
        "holder": "holder.not-asked",
    }
    assert report.verdict is ReportVerdict.UNDECIDED


@pytest.mark.parametrize(
    ("name", "proof", "issuer"),
    [
        ("ob30/simple.jwt", "proof.key-unavailable", "issuer.no-proof"),
        ("clr20/simple.jwt", "proof.ok", "issuer.key-embedded"),
    ],
)
def test_the_samples_of_version_1_use_contexts_that_are_not_shipped(name, proof, issuer):
    report = verify(specs("samples", name).read_text())

    assert codes(report)["context"] == "context.unknown"
    assert (codes(report)["proof"], codes(report)["issuer"]) == (proof, issuer)


def test_a_sample_with_one_other_character_fails():
    token = unbake(specs("samples", "ob30/simple-jwt.svg").read_bytes()).strip()
    payload = re.sub(r"(?<=\.)(.{40})(.)", lambda part: part[1] + ("A" if part[2] != "A" else "B"), token, count=1)
    report = verify(payload)
    assert report.verdict in {ReportVerdict.INVALID, ReportVerdict.UNREADABLE}


def test_the_report_names_the_claim_that_says_otherwise():
    found = verify(token_with({**VERSION_2, "iss": "did:example:another"})).check(CheckName.PROOF)
    assert found.facts["field"] == "/payload/iss"
