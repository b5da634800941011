"""What the fast way to the canonical form leaves to the general way, what neither accepts, and what both remember."""

from __future__ import annotations

from typing import Any

import pytest

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.errors import CanonicalisationLimit, CredentialError
from credentials.core.limits import Limits
from credentials.core.primitives import term_tables
from credentials.core.primitives.canonical import CanonicalForm, canonical_form, canonicalise, to_quads
from credentials.core.primitives.rdfc import canonical_nquads
from tests.unit.credentials.core.compiled_documents import (
    BOX,
    ISSUER,
    LIST,
    OB,
    REFERENCES,
    SCOPE,
    USUAL,
    V2,
    WORD,
    P,
    Q,
    X,
    a_document,
    compiled,
    general,
    nested,
    nested_lists,
    term,
)

LEFT: dict[str, dict[str, Any]] = {
    "an id that is none": {"@context": {"@vocab": X}, "id": f"{X}1", "naam": "a"},
    "an id that is none by a type": {
        "@context": {**USUAL, "Doos": {"@id": f"{X}Doos", "@context": {"id": f"{X}iets"}}},
        "type": "Doos",
        "id": "did:a:1",
        P: "b",
    },
    "an id that means something else": {"@context": {"type": "@type", "id": f"{X}iets"}, "id": "did:a:1", P: "a"},
    "a type that is one by itself": {
        "@context": {"id": "@id", "@vocab": X, "Doos": {"@id": f"{X}Doos", "@context": {"type": "@type"}}},
        "type": "Doos",
        "naam": "a",
    },
    "an id that is one by a type": {
        "@context": {"type": "@type", "@vocab": X, "Doos": {"@id": f"{X}Doos", "@context": {"id": "@id"}}},
        "type": "Doos",
        "id": f"{X}1",
    },
    "a member that changes its own address": a_document(
        term("lid", _context={"lid": f"{X}ander"}), lid={P: "a", "lid": "b"}
    ),
    "a member that changes its own datatype": a_document(
        term("lid", _context={"lid": {"@id": f"{X}lid", "@type": "@id"}}), lid="did:a:1"
    ),
    "a member that changes its own container": a_document(
        term("lid", _context={"lid": {"@id": f"{X}lid", "@container": "@list"}}), lid=["b", "a"]
    ),
    "a number too large to be written whole": a_document(**{P: 10**21}),
    "a negative number too large to be written whole": a_document(**{P: -(10**21)}),
    "a broken number too large": a_document(**{P: 1e21}),
    "a name outside ASCII": a_document({"é": f"{X}e"}, é="a"),
    "an id by a prefix": a_document({"x": X}, id="x:1"),
    "an address by a prefix": a_document({"x": X}, issuer="x:1"),
    "an address by a prefix of a type": a_document(
        {"Doos": {"@id": f"{X}Doos", "@context": {"x": X}}}, **{P: {"type": "Doos", "id": "x:1"}}
    ),
    "a member by a prefix": a_document({"x": X}, **{"x:naam": "a"}),
    "a type by a prefix": a_document({"x": X}, **{P: {"type": "x:T"}}),
    "a named blank node": a_document(**{P: [{"id": "_:a", P: "a"}, {"id": "_:a", Q: "b"}]}),
    "a blank node as a value": a_document(issuer="_:a"),
    "a direction": a_document(**{P: {"@value": "a", "@language": "ar", "@direction": "rtl"}}),
    "a base": a_document({"@base": X}, name="a"),
    "a vocabulary by a prefix": a_document({"ex": X}, {"@vocab": "ex:"}, naam="a"),
    "a vocabulary without slashes": a_document({"@vocab": "urn:x:"}, naam="a"),
    "propagation": a_document({"@propagate": True, "naam": f"{X}naam"}, {"naam": f"{X}andere"}, naam="a"),
    "a name with a slash": a_document({"@vocab": X, "a/b": {"@type": "@id"}}, **{"a/b": "did:a:1"}),
    "a keyword for a term": a_document({"@type": {"@container": "@set"}}, name="a"),
    "no vocabulary any more": a_document({"@vocab": X}, {"@vocab": None}, name="a"),
    "protection that is no truth value": a_document({"@protected": "ja", "naam": f"{X}naam"}, naam="a"),
    "a term's protection that is no truth value": a_document(term("naam", _protected="ja"), naam="a"),
    "a stated number": a_document(**{P: {"@value": 5}}),
    "JSON": a_document(term("json", _type="@json"), json={"b": [1], "a": None}),
    "JSON that is a text": a_document(term("json", _type="@json"), json="a"),
    "JSON that is a number": a_document(term("json", _type="@json"), json=5),
    "a double": a_document(term("maat", _type="http://www.w3.org/2001/XMLSchema#double"), maat=[5, "5"]),
    "languages by name": a_document(term("taal", _container="@language"), taal={"nl": "a", "en": "b"}),
    "a graph": a_document(term("graaf", _container="@graph"), graaf={P: "a"}),
    "a reversed member": a_document({"van": {"@reverse": P}}, van={"id": f"{X}1"}),
    "a list in a list": a_document(LIST, rij=[["a"], ["b"]]),
    "twenty-one levels": a_document(**{P: nested(20, "a")}),
    "twenty-one levels, the last in a list": a_document(LIST, **{P: nested(19, {"rij": [{P: "a"}]})}),
    "twenty-one levels of lists": a_document(LIST, rij=[nested_lists(20)]),
    "a default language": a_document({"@language": "nl"}, **{P: "a"}),
}


