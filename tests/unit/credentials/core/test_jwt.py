"""A token counts only as it was signed, by an algorithm that fits the key; what two readers could disagree about is refused."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from credentials.core.errors import (
    CredentialError,
    MalformedKey,
    MalformedProof,
    SignatureInvalid,
    UnreadableDocument,
    UnsupportedProof,
)
from credentials.core.limits import DEFAULT
from credentials.core.primitives.jwt import Jwt, read_jwt, sign_jwt, verify_jwt
from credentials.core.primitives.keys import KeyKind, PublicKey, SecretKey, public_jwk
from tests.unit.credentials.core.samples import shared_json, specs

JOSE = ("vectors", "vc-jose-cose")
SECRETS = {
    KeyKind.ED25519: SecretKey(KeyKind.ED25519, bytes([7]) * 32),
    KeyKind.P256: SecretKey(KeyKind.P256, bytes([7]) * 32),
    KeyKind.P384: SecretKey(KeyKind.P384, bytes([7]) * 48),
}
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
RSA_DER = RSA_KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
RSA_PEM = RSA_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
RSA_PUBLIC = PublicKey(KeyKind.RSA, RSA_DER)
ED25519 = SECRETS[KeyKind.ED25519]
CLAIMS = {"iss": "https://erkend.example", "naam": "Café 𝄞", "n": 1.5}
TOKEN = sign_jwt(CLAIMS, signer=ED25519, header={"typ": "JWT"})
_BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def encoded(value: Any) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def token_of(header: Any, payload: Any, signature: bytes = b"x") -> str:
    return f"{encoded(header)}.{encoded(payload)}.{encoded(signature)}"


def signed_as(header: dict[str, Any], payload: Any = CLAIMS) -> str:
    """A token with any header at all, signed with the Ed25519 key."""
    signing_input = f"{encoded(header)}.{encoded(payload)}"
    return f"{signing_input}.{encoded(ED25519.sign(signing_input.encode()))}"


def signed_with_rsa(header: dict[str, Any]) -> str:
    signing_input = f"{encoded(header)}.{encoded(CLAIMS)}"
    return f"{signing_input}.{encoded(RSA_KEY.sign(signing_input.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def check(token: str, key: PublicKey = ED25519.public) -> None:
    verify_jwt(read_jwt(token), key)


@pytest.mark.parametrize(
    ("kind", "algorithm"), [(KeyKind.ED25519, "EdDSA"), (KeyKind.P256, "ES256"), (KeyKind.P384, "ES384")]
)
def test_what_was_signed_is_read_back_and_verifies(kind, algorithm):
    token = sign_jwt(CLAIMS, signer=SECRETS[kind], header={"typ": "vc+jwt", "kid": "did:example:a#b"})

    jwt = read_jwt(token)

    assert jwt.header == {"alg": algorithm, "typ": "vc+jwt", "kid": "did:example:a#b"}
    assert jwt.payload == CLAIMS
    verify_jwt(jwt, SECRETS[kind].public)


def test_the_newer_name_of_ed25519_verifies():
    check(signed_as({"alg": "Ed25519"}))


def test_rs256_is_read():
    check(signed_with_rsa({"alg": "RS256"}), RSA_PUBLIC)


def test_a_signer_that_does_not_hold_the_key_it_names_signs_nothing():
    class Confused:
        kind = KeyKind.ED25519
        public_key = SecretKey(KeyKind.ED25519, bytes([9]) * 32).public_key

        def sign(self, data: bytes) -> bytes:
            return ED25519.sign(data)

    with pytest.raises(SignatureInvalid):
        sign_jwt(CLAIMS, signer=Confused(), header={})


def test_the_algorithm_follows_from_the_key_whatever_the_header_asks():
    token = sign_jwt(CLAIMS, signer=SECRETS[KeyKind.P256], header={"alg": "none"})
    assert read_jwt(token).header == {"alg": "ES256"}


@given(st.integers(min_value=0, max_value=len(TOKEN) - 1), st.sampled_from(_BASE64URL + ".=+/ é\n"))
def test_a_token_with_one_other_character_fails(place, character):
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]
    if changed == TOKEN:
        return
    with pytest.raises((SignatureInvalid, UnreadableDocument, MalformedProof, UnsupportedProof)):
        check(changed)


@given(st.text(alphabet=_BASE64URL + '.={}" é', max_size=300))
def test_any_text_ends_in_an_error_of_ours(text):
    with pytest.raises(CredentialError):
        check(text)


@given(st.dictionaries(st.text(max_size=8), st.none() | st.booleans() | st.text(max_size=8) | st.integers()))
def test_any_header_ends_in_an_error_of_ours_unless_it_names_the_algorithm(header):
    with pytest.raises(CredentialError):
        check(signed_as({**header, "alg": "RS256"}))


def test_a_signature_of_another_key_fails():
    with pytest.raises(SignatureInvalid):
        check(TOKEN, SecretKey(KeyKind.ED25519, bytes([9]) * 32).public)


@pytest.mark.parametrize("algorithm", ["none", "None", "nOnE"])
def test_a_token_that_says_it_is_not_signed_is_refused(algorithm):
    with pytest.raises(MalformedProof) as caught:
        check(f"{encoded({'alg': algorithm})}.{encoded(CLAIMS)}.")
    assert caught.value.code == "proof.absent"


@pytest.mark.parametrize("secret", [RSA_PEM, RSA_DER], ids=["pem", "der"])
@pytest.mark.parametrize("algorithm", ["HS256", "hs256"])
def test_a_public_key_is_not_taken_for_a_shared_secret(algorithm, secret):
    signing_input = f"{encoded({'alg': algorithm})}.{encoded(CLAIMS)}"
    forged = f"{signing_input}.{encoded(hmac.new(secret, signing_input.encode(), hashlib.sha256).digest())}"

    with pytest.raises(MalformedProof):
        check(forged, RSA_PUBLIC)


@pytest.mark.parametrize("algorithm", ["ES512", "PS256", "RS512", "ES256K", "Ed448", "eddsa"])
def test_an_algorithm_that_is_not_known_is_not_guessed(algorithm):
    with pytest.raises(UnsupportedProof):
        check(signed_as({"alg": algorithm}))


@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "RS256"])
def test_an_algorithm_for_another_kind_of_key_is_refused(algorithm):
    with pytest.raises(MalformedProof):
        check(signed_as({"alg": algorithm}))


@pytest.mark.parametrize(
    "header",
    [
        pytest.param({}, id="no algorithm"),
        pytest.param({"alg": ["EdDSA"]}, id="a list of algorithms"),
        pytest.param({"alg": "EdDSA", "crit": ["exp"]}, id="crit"),
        pytest.param({"alg": "EdDSA", "b64": False}, id="b64"),
        pytest.param({"alg": "EdDSA", "kid": 7}, id="kid is a number"),
        pytest.param({"alg": "EdDSA", "typ": None}, id="typ is null"),
        pytest.param({"alg": "EdDSA", "jwk": "z6Mk"}, id="jwk is a text"),
        pytest.param({"alg": "EdDSA", "jwk": ED25519.to_jwk()}, id="a secret key in jwk"),
        pytest.param({"alg": "EdDSA", "jwk": {"kty": "oct", "k": "c2VjcmV0"}}, id="a shared secret in jwk"),
        pytest.param({"alg": "EdDSA", "jwk": {"kty": "OKP", "crv": "Ed25519"}}, id="a jwk without a key"),
    ],
)
def test_a_header_that_nobody_should_accept_is_refused(header):
    with pytest.raises(MalformedProof):
        check(signed_as(header))


def test_the_embedded_key_can_be_asked_for():
    token = sign_jwt(CLAIMS, signer=ED25519, header={"jwk": public_jwk(ED25519.public)})
    assert read_jwt(token).embedded_key == ED25519.public
    assert read_jwt(TOKEN).embedded_key is None


@pytest.mark.parametrize("jwk", ["z6Mk", ED25519.to_jwk()], ids=["a text", "a secret key"])
def test_an_embedded_key_that_can_not_be_used_is_not_given(jwk):
    with pytest.raises(MalformedKey):
        _ = read_jwt(signed_as({"alg": "EdDSA", "jwk": jwk})).embedded_key


@pytest.mark.parametrize(
    "header", [{"crit": ["exp"]}, {"kid": 7}, {"jwk": ED25519.to_jwk()}], ids=["crit", "kid", "a secret key in jwk"]
)
def test_a_header_that_nobody_should_accept_is_not_written(header):
    with pytest.raises(MalformedProof):
        sign_jwt(CLAIMS, signer=ED25519, header=header)


def test_a_key_without_an_algorithm_of_ours_signs_nothing():
    class RsaSigner:
        kind = KeyKind.RSA
        public_key = RSA_DER

        def sign(self, data: bytes) -> bytes:
            return RSA_KEY.sign(data, padding.PKCS1v15(), hashes.SHA256())

    with pytest.raises(UnsupportedProof):
        sign_jwt(CLAIMS, signer=RsaSigner(), header={})


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(f"{TOKEN}=", id="padding"),
        pytest.param(f" {TOKEN}", id="a space before it"),
        pytest.param(f"{TOKEN}\n", id="a line end behind it"),
        pytest.param(TOKEN.rsplit(".", 1)[0], id="two parts"),
        pytest.param(f"{TOKEN}.{TOKEN}", id="six parts"),
        pytest.param(f"{encoded({'alg': 'EdDSA'})}.e30B.AA", id="stray bits"),
        pytest.param(token_of(b"[]", {}), id="a header that is a list"),
        pytest.param(token_of({}, b"7"), id="a payload that is a number"),
        pytest.param(token_of(b'{"alg":"EdDSA","alg":"none"}', {}), id="twice alg"),
        pytest.param(token_of({"alg": "EdDSA"}, b'{"iss":"a","iss":"b"}'), id="twice iss"),
        pytest.param(token_of({"alg": "EdDSA"}, b'{"n":NaN}'), id="not a number"),
        pytest.param(token_of({"alg": "EdDSA"}, b"\xff"), id="no utf-8"),
    ],
)
def test_what_two_readers_could_take_for_different_tokens_is_unreadable(token):
    with pytest.raises(UnreadableDocument):
        read_jwt(token)


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("a" * (DEFAULT.max_bytes * 2), id="the token"),
        pytest.param(token_of({"alg": "x" * 20_000}, {}), id="the header"),
        pytest.param(token_of({}, {"a": "x" * 1_000_000}), id="the payload"),
        pytest.param(token_of({}, {}, bytes(2_000)), id="the signature"),
    ],
)
def test_what_is_over_the_cap_is_refused_by_that_name(token):
    with pytest.raises(UnreadableDocument) as caught:
        read_jwt(token)
    assert caught.value.code == "readable.too-large"


def test_nothing_over_the_cap_is_signed():
    with pytest.raises(UnreadableDocument) as caught:
        sign_jwt({"a": "x" * 1_000_000}, signer=ED25519, header={})
    assert caught.value.code == "readable.too-large"


def nested(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    "payload",
    [{"n": float("nan")}, {"s": "\ud800"}, {"o": {1}}, nested(64)],
    ids=["nan", "surrogate", "set", "too deep"],
)
def test_nothing_is_signed_that_not_everybody_reads_alike(payload):
    with pytest.raises(UnreadableDocument):
        sign_jwt(payload, signer=ED25519, header={})


def jose_keys() -> dict[str, PublicKey]:
    """The keys of the W3C test suite by their ``kid``."""
    methods = [shared_json(*JOSE, f"vm-{name}.json") for name in ("ed25519", "p256", "p384", "p521")]
    return {method["publicKeyJwk"]["kid"]: PublicKey.from_jwk(method["publicKeyJwk"]) for method in methods}


def jose_token(name: str) -> Jwt:
    return read_jwt(specs(*JOSE, name).read_text().strip())


@pytest.mark.parametrize(
    "name",
    [
        "credential-issuer-match-signed.txt",
        "credential-jose-minimal.txt",
        "credential-jose-bad-media-type.txt",
        "credential-jose-vc-vp-claims.txt",
        "presentation-jose-multiple.txt",
        "presentation-jose-bad-credential.txt",
        "presentation-jose-bad-media-type.txt",
    ],
)
def test_the_signatures_of_vc_jose_cose_fit(name):
    jwt = jose_token(name)
    verify_jwt(jwt, jose_keys()[jwt.header["kid"]])


def test_the_bad_signature_of_vc_jose_cose_does_not_fit():
    jwt = jose_token("credential-jose-bad-signature.txt")
    with pytest.raises(SignatureInvalid):
        verify_jwt(jwt, jose_keys()[jwt.header["kid"]])


def test_p521_of_vc_jose_cose_is_not_supported_and_said_to_be_so():
    jwt = jose_token("credential-jose-unknown-extensions.txt")
    with pytest.raises(UnsupportedProof):
        verify_jwt(jwt, jose_keys()[jwt.header["kid"]])


@pytest.mark.parametrize(
    "name",
    [
        "credential-sdjwt-nested.txt",
        "credential-sdjwt-selective.txt",
        "credential-sdjwt-bad-media-type.txt",
        "credential-sdjwt-bad-signature.txt",
        "presentation-sdjwt-selective.txt",
        "presentation-sdjwt-bad-credential.txt",
        "presentation-sdjwt-bad-media-type.txt",
        "credential-cose-minimal.txt",
        "credential-cose-minimal-not-base64.txt",
        "credential-cose-bad-media-type.txt",
        "credential-cose-bad-signature.txt",
        "presentation-cose-single.txt",
        "presentation-cose-bad-credential.txt",
        "presentation-cose-bad-media-type.txt",
    ],
)
def test_sd_jwt_and_cose_of_vc_jose_cose_are_no_compact_tokens(name):
    with pytest.raises(UnreadableDocument):
        read_jwt(specs(*JOSE, name).read_bytes().decode("latin-1").strip())


def test_the_example_of_rfc_8037_in_jws_ed25519_rfc8037_json():
    vector = shared_json("vectors", "jws", "ed25519-rfc8037.json")
    secret = SecretKey.from_jwk(vector["jwk"])
    header, payload, signature = vector["jws"].split(".")
    decoded = base64.urlsafe_b64decode(signature + "==")

    # Its payload is a plain sentence, not JSON, so the token is put together by hand.
    verify_jwt(Jwt({"alg": "EdDSA"}, {}, f"{header}.{payload}".encode(), decoded), secret.public)
    assert secret.sign(f"{header}.{payload}".encode()) == decoded
