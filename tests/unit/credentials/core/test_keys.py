"""Keys as text, and the DIDs that lead to them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from credentials.core.did_document import IssuerKey, build_did_document
from credentials.core.errors import MalformedDid, MalformedKey, SignatureInvalid
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.did import (
    did_key_for,
    did_of,
    did_web_url,
    find_method,
    may_assert,
    resolve_did_key,
)
from credentials.core.primitives.keys import KeyKind, PublicKey, SecretKey, public_jwk, verify_signature
from credentials.core.primitives.multibase import (
    decode_base64url,
    decode_multibase,
    encode_base58btc,
    encode_base64url,
)
from tests.unit.credentials.core.samples import SeedSigner, shared_json

WEB = "did:web:erkend.example:organisations:voorbeeld"
SECRET = SeedSigner()
KEY = SECRET.public
PUBLIC = KEY.raw
SIGNING = [KeyKind.ED25519, KeyKind.P256, KeyKind.P384]


@pytest.mark.parametrize("kind", SIGNING)
def test_a_key_reads_back_as_it_was_written(kind):
    secret = SeedSigner(kind=kind)

    assert PublicKey.from_multibase(secret.public.to_multibase()) == secret.public
    assert PublicKey.from_jwk(public_jwk(secret.public)) == secret.public
    for again in (SecretKey.from_multibase(secret.to_multibase()), SecretKey.from_jwk(secret.to_jwk())):
        assert again.public == secret.public
        assert again.to_multibase() == secret.to_multibase()


@pytest.mark.parametrize("kind", SIGNING)
def test_a_fresh_key_is_like_no_other_and_signs(kind):
    one, other = SecretKey.generate(kind), SecretKey.generate(kind)

    assert one.public != other.public
    verify_signature(one.public, one.sign(b"data"), b"data")
    with pytest.raises(SignatureInvalid):
        verify_signature(other.public, one.sign(b"data"), b"data")
    with pytest.raises(SignatureInvalid):
        verify_signature(one.public, one.sign(b"data"), b"date")


def test_a_secret_does_not_show_in_a_key_as_text():
    assert "07" * 4 not in repr(SECRET) + str(SECRET)


def test_the_long_form_of_a_secret_key_is_accepted_when_its_halves_fit():
    seed = b"\x07" * 32

    assert SecretKey.from_multibase(encode_base58btc(b"\x80\x26" + seed + PUBLIC)).public == KEY
    with pytest.raises(MalformedKey):
        SecretKey.from_multibase(encode_base58btc(b"\x80\x26" + seed + SeedSigner(8).public_key))


P256, P384 = SeedSigner(kind=KeyKind.P256), SeedSigner(kind=KeyKind.P384)


@pytest.mark.parametrize(
    "text",
    [
        KEY.to_multibase(),
        encode_base64url(b"\x80\x26" + bytes(32)),
        encode_base58btc(b"\x80\x26" + bytes(31)),
        encode_base58btc(b"\x80\x26" + bytes(33)),
        encode_base58btc(b"\x86\x26" + bytes(32)),
        encode_base58btc(b"\x86\x26" + b"\xff" * 32),
        encode_base58btc(b"\x86\x26" + b"\x07" * 32 + P256.public_key),
        encode_base58btc(b"\x87\x26" + b"\x07" * 32),
        f"{SECRET.to_multibase()} ",
        None,
    ],
)
def test_what_is_no_secret_key_is_refused(text):
    with pytest.raises(MalformedKey):
        SecretKey.from_multibase(text)


RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
RSA = PublicKey(KeyKind.RSA, RSA_KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
ED_JWK, EC_JWK, RSA_JWK = public_jwk(KEY), public_jwk(P256.public), public_jwk(RSA)


def test_an_rsa_key_is_read_and_checks_signatures_but_has_no_multikey():
    signature = RSA_KEY.sign(b"data", padding.PKCS1v15(), hashes.SHA256())

    assert PublicKey.from_jwk(RSA_JWK) == RSA
    verify_signature(RSA, signature, b"data")
    with pytest.raises(SignatureInvalid):
        verify_signature(RSA, signature, b"date")
    for other in (
        RSA_KEY.sign(b"data", padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256()),
        RSA_KEY.sign(b"data", padding.PKCS1v15(), hashes.SHA1()),
    ):
        with pytest.raises(SignatureInvalid):
            verify_signature(RSA, other, b"data")
    with pytest.raises(MalformedKey):
        RSA.to_multibase()


def _number(value):
    return encode_base64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))[1:]


@pytest.mark.parametrize(
    "jwk",
    [
        pytest.param({**ED_JWK, "d": "AA"}, id="a secret"),
        pytest.param({"kty": "oct", "k": "AA"}, id="a shared secret"),
        pytest.param({**ED_JWK, "x": None}, id="no x"),
        pytest.param({**ED_JWK, "x": ED_JWK["x"] + "="}, id="padding"),
        pytest.param({**ED_JWK, "x": "AAAA"}, id="short"),
        pytest.param({**EC_JWK, "y": EC_JWK["x"]}, id="beside the curve"),
        pytest.param({**EC_JWK, "crv": "P-384"}, id="another curve"),
        pytest.param({**EC_JWK, "x": "AA" + EC_JWK["x"]}, id="long coordinate"),
        pytest.param({**EC_JWK, "y": "A" * 5000}, id="huge coordinate"),
        pytest.param({**RSA_JWK, "n": _number(2**1023 + 1)}, id="small modulus"),
        pytest.param({**RSA_JWK, "n": _number(2**9000 + 1)}, id="large modulus"),
        pytest.param({**RSA_JWK, "e": "AA"}, id="no exponent"),
        pytest.param({**RSA_JWK, "e": "Ag"}, id="even exponent"),
    ],
)
def test_what_is_no_public_jwk_is_refused(jwk):
    with pytest.raises(MalformedKey):
        PublicKey.from_jwk(jwk)


@pytest.mark.parametrize(
    "jwk",
    [{}, {"kty": "OKP", "crv": "X25519", "x": "AA"}, {"kty": "EC", "crv": "secp256k1"}, {"kty": ["EC"]}],
    ids=repr,
)
def test_a_jwk_of_an_unknown_kind_is_known_to_be_unknown(jwk):
    assert PublicKey.from_jwk(jwk).kind is KeyKind.OTHER


def test_a_secret_jwk_whose_halves_differ_is_refused():
    for secret in (SECRET, P256, P384):
        other = public_jwk(SeedSigner(8, kind=secret.kind).public)
        with pytest.raises(MalformedKey):
            SecretKey.from_jwk({**secret.to_jwk(), **other})
    with pytest.raises(MalformedKey):
        SecretKey.from_jwk({**RSA_JWK, "d": "AQAB"})


def test_a_key_of_one_kind_is_never_taken_for_another():
    for key in (KEY, P256.public, P384.public, RSA):
        for kind in set(KeyKind) - {key.kind}:
            with pytest.raises(MalformedKey):
                verify_signature(PublicKey(kind, key.raw), bytes(64), b"")


def test_a_point_is_written_compressed_and_in_no_other_way():
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), P256.public_key)
    long = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    with pytest.raises(MalformedKey):
        verify_signature(PublicKey(KeyKind.P256, long), bytes(64), b"")


FIELD = 2**255 - 19


OF_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
SMALL = {"0": 0, "1": 1, "-1": FIELD - 1, "of order 8": OF_ORDER_8, "its negative": FIELD - OF_ORDER_8}


@pytest.mark.parametrize("y", [*SMALL.values(), FIELD, FIELD + 1], ids=[*SMALL, "p", "p+1"])
@pytest.mark.parametrize("sign_bit", [0, 2**255], ids=["even", "odd"])
def test_a_key_under_which_one_signature_fits_anything_is_refused(y, sign_bit):
    with pytest.raises(MalformedKey):
        PublicKey.from_multibase(encode_base58btc(b"\xed\x01" + (y | sign_bit).to_bytes(32, "little")))


@pytest.mark.parametrize("y", SMALL.values(), ids=SMALL)
def test_such_a_key_would_let_everybody_sign_without_that_rule(y):
    raw, forged = y.to_bytes(32, "little"), (1).to_bytes(32, "little") + bytes(32)

    assert any(_fits(raw, forged, str(number).encode()) for number in range(200))
    with pytest.raises(MalformedKey):
        verify_signature(PublicKey(KeyKind.ED25519, raw), forged, b"")


def _fits(raw, signature, data):
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, data)
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "z",
        "x6Mk",
        "z0OIl",
        "zé",
        f"{KEY.to_multibase()} ",
        f"{KEY.to_multibase()}\n",
        encode_base58btc(b"\xed\x01" + bytes(31)),
        encode_base58btc(b"\xed\x01" + bytes(33)),
        encode_base58btc(b"\x80\x24" + b"\x02" + b"\xff" * 32),
        encode_base58btc(b"\x80\x24" + b"\x04" + bytes(64)),
        encode_base58btc(b"\x00\x01" + bytes(32)),
        encode_base64url(b"\xed\x01" + PUBLIC),
        SECRET.to_multibase(),
        None,
        7,
        "z" * 5000,
    ],
)
def test_what_is_no_public_key_is_refused(text):
    with pytest.raises(MalformedKey):
        PublicKey.from_multibase(text)


@pytest.mark.parametrize("text", ["a=", "a", "ab\n", "a b", "a+b/", "aé", "QR"])
def test_base64url_has_one_spelling(text):
    with pytest.raises(MalformedKey):
        decode_base64url(text)


def test_multibase_knows_two_bases():
    assert decode_multibase("uAQI") == b"\x01\x02"
    assert decode_multibase(encode_base58btc(b"\x00\x00a")) == b"\x00\x00a"
    with pytest.raises(MalformedKey):
        decode_multibase("MAQI=")


@pytest.mark.shared
@pytest.mark.parametrize("kind", SIGNING)
def test_each_key_is_written_with_the_published_prefix(kind):
    prefixes = {entry["key"]: entry for entry in shared_json("vectors", "multikey.json")["prefixes"]}
    secret = SeedSigner(kind=kind)

    for text, entry in (
        (secret.public.to_multibase(), prefixes[f"{kind} public"]),
        (secret.to_multibase(), prefixes[f"{kind} secret"]),
    ):
        data = decode_multibase(text)
        assert text.startswith(entry["starts"])
        assert data[:2].hex() == entry["varintHex"]
        assert len(data) == 2 + entry["rawBytes"]


@pytest.mark.shared
def test_a_published_kind_that_makes_no_proofs_is_known_but_not_used():
    for entry in shared_json("vectors", "multikey.json")["prefixes"]:
        if entry["key"] in {"X25519 public", "secp256k1 public"}:
            key = PublicKey.from_multibase(
                encode_base58btc(bytes.fromhex(entry["varintHex"]) + b"\x02" * entry["rawBytes"])
            )
            assert key.kind is KeyKind.OTHER
            with pytest.raises(MalformedKey):
                verify_signature(key, bytes(64), b"")


@pytest.mark.shared
def test_the_published_did_keys_hold_the_published_keys():
    for did, vector in shared_json("vectors", "did-key", "ed25519-x25519.json").items():
        seed = bytes.fromhex(vector["seed"])
        public = SecretKey(KeyKind.ED25519, seed).public
        assert did_key_for(public)[0] == did
        method = find_method(resolve_did_key(did), did, did_key_for(public)[1])
        assert method is not None
        assert method.key == public


@pytest.mark.shared
def test_a_published_did_key_for_encryption_is_read_and_signs_nothing():
    dids = shared_json("vectors", "did-key", "x25519.json")["didDocument"]

    assert dids
    for did, published in dids.items():
        (method,) = published["verificationMethod"]
        key = PublicKey.from_multibase(did.removeprefix("did:key:"))
        found = find_method(resolve_did_key(did), did, method["id"])
        assert key.kind is KeyKind.OTHER
        assert found is not None
        assert found.key == key
        with pytest.raises(MalformedKey):
            verify_signature(key, bytes(64), b"")


@pytest.mark.shared
def test_the_published_did_keys_on_nist_curves_hold_the_published_keys():
    read = 0
    for did, vector in shared_json("vectors", "did-key", "nist-curves.json").items():
        key = PublicKey.from_multibase(did.removeprefix("did:key:"))
        published = vector["verificationMethod"]
        if key.kind is not KeyKind.OTHER:
            assert did_key_for(key)[0] == did
            method = find_method(resolve_did_key(did), did, did_key_for(key)[1])
            assert method is not None
            assert method.key == key
            read += 1
        if key.kind is not KeyKind.OTHER and "publicKeyJwk" in published:
            assert public_jwk(key) == published["publicKeyJwk"]
            assert PublicKey.from_jwk(published["publicKeyJwk"]) == key
            assert SecretKey.from_jwk(published["privateKeyJwk"]).public == key
            assert SecretKey.from_jwk(published["privateKeyJwk"]).to_jwk() == published["privateKeyJwk"]
    assert read == 5


@pytest.mark.shared
def test_the_published_jwk_signs_as_published():
    vector = shared_json("vectors", "jws", "ed25519-rfc8037.json")
    secret = SecretKey.from_jwk(vector["jwk"])
    signing_input, _, signature = vector["jws"].rpartition(".")

    assert encode_base64url(secret.sign(signing_input.encode()))[1:] == signature
    assert secret.to_jwk() == vector["jwk"]
    assert secret.public.to_multibase() == vector["multikey"]["public"]
    assert secret.to_multibase() == vector["multikey"]["secret"]


def test_a_did_key_document_lists_its_one_key_for_everything_but_encryption():
    did, method = did_key_for(KEY)
    document = resolve_did_key(did)

    assert may_assert(document, did, method)
    assert document["verificationMethod"][0]["type"] == "Multikey"
    assert canonicalise(document)


@pytest.mark.parametrize("did", ["did:key:", "did:key:z", "did:key:zzz", "did:web:a.example", "x"])
def test_a_did_key_without_a_key_is_refused(did):
    with pytest.raises(MalformedDid):
        resolve_did_key(did)


def test_the_fragment_of_a_did_key_must_be_the_key_itself():
    did, _ = did_key_for(KEY)
    document = resolve_did_key(did)
    document["verificationMethod"][0]["id"] = f"{did}#other"

    with pytest.raises(MalformedDid):
        find_method(document, did, f"{did}#other")


@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:erkend.example", "https://erkend.example/.well-known/did.json"),
        ("did:web:erkend.example:a:b", "https://erkend.example/a/b/did.json"),
        ("did:web:localhost%3A8000", "https://localhost:8000/.well-known/did.json"),
        ("did:web:localhost%3A8000:organisations:x", "https://localhost:8000/organisations/x/did.json"),
    ],
)
def test_a_did_web_leads_to_its_address_by_the_letter(did, url):
    assert did_web_url(did) == url


@pytest.mark.parametrize(
    "did",
    [
        "did:web:",
        "did:key:z6Mk",
        "did:web:127.0.0.1",
        "did:web:127.0.0.1%3A8000",
        "did:web:2130706433",
        "did:web:0x7f000001",
        "did:web:%5B%3A%3A1%5D",
        "did:web:a.example%2Fb",
        "did:web:user%40a.example",
        "did:web:a.example:..:b",
        "did:web:a.example:%2E%2E:b",
        "did:web:a.example:a%2Fb",
        "did:web:a.example:a%3Fb",
        "did:web:a.example::b",
        "did:web:-a.example",
        "did:web:a.example%3A99999999",
        "did:web:a.example/path",
        "did:web:a.example\n",
    ],
)
def test_a_did_web_that_could_lead_elsewhere_is_refused(did):
    with pytest.raises(MalformedDid):
        did_web_url(did)


def test_the_did_of_a_did_url_is_the_part_before_path_query_and_fragment():
    assert did_of(f"{WEB}/p?q#f") == WEB
    for text in ("", "https://a.example/#x", "did:WEB:a", "did:web", None):
        with pytest.raises(MalformedDid):
            did_of(text)


def test_every_key_of_an_issuer_stays_listed_with_its_end():
    end = datetime(2027, 1, 1, tzinfo=UTC)
    keys = [
        IssuerKey(f"{WEB}#key-1", PUBLIC, revoked=end),
        IssuerKey(f"{WEB}#key-2", SeedSigner(8).public_key, expires=end),
        IssuerKey(f"{WEB}#key-3", SeedSigner(9).public_key),
    ]

    document = build_did_document(WEB, keys)

    assert canonicalise(document)
    assert document["assertionMethod"] == [key.id for key in keys]
    assert document["authentication"] == [f"{WEB}#key-3"]
    for key in keys:
        method = find_method(document, WEB, key.id)
        assert method is not None
        assert (method.key.raw, method.expires, method.revoked) == (key.public_key, key.expires, key.revoked)


@pytest.mark.parametrize(
    "ids", [[f"{WEB}#a", f"{WEB}#a"], ["did:web:anders.example#a"], [WEB]], ids=["twice", "another's", "no fragment"]
)
def test_a_key_needs_an_id_of_its_own_below_the_issuer(ids):
    with pytest.raises(MalformedDid):
        build_did_document(WEB, [IssuerKey(key_id, PUBLIC) for key_id in ids])


def test_methods_of_other_kinds_are_read_as_they_are_met():
    multibase = KEY.to_multibase()
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": encode_base64url(PUBLIC)[1:]}
    document = {
        "id": WEB,
        "assertionMethod": [
            "#old",
            {"id": f"{WEB}#embedded", "type": "JsonWebKey", "controller": WEB, "publicKeyJwk": jwk},
        ],
        "verificationMethod": [
            {"id": "#old", "type": "Ed25519VerificationKey2020", "controller": WEB, "publicKeyMultibase": multibase},
            {"id": "#rsa", "type": "JsonWebKey2020", "controller": WEB, "publicKeyJwk": RSA_JWK},
            {"id": "#p384", "type": "JsonWebKey", "controller": WEB, "publicKeyJwk": public_jwk(P384.public)},
            {"id": "#future", "type": "JsonWebKey", "controller": WEB, "publicKeyJwk": {"kty": "AKP"}},
        ],
    }

    for name in ("old", "embedded"):
        method = find_method(document, WEB, f"{WEB}#{name}")
        assert method is not None
        assert method.key == KEY
        assert may_assert(document, WEB, f"{WEB}#{name}")
    for name, key in (("rsa", RSA), ("p384", P384.public), ("future", PublicKey(KeyKind.OTHER, b""))):
        method = find_method(document, WEB, f"{WEB}#{name}")
        assert method is not None
        assert method.key == key
        assert not may_assert(document, WEB, f"{WEB}#{name}")
    assert find_method(document, WEB, f"{WEB}#none") is None


@pytest.mark.parametrize("kind", SIGNING)
def test_an_issuer_publishes_keys_of_every_kind(kind):
    key = SeedSigner(kind=kind).public

    document = build_did_document(WEB, [IssuerKey(f"{WEB}#key-1", key.raw, kind=kind)])

    method = find_method(document, WEB, f"{WEB}#key-1")
    assert method is not None
    assert method.key == key
    with pytest.raises(MalformedKey):
        build_did_document(WEB, [IssuerKey(f"{WEB}#key-1", RSA.raw, kind=kind)])


@pytest.mark.parametrize(
    "change",
    [
        {"publicKeyJwk": ED_JWK},
        {"publicKeyMultibase": None},
        {"publicKeyMultibase": SECRET.to_multibase()},
        {"publicKeyMultibase": ED_JWK},
        {"publicKeyMultibase": P256.public.to_multibase(), "type": "Ed25519VerificationKey2020"},
        {"type": "JsonWebKey"},
        {"type": "EcdsaSecp256k1VerificationKey2019"},
        {"type": ["Multikey"]},
        {"controller": None},
        {"expires": "2027"},
        {"revoked": None},
    ],
    ids=[
        "two keys",
        "no key",
        "a secret",
        "a JWK in its place",
        "another kind",
        "another form",
        "type",
        "types",
        "controller",
        "expires",
        "revoked",
    ],
)
def test_a_method_that_says_two_things_or_none_is_no_key(change):
    document = build_did_document(WEB, [IssuerKey(f"{WEB}#key-1", PUBLIC)])
    document["verificationMethod"][0].update(change)

    with pytest.raises(MalformedDid):
        find_method(document, WEB, f"{WEB}#key-1")


@pytest.mark.parametrize("jwk", [SECRET.to_jwk(), [], None, "x", {**ED_JWK, "x": 7}], ids=repr)
def test_a_method_whose_jwk_is_none_is_no_key(jwk):
    method = {"id": f"{WEB}#key-1", "type": "JsonWebKey", "controller": WEB, "publicKeyJwk": jwk}

    with pytest.raises(MalformedDid):
        find_method({"id": WEB, "verificationMethod": [method]}, WEB, f"{WEB}#key-1")