@pytest.mark.parametrize("rule", LEFT)
def test_what_is_not_covered_is_left_to_the_general_way(rule):
    form = canonical_form(LEFT[rule])
    assert form == CanonicalForm(general(LEFT[rule]), is_compiled=False)


V2_PROTECTED = {"name": f"{X}andere-naam"}
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown keyword in a context": (a_document({"@doos": 1.1}, name="a"), "context.invalid"),
    "an address that looks like a keyword": (
        a_document({"@vocab": X, "naam": "@doos"}, naam="a"),
        "context.invalid",
    ),
    "no context": ({"type": "VerifiableCredential"}, "context"),
    "null for a context": ({"@context": None, "type": "VerifiableCredential"}, "context"),
    "an object that says nothing": (a_document(**{P: {}}), "context.empty-object"),
    "an object of nulls": (a_document(**{P: {P: None}}), "context.empty-object"),
    "an object with an empty list of types": (a_document(**{P: {"type": []}}), "context.empty-object"),
    "an object that says nothing in a list": (a_document(LIST, rij=[{}]), "context.empty-object"),
    "white space in an id": (a_document(id="https://x.example/a b"), "context.relative-iri"),
    "white space of another script in an id": (a_document(id="https://x.example/\u00a0"), "context.relative-iri"),
    "a bracket in an address": (a_document(issuer="https://x.example/>"), "context.relative-iri"),
    "a line feed at the end of an address": (a_document(issuer="did:a:1\n"), "context.relative-iri"),
    "a control character in the id of an object": (a_document(**{P: {"id": "did:a:\x01"}}), "context.relative-iri"),
    "an address in a list that is none": (a_document(REFERENCES, adressen=["a b"]), "context.relative-iri"),
    "a word in a list of addresses": (
        a_document({"@vocab": X}, REFERENCES, adressen=["woord"]),
        "context.relative-iri",
    ),
    "a word for an address": (a_document({"@vocab": X}, issuer="woord"), "context.relative-iri"),
    "white space in a member's address": (a_document(**{f"{X}a b": "c"}), "context."),
    "a bracket in a member's address": (a_document(**{f"{X}a> <{X}b": "c"}), "context."),
    "a line feed at the end of a member's address": (a_document(**{f"{X}a\n": "c"}), "context."),
    "white space in a type's address": (a_document(type=f"{X}a b"), "context.relative-iri"),
    "a bracket in a type's address": (a_document(type=f"{X}a> .\n<{X}b"), "context.relative-iri"),
    "white space in the address of a word": (a_document(WORD, woord=f"{X}a b"), "context.relative-iri"),
    "white space in a term's address": (a_document({"naam": f"{X}a b"}, naam="c"), "context."),
    "white space in a datatype": (a_document(term("dag", _type=f"{X}a b"), dag="c"), "context."),
    "white space in a vocabulary": (a_document({"@vocab": f"{X}a b/"}, naam="c"), "context."),
    "white space behind a vocabulary": (a_document({"@vocab": X}, **{"a b": "c"}), "context."),
    "an address without a scheme": (a_document(issuer="issuer"), "context.relative-iri"),
    "an address with a scheme that is none": (a_document(issuer="1a:b"), "context.relative-iri"),
    "a word that means nothing": (a_document(WORD, woord="onbekend"), "context."),
    "a word that stands for a keyword": (a_document(WORD, woord="id"), "context."),
    "a word with a name of its own": (
        a_document(WORD, woord=ISSUER),
        "context.alias",
    ),
    "an id that is no text": (a_document(id=7), "context.invalid"),
    "null for an id": (a_document(id=None), "context.invalid"),
    "two ids": (a_document(id=["did:a:1", "did:a:2"]), "context.invalid"),
    "a type that is no text": (a_document(type=["VerifiableCredential", 7]), "context.invalid"),
    "a type that is an object": (a_document(type=[{"id": "did:a:1"}]), "context.invalid"),
    "null for a type": (a_document(type=None), "context.invalid"),
    "an unknown type": (a_document(type="Diploma"), "context.relative-iri"),
    "an unknown member": (a_document(graad="a"), "context.undefined-term"),
    "an unknown member that is null": (a_document(graad=None), "context.undefined-term"),
    "a member of a type outside an object of that type": (a_document(BOX, **{"in": "a"}), "context.undefined-term"),
    "a member of a type inside its object": (
        a_document(BOX, **{P: {"type": "Doos", P: {"in": "a", P: "b", Q: "c"}}}),
        "context.undefined-term",
    ),
    "a member of one of two types inside their object": (
        a_document(
            BOX,
            {"Kist": {"@id": f"{X}Kist", "@context": {"diep": f"{X}diep"}}},
            **{P: {"type": ["Doos", "Kist"], P: {"in": "a", P: "b", Q: "c"}}},
        ),
        "context.undefined-term",
    ),
    "a member of a member outside it": (a_document(SCOPE, binnen="a"), "context.undefined-term"),
    "a term that was taken away": (
        a_document({"naam": f"{X}naam"}, {"naam": None}, naam="a"),
        "context.undefined-term",
    ),
    "a list in a list of values": (a_document(**{P: ["a", {"@list": ["b"]}]}), "context.alias"),
    "half a character": (a_document(**{P: "\ud800"}), "readable.lone-surrogate"),
    "half a character in a name": (a_document(**{f"{X}\ud800": None}), "readable.lone-surrogate"),
    "half a character in a context": (a_document({"a": f"{X}\ud800"}), "readable.lone-surrogate"),
    "not a number": (a_document(**{P: float("nan")}), "readable.number"),
    "not a number in a context": (a_document({"@version": float("nan")}), "readable.number"),
    "a language that is none": (a_document(**{P: {"@value": "a", "@language": "nl_NL"}}), "context.language-tag"),
    "an empty language": (a_document(**{P: {"@value": "a", "@language": ""}}), "context.language-tag"),
    "a language and a line feed": (a_document(**{P: {"@value": "a", "@language": "nl\n"}}), "context.language-tag"),
    "a language that is no text": (a_document(**{P: {"@value": "a", "@language": 3}}), "context.invalid"),
    "a value and something else": (a_document(**{P: {"@value": "a", "name": "b"}}), "context.invalid"),
    "a published name by another": (
        a_document({"uitgever": ISSUER}, uitgever="did:a:1"),
        "context.alias",
    ),
    "a published name by its address": (
        a_document(**{ISSUER: {"id": "did:a:1"}}),
        "context.alias",
    ),
    "a published type by its address": (
        a_document(type="https://www.w3.org/2018/credentials#VerifiableCredential"),
        "context.alias",
    ),
    "a published name with null for a value": (
        a_document({"uitgever": ISSUER}, uitgever=None),
        "context.alias",
    ),
    "another name for id": (a_document({"ik": "@id"}, **{P: {"ik": f"{X}1", P: "a"}}), "context.alias"),
    "another name for type": (a_document({"soort": "@type"}, **{P: {"soort": "Image"}}), "context.alias"),
    "a keyword for a name": (a_document(**{P: {"@id": f"{X}1", P: "a"}}), "context.alias"),
    "a name of the type around, in a small object": (
        a_document(
            {"in": f"{X}in"},
            {"Doos": {"@id": f"{X}Doos", "@context": {"in": ISSUER}}},
            **{P: {"type": "Doos", P: {"in": "a"}}},
        ),
        "context.alias",
    ),
    "a name of the type around, in an object of two members": (
        a_document(
            {"in": f"{X}in"},
            {"Doos": {"@id": f"{X}Doos", "@context": {"in": ISSUER}}},
            **{P: {"type": "Doos", P: {P: "b", "in": "a"}}},
        ),
        "context.alias",
    ),
    "a name of the type around, in a small object of a list": (
        a_document(
            {"in": f"{X}in"} | LIST,
            {"Doos": {"@id": f"{X}Doos", "@context": {"in": ISSUER}}},
            **{P: {"type": "Doos", "rij": [{P: "b", "in": "a"}]}},
        ),
        "context.alias",
    ),
    "a keyword for a name where there is a vocabulary": (
        a_document({"@vocab": X}, **{P: {"@id": f"{X}1", P: "a"}}),
        "context.alias",
    ),
    "an unknown keyword for a name": (a_document({"@vocab": X}, **{"@doos": "a"}), "context.undefined-term"),
    "an unknown keyword for a type": (a_document({"@vocab": X}, type="@doos"), "context.invalid"),
    "no name for id": ({"@context": {"naam": f"{X}naam"}, "id": f"{X}1", "naam": "a"}, "context.undefined-term"),
    "a type that gives itself a published meaning": (
        a_document(
            {"Doos": {"@id": f"{X}Doos", "@context": {"Doos": ISSUER}}}, **{P: {"type": "Doos", P: "a", Q: "b"}}
        ),
        "context.alias",
    ),
    "a member that gives itself a published meaning": (
        a_document(term("lid", _context={"lid": ISSUER}), lid={P: "a", Q: "b"}),
        "context.alias",
    ),
    "a name that the object's type takes the published meaning from": (
        a_document(
            {"in": ISSUER, "Doos": {"@id": f"{X}Doos", "@context": {"in": f"{X}in"}}},
            **{P: {"type": "Doos", "in": "a", P: "b", Q: "c"}},
        ),
        "context.alias",
    ),
    "null for the context of a type": (
        a_document({"Doos": {"@id": f"{X}Doos", "@context": None}}, **{P: {"type": "Doos", P: "a", Q: "b"}}),
        "context.invalid",
    ),
    "null for the context of a member": (
        a_document(term("lid", _context=None), lid={P: "a", Q: "b"}),
        "context.invalid",
    ),
    "null for a context inside": (a_document(**{P: {"@context": None, P: "a"}}), "context.invalid"),
    "null among the contexts": (a_document(None), "context.invalid"),
    "a context of a hundred thousand levels": (a_document(nested(100_000, "a")), "readable.too-deep"),
    "a number for a context": (a_document(7), "context.invalid"),
    "a protected term with another meaning": (a_document(V2_PROTECTED, name="a"), "context.protected-term"),
    "a protected term with another meaning inside": (
        a_document(**{P: {"@context": V2_PROTECTED, "name": "a"}}),
        "context.protected-term",
    ),
    "a protected term with another meaning by a type": (
        a_document({"Doos": {"@id": f"{X}Doos", "@context": V2_PROTECTED}}, **{P: {"type": "Doos", "name": "a"}}),
        "context.protected-term",
    ),
    "a term protected by its context": (
        a_document({"@protected": True, "naam": f"{X}naam"}, {"naam": f"{X}andere"}),
        "context.protected-term",
    ),
    "a term that is protected itself": (
        a_document(term("naam", _protected=True), {"naam": f"{X}andere"}),
        "context.protected-term",
    ),
    "a protected term taken away": (a_document({"name": None}), "context.protected-term"),
    "a circle of terms": (a_document({"a": "b:x", "b": "a:y"}), "context.invalid"),
    "a term that is its own prefix": (a_document({"a": "a:x"}), "context.invalid"),
    "a scoped context that is wrong and unused": (a_document(term("lid", _context={"a": 7})), "context.invalid"),
    "a scoped context with a circle and unused": (
        a_document(term("lid", _context={"a": "b:x", "b": "a:y"})),
        "context.invalid",
    ),
    "a version that is none": (a_document({"@version": 1.0}), "context.invalid"),
    "a member by the base": (a_document({"@base": X}, naam="a"), "context.undefined-term"),
    "a member by a vocabulary that is gone": (
        a_document({"@vocab": X}, {"@vocab": None}, naam="a"),
        "context.undefined-term",
    ),
    "a language with the number of a version": (a_document({"@language": 1.1}), "context.invalid"),
    "truth for a language": (a_document({"@language": True}), "context.invalid"),
    "a number for a name": (a_document({1: f"{X}naam"}), "readable.not-json"),
    "an empty name": (a_document({"": f"{X}naam"}, **{"": "a"}), "context.invalid"),
    "a name with a colon for something else": (a_document({"a:b": f"{X}naam"}, **{"a:b": "a"}), "context.invalid"),
    "a name with a slash for something else": (a_document({"a/b": f"{X}naam"}, **{"a/b": "a"}), "context.invalid"),
    "a datatype that looks like a keyword": (
        a_document({"@vocab": X, "naam": {"@type": "@doos"}}, naam="a"),
        "context.invalid",
    ),
    "a term that is itself": (a_document({"naam": {"@id": "naam"}}), "context.invalid"),
    "a protected prefix that changes what a later term means": (
        a_document(
            {"@protected": True, "x": X, **term("lid", _context={"naam": "x:naam", "x": f"{X}1/"})}, lid={"naam": "a"}
        ),
        "context.protected-term",
    ),
    "protection that is false, which PyLD refuses": (a_document({"@protected": False}), "context.invalid"),
    "an import": (a_document({"@import": V2}, name="a"), "context.invalid"),
    "a relative vocabulary": (a_document({"@vocab": 7}), "context.invalid"),
    "an unknown container": (a_document(term("a", _container="@doos")), "context.invalid"),
    "null for a container": (a_document(term("a", _container=None), a="b"), "context.invalid"),
    "two containers that exclude each other": (a_document(term("a", _container=["@list", "@set"])), "context.invalid"),
    "a prefix that is no truth value": (a_document(term("a", _prefix="ja")), "context.invalid"),
    "a relative datatype": (a_document(term("a", _type="datum")), "context.invalid"),
    "a datatype that is no text": (a_document(term("a", _type=7)), "context.invalid"),
    "a term for a number": (a_document({"a": 7}), "context.invalid"),
    "a term with a number for its address": (a_document({"a": {"@id": 7}}), "context.invalid"),
    "a prefix for a keyword": (a_document({"a": {"@id": "@type", "@prefix": True}}), "context.invalid"),
    "a term with an unknown keyword": (a_document(term("a", _doos=True)), "context.invalid"),
}


