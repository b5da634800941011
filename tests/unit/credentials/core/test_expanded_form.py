"""What the general way says of documents that PyLD's own step to RDF would read otherwise, or take minutes for."""

from __future__ import annotations

import pytest

from credentials.core.errors import CanonicalisationLimit
from credentials.core.limits import Limits
from credentials.core.primitives.canonical import to_quads

EX = "https://example.org/"


def quads(value, *, max_quads=10_000, **definition):
    context = {"id": "@id", "p": {"@id": EX + "p", **definition}}
    return to_quads({"@context": context, "id": EX + "1", "p": value}, limits=Limits(max_quads=max_quads))


def test_a_text_with_a_direction_is_another_value_than_the_text_alone():
    assert {value for _, _, value, _ in quads(["a", {"@value": "a", "@direction": "rtl"}])} == {
        '"a"',
        '"a"^^<https://www.w3.org/ns/i18n#_rtl>',
    }


def test_a_truth_value_is_another_value_than_a_number():
    integer, boolean = ("http://www.w3.org/2001/XMLSchema#" + name for name in ("integer", "boolean"))

    assert {value for _, _, value, _ in quads([1, True])} == {f'"1"^^<{integer}>', f'"true"^^<{boolean}>'}


def test_what_is_said_twice_counts_once():
    assert len(quads(["a"] * 50, max_quads=1)) == 1


def test_one_statement_over_the_cap_is_refused_with_the_cap():
    assert len(quads(["a", "b"], max_quads=2)) == 2
    with pytest.raises(CanonicalisationLimit) as caught:
        quads(["a", "b", "c"], max_quads=2)
    assert caught.value.data == {"cap": "quads", "limit": 2}


def test_two_lists_alike_are_two_lists():
    cells = {subject for subject, _, _, _ in quads([["a"], ["a"]], **{"@container": "@list"}) if subject != f"<{EX}1>"}
    assert len(cells) == 4, "a list of two lists: two cells, and one in each list"


def test_thousands_of_values_of_one_property_are_read_at_once():
    """PyLD compares each with each: a minute for these."""
    assert len(quads([f"{number}" for number in range(9_000)])) == 9_000
