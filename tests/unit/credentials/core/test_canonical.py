"""RDFC-1.0 to the letter, and safe mode: what JSON-LD would lose is an error."""

from __future__ import annotations

import json
import re
import time

import pytest

from credentials.core.contexts import PUBLISHED
from credentials.core.errors import CanonicalisationLimit, CredentialError, UnknownContext, UnsafeDocument
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.rdfc import canonical_nquads, escape_literal
from tests.unit.credentials.core.samples import a_claim, a_unit, build, shared_json, specs

RDF_CANON = ("vectors", "rdf-canon")
SAFE_MODE = ("vectors", "json-ld-safe-mode")
V2 = "https://www.w3.org/ns/credentials/v2"


def a_document(**changes):
    return {
        "@context": [V2],
        "type": ["VerifiableCredential"],
        "issuer": "did:example:1",
        "credentialSubject": {"id": "did:example:2"},
        **changes,
    }


@pytest.mark.shared
def test_the_published_canonicalisation_tests_come_out_to_the_byte():
    tests = shared_json(*RDF_CANON, "manifest.json")["tests"]
    outcomes = {test["id"]: _outcome(test) for test in tests if test["kind"] != "negative"}

    assert [name for name, fits in outcomes.items() if not fits] == []
    assert len(outcomes) > 60


def _outcome(test) -> bool:
    quads = _parse(specs("vectors", test["input"]).read_text(encoding="utf-8"))
    canonical, labels = canonical_nquads(quads, hash_name=test["hash"].lower())
    expected = specs("vectors", test["expected"]).read_text(encoding="utf-8")
    return labels == json.loads(expected) if test["kind"] == "map" else canonical == expected


@pytest.mark.shared
def test_a_poison_graph_stops_with_an_error_before_it_takes_a_second():
    negatives = [test for test in shared_json(*RDF_CANON, "manifest.json")["tests"] if test["kind"] == "negative"]
    assert negatives
    for test in negatives:
        start = time.perf_counter()
        with pytest.raises(CanonicalisationLimit):
            canonical_nquads(_parse(specs("vectors", test["input"]).read_text(encoding="utf-8")))
        assert time.perf_counter() - start < 5


def test_a_clique_of_unnamed_nodes_is_refused():
    nodes = [f"_:n{number}" for number in range(10)]
    quads = [(one, "<urn:knows>", other, "") for one in nodes for other in nodes if one != other]

    with pytest.raises(CanonicalisationLimit):
        canonical_nquads(quads)


def test_a_badge_with_many_work_processes_stays_far_from_the_limit():
    document = build(a_claim(units=tuple(a_unit(number) for number in range(120))))

    assert canonicalise(document).count("\n") > 1000


def test_labels_that_come_in_do_not_matter():
    def quads(a, b):
        return [(a, "<urn:p>", b, ""), (b, "<urn:q>", '"x"', ""), (a, "<urn:r>", "<urn:o>", "<urn:g>")]

    assert canonical_nquads(quads("_:a", "_:b"))[0] == canonical_nquads(quads("_:zz", "_:y"))[0]


def test_control_characters_are_escaped_as_canonical_n_quads_ask():
    assert escape_literal('a"\\\n\r\t\b\f\x00\x1f\x7f\x80é😀') == 'a\\"\\\\\\n\\r\\t\\b\\f\\u0000\\u001F\\u007F\x80é😀'


@pytest.mark.shared
@pytest.mark.parametrize("part", ["ok", "error"])
def test_safe_mode_judges_each_shared_case_as_written(part):
    cases = [case for case in shared_json(*SAFE_MODE, "manifest.json")["cases"] if case["expect"] == part]
    assert cases
    assert [case["file"] for case in cases if _safe_mode(case["file"]) != part] == []


