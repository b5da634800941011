"""The rules of the data model, at issue and at verify alike; and the JSON and the moments it is made of."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime

import pytest

from credentials.core.contexts import ContextSet, load_context, load_schema, published_digests, read_bytes
from credentials.core.data_model import check_data_model
from credentials.core.errors import MalformedCredential, UnknownContext, UnreadableDocument
from credentials.core.primitives.json_text import parse_json_object
from credentials.core.primitives.multibase import encode_base58btc, encode_base64url
from credentials.core.primitives.timestamps import format_timestamp, parse_timestamp
from tests.unit.credentials.core.samples import build, specs

V2 = "https://www.w3.org/ns/credentials/v2"
V1 = "https://www.w3.org/2018/credentials/v1"
V2_SHA256 = hashlib.sha256(read_bytes(V2)).digest()
V2_JULY_2024 = bytes.fromhex("24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9")

V2_JULY_2024_SHA384 = "35239c36999d2155312091af194a1edb61634d6ad789a5e5b19f2aebdd762dd9d1dcaada40eda7ef921c6b8c0ae107a0"


class _Removed:
    """Stands for a member that is taken away; named the same in every process, as the cases' names are."""

    def __repr__(self) -> str:
        return "REMOVED"


REMOVED = _Removed()


def a_document(**changes):
    document = {
        "@context": [V2],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "issuer": "did:example:1",
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:2"},
    }
    document.update({name.replace("context", "@context"): value for name, value in changes.items()})
    return {key: value for key, value in document.items() if value is not REMOVED}


def related(**digest):
    return {"id": V2, **digest}


def sri(algorithm, digest):
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


GOOD = [
    {},
    {"id": REMOVED},
    {"type": ["Other", "VerifiableCredential"]},
    {"context": [V2, "https://a.example/c", {"a": "https://a.example/#a"}]},
    {"issuer": {"id": "did:example:1", "name": {"@value": "x", "@language": "nl", "@direction": "ltr"}}},
    {"credentialSubject": [{"id": "did:example:2"}, {"name": "x"}]},
    {"name": ["x", {"@value": "y", "@language": "en"}]},
    {"validFrom": "2026-01-01T00:00:00.123+01:00", "validUntil": "2026-01-01T00:00:00Z"},
    {"validFrom": REMOVED},
    {"credentialSchema": {"id": "https://a.example/s", "type": "JsonSchema"}},
    {"evidence": [{"type": ["Evidence"]}]},
    {"proof": [{"type": "DataIntegrityProof"}]},
    {"relatedResource": [related(digestSRI=sri("sha256", V2_SHA256))]},
    {"relatedResource": related(digestSRI=sri("sha384", hashlib.sha384(read_bytes(V2)).digest()))},
    {"relatedResource": related(digestMultibase=encode_base64url(V2_SHA256))},
    {"relatedResource": related(digestMultibase=encode_base58btc(b"\x12\x20" + V2_SHA256))},
    {"relatedResource": related(digestSRI=sri("sha384", bytes.fromhex(V2_JULY_2024_SHA384)))},
    {"relatedResource": related(digestMultibase=encode_base64url(V2_JULY_2024))},
    {"relatedResource": related(digestSRI=f"{sri('sha256', bytes(32))}  {sri('sha256', V2_SHA256)}")},
    {"renderMethod": {"type": "TemplateRenderMethod"}},
    {"relatedResource": {"id": "https://a.example/unknown", "digestMultibase": encode_base64url(bytes(32))}},
    {"context": [V1], "validFrom": REMOVED, "issuanceDate": "2020-01-01T00:00:00Z"},
]