@pytest.mark.parametrize("rule", REFUSED)
def test_what_is_wrong_is_refused_whichever_way_is_tried_first(rule):
    document, code = REFUSED[rule]
    with pytest.raises(CredentialError) as caught:
        canonicalise(document)
    assert caught.value.code.startswith(code)


@pytest.mark.parametrize("more", [0, 1])
def test_the_cap_on_statements_is_the_same_both_ways(more):
    document = a_document(**{P: [str(number) for number in range(9)]})
    if more:
        assert len(canonicalise(document, limits=Limits(max_quads=10)).splitlines()) == 10
    else:
        with pytest.raises(CanonicalisationLimit):
            canonicalise(document, limits=Limits(max_quads=9))


def test_a_context_means_what_its_own_set_says():
    document = {"@context": f"{X}context", "naam": "a"}
    for value in ("een", "twee"):
        contexts = ContextSet({f"{X}context": {"@context": {**USUAL, "naam": X + value}}})
        form = canonical_form(document, contexts=contexts)
        assert form == CanonicalForm(f'_:c14n0 <{X}{value}> "a" .\n'.encode(), is_compiled=True)


# Contexts at known addresses, which may hold what an inline context may not.
KNOWN = ContextSet(
    {
        f"{X}een": {"@context": {**USUAL, "naam": f"{X}een#naam"}},
        f"{X}twee": {"@context": {**USUAL, "naam": f"{X}twee#naam"}},
        f"{X}ring": {"@context": [f"{X}ring-terug"]},
        f"{X}ring-terug": {"@context": [f"{X}ring"]},
        f"{X}null": {"@context": [None, {**USUAL, "naam": f"{X}naam"}]},
        f"{X}lid": {
            "@context": {
                **USUAL,
                "naam": f"{X}naam",
                "lid": {"@id": f"{X}lid", "@context": [None, {**USUAL, "binnen": f"{X}binnen"}]},
            }
        },
    }
)


