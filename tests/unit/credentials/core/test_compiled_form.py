"""The fast way to the canonical form, a rule at a time: it writes what the general way writes.

The general way (PyLD's expansion, then RDFC-1.0) is the measure; ``tests/property/test_compiled_form.py`` compares the two
on generated documents. Each case here is the smallest that shows its rule; what the fast way does not write is in
``test_compiled_limits``.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.credentials.core.compiled_documents import (
    BOX,
    DAY,
    LIST,
    MANY,
    REFERENCES,
    SCOPE,
    WORD,
    XSD_DATE,
    A,
    B,
    P,
    Q,
    X,
    a_document,
    compiled,
    nested,
    term,
)

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
    "numbers": a_document(**{P: [2, 0.5, 1, True, -0.0, False]}),
    "numbers that Python finds equal": a_document(**{P: [1, True]}),
    "numbers that Python finds equal, said apart": a_document(**{P: [{"id": f"{X}1", P: 1}, {"id": f"{X}1", P: True}]}),
    "a whole and a broken number that are equal": a_document(**{P: [1, 1.0]}),
    "equal numbers where a date belongs": a_document(DAY, dag=[1, 1.0, True, "1", "true"]),
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
    "a prefix that is a term with an address only": a_document({"x": {"@id": X}, "naam": "x:naam"}, naam="a"),
    "a prefix that is none": a_document({"x": f"{X}x", "naam": "x:naam"}, naam="a"),
    "a prefix that says it is none": a_document({"x": {"@id": X, "@prefix": False}, "naam": "x:naam"}, naam="a"),
    "a prefix before two slashes in a context": a_document({"http": X, "naam": "http://x.example/q"}, naam="a"),
    "a term and a datatype by the vocabulary": a_document(
        {"@vocab": X, "naam": {"@id": "andere", "@type": "soort"}}, naam="a"
    ),
    "a term that is not protected among those that are": a_document(
        {"@protected": True, "naam": {"@id": f"{X}naam", "@protected": False}}, {"naam": f"{X}andere"}, naam="a"
    ),
    "a term without an address that nothing uses": a_document({"naam": {"@id": None}}),
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


def test_a_blank_node_with_a_longer_number_comes_after_a_shorter_one():
    lines = compiled(COMPILED["more than ten blank nodes"]).splitlines()
    subjects = list(dict.fromkeys(line.split()[0] for line in lines))
    assert subjects[:4] == ["_:c14n0", "_:c14n1", "_:c14n10", "_:c14n11"]


def test_a_language_is_written_in_small_letters():
    assert '"a"@nl-be .' in compiled(COMPILED["the case of a language"])