BAD = [
    ({"context": V2}, "/@context"),
    ({"context": []}, "/@context"),
    ({"context": REMOVED}, "/@context"),
    ({"context": ["https://a.example/c", V2]}, "/@context/0"),
    ({"context": [V2, 5]}, "/@context/1"),
    ({"context": [V2, None]}, "/@context/1"),
    ({"context": [V2, ["x"]]}, "/@context/1"),
    ({"context": [V2, "https://a.example/a b"]}, "/@context/1"),
    ({"type": REMOVED}, "/type"),
    ({"type": []}, "/type"),
    ({"type": ["VerifiableCredential", 5]}, "/type"),
    ({"type": ["Other"]}, "/type"),
    ({"id": None}, "/id"),
    ({"id": ["urn:a:b"]}, "/id"),
    ({"id": 5}, "/id"),
    ({"id": "https://a.example/a b"}, "/id"),
    ({"id": "badges/1"}, "/id"),
    ({"credentialSubject": {"id": ["did:a:b", "did:c:d"]}}, "/credentialSubject/id"),
    ({"credentialSubject": {"deep": [{"id": "x y"}]}}, "/credentialSubject/deep/0/id"),
    ({"issuer": REMOVED}, "/issuer"),
    ({"issuer": None}, "/issuer"),
    ({"issuer": 5}, "/issuer"),
    ({"issuer": ["did:a:b"]}, "/issuer"),
    ({"issuer": "Gemeente Voorbeeld"}, "/issuer"),
    ({"issuer": {"name": "x"}}, "/issuer"),
    ({"issuer": {"id": None}}, "/issuer/id"),
    ({"credentialSubject": REMOVED}, "/credentialSubject"),
    ({"credentialSubject": None}, "/credentialSubject"),
    ({"credentialSubject": "x"}, "/credentialSubject"),
    ({"credentialSubject": []}, "/credentialSubject"),
    ({"credentialSubject": {}}, "/credentialSubject"),
    ({"credentialSubject": [{"id": "did:a:b"}, {}]}, "/credentialSubject"),
    ({"name": 5}, "/name"),
    ({"name": {"@value": "x", "url": "https://a.example"}}, "/name"),
    ({"description": {"@value": 5}}, "/description"),
    ({"description": {"@value": "x", "@direction": "up"}}, "/description"),
    ({"issuer": {"id": "did:a:b", "name": [1]}}, "/issuer/name"),
    ({"validFrom": "2026-01-01"}, "/validFrom"),
    ({"validFrom": "2026-01-01T00:00:00"}, "/validFrom"),
    ({"validFrom": "2026-01-01T00:00Z"}, "/validFrom"),
    ({"validFrom": 1767225600}, "/validFrom"),
    ({"validUntil": "1 januari 2030"}, "/validUntil"),
    ({"validUntil": "2025-12-31T23:59:59Z"}, "/validUntil"),
    ({"context": [V1]}, "/issuanceDate"),
    ({"credentialStatus": {"type": 5}}, "/credentialStatus"),
    ({"credentialStatus": None}, "/credentialStatus"),
    ({"credentialStatus": "x"}, "/credentialStatus"),
    ({"credentialStatus": {"type": "BitstringStatusListEntry"}}, "/credentialStatus/statusListIndex"),
    ({"termsOfUse": [{"id": "urn:a:b"}]}, "/termsOfUse/0"),
    ({"evidence": ["x"]}, "/evidence/0"),
    ({"refreshService": {"type": []}}, "/refreshService"),
    ({"credentialSchema": {"type": "JsonSchema"}}, "/credentialSchema/id"),
    ({"proof": None}, "/proof"),
    ({"proof": []}, "/proof"),
    ({"proof": "x"}, "/proof"),
    ({"proof": [{"type": "x"}, None]}, "/proof"),
    ({"proof": {"type": "x", "id": "y"}}, "/proof/id"),
    ({"proof": [{"type": "x", "id": "urn:a:b"}] * 2}, "/proof"),
    ({"relatedResource": "https://a.example"}, "/relatedResource"),
    ({"relatedResource": {"id": V2}}, "/relatedResource"),
    ({"relatedResource": [related(digestMultibase=encode_base64url(V2_SHA256))] * 2}, "/relatedResource/1"),
    ({"relatedResource": related(digestMultibase=encode_base64url(bytes(32)))}, "/relatedResource/digestMultibase"),
    ({"relatedResource": related(digestMultibase="zzz")}, "/relatedResource/digestMultibase"),
    ({"relatedResource": related(digestSRI="md5-AAAA")}, "/relatedResource/digestSRI"),
    ({"relatedResource": related(digestSRI="sha256-????")}, "/relatedResource/digestSRI"),
    ({"relatedResource": related(digestSRI="")}, "/relatedResource/digestSRI"),
    ({"relatedResource": related(digestSRI=sri("sha384", bytes(48)))}, "/relatedResource/digestSRI"),
    # Of several digests the strongest counts, also when a weaker one would fit
    (
        {"relatedResource": related(digestSRI=f"{sri('sha256', V2_SHA256)} {sri('sha512', bytes(64))}")},
        "/relatedResource/digestSRI",
    ),
    # Each digest member counts
    (
        {"relatedResource": [related(digestSRI=sri("sha256", V2_SHA256), digestMultibase=encode_base64url(bytes(32)))]},
        "/relatedResource/0/digestMultibase",
    ),
    ({"name": {"@value": "x", "@language": 5}}, "/name"),
    ({"name": {"@value": "x", "@language": "nederlands!"}}, "/name"),
    ({"name": {"@value": "x", "@direction": ["ltr"]}}, "/name"),
    ({"name": None}, "/name"),
    ({"credentialSubject": {"achievement": [{"name": 5}]}}, "/credentialSubject/achievement/0/name"),
    ({"credentialSubject": [{"achievement": {"description": 5}}]}, "/credentialSubject/0/achievement/description"),
    ({"credentialStatus": [{"type": "X"}, {"id": "urn:a:b"}]}, "/credentialStatus/1"),
    ({"credentialStatus": {"type": "X", "id": ["urn:a:b", "urn:a:c"]}}, "/credentialStatus/id"),
    ({"credentialSchema": [{"id": "urn:a:b", "type": "X"}, {"id": 5, "type": "X"}]}, "/credentialSchema/1/id"),
    ({"renderMethod": {"id": "urn:a:b"}}, "/renderMethod"),
    ({"confidenceMethod": ["x"]}, "/confidenceMethod/0"),
    ({"relatedResource": related(digestSRI=5)}, "/relatedResource/digestSRI"),
]