def test_a_context_is_told_apart_from_another_by_its_address():
    for name in ("een", "twee"):
        form = canonical_form({"@context": X + name, "naam": "a"}, contexts=KNOWN)
        assert form == CanonicalForm(f'_:c14n0 <{X}{name}#naam> "a" .\n'.encode(), is_compiled=True)


def test_contexts_that_refer_to_each_other_in_a_circle_are_refused():
    with pytest.raises(CredentialError) as caught:
        canonicalise({"@context": f"{X}ring", "naam": "a"}, contexts=KNOWN)
    assert caught.value.code == "context.invalid"


def test_a_known_context_does_not_take_protected_terms_away():
    assert canonicalise({"@context": f"{X}null", "naam": "a"}, contexts=KNOWN)
    with pytest.raises(CredentialError) as caught:
        canonicalise({"@context": [V2, f"{X}null"], "naam": "a"}, contexts=KNOWN)
    assert caught.value.code.startswith("context.")


def test_a_member_whose_context_begins_with_null_knows_its_own_terms_only():
    document = {"@context": f"{X}lid", "naam": "a", "lid": {"binnen": "b"}}
    lines, _ = canonical_nquads(to_quads(document, contexts=KNOWN))
    assert canonicalise(document, contexts=KNOWN) == lines
    with pytest.raises(CredentialError) as caught:
        canonicalise({**document, "lid": {"binnen": "b", "naam": "c"}}, contexts=KNOWN)
    assert caught.value.code == "context.undefined-term"


