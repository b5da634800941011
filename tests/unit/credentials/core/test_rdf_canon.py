"""RDFC-1.0 against the W3C test suite (specs/vectors/rdf-canon), and what N-Quads may hold."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from credentials.core.errors import CanonicalisationLimit, UnreadableDocument
from credentials.core.primitives.nquads import parse_nquads
from credentials.core.primitives.rdfc import canonical_nquads
from tests.unit.credentials.core.samples import shared_json, specs

VECTORS = ("vectors", "rdf-canon")
# Written out, so that a case that goes missing is seen: the suite's numbers have gaps, and not every one has a map.
NEGATIVE = [74]
EVAL = [number for number in range(1, 78) if number not in {7, 12, 15, 31, 32, 37, 41, 42, 49, 50, 51, 52, *NEGATIVE}]
MAPS = [3, 4, 5, 16, 17, 18, 20, 30, 47, 48, 53, 55, 56, 57, 60, 63, 70, 71, 72, 73, 75]
SECONDS = 2.0  # of processor time: the longest that a hostile graph may take


def suite() -> dict[str, dict[str, Any]]:
    return {test["id"]: test for test in shared_json(*VECTORS, "manifest.json")["tests"]}


def file_of(test: dict[str, Any], member: str) -> bytes:
    return specs("vectors", test[member]).read_bytes()


def canonical(test: dict[str, Any]) -> tuple[str, dict[str, str]]:
    return canonical_nquads(parse_nquads(file_of(test, "input")), hash_name=test["hash"].lower())


@pytest.mark.parametrize("number", EVAL, ids=lambda number: f"rdf-canon/test{number:03d}-in.nq")
def test_the_canonical_form_is_that_of_the_suite(number):
    test = suite()[f"test{number:03d}c"]

    assert canonical(test)[0].encode() == file_of(test, "expected")


@pytest.mark.parametrize("number", MAPS, ids=lambda number: f"rdf-canon/test{number:03d}-rdfc10map.json")
def test_each_blank_node_gets_the_label_of_the_suite(number):
    test = suite()[f"test{number:03d}m"]

    assert canonical(test)[1] == json.loads(file_of(test, "expected"))


@pytest.mark.parametrize("number", NEGATIVE, ids=lambda number: f"rdf-canon/test{number:03d}-in.nq")
def test_a_poison_graph_is_given_up_in_time(number):
    start = time.process_time()

    with pytest.raises(CanonicalisationLimit):
        canonical(suite()[f"test{number:03d}c"])

    assert time.process_time() - start < SECONDS


def test_no_case_of_the_suite_is_left_out():
    assert set(suite()) == {f"test{number:03d}c" for number in EVAL + NEGATIVE} | {
        f"test{number:03d}m" for number in MAPS
    }


@pytest.mark.parametrize("number", EVAL, ids=lambda number: f"rdf-canon/test{number:03d}-rdfc10.nq")
def test_what_is_canonical_stays_as_it_is_when_read_again(number):
    expected = file_of(suite()[f"test{number:03d}c"], "expected").decode()

    assert "".join(sorted(f"{' '.join(filter(None, quad))} .\n" for quad in parse_nquads(expected))) == expected


# As the npm package rdf-canonize writes them: the suite has no graphs whose own names only their paths tell apart.
NAMED_GRAPHS = {
    "a graph name in a circle": (
        "_:d <urn:p> _:d _:c .\n_:a <urn:p> _:d _:b .\n_:c <urn:p> _:b _:a .\n",
        "_:c14n1 <urn:p> _:c14n1 _:c14n3 .\n_:c14n2 <urn:p> _:c14n1 _:c14n0 .\n_:c14n3 <urn:p> _:c14n0 _:c14n2 .\n",
    ),
    "two statements in one graph": (
        "_:d <urn:p> _:c _:b .\n_:c <urn:p> _:b _:a .\n_:a <urn:p> _:d _:a .\n",
        "_:c14n0 <urn:p> _:c14n3 _:c14n0 .\n_:c14n2 <urn:p> _:c14n1 _:c14n0 .\n_:c14n3 <urn:p> _:c14n2 _:c14n1 .\n",
    ),
}


@pytest.mark.parametrize("graph", NAMED_GRAPHS)
def test_a_blank_node_that_names_a_graph_is_related_by_that_without_the_predicate(graph):
    text, expected = NAMED_GRAPHS[graph]
    assert canonical_nquads(parse_nquads(text))[0] == expected


S, P = "<https://a.example/s>", "<https://a.example/p>"


@pytest.mark.parametrize(
    ("text", "quad"),
    [
        (f"{S} {P} {S} .", (S, P, S, "")),
        (f"\t{S}{P}{S}<https://a.example/g>.", (S, P, S, "<https://a.example/g>")),
        (f"_:a {P} _:b.1 _:g .#note", ("_:a", P, "_:b.1", "_:g")),
        (f'{S} {P} "x"^^<http://www.w3.org/2001/XMLSchema#string> .', (S, P, '"x"', "")),
        (
            f'{S} {P} "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
            (S, P, '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', ""),
        ),
        (f'{S} {P} "x"@nl-BE .', (S, P, '"x"@nl-BE', "")),
        (f'{S} {P} "\\u0041\\U0001F600\\\'\\u0007" .', (S, P, '"A\U0001f600\'\\u0007"', "")),
        (f'{S} {P} "a\tb\x7f\u2028" .', (S, P, '"a\\tb\\u007F\u2028"', "")),
        (f"<https://a.example/\\u00e9> {P} {S} .", ("<https://a.example/\u00e9>", P, S, "")),
        (f"<urn:a> {P} {S} .", ("<urn:a>", P, S, "")),
    ],
    ids=[
        "iri",
        "no spaces",
        "blank",
        "xsd:string",
        "datatype",
        "language",
        "escapes",
        "raw controls",
        "escaped iri",
        "urn",
    ],
)
def test_a_statement_is_read_into_its_canonical_terms(text, quad):
    assert parse_nquads(f"# first\r\n\n{text}\r{text}\n") == {quad}


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        f"{S} {P} {S}",
        f"{S} {P} .",
        f"<s> {P} {S} .",
        f"{S} _:p {S} .",
        f'"s" {P} {S} .',
        f'{S} {P} "open .',
        f'{S} {P} "x"@ .',
        f'{S} {P} "x"^^_:a .',
        f'{S} {P} "\\x" .',
        f'{S} {P} "\\uD800" .',
        f'{S} {P} "\\U00110000" .',
        f"<https://a.example/a b> {P} {S} .",
        f"<https://a.example/\\u0020> {P} {S} .",
        f"_:a. {P} {S} .",
        f"{S} {P} {S} _:g {S} .",
        f"{S} {P} {S} . {S} {P} {S} .",
        f'{S} {P} {S} "g" .',
    ],
)
def test_what_is_no_statement_is_refused_with_its_line(line):
    with pytest.raises(UnreadableDocument) as caught:
        parse_nquads(f"{S} {P} {S} .\n{line}\n")

    assert (caught.value.code, caught.value.data["line"]) == ("nquads.malformed", 2)


def test_other_bytes_than_utf_8_are_refused():
    with pytest.raises(UnreadableDocument, match="UTF-8"):
        parse_nquads(f'{S} {P} "\u00e9" .'.encode("latin-1"))


def test_a_megabyte_and_ten_thousand_statements_are_the_most():
    with pytest.raises(UnreadableDocument) as caught:
        parse_nquads("#" * 1_000_001)
    assert caught.value.code == "readable.too-large"

    many = "".join(f"_:a{number} {P} {S} .\n" for number in range(10_001))
    with pytest.raises(CanonicalisationLimit):
        parse_nquads(many)
    assert len(parse_nquads(many.partition("\n")[2])) == 10_000


@pytest.mark.parametrize(
    "hostile",
    [
        '_:a <a:b> "' + "\\t" * 300_000,
        "_:" + "a." * 400_000,
        "<" * 900_000,
        "<a:" + "\\u0041" * 100_000,
        " " * 900_000 + "x",
    ],
    ids=["escapes", "dots", "brackets", "escaped iri", "spaces"],
)
def test_hostile_lines_are_refused_quickly(hostile):
    start = time.process_time()

    with pytest.raises(UnreadableDocument):
        parse_nquads(hostile)

    assert time.process_time() - start < SECONDS