@pytest.mark.parametrize("changes", GOOD, ids=repr)
def test_what_the_data_model_allows_is_accepted(changes):
    check_data_model(a_document(**changes))


@pytest.mark.parametrize(("changes", "field"), BAD, ids=repr)
def test_what_the_data_model_forbids_is_refused_and_says_where(changes, field):
    with pytest.raises(MalformedCredential) as caught:
        check_data_model(a_document(**changes))

    assert caught.value.field == field


def test_a_badge_of_our_own_keeps_the_rules():
    check_data_model(build())


def test_both_editions_of_the_v2_context_have_a_right_digest():
    digests = published_digests(V2)

    assert digests is not None
    assert V2_SHA256.hex() in digests
    assert any(digest.startswith("24a18c90") for digest in digests)


def test_the_kept_digests_of_the_july_edition_are_those_of_its_bytes():
    edition = specs("contexts", "editions", "credentials-v2.2024-07.json").read_bytes()

    for algorithm in ("sha256", "sha384", "sha512"):
        digest = hashlib.new(algorithm, edition).digest()
        check_data_model(a_document(relatedResource=related(digestSRI=sri(algorithm, digest))))


def test_every_shipped_context_and_schema_is_the_published_one():
    contexts = ContextSet()

    assert len(contexts) >= 15
    for url in contexts:
        assert "@context" in load_context(url)
    assert load_schema("https://a.example/none") is None
    with pytest.raises(UnknownContext):
        load_context("https://a.example/none")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24T12:00:00Z", datetime(2026, 11, 24, 12, tzinfo=UTC)),
        ("2026-11-24T12:00:00.5+01:30", datetime(2026, 11, 24, 10, 30, 0, 500_000, tzinfo=UTC)),
        ("2026-11-23T24:00:00-00:00", datetime(2026, 11, 24, tzinfo=UTC)),
        ("2026-11-24T12:00:00", None),
        ("2026-11-24 12:00:00Z", None),
        ("2026-11-24T12:00Z", None),
        ("2026-13-24T12:00:00Z", None),
        ("2026-11-24T24:00:01Z", None),
        ("2026-11-24T12:00:00+15:00", None),
        ("2026-11-24T12:00:00Z\n", None),
        ("٢٠٢٦-11-24T12:00:00Z", None),
        ("0001-01-01T00:00:00+01:00", None),
        ("-2026-11-24T12:00:00Z", None),
        (None, None),
        (5, None),
    ],
)
def test_a_moment_has_seconds_and_a_zone(text, moment):
    assert parse_timestamp(text) == moment


def test_a_moment_is_written_without_fractions_in_utc():
    assert format_timestamp(datetime(2026, 11, 24, 12, 0, 0, 999_999, tzinfo=UTC)) == "2026-11-24T12:00:00Z"


@pytest.mark.parametrize(
    "text", ['{"a": 01}', "{'a': 1}", '{"a": 1,}', '{"a": Infinity}', "{} {}", '{"a": ' + "9" * 500 + "}"]
)
def test_what_two_readers_could_read_differently_is_no_json(text):
    with pytest.raises(UnreadableDocument):
        parse_json_object(text)


def test_a_byte_order_mark_and_deep_strings_do_no_harm():
    assert parse_json_object('\ufeff{"a": "[[[{{{\\"[["}'.encode()) == {"a": '[[[{{{"[['}
