"""The rules of the data model as changes of a sound credential: what is allowed, and what is not."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from credentials.core.contexts import read_bytes
from tests.unit.api.vc.door import EXAMPLES, REMOVED, V1, V2

SUBJECT = {"id": "did:example:subject"}
V2_SHA256 = hashlib.sha256(read_bytes(V2) or b"").digest()
V2_SHA384 = hashlib.sha384(read_bytes(V2) or b"").digest()
JULY_SHA256 = bytes.fromhex("24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9")
JULY_SHA384 = bytes.fromhex(
    "35239c36999d2155312091af194a1edb61634d6ad789a5e5b19f2aebdd762dd9d1dcaada40eda7ef921c6b8c0ae107a0"
)


def term(name: str, **more: Any) -> dict[str, Any]:
    return {name: f"https://example.org/#{name}", **more}


def sri(algorithm: str, digest: bytes) -> str:
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


def multibase(digest: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def related(**members: Any) -> dict[str, Any]:
    return {"id": V2, **members}


def entry(**members: Any) -> dict[str, Any]:
    return {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": "https://example.org/status/1",
        **members,
    }


TWO_BITS = [{"status": f"0x{value}", "message": "m"} for value in range(4)]

# fmt: off
GOOD: dict[str, dict[str, Any]] = {
    "as it is": {},
    # @context
    "a second context by address": {"context": [V2, EXAMPLES]},
    "an inline context": {"context": [V2, term("ExampleType")], "type": ["VerifiableCredential", "ExampleType"]},
    "addresses and objects mixed": {"context": [V2, term("a"), EXAMPLES, term("b")]},
    # type
    "one type as a text": {"type": "VerifiableCredential"},
    "its type last": {"type": ["https://example.org/#T", "VerifiableCredential"]},
    "a type that is an address": {"type": ["VerifiableCredential", "https://example.org/#T"]},
    "a type of the examples": {"context": [V2, EXAMPLES], "type": ["VerifiableCredential", "AnyExample"]},
    # id
    "no id": {"id": REMOVED},
    "an id that is a web address": {"id": "https://example.org/credentials/1"},
    "an id that is a DID": {"id": "did:example:credential"},
    # issuer: the tests put the issuer's own DID in the place of "…"
    "an issuer object": {"issuer": {"id": "…"}},
    "an issuer object with a name": {"issuer": {"id": "…", "name": "Gemeente", "description": "Een gemeente"}},
    "an issuer's name with a language": {"issuer": {"id": "…", "name": {"@value": "Town", "@language": "en"}}},
    "an issuer's description in two languages": {"issuer": {"id": "…", "description": [
        {"@value": "Town", "@language": "en"}, {"@value": "Stad", "@language": "nl", "@direction": "ltr"}]}},
    # credentialSubject
    "a subject without id": {"context": [V2, EXAMPLES], "credentialSubject": {"claim": "x"}},
    "two subjects": {"credentialSubject": [SUBJECT, {"id": "did:example:other"}]},
    # name and description
    "a name": {"name": "Badge"},
    "a name with a language": {"name": {"@value": "Badge", "@language": "en"}},
    "a name with a language and a direction": {"name": {"@value": "Badge", "@language": "en", "@direction": "ltr"}},
    "a name with a value only": {"name": {"@value": "Badge"}},
    "a name in several languages": {"name": [{"@value": "Dog", "@language": "en"}, {"@value": "Hond", "@language": "nl"}]},
    "a description": {"description": "Wat het is"},
    "a description from right to left": {"description": {"@value": "תג", "@language": "he", "@direction": "rtl"}},
    # dates
    "no dates": {"validFrom": REMOVED},
    "a fraction of a second": {"validFrom": "2026-01-01T00:00:00.123Z"},
    "an offset": {"validFrom": "2026-01-01T00:00:00+01:00", "validUntil": "2126-01-01T00:00:00-14:00"},
    "one moment for both": {"validFrom": "2026-01-01T01:00:00+01:00", "validUntil": "2026-01-01T00:00:00Z"},
    # credentialStatus: kinds that are unknown here are no fault of the document
    "a bitstring entry": {"credentialStatus": entry()},
    "a bitstring entry with an id": {"credentialStatus": entry(id="https://example.org/status/1#94567")},
    "entries for two purposes": {"credentialStatus": [entry(), entry(statusPurpose="suspension")]},
    "an entry of one bit": {"credentialStatus": entry(statusSize=1)},
    "an entry of two bits": {"credentialStatus": entry(statusSize=2, statusMessage=TWO_BITS, statusPurpose="message")},
    "another kind of status": {"context": [V2, term("OtherStatus")], "credentialStatus": {"type": "OtherStatus"}},
    # credentialSchema, refreshService, termsOfUse, evidence
    "a schema": {"credentialSchema": {"id": "https://example.org/s", "type": "https://example.org/#Schema"}},
    "two schemas": {"credentialSchema": [{"id": f"urn:s:{n}", "type": "https://example.org/#Schema"} for n in "12"]},
    "a refresh service": {"refreshService": {"id": "https://example.org/r", "type": "https://example.org/#Refresh"}},
    "a refresh service without id": {"refreshService": {"type": "https://example.org/#Refresh"}},
    "two refresh services": {"refreshService": [{"type": "https://example.org/#R"}, {"type": "https://example.org/#S"}]},
    "terms of use": {"termsOfUse": {"type": "https://example.org/#Policy", "id": "https://example.org/policy"}},
    "two terms of use": {"context": [V2, term("Policy")], "termsOfUse": [{"type": "Policy"}, {"type": "Policy"}]},
    "evidence": {"context": [V2, term("Document")], "evidence": {"type": "Document"}},
    "two pieces of evidence": {"context": [V2, term("Document")], "evidence": [{"type": "Document"}, {"type": ["Document"]}]},
    "a render method": {"renderMethod": {"id": "urn:render:1", "type": "https://example.org/#Render"}},
    # relatedResource
    "a related resource that is not at hand": {"relatedResource": {
        "id": "https://example.org/picture", "digestSRI": sri("sha256", bytes(32)), "mediaType": "image/png"}},
    "a digest of the v2 context": {"relatedResource": [related(digestSRI=sri("sha256", V2_SHA256))]},
    "a longer digest of the v2 context": {"relatedResource": [related(digestSRI=sri("sha384", V2_SHA384))]},
    "a digest of its July 2024 edition": {"relatedResource": [related(digestSRI=sri("sha384", JULY_SHA384))]},
    "a multihash": {"relatedResource": [related(digestMultibase=multibase(b"\x12\x20" + V2_SHA256))]},
    "a bare digest in multibase": {"relatedResource": [related(digestMultibase=multibase(V2_SHA256))]},
    "a bare digest of the July 2024 edition": {"relatedResource": [related(digestMultibase=multibase(JULY_SHA256))]},
    "two digests of one resource": {"relatedResource": [
        related(digestSRI=sri("sha384", V2_SHA384), digestMultibase=multibase(V2_SHA256))]},
    # JSON-LD
    "a term of an inline context, deep": {"context": [V2, term("part")], "credentialSubject": {"part": {"part": "x"}}},
    "a null, which says nothing": {"context": [V2, EXAMPLES], "credentialSubject": {"id": "did:example:s", "claim": None}},
}

MALFORMED, LOST, PARSING = "MALFORMED_VALUE_ERROR", "DATA_LOSS_DETECTION_ERROR", "PARSING_ERROR"
CRYPTOGRAPHY = "CRYPTOGRAPHIC_SECURITY_ERROR"
ANY = "any"  # which of several faults is named first is not decided by a rule
BAD: dict[str, tuple[dict[str, Any], str, str | None]] = {
    # what: (changes, end of the problem type, the place that is named)
    "no context": ({"context": REMOVED}, MALFORMED, "/@context"),
    "a context that is a text": ({"context": V2}, MALFORMED, "/@context"),
    "a context that is an object": ({"context": {}}, MALFORMED, "/@context"),
    "a context that is a number": ({"context": 4}, MALFORMED, "/@context"),
    "a context that is null": ({"context": None}, MALFORMED, "/@context"),
    "an empty list of contexts": ({"context": []}, MALFORMED, "/@context"),
    "another first context": ({"context": [EXAMPLES, V2]}, MALFORMED, "/@context/0"),
    "an object as the first context": ({"context": [term("a"), V2]}, MALFORMED, "/@context/0"),
    "the v2 context with a slash behind it": ({"context": [f"{V2}/"]}, MALFORMED, "/@context/0"),
    "a context with white space": ({"context": [V2, "https ://example.org/c"]}, MALFORMED, "/@context/1"),
    "a context that is no address": ({"context": [V2, "examples"]}, MALFORMED, "/@context/1"),
    "a number among the contexts": ({"context": [V2, 123192875]}, MALFORMED, "/@context/1"),
    "null among the contexts": ({"context": [V2, None]}, MALFORMED, "/@context/1"),
    "a truth value among the contexts": ({"context": [V2, False]}, MALFORMED, "/@context/1"),
    "a list among the contexts": ({"context": [V2, [EXAMPLES]]}, MALFORMED, "/@context/1"),
    "a context that isn't shipped": ({"context": [V2, "https://example.org/unknown"]}, MALFORMED, None),
    "a context that redefines a protected term": (
        {"context": [V2, {"VerifiableCredential": "https://example.org/#VC"}]}, MALFORMED, None),
    "a context that redefines a term protected by an earlier one": (
        {"context": [V2, {"@protected": True, **term("T")}, {"T": "https://example.org/#Other"}],
         "type": ["VerifiableCredential", "T"]}, MALFORMED, None),
    "no type": ({"type": REMOVED}, MALFORMED, "/type"),
    "an empty list of types": ({"type": []}, MALFORMED, "/type"),
    "a type that is null": ({"type": None}, MALFORMED, "/type"),
    "a type that is a number": ({"type": 4}, MALFORMED, "/type"),
    "a type that is a truth value": ({"type": True}, MALFORMED, "/type"),
    "an object among the types": ({"type": ["VerifiableCredential", {}]}, MALFORMED, "/type"),
    "a number among the types": ({"type": ["VerifiableCredential", 5]}, MALFORMED, "/type"),
    "not its own type": ({"type": ["https://example.org/#T"]}, MALFORMED, "/type"),
    "the type of a presentation": ({"type": ["VerifiablePresentation"]}, MALFORMED, "/type"),
    "a type that nothing defines": ({"type": ["VerifiableCredential", "ExampleType"]}, LOST, "/type/1"),
    "a type that nothing defines, with @vocab null": (
        {"context": [V2, {"@vocab": None}], "type": ["VerifiableCredential", "ExampleType"]}, ANY, ANY),
    "a type mapped to no address": (
        {"context": [V2, {"T": "https ://not-a-url"}], "type": ["VerifiableCredential", "T"]}, ANY, ANY),
    "an id that is null": ({"id": None}, MALFORMED, "/id"),
    "an id that is a number": ({"id": 4}, MALFORMED, "/id"),
    "two ids": ({"id": ["urn:a:1", "urn:a:2"]}, MALFORMED, "/id"),
    "an id with white space": ({"id": "https://example.org/not a url"}, MALFORMED, "/id"),
    "an id that is a word": ({"id": "badge-1"}, MALFORMED, "/id"),
    "a subject with two ids": ({"credentialSubject": {"id": ["did:a:b", "did:c:d"]}}, MALFORMED, "/credentialSubject/id"),
    "a subject with an id that is a word": ({"credentialSubject": {"id": "me"}}, MALFORMED, "/credentialSubject/id"),
    "an id that is a word, deep": (
        {"context": [V2, EXAMPLES], "credentialSubject": {"a": [{"id": "x y"}]}}, MALFORMED, "/credentialSubject/a/0/id"),
    "no issuer": ({"issuer": REMOVED}, MALFORMED, "/issuer"),
    "an issuer that is null": ({"issuer": None}, MALFORMED, "/issuer"),
    "an issuer that is a number": ({"issuer": 4}, MALFORMED, "/issuer"),
    "an issuer that is a truth value": ({"issuer": True}, MALFORMED, "/issuer"),
    "an issuer that is a list": ({"issuer": ["…"]}, MALFORMED, "/issuer"),
    "an issuer that is no address": ({"issuer": "not-a-url"}, MALFORMED, "/issuer"),
    "an issuer without id": ({"issuer": {"name": "Gemeente"}}, MALFORMED, "/issuer"),
    "an issuer whose id is null": ({"issuer": {"id": None}}, MALFORMED, "/issuer/id"),
    "an issuer whose id is no address": ({"issuer": {"id": "not-a-url"}}, MALFORMED, "/issuer/id"),
    "no subject": ({"credentialSubject": REMOVED}, MALFORMED, "/credentialSubject"),
    "a subject that is null": ({"credentialSubject": None}, MALFORMED, "/credentialSubject"),
    "a subject that is a text": ({"credentialSubject": "did:example:1234"}, MALFORMED, "/credentialSubject"),
    "a subject that is a number": ({"credentialSubject": 4}, MALFORMED, "/credentialSubject"),
    "an empty subject": ({"credentialSubject": {}}, MALFORMED, "/credentialSubject"),
    "an empty list of subjects": ({"credentialSubject": []}, MALFORMED, "/credentialSubject"),
    "one empty subject of two": ({"credentialSubject": [SUBJECT, {}]}, MALFORMED, "/credentialSubject"),
    "a name that is a number": ({"name": 4}, MALFORMED, "/name"),
    "a name with more than a language": (
        {"name": {"@value": "x", "@language": "en", "url": "did:example:dog"}}, MALFORMED, "/name"),
    "one name of two with more than a language": (
        {"name": [{"@value": "x"}, {"@value": "y", "@id": "urn:a:b"}]}, MALFORMED, "/name"),
    "a description with more than a language": (
        {"description": {"@value": "x", "@language": "en", "url": "did:example:dog"}}, MALFORMED, "/description"),
    "an issuer's name with more than a language": (
        {"issuer": {"id": "…", "name": {"@value": "x", "url": "did:a:b"}}}, MALFORMED, "/issuer/name"),
    "an issuer's description with more than a language": (
        {"issuer": {"id": "…", "description": {"@value": "x", "url": "did:a:b"}}}, MALFORMED, "/issuer/description"),
    "an achievement's name that is a list of numbers": (
        {"context": [V2, EXAMPLES], "credentialSubject": {"achievement": {"name": [4]}}},
        MALFORMED, "/credentialSubject/achievement/name"),
    "a date without a time": ({"validFrom": "2026-01-01"}, MALFORMED, "/validFrom"),
    "a moment without a zone": ({"validFrom": "2026-01-01T00:00:00"}, MALFORMED, "/validFrom"),
    "a moment without seconds": ({"validFrom": "2026-01-01T00:00Z"}, MALFORMED, "/validFrom"),
    "a moment in words": ({"validUntil": "1 januari 2030"}, MALFORMED, "/validUntil"),
    "a moment as a number": ({"validFrom": 1767225600}, MALFORMED, "/validFrom"),
    "a moment that is null": ({"validUntil": None}, MALFORMED, "/validUntil"),
    "an end before the start": (
        {"validFrom": "2026-01-01T00:00:00Z", "validUntil": "2026-01-01T00:00:00+00:01"}, MALFORMED, "/validUntil"),
    "a status without a type": ({"credentialStatus": {"id": "urn:a:b"}}, MALFORMED, "/credentialStatus"),
    "a status whose type is a number": ({"credentialStatus": {"type": 5}}, MALFORMED, "/credentialStatus"),
    "a status whose type nothing defines": ({"credentialStatus": {"type": "Other"}}, LOST, "/credentialStatus/type"),
    "a status with two ids": (
        {"credentialStatus": entry(id=["urn:a:b", "urn:a:c"])}, MALFORMED, "/credentialStatus/id"),
    "a status with an id that is a word": ({"credentialStatus": entry(id="one")}, MALFORMED, "/credentialStatus/id"),
    "a status that is a text": ({"credentialStatus": "https://example.org/status"}, MALFORMED, "/credentialStatus"),
    "an index that is a number": ({"credentialStatus": entry(statusListIndex=1)}, MALFORMED, "/credentialStatus/statusListIndex"),
    "an index that is a truth value": (
        {"credentialStatus": [entry(), entry(statusListIndex=True)]}, MALFORMED, "/credentialStatus/1/statusListIndex"),
    "an index with a zero before it": (
        {"credentialStatus": entry(statusListIndex="01")}, MALFORMED, "/credentialStatus/statusListIndex"),
    "a negative index": ({"credentialStatus": entry(statusListIndex="-1")}, MALFORMED, "/credentialStatus/statusListIndex"),
    "no index": ({"credentialStatus": {"type": "BitstringStatusListEntry"}}, MALFORMED, "/credentialStatus/statusListIndex"),
    "a purpose that is a list": (
        {"credentialStatus": entry(statusPurpose=["revocation"])}, MALFORMED, "/credentialStatus/statusPurpose"),
    "a list that is no address": (
        {"credentialStatus": entry(statusListCredential="list")}, MALFORMED, "/credentialStatus/statusListCredential"),
    "an entry named as its list": (
        {"credentialStatus": entry(id="https://example.org/status/1")}, MALFORMED, "/credentialStatus/id"),
    "an entry of no bits": ({"credentialStatus": entry(statusSize=0)}, MALFORMED, "/credentialStatus/statusSize"),
    "two bits without messages": ({"credentialStatus": entry(statusSize=2)}, MALFORMED, "/credentialStatus/statusMessage"),
    "two bits with two messages": (
        {"credentialStatus": entry(statusSize=2, statusMessage=TWO_BITS[:2])}, MALFORMED, "/credentialStatus/statusMessage"),
    "a schema without id": ({"credentialSchema": {"type": "https://example.org/#S"}}, MALFORMED, "/credentialSchema/id"),
    "a schema without type": ({"credentialSchema": {"id": "urn:a:b"}}, MALFORMED, "/credentialSchema"),
    "a schema whose id is a number": (
        {"credentialSchema": {"id": 4, "type": "https://example.org/#S"}}, MALFORMED, "/credentialSchema/id"),
    "a schema whose id is a word": (
        {"credentialSchema": {"id": "s", "type": "https://example.org/#S"}}, MALFORMED, "/credentialSchema/id"),
    "a refresh service without type": ({"refreshService": {"id": "urn:a:b"}}, MALFORMED, "/refreshService"),
    "a refresh service whose id is a word": (
        {"refreshService": {"id": "r", "type": "https://example.org/#R"}}, MALFORMED, "/refreshService/id"),
    "terms of use without type": ({"termsOfUse": [{"id": "urn:a:b"}]}, MALFORMED, "/termsOfUse/0"),
    "terms of use that nothing defines": ({"termsOfUse": {"type": "Policy"}}, LOST, "/termsOfUse/type"),
    "evidence without type": ({"evidence": {"id": "urn:a:b"}}, MALFORMED, "/evidence"),
    "evidence that is a text": ({"evidence": "https://example.org/e"}, MALFORMED, "/evidence"),
    "evidence that nothing defines": ({"evidence": [{"type": "Document"}]}, LOST, "/evidence/0/type"),
    "a render method without type": ({"renderMethod": {"id": "urn:a:b"}}, MALFORMED, "/renderMethod"),
    "related resources that are texts": ({"relatedResource": [V2]}, MALFORMED, "/relatedResource/0"),
    "a related resource without id": (
        {"relatedResource": {"digestSRI": sri("sha256", bytes(32))}}, MALFORMED, "/relatedResource"),
    "a related resource without digest": ({"relatedResource": [related()]}, MALFORMED, "/relatedResource/0"),
    "one related resource twice": (
        {"relatedResource": [related(digestMultibase=multibase(V2_SHA256))] * 2}, MALFORMED, "/relatedResource/1"),
    "another digest": (
        {"relatedResource": [related(digestSRI=sri("sha256", bytes(32)))]}, CRYPTOGRAPHY, "/relatedResource/0/digestSRI"),
    "another digest in multibase": (
        {"relatedResource": related(digestMultibase=multibase(bytes(32)))}, CRYPTOGRAPHY, "/relatedResource/digestMultibase"),
    "a digest that is none": ({"relatedResource": related(digestSRI="md5-AAAA")}, MALFORMED, "/relatedResource/digestSRI"),
    "a member that nothing defines": ({"unheard": "x"}, LOST, "/unheard"),
    "a member that nothing defines, in the issuer": ({"issuer": {"id": "…", "unheard": "x"}}, LOST, "/issuer/unheard"),
    "a member that nothing defines, deep in a list": (
        {"context": [V2, term("part")], "credentialSubject": [SUBJECT, {"part": [{"part": "x", "unheard": 1}]}]},
        LOST, "/credentialSubject/1/part/0/unheard"),
    "a member of data model 1.1": ({"issuanceDate": "2026-01-01T00:00:00Z"}, LOST, "/issuanceDate"),
    "a relative address": (
        {"context": [V2, {"link": {"@id": "https://example.org/#link", "@type": "@id"}}],
         "credentialSubject": {"link": "page.html"}}, LOST, "/credentialSubject/link"),
    "a standard term by another name": (
        {"context": [V2, {"state": "https://www.w3.org/2018/credentials#credentialStatus"}], "state": {"id": "urn:a:b"}},
        MALFORMED, "/state"),
    "a language that is none": (
        {"context": [V2, EXAMPLES], "credentialSubject": {"claim": {"@value": "x", "@language": "a b"}}},
        MALFORMED, "/credentialSubject/claim/@language"),
    "half a character": ({"name": "\ud800"}, PARSING, None),
    "a bitstring entry in data model 1.1": (
        {"context": [V1], "validFrom": REMOVED, "issuanceDate": "2026-01-01T00:00:00Z", "credentialStatus": entry(id="urn:a:b")},
        LOST, ANY),
    "data model 1.1 without its date": ({"context": [V1], "validFrom": REMOVED}, MALFORMED, "/issuanceDate"),
}
# fmt: on
