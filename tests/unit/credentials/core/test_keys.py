"""Keys as text, and the DIDs that lead to them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from credentials.core.did_document import IssuerKey, build_did_document
from credentials.core.errors import MalformedDid, MalformedKey
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.did import (
    did_key_for,
    did_of,
    did_web_url,
    find_method,
    may_assert,
    resolve_did_key,
)
from credentials.core.primitives.keys import KeyKind, PublicKey, SecretKey
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


def test_a_key_reads_back_as_it_was_written():
    text = KEY.to_multibase()

    assert text.startswith("z6Mk")
    assert PublicKey.from_multibase(text) == KEY
    assert SECRET.to_multibase().startswith("z3u2")
    assert SecretKey.from_multibase(SECRET.to_multibase()).public == KEY


def test_the_long_form_of_a_secret_key_is_accepted_and_its_seed_taken():
    assert SecretKey.from_multibase(encode_base58btc(b"\x80\x26" + b"\x07" * 32 + PUBLIC)).public == KEY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "z",
        "x6Mk",
        "z0OIl",
        "zé",
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
def test_each_shared_prefix_starts_as_it_should():
    for entry in shared_json("vectors", "multikey.json")["prefixes"]:
        if isinstance(entry["rawBytes"], int):
            text = encode_base58btc(bytes.fromhex(entry["varintHex"]) + b"\x02" * entry["rawBytes"])
            assert text.startswith(entry["starts"]), entry["key"]


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
def test_the_published_p256_did_keys_are_read():
    read = 0
    for did in shared_json("vectors", "did-key", "nist-curves.json"):
        if did.startswith("did:key:zDn"):
            key = PublicKey.from_multibase(did.removeprefix("did:key:"))
            assert key.kind is KeyKind.P256
            assert did_key_for(key)[0] == did
            read += 1
    assert read == 3


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
            {"id": "#rsa", "type": "JsonWebKey2020", "controller": WEB, "publicKeyJwk": {"kty": "oct-like"}},
        ],
    }

    for name in ("old", "embedded"):
        method = find_method(document, WEB, f"{WEB}#{name}")
        assert method is not None
        assert method.key == KEY
        assert may_assert(document, WEB, f"{WEB}#{name}")
    rsa = find_method(document, WEB, f"{WEB}#rsa")
    assert rsa is not None
    assert rsa.key.kind is KeyKind.OTHER
    assert not may_assert(document, WEB, f"{WEB}#rsa")
    assert find_method(document, WEB, f"{WEB}#none") is None
