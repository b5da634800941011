"""The fast way to the canonical form, a rule at a time: it writes what the general way writes, or leaves it to that.

The general way (PyLD's expansion, then RDFC-1.0) is the measure; ``tests/property/test_compiled_form.py`` compares the two
on generated documents. Each case here is the smallest that shows its rule.
"""

from __future__ import annotations

from typing import Any

import pytest

from credentials.core.contexts import ContextSet
from credentials.core.errors import CanonicalisationLimit, CredentialError
from credentials.core.primitives.canonical import CanonicalForm, canonical_form, canonicalise, to_quads
from credentials.core.primitives.rdfc import canonical_nquads

V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
X = "https://x.example/"
ISSUER = "https://www.w3.org/2018/credentials#issuer"  # published as ``issuer``
XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"
P, Q = f"{X}p", f"{X}q"  # members by their address: they mean something in every context


def a_document(*local: Any, **members: Any) -> dict[str, Any]:
    return {"@context": [V2, OB, *local], "type": "VerifiableCredential", **members}


def general(document: dict[str, Any]) -> bytes:
    return canonical_nquads(to_quads(document))[0].encode()


def compiled(document: dict[str, Any]) -> str:
    """The lines, where both ways write them alike and the fast way did write them."""
    form = canonical_form(document)
    assert form.is_compiled
    assert form.content == general(document)
    return form.content.decode()


def term(name: str, **definition: Any) -> dict[str, Any]:
    """An inline context of one term; keywords are written with an underscore: ``_type``."""
    return {name: {"@id": X + name, **{key.replace("_", "@"): value for key, value in definition.items()}}}


def nested(levels: int, innermost: Any) -> Any:
    for _ in range(levels):
        innermost = {P: innermost}
    return innermost


def nested_lists(levels: int) -> Any:
    innermost: Any = {P: "a"}
    for _ in range(levels):
        innermost = {"rij": [innermost]}
    return innermost


BOX = {"Doos": {"@id": f"{X}Doos", "@context": {"in": f"{X}in", "naam": f"{X}naam-in-doos"}}}
SCOPE = term("lid", _context={"binnen": f"{X}binnen"})
LIST = term("rij", _container="@list")
REFERENCES = term("adressen", _container="@list", _type="@id")
WORD = term("woord", _type="@vocab")
DAY = term("dag", _type=XSD_DATE)
MANY = range(12)
A, B = {P: "a"}, {P: "b"}

