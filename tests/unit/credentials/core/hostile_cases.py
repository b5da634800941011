"""Hostile documents by what each of them tries, with what must be said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tests.unit.credentials.core import hostile_documents as of

READABLE, SCHEMA, CONTEXT, PROOF, STATUS = "readable", "schema", "context", "proof", "status"
BYTES, LEVELS, QUADS, STEPS = (
    {"cap": "bytes", "limit": "1000000"},
    {"cap": "levels", "limit": "64"},
    {"cap": "quads", "limit": "10000"},
    {"cap": "steps", "limit": "500000"},
)
TOO_LARGE, TOO_DEEP, TOO_COMPLEX = "readable.too-large", "readable.too-deep", "context.too-complex"


class Hostile(NamedTuple):
    make: Callable[[], of.Json | bytes | str]
    check: str
    code: str
    facts: Mapping[str, str] = {}
    canonize: str | None = ""
    """A word of what ``canonize`` says; "" when it has nothing to say; None where it is not asked, as it is no JSON."""


def too_large(make: Callable[[], Any]) -> Hostile:
    return Hostile(make, READABLE, TOO_LARGE, BYTES, "1000000 bytes")


def too_deep(make: Callable[[], Any]) -> Hostile:
    return Hostile(make, READABLE, TOO_DEEP, LEVELS, "64 levels")


def too_many_quads(make: Callable[[], Any]) -> Hostile:
    return Hostile(make, CONTEXT, TOO_COMPLEX, QUADS, "10000 statements")


def too_much_work(make: Callable[[], Any]) -> Hostile:
    return Hostile(make, CONTEXT, TOO_COMPLEX, STEPS, "500000 steps")


def not_read(make: Callable[[], Any], code: str, word: str) -> Hostile:
    return Hostile(make, READABLE, code, {}, word)


def refused(make: Callable[[], Any], code: str, word: str) -> Hostile:
    return Hostile(make, CONTEXT, code, {}, word)


def harmless(make: Callable[[], Any]) -> Hostile:
    """Large or odd, and in order."""
    return Hostile(make, CONTEXT, "context.ok")


TEXTS = {
    "objects in objects": too_deep(lambda: '{"a":' * 100_000 + "1" + "}" * 100_000),
    "objects without an end": too_deep(lambda: '{"a":' * 150_000),
    "lists in lists": too_deep(lambda: '{"a":' + "[" * 400_000 + "]" * 400_000 + "}"),
    "one level more than the cap": too_deep(lambda: of.as_bytes(of.nested("a", 1, 65))),
    "a duplicate member": not_read(lambda: '{"type":1,"type":2}', "readable.duplicate-key", "twice"),
    "a duplicate member with an escape": not_read(
        lambda: '{"type":1,"t\\u0079pe":2}', "readable.duplicate-key", "twice"
    ),
    "a duplicate member deep down": not_read(lambda: '{"a":[{"b":1,"b":1}]}', "readable.duplicate-key", "twice"),
    "NaN": not_read(lambda: '{"a":NaN}', "readable.not-json", "number"),
    "Infinity": not_read(lambda: '{"a":Infinity}', "readable.not-json", "number"),
    "-Infinity": not_read(lambda: '{"a":-Infinity}', "readable.not-json", "number"),
    "1e400": not_read(lambda: '{"a":1e400}', "readable.number", "represented"),
    "-1e400": not_read(lambda: '{"a":-1e400}', "readable.number", "represented"),
    "a number of 400 digits": not_read(lambda: f'{{"a":{"9" * 400}}}', "readable.number", "represented"),
    "a number of 900,000 digits": not_read(lambda: f'{{"a":{"9" * 900_000}}}', "readable.number", "represented"),
    "an exponent of 900,000 digits": not_read(lambda: f'{{"a":1e{"9" * 900_000}}}', "readable.number", "represented"),
    "half a character": not_read(lambda: '{"a":"\\ud800"}', "readable.lone-surrogate", "half"),
    "the other half": not_read(lambda: '{"a":"\\uDFFF"}', "readable.lone-surrogate", "half"),
    "two halves in the wrong order": not_read(lambda: '{"a":"\\udc00\\ud800"}', "readable.lone-surrogate", "half"),
    "half a character in a name": not_read(lambda: '{"\\ud800":1}', "readable.lone-surrogate", "half"),
    "a byte more than a megabyte": too_large(lambda: '{"a":"' + "x" * (of.A_MEGABYTE - 7) + '"}'),
    "twenty megabytes": too_large(lambda: "{" + " " * 20_000_000 + "}"),
}

LARGE = {
    "a text of 900,000 characters": harmless(lambda: of.a_document(name="x" * 900_000)),
    "a text of all planes": harmless(lambda: of.a_document(name="é\U0001f600" * 150_000)),
    "a text of quotes": harmless(lambda: of.a_document(name='"\\' * 200_000)),
    "a text of control characters": harmless(lambda: of.a_document(name="\x7f\x01" * 100_000)),
    "an id of 900,000 characters": harmless(lambda: of.a_document(id="urn:" + "a" * 900_000)),
    "a type of 900,000 characters": harmless(
        lambda: of.a_document(type=["VerifiableCredential", "urn:" + "a" * 900_000])
    ),
    "a language of 900,000 characters": refused(
        lambda: of.a_document(name={"@value": "a", "@language": "a" * 900_000}), "context.language-tag", "tag"
    ),
    "100,000 unknown members": refused(
        lambda: of.a_document(**{f"m{number:06}": 1 for number in range(60_000)}), "context.undefined-term", "m000000"
    ),
    "25,000 known members": too_many_quads(
        lambda: of.a_document(**{f"{of.EX}{number}": "1" for number in range(25_000)})
    ),
    "40,000 subjects": too_many_quads(lambda: of.many_subjects(40_000)),
    "40,000 subjects, the general way": too_many_quads(lambda: of.the_general_way(of.many_subjects(40_000))),
    "20,000 values of one member": too_many_quads(
        lambda: of.a_document(**{of.EX + "p": [str(number) for number in range(20_000)]})
    ),
    "9,000 values of one member, the general way": harmless(
        lambda: of.the_general_way(of.a_document(**{of.EX + "p": [str(number) for number in range(9_000)]}))
    ),
    "20,000 languages": too_many_quads(
        lambda: of.with_context(of.BY_LANGUAGE, spoken={f"x-{number}": "a" for number in range(20_000)})
    ),
    "50,000 types": too_many_quads(
        lambda: of.a_document(type=["VerifiableCredential", *(f"urn:{number}" for number in range(50_000))])
    ),
    "the same value 150,000 times": harmless(lambda: of.a_document(**{of.EX + "p": ["a"] * 150_000})),
    "150,000 times nothing": harmless(lambda: of.a_document(**{of.EX + "p": [None] * 150_000})),
    "JSON in 100,000 lists": harmless(
        lambda: of.with_context({"data": {"@id": of.EX + "data", "@type": "@json"}}, data=[[1]] * 100_000)
    ),
}

ENTANGLED = {
    "seven that know each other": harmless(lambda: of.clique(7)),
    "ten that know each other": too_much_work(lambda: of.clique(10)),
    "ninety that know each other": too_much_work(lambda: of.clique(90)),
    "children alike of parents alike": too_much_work(lambda: of.siblings(12)),
    "4,000 children alike of parents alike": too_much_work(lambda: of.siblings(2_000)),
    "400 chains alike": harmless(lambda: of.chains(400, 18)),
    "150 long chains alike, the general way": too_much_work(lambda: of.the_general_way(of.chains(150, 50))),
    "two lists of 2,400 alike": Hostile(
        lambda: of.equal_lists(2, 2_400), CONTEXT, TOO_COMPLEX, {"cap": "path", "limit": "150"}, "150 unnamed"
    ),
    "100 lists of 40 alike": harmless(lambda: of.equal_lists(100, 40)),
    "a list of 100 alike": harmless(lambda: of.equal_lists(1, 100)),
    "sixty poison badges in a record": too_much_work(
        lambda: of.record([of.clique(7, id=f"urn:{number}", proof=of.a_proof()) for number in range(60)])
    ),
    "a poison proof, 32 times": Hostile(
        lambda: of.with_context(
            of.KNOWS, proof=[{**of.a_proof(), "knows": of.clique(8)["credentialSubject"]} for _ in range(32)]
        ),
        PROOF,
        "proof.malformed",
        STEPS,
        "500000 steps",
    ),
}

CONTEXTS = {
    "a context by an unknown address": refused(
        lambda: of.with_context("https://kwaad.example/context"), "context.unknown", "kwaad.example"
    ),
    "a context of this machine": refused(lambda: of.with_context("file:///etc/passwd"), "context.unknown", "passwd"),
    "an unknown context inside": refused(
        lambda: of.a_document(credentialSubject={"@context": "https://kwaad.example/", "id": "urn:1"}),
        "context.unknown",
        "kwaad.example",
    ),
    "an unknown context in a context": refused(
        lambda: of.with_context({"t": {"@id": of.EX + "t", "@context": "https://kwaad.example/"}}),
        "context.unknown",
        "kwaad.example",
    ),
    "an import": refused(lambda: of.with_context({"@import": "https://kwaad.example/"}), "context.", ""),
    "a context of null": refused(lambda: of.with_context(None), "context.invalid", "context"),
    "a context of null inside": refused(
        lambda: of.a_document(credentialSubject={"@context": None, "id": "urn:1"}), "context.invalid", "context"
    ),
    "12,000 known contexts": too_much_work(
        lambda: of.a_document(**{"@context": [of.CREDENTIALS_V2, *[of.OPEN_BADGES_3] * 12_000]})
    ),
    "4,000 objects with a known context": harmless(
        lambda: of.a_document(
            credentialSubject=[{"@context": [of.CREDENTIALS_V2], "id": f"urn:{number}"} for number in range(4_000)]
        )
    ),
    "4,000 objects with contexts of their own": harmless(lambda: of.other_contexts(4_000)),
    "4,000 objects with contexts of their own, the general way": harmless(
        lambda: of.the_general_way(of.other_contexts(4_000))
    ),
    "2,000 terms with known contexts": too_much_work(
        lambda: of.with_context(
            {f"t{number}": {"@id": of.EX, "@context": [of.CREDENTIALS_V2, of.OPEN_BADGES_3]} for number in range(2_000)}
        )
    ),
    "20,000 terms": harmless(lambda: of.with_context({f"t{number}": of.EX + str(number) for number in range(20_000)})),
    "20,000 terms by each other": Hostile(
        lambda: of.with_context({f"t{number}": f"t{number + 1}" for number in range(20_000)}),
        CONTEXT,
        TOO_COMPLEX,
        LEVELS,
        "nested",
    ),
    "a circle of terms": refused(lambda: of.with_context({"a": "b:x", "b": "a:x"}), "context.invalid", "cyclic"),
    "contexts in contexts": harmless(lambda: of.scoped_contexts(14)),
    "contexts deep in contexts": harmless(lambda: of.scoped_contexts(25)),
    "contexts deeper than anything may be": too_deep(lambda: of.scoped_contexts(40)),
    "objects with contexts in each other": harmless(lambda: of.inner_contexts(50)),
}

MEANINGS = {
    "a status by another name": refused(
        lambda: of.with_context(
            {"harmless": {"@id": "https://www.w3.org/2018/credentials#credentialStatus", "@type": "@id"}},
            harmless=of.statuses(1)[0],
        ),
        "context.alias",
        "harmless",
    ),
    "a status by its full address": refused(
        lambda: of.a_document(
            **{"https://www.w3.org/2018/credentials#credentialStatus": {"id": "urn:1", "type": "urn:2"}}
        ),
        "context.alias",
        "credentialStatus",
    ),
    "an issuer by another name": refused(
        lambda: of.with_context(
            {"maker": {"@id": "https://www.w3.org/2018/credentials#issuer", "@type": "@id"}}, maker=of.ISSUER
        ),
        "context.alias",
        "maker",
    ),
    "an id that means something else inside": refused(
        lambda: of.a_document(credentialSubject={"@context": {"id": of.EX + "x"}, "id": "urn:1"}),
        "context.protected-term",
        "protected",
    ),
    "a type that means something else": refused(
        lambda: of.with_context({"type": of.EX + "type"}), "context.protected-term", "protected"
    ),
    "a credential that means something else": refused(
        lambda: of.with_context({"VerifiableCredential": of.EX + "Other"}), "context.protected-term", "protected"
    ),
    "an end of validity that means something else": Hostile(
        lambda: of.with_context({"validUntil": of.EX + "until"}, validUntil="2020-01-01T00:00:00Z"),
        "dates",
        "dates.expired",
    ),
    "a status that means something else": Hostile(
        lambda: of.with_context(
            {"credentialStatus": of.EX + "x"}, credentialStatus={"type": "BitstringStatusListEntry"}
        ),
        STATUS,
        "status.malformed",
    ),
}

INSIDE = {
    "1,000 proofs": Hostile(
        lambda: of.a_document(proof=[of.a_proof()] * 1_000),
        PROOF,
        "proof.too-many",
        {"cap": "proofs", "limit": "32"},
        "500000 steps",
    ),
    "nine proofs in a chain": Hostile(
        lambda: of.a_document(proof=of.chain_of_proofs(10)),
        PROOF,
        "proof.too-many",
        {"cap": "chained-proofs", "limit": "8"},
    ),
    "proofs in a circle": Hostile(
        lambda: of.a_document(
            proof=[
                {**of.a_proof(), "id": "urn:a", "previousProof": "urn:b"},
                {**of.a_proof(), "id": "urn:b", "previousProof": "urn:a"},
            ]
        ),
        PROOF,
        "proof.chain-broken",
    ),
    "a signature of 900,000 characters": Hostile(
        lambda: of.a_document(proof={**of.a_proof(), "proofValue": "z" + "2" * 900_000}), PROOF, "proof.malformed"
    ),
    "a key of 900,000 characters": Hostile(
        lambda: of.a_document(proof={**of.a_proof(), "verificationMethod": "did:key:z" + "6Mk" * 300_000}),
        "issuer",
        "issuer.malformed",
    ),
    "1,000 status entries": Hostile(
        lambda: of.a_document(credentialStatus=of.statuses(1_000)),
        STATUS,
        "status.too-many",
        {"cap": "entries", "limit": "32"},
    ),
    "5,000 status entries": Hostile(
        lambda: {**of.build(), "credentialStatus": of.statuses(5_000)},
        STATUS,
        "status.too-many",
        {"cap": "entries", "limit": "32"},
        "10000 statements",
    ),
    "a place in a list of 900,000 digits": Hostile(
        lambda: of.a_document(credentialStatus={**of.statuses(1)[0], "statusListIndex": "1" * 900_000}),
        SCHEMA,
        "schema.malformed",
        {"field": "/credentialStatus/statusListIndex"},
    ),
    "a year of 5,000 digits": Hostile(
        lambda: of.a_document(validFrom=f"{'9' * 5_000}-01-01T00:00:00Z"), "dates", "dates.malformed"
    ),
    "organisations in organisations": harmless(lambda: of.parent_organisations(55)),
    "40,000 results that are none": Hostile(
        lambda: (
            (badge := of.build())
            and {
                **badge,
                "credentialSubject": {**badge["credentialSubject"], "result": [{"type": [1]}] * 40_000},
            }
        ),
        SCHEMA,
        "schema.malformed",
        STEPS,
        "JSON-LD",
    ),
    "60,000 endorsements that are none": Hostile(
        lambda: {**of.build(), "endorsement": [{"x": 1}] * 60_000}, SCHEMA, "schema.malformed", STEPS, "not defined"
    ),
}