def test_contexts_that_python_finds_equal_are_different_ones():
    for version in (1.1, True, 1):
        document = a_document({"@version": version, "naam": f"{X}naam"}, naam="a")
        if version == 1.1:
            assert compiled(document)
        else:
            with pytest.raises(CredentialError):
                canonicalise(document)


def test_more_members_than_are_remembered_are_still_written():
    document = a_document({"@vocab": X}, **{P: [{f"lid{number}": "a"} for number in range(2_100)]})
    for _ in range(2):
        assert canonical_form(document).is_compiled
    assert canonicalise(document).count(f"<{X}lid") == 2_100


def remembered() -> int:
    return sum(context.root.size for context in term_tables._roots.values())


def test_what_is_remembered_does_not_grow_without_end():
    for number in range(600):
        canonicalise(a_document({f"naam{number}x{other}": X for other in range(100)}))
    assert remembered() < 150_000, "some hundred bytes each"


def test_a_context_that_came_with_too_much_is_begun_anew():
    context = {"@vocab": X}
    document = a_document(context, **{P: [{f"lid{number}": "a"} for number in range(4_000)]})

    assert canonical_form(document).is_compiled
    assert canonical_form(a_document(context, naam="a")).is_compiled
    assert term_tables.root_context([V2, OB, context], PUBLISHED).root.size < 5_000, "the large one is forgotten"


def test_long_names_are_not_remembered_for_long():
    for number in range(20):
        canonicalise(a_document({}, **{f"{X}{number}{'x' * 100_000}": "a"}))
    assert term_tables.root_context([V2, OB, {}], PUBLISHED).root.size < 25_000


def test_more_contexts_than_are_remembered_still_mean_what_they_say():
    for number in range(120):
        assert f'<{X}{number}> "a" .' in canonicalise(a_document({"naam": X + str(number)}, naam="a"))