COMPILED: dict[str, dict[str, Any]] = {
    "one type or a list of one": a_document(**{P: [{"type": "Image"}, {"type": ["Image"], P: "x"}]}),
    "types in any order, and twice": a_document(**{P: {"type": ["Image", "Alignment", "Image"]}}),
    "no types": a_document(**{P: {"type": [], P: "x"}}),
    "a text twice": a_document(**{P: ["b", "a", "b"]}),
    "a list of one text": a_document(**{P: ["a"]}),
    "a member that comes before the types": a_document(**{"http://a.example/p": "a", P: "b"}),
    "two names for one address": a_document({"naam": P}, naam="a", **{P: "b"}),
    "two names for one address, the other way round": a_document({"naam": P}, naam="b", **{P: "a"}),
    "a thing said by two names": a_document({"naam": P}, naam="a", **{P: "a"}),
    "texts out of order": a_document(**{Q: "a", P: ["b", "a"]}),
    "texts out of order before a list of one": a_document(**{P: ["b", "a"], Q: ["a"]}),
    "texts where there is a vocabulary": a_document({"@vocab": X}, lid=["b", "a"]),
    "an empty list": a_document(**{P: []}),
    "null": a_document(**{P: None, Q: [None, "a", None]}),
    "an object with a null": a_document(**{P: {P: None, Q: "a"}}),
    "an object with its id only": a_document(**{P: {"id": f"{X}1"}}),
    "an object with its type only": a_document(**{P: {"type": "Image"}}),
    "the same subject twice": a_document(**{P: [{"id": f"{X}1", P: "b"}, {"id": f"{X}1", P: "a"}]}),
    "the same subject twice, of two types": a_document(
        **{P: [{"id": f"{X}1", "type": "Image", Q: A}, {"id": f"{X}1", "type": "Alignment", Q: A}]}
    ),
    "the same thing said twice": a_document(**{P: [{"id": f"{X}1", P: "a"}, {"id": f"{X}1", P: "a"}]}),
    "a subject that leads to itself": a_document(id=f"{X}1", **{P: {"id": f"{X}1", P: "a"}}),
    "addresses out of order": a_document(**{P: [{"id": f"{X}2", P: "a"}, {"id": f"{X}1", P: "a"}]}),
    "an address that leads to an object and says more": a_document(id=f"{X}1", **{P: A, Q: "a", f"{X}r": B}),
    "an address of this web": a_document(issuer="https://x.example/1"),
    "addresses of this web": a_document(term("naar", _type="@id"), naar=["https://x.example/2", "https://x.example/1"]),
    "an address twice": a_document(issuer=["did:a:1", "did:a:1"]),
    "an address and a blank node": a_document(**{P: [{"id": f"{X}1"}, A, "a"]}),
    "blank nodes alike": a_document(**{P: [A, A], Q: A}),
    "blank nodes alike under an address": a_document(id=f"{X}1", **{P: [A, A], Q: A}),
    "blank nodes alike but for what is inside": a_document(**{P: [{P: A}, {P: B}, {P: A}]}),
    "blank nodes alike under blank nodes alike": a_document(**{P: [{P: [A, A]}, {P: [A, A]}, {Q: [A, B]}]}),
    "a blank node with two equal values": a_document(**{P: {P: ["a", "a"], Q: [A, A]}}),
    "more than ten blank nodes": a_document(**{P: [{P: str(number)} for number in range(12)]}),
    "more than a hundred blank nodes": a_document(**{P: [{P: str(number)} for number in range(102)]}),
    "control characters": a_document(**{P: "\x00\x01\x08\t\n\x0b\x0c\r\x1f", Q: "a"}),
    "DEL": a_document(**{P: "a\x7fb"}),
    "a quote, a backslash and an escape that is text": a_document(**{P: '"\\ \\u0041 \\\\u0041'}),
    "every width of UTF-8": a_document(**{P: "aé\u2028\ufeff😀"}),
    "an address that is not of this web": a_document(id="urn:uuid:1", issuer="did:web:x.example#1"),
    "an address of every script": a_document(id="http://x.example/é?x=😀"),
    "a number twice, of two members": a_document(**{P: 1, Q: True, "name": {"@value": "x"}}),
    "the same number twice": a_document(**{P: [7, 7]}),
    "a number where a date belongs": a_document(DAY, dag=5),
    "a broken number where a date belongs": a_document(DAY, dag=0.5),
    "truth where a date belongs": a_document(DAY, dag=False),
    "a number where an address belongs": a_document(term("naar", _type="@id"), naar=5),
    "a number where a word belongs": a_document(WORD, woord=5),
    "a text that says it has no datatype": a_document(DAY, dag=[{"@value": "a"}, "2026-11-24"]),
    "the case of a language": a_document(**{P: [{"@value": "a", "@language": "NL-be"}, {"@value": "b"}]}),
    "a language of many parts": a_document(**{P: {"@value": "a", "@language": "sl-rozaj-biske-1994"}}),
    "a list": a_document(LIST, rij=["b", "a", "b"]),
    "a list of one": a_document(LIST, rij="ba"),
    "a list where there is a vocabulary": a_document({"@vocab": X}, LIST, rij=["b", 1, "a"]),
    "an empty collection": a_document(LIST, rij=[]),
    "null for a collection": a_document(LIST, rij=None),
    "a list with null": a_document(LIST, rij=[None, "a", None]),
    "a list of null": a_document(LIST, rij=[None]),
    "a list with all sorts": a_document(
        LIST, rij=["a", 1, 0.5, {"@value": "b", "@language": "nl"}, A, {"id": f"{X}1"}]
    ),
    "equal numbers in a list": a_document(LIST, rij=[1, True, 1.0, 1]),
    "lists alike": a_document(LIST, **{P: [{"rij": ["a", "b"]}, {"rij": ["a", "b"]}, {"rij": ["a"]}]}),
    "lists alike under an address": a_document(
        LIST, id=f"{X}1", rij=["a", "a"], **{P: {"id": f"{X}2", "rij": ["a", "a"]}}
    ),
    "lists in a list's objects": a_document(LIST, rij=[{"rij": ["a"]}, {"rij": ["a"]}, {"rij": []}]),
    "a list beside other members": a_document(LIST, **{Q: A, "rij": ["a"], P: A}),
    "a list of texts with a datatype": a_document(term("rij", _container="@list", _type=XSD_DATE), rij=["b", "a", 1]),
    "a list of addresses": a_document(REFERENCES, adressen=[f"{X}b", "did:a:1", f"{X}b"]),
    "a list of one address": a_document(REFERENCES, adressen=f"{X}b"),
    "a list of words": a_document(term("rij", _container="@list", _type="@vocab"), rij=["Image", f"{X}1"]),
    "words and addresses for a word": a_document(WORD, woord=["Image", f"{X}1", "name", {"id": f"{X}2"}]),
    "a set of one": a_document(term("verz", _container=["@set"]), verz="a"),
    "what a type brings along": a_document(BOX, **{P: {"type": "Doos", "in": "a", "naam": "b"}}),
    "what a type brings along, in a list": a_document(BOX | LIST, rij=[{"type": "Doos", "in": "a"}]),
    "a type that brings nothing along in what is inside": a_document(
        BOX, {"naam": f"{X}naam"}, **{P: {"type": "Doos", "naam": "a", P: {"naam": "b", P: "c", Q: "d"}}}
    ),
    "two types that define one member": a_document(
        {name: {"@id": X + name, "@context": {"lid": f"{X}lid-van-{name}"}} for name in ("B", "A")},
        **{P: [{"type": ["B", "A"], "lid": "a"}, {"type": ["A", "B"], "lid": "b"}]},
    ),
    "what a member brings along, also in what is inside": a_document(SCOPE, lid={"binnen": {"binnen": "a", P: "b"}}),
    "what a member brings along, for a word": a_document(
        term("woord", _type="@vocab", _context={"Thuis": f"{X}Thuis"}), woord=["Thuis"]
    ),
    "a member that takes protected terms away": a_document(
        term("lid", _context={"name": f"{X}andere-naam"}), lid={"name": "a"}, name="b"
    ),
    "a context in an object": a_document(**{P: [{"@context": {"naam": f"{X}naam"}, "naam": "a", Q: "b"}, {P: "a"}]}),
    "a context in an object that gives a name another meaning": a_document(
        {"naam": f"{X}naam"}, **{P: {"@context": {"naam": f"{X}andere"}, "naam": "a", Q: "b"}, "naam": "c"}
    ),
    "a context that says nothing": a_document({}, **{P: {"@context": [], P: "a", Q: "b"}}),
    "a protected term once more": a_document({"name": "https://schema.org/name"}, name="a"),
    "a term defined by a later one": a_document({"naam": "x:naam", "x": X}, naam="a"),
    "a term defined by a term": a_document({"naam": "andere", "andere": f"{X}andere"}, naam="a"),
    "a term of the vocabulary": a_document({"@vocab": X, "naam": {"@type": "@id"}}, naam="did:a:1", ander="b"),
    "a datatype by a prefix and by a term": a_document(
        {"x": X, "Soort": f"{X}Soort", "p": {"@id": "x:p", "@type": "x:t"}, "q": {"@id": "x:q", "@type": "Soort"}},
        p="a",
        q="a",
    ),
    "a prefix that says so": a_document({"x": {"@id": f"{X}x", "@prefix": True}, "naam": "x:naam"}, naam="a"),
    "a type that means something else by itself": a_document(
        {"Doos": {"@id": f"{X}Doos", "@context": {"Doos": f"{X}Andere"}}}, **{P: {"type": "Doos", P: "a", Q: "b"}}
    ),
    "a term that says it has no datatype": a_document(term("naam", _type="@none"), naam="a"),
    "a version": a_document({"@version": 1.1}, name="a"),
    "a name that begins with a colon": a_document({"@vocab": X}, **{":naam": "a"}),
    "a name with a colon that is no prefix": a_document({"x": f"{X}x"}, **{"x:naam": "a"}),
    "a scheme that is a term and no prefix": a_document({"did": f"{X}did"}, issuer="did:a:1"),
    "a prefix before two slashes": a_document({"http": X}, issuer="http://x.example/", **{"http://x.example/q": "a"}),
    "twenty levels": a_document(**{P: nested(19, "a")}),
    # The order of many labels shows that each hash is made of the right lines.
    "many objects": a_document(**{P: [{P: str(number)} for number in range(12)]}),
    "many objects that say a thing twice": a_document(**{P: [{P: [str(number)] * 2} for number in range(12)]}),
    "many objects that say three things": a_document(
        **{P: [{P: [f"{number}b", f"{number}a", "c"]} for number in MANY]}
    ),
    "many objects of addresses": a_document(**{P: [{"id": X + str(number), Q: {P: "a"}} for number in MANY]}),
    "many lists of addresses": a_document(LIST, **{P: [{"id": X + str(number), "rij": ["a", "b"]} for number in MANY]}),
    "many lists": a_document(LIST, **{P: [{"rij": [f"{number}a", "b", f"{number}c"]} for number in MANY]}),
    "many lists of addresses and numbers": a_document(LIST, **{P: [{"rij": [number, {"id": P}]} for number in MANY]}),
    "many lists alike": a_document(LIST, **{P: [{"rij": ["a"] * (number // 2)} for number in MANY]}),
    "many objects alike": a_document(**{P: [{P: [{Q: str(number // 2)}] * 2} for number in MANY]}),
}


CONTROLS = [*range(0x20), 0x7F]


@pytest.mark.parametrize("code", CONTROLS)
def test_a_control_character_is_escaped_as_the_general_way_does(code):
    assert compiled(a_document(**{P: f"a{chr(code)}b"}))


NUMBERS = [0, -3, 2.0, 2**53, 10**21 - 1, -(10**21) + 1, -0.0, True, False]
NUMBERS += [0.1, 1.5, -2.25, 1e-7, 123.456, 1 / 3, 2 / 3, 1e15 + 0.3, 1e20, 5e-324, 100.0, 1200.5]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_written_as_the_general_way_writes_it(number):
    assert compiled(a_document(**{P: number}))


@pytest.mark.parametrize("rule", COMPILED)
def test_the_fast_way_writes_the_lines_of_the_general_way(rule):
    assert compiled(COMPILED[rule])


USUAL = {"id": "@id", "type": "@type"}
LEFT: dict[str, dict[str, Any]] = {
    "an id that is none": {"@context": {"@vocab": X}, "id": f"{X}1", "naam": "a"},
    "an id that is none by a type": {
        "@context": {**USUAL, "Doos": {"@id": f"{X}Doos", "@context": {"id": f"{X}iets"}}},
        "type": "Doos",
        "id": "a",
        P: "b",
    },
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
    "numbers that Python finds equal": a_document(**{P: [1, True]}),
    "a whole and a broken number that are equal": a_document(**{P: [1, 1.0]}),
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
    "two numbers": a_document(**{P: [1, 2]}),
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


def test_a_blank_node_with_a_longer_number_comes_after_a_shorter_one():
    lines = compiled(COMPILED["more than ten blank nodes"]).splitlines()
    subjects = list(dict.fromkeys(line.split()[0] for line in lines))
    assert subjects[:4] == ["_:c14n0", "_:c14n1", "_:c14n10", "_:c14n11"]


def test_a_language_is_written_in_small_letters():
    assert '"a"@nl-be .' in compiled(COMPILED["the case of a language"])


@pytest.mark.parametrize("more", [0, 1])
def test_the_cap_on_statements_is_the_same_both_ways(more):
    document = a_document(**{P: [str(number) for number in range(9)]})
    if more:
        assert len(canonicalise(document, max_quads=10).splitlines()) == 10
    else:
        with pytest.raises(CanonicalisationLimit):
            canonicalise(document, max_quads=9)


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


def test_more_contexts_than_are_remembered_still_mean_what_they_say():
    for number in range(120):
        assert f'<{X}{number}> "a" .' in canonicalise(a_document({"naam": X + str(number)}, naam="a"))