def _safe_mode(name) -> str:
    content = shared_json(*SAFE_MODE, name)
    document = content.get("document", content)
    proofs = document.get("proof", [])
    parts = [{key: value for key, value in document.items() if key != "proof"}]
    for proof in proofs if isinstance(proofs, list) else [proofs]:
        configuration = {key: value for key, value in proof.items() if key != "proofValue"}
        parts.append({**configuration, "@context": document["@context"]})
    try:
        for item in parts:
            canonicalise(item)
    except CredentialError:
        return "error"
    return "ok"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"grade": "10"}, "context.undefined-term"),
        ({"credentialSubject": {"id": "did:example:2", "deep": [{"er": "x"}]}}, "context.undefined-term"),
        ({"type": ["VerifiableCredential", "Diploma"]}, "context.relative-iri"),
        ({"issuer": "/issuer"}, "context.relative-iri"),
        ({"issuer": "did:example:1\n"}, "context.relative-iri"),
        ({"issuer": "did:example:1\u00a0"}, "context.relative-iri"),
        ({"id": "urn:a:\u2003b"}, "context.relative-iri"),
        ({"issuer": "urn:a> <urn:b"}, "context.relative-iri"),
        ({"name": {"@value": "x", "@language": "nederlands taal"}}, "context.language-tag"),
        ({"@context": [V2, None]}, "context.invalid"),
        ({"@context": [V2, 7]}, "context.invalid"),
        (
            {"@context": [V2, {"issuer2": "https://www.w3.org/2018/credentials#issuer"}], "issuer2": "a:b"},
            "context.alias",
        ),
        (
            {"@context": [V2, {"@vocab": "https://www.w3.org/2018/cred"}], "entials#issuer": {"id": "a:b"}},
            "context.alias",
        ),
        ({"@context": [V2, {"me": "@id"}], "credentialSubject": {"me": "a:b", "name": "x"}}, "context.alias"),
        ({"@context": [V2, {"VerifiableCredential": "https://example.com/#VC"}]}, "context.protected-term"),
    ],
    ids=repr,
)
def test_what_would_be_lost_or_bent_is_refused_with_its_own_code(changes, code):
    with pytest.raises(UnsafeDocument) as caught:
        canonicalise(a_document(**changes))

    assert caught.value.code == code


@pytest.mark.parametrize(
    "context",
    [
        "https://www.w3.org/ns/credentials/v2/",
        "https://www.w3.org/ns/credentials/../credentials/v2",
        "HTTPS://www.w3.org/ns/credentials/v2",
        "https://voorbeeld.example/context",
        {"@import": "https://voorbeeld.example/context"},
        {"Thing": {"@id": "https://a.example/Thing", "@context": "https://voorbeeld.example/context"}},
    ],
    ids=repr,
)
def test_a_context_is_known_by_its_exact_address_only(context):
    if isinstance(context, str) or "@import" in context:
        with pytest.raises(UnknownContext):
            canonicalise(a_document(**{"@context": [V2, context]}))
    else:
        with pytest.raises(UnknownContext):
            canonicalise(a_document(**{"@context": [V2, context], "evidence": {"type": "Thing"}}))


@pytest.mark.parametrize("first", [[], [V2]], ids=["alone", "after the context itself"])
def test_a_document_does_not_change_a_known_context_for_the_documents_after_it(first):
    """By ``@import`` it could: PyLD adds what stands beside it to the imported context."""
    before = json.dumps(PUBLISHED[V2])
    for hostile in (
        {"@import": V2, "kwaad": "https://kwaad.example/"},
        {"@import": V2, "name": "https://kwaad.example/"},
    ):
        with pytest.raises(UnsafeDocument):
            canonicalise(a_document(**{"@context": [*first, hostile], "name": "x"}))

    assert json.dumps(PUBLISHED[V2]) == before
    # Both ways, as each remembers the contexts that it has seen.
    for name in ("x", {"@value": "x", "@language": "ar", "@direction": "rtl"}):
        assert "<https://schema.org/name>" in canonicalise(a_document(name=name))
        with pytest.raises(UnsafeDocument):
            canonicalise(a_document(kwaad="x", name=name))


def test_the_direction_of_a_text_is_signed_too():
    texts = [{"@value": "x", "@language": "ar", "@direction": direction} for direction in ("ltr", "rtl")]

    assert canonicalise(a_document(name=texts[0])) != canonicalise(a_document(name=texts[1]))


def test_numbers_come_out_as_json_ld_asks():
    context = [V2, {"n": "https://a.example/n"}]
    lines = canonicalise(a_document(**{"@context": context, "credentialSubject": {"n": [5, 5.5, 1e21, 2.0, True]}}))

    assert set(re.findall(r'"([^"]*)"\^\^<[^>]*#(\w+)>', lines)) == {
        ("5", "integer"),
        ("2", "integer"),
        ("5.5E0", "double"),
        ("1.0E21", "double"),
        ("true", "boolean"),
    }


_TERM = re.compile(
    r'\s*(?:<([^>]*)>|(_:[^\s<"]+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?|(\.))', re.DOTALL
)
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def _parse(text: str):
    """N-Quads as far as the published tests use them."""
    return [_quad(line) for line in re.split(r"[\r\n]+", text) if line.strip() and not line.strip().startswith("#")]


def _quad(line: str):
    terms: list[str] = []
    for iri, blank, literal, datatype, language, end in _TERM.findall(line):
        if end:
            break
        if iri:
            terms.append(f"<{_unescape(iri)}>")
        elif blank:
            terms.append(blank)
        else:
            kind = (
                f"^^<{_unescape(datatype)}>"
                if datatype and datatype != _XSD_STRING
                else f"@{language}"
                if language
                else ""
            )
            terms.append(f'"{escape_literal(_unescape(literal))}"{kind}')
    return tuple(terms) if len(terms) == 4 else (*terms, "")


def _unescape(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _SHORT.get(match[3], match[3])

    return re.sub(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", character, text)
