"""Which statements a pointer chooses: in lists, texts by language, JSON as it is, and nodes without an id."""

from __future__ import annotations

from typing import Any

import pytest

from credentials.core.errors import NotDisclosable, UnsafeDocument, UnusablePointer
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.disclosure_nodes import MAX_NAMES_TRIED
from credentials.core.primitives.disclosure_pointers import MAX_POINTERS, select
from credentials.core.primitives.disclosure_statements import (
    MAX_STATEMENTS,
    Statements,
    blank_labels,
    relabelled_lines,
)
from credentials.core.primitives.json_pointers import parse_pointer, write_pointer
from credentials.core.primitives.selective_disclosure import derive
from tests.unit.credentials.core.disclosure_samples import check, keep

V2 = "https://www.w3.org/ns/credentials/v2"
OWN = "https://erkend.example/ns#"


def a_credential(context: Any = None, **members: Any) -> dict[str, Any]:
    return {
        "@context": [V2, *([context] if context else [])],
        "type": ["VerifiableCredential"],
        "issuer": "did:example:issuer",
        "credentialSubject": members,
    }


def shown(document: dict[str, Any], *pointers: str) -> dict[str, Any]:
    """What is shown of a credential of which the issuer is mandatory; it was verified."""
    part = derive(keep(document, mandatory=["/issuer"]), pointers=pointers)
    check(part)
    return part


def lines(document: dict[str, Any], *pointers: str) -> list[str]:
    statements = Statements.of(document, hmac_key=bytes(32))
    return [statements.lines[index] for index in sorted(statements.chosen_by(pointers).indexes)]


@pytest.mark.parametrize(
    ("pointer", "steps"),
    [("", ()), ("/", ("",)), ("/a/0", ("a", "0")), ("/a~1b/m~0n", ("a/b", "m~n")), ("/~01", ("~1",))],
)
def test_a_pointer_is_read_as_rfc_6901_says(pointer, steps):
    assert parse_pointer(pointer) == steps
    assert write_pointer(*steps) == pointer


@pytest.mark.parametrize("pointer", ["name", "#/name", "/a~2b", "/a~"])
def test_what_is_no_pointer_is_refused(pointer):
    with pytest.raises(UnusablePointer):
        parse_pointer(pointer)


@pytest.mark.parametrize(
    "pointer", ["/b", "/a/2", "/a/-", "/a/00", "/a/-1", "/a/²", "/a/0/x", "/n/x", "/a/9999999999", "/@type"]
)
def test_a_pointer_that_leads_nowhere_is_refused(pointer):
    with pytest.raises(UnusablePointer):
        select({"a": ["x", "y"], "n": None, "type": "T"}, [pointer])


def test_items_keep_their_order_and_leave_no_holes():
    document = {"type": "T", "a": [{"id": "urn:0"}, {"id": "urn:1", "n": 1}, {"id": "urn:2", "n": 2, "m": 3}]}

    assert select(document, ["/a/2/n", "/a/1"]) == {
        "type": "T",
        "a": [{"id": "urn:1", "n": 1}, {"id": "urn:2", "n": 2}],
    }


@pytest.mark.parametrize("pointers", [["/a", "/a/b"], ["/a/b", "/a"]], ids=["whole first", "part first"])
def test_a_part_of_what_is_chosen_whole_takes_nothing_away(pointers):
    assert select({"a": {"b": 1, "c": 2}}, pointers) == {"a": {"b": 1, "c": 2}}


def test_what_was_selected_is_a_copy():
    document = {"a": {"b": [1]}}
    select(document, ["/a"])["a"]["b"].append(2)

    assert document == {"a": {"b": [1]}}


def test_more_pointers_than_the_cap_are_refused_by_its_number():
    with pytest.raises(UnusablePointer) as caught:
        select({"a": 1}, ["/a"] * (MAX_POINTERS + 1))

    assert caught.value.data == {"limit": MAX_POINTERS}


def test_only_blank_nodes_get_another_label():
    canonical = '_:c14n0 <urn:p_:c14n0> "_:c14n0 \\" _:c14n0 \\\\" .\n<urn:s> <urn:p> _:c14n0 _:c14n1 .\n'

    assert blank_labels(canonical) == {"c14n0", "c14n1"}
    assert relabelled_lines(canonical, {"c14n0": "b", "c14n1": "a"}) == [
        "<urn:s> <urn:p> _:b _:a .\n",
        '_:b <urn:p_:c14n0> "_:c14n0 \\" _:c14n0 \\\\" .\n',
    ]


def test_a_line_ends_at_a_line_feed_only():
    canonical = '<urn:s> <urn:p> "a\u2028b\u0085c" .\n<urn:s> <urn:q> "" .\n'

    assert relabelled_lines(canonical, {}) == [
        '<urn:s> <urn:p> "a\u2028b\u0085c" .\n',
        '<urn:s> <urn:q> "" .\n',
    ]


@pytest.mark.parametrize("text", ["a\u2028b\u0085c\x0bd", "_:c14n0 <urn:bnid:0:1> .", 'zegt "ja" \\ _:u', " .\n"])
def test_a_text_is_shown_whatever_stands_in_it(text):
    document = a_credential({"w": f"{OWN}w", "x": f"{OWN}x"}, x={"w": [text, "ander"]})

    assert shown(document, "/credentialSubject/x/w/0")["credentialSubject"] == {"x": {"w": [text]}}


def test_an_address_that_looks_like_one_that_is_given_is_kept_apart():
    document = a_credential({"x": f"{OWN}x"}, x=[{"id": "urn:bnid:0:1", "x": {"x": "a"}}, {"x": "b"}])

    part = shown(document, "/credentialSubject/x/0/x")

    assert part["credentialSubject"] == {"x": [{"id": "urn:bnid:0:1", "x": {"x": "a"}}]}


LISTS = {
    "order": {"@id": f"{OWN}order", "@container": "@list"},
    "same": {"@id": f"{OWN}order", "@container": "@list"},
    "part": f"{OWN}part",
    "w": f"{OWN}w",
}


def test_an_ordered_list_is_shown_whole():
    document = a_credential(LISTS, part=[{"order": ["O", "V"], "w": "een"}, {"order": ["O", "V"]}])

    part = shown(document, "/credentialSubject/part/1")

    assert part["credentialSubject"] == {"part": [{"order": ["O", "V"]}]}
    assert sum("rdf-syntax-ns#first" in line for line in lines(document, "/credentialSubject/part/1")) == 2


@pytest.mark.parametrize("pointer", ["/credentialSubject/order/0", "/credentialSubject/order/1"])
def test_no_piece_of_an_ordered_list_is_shown(pointer):
    kept = keep(a_credential(LISTS, order=["O", "V"]), mandatory=["/issuer"])

    with pytest.raises(UnusablePointer, match="ordered list"):
        derive(kept, pointers=[pointer])


def test_no_piece_of_a_thing_in_an_ordered_list_is_left_out_of_it():
    document = a_credential(LISTS, order=[{"w": "een", "part": "a"}, {"w": "twee", "part": "b"}])

    assert shown(document, "/credentialSubject/order")["credentialSubject"] == document["credentialSubject"]
    with pytest.raises(UnusablePointer):
        shown(document, "/credentialSubject/order/0")


def test_lists_in_lists_are_shown_whole():
    listed = [["a", ["b"]], [], ["a", ["b"]]]
    document = a_credential(LISTS, part=[{"order": [["c"], ["a", ["d"]]]}, {"order": listed}, {"order": listed}])

    assert shown(document, "/credentialSubject/part/2")["credentialSubject"] == {"part": [{"order": listed}]}


def test_lists_that_are_alike_in_all_can_be_shown_apart():
    document = a_credential(LISTS, order=["O", "V"], same=["O", "V"])

    assert shown(document, "/credentialSubject/same")["credentialSubject"] == {"same": ["O", "V"]}
    assert len(lines(document, "/credentialSubject/same")) < len(lines(document, "/credentialSubject"))


def test_texts_by_language_are_no_node():
    context = {"title": {"@id": f"{OWN}title", "@container": "@language"}, "w": f"{OWN}w"}
    document = a_credential(context, title={"nl": "Toezicht", "en": "Supervision", "id": "Pengawasan"}, w="een")

    part = shown(document, "/credentialSubject/title")

    assert part["credentialSubject"] == {"title": document["credentialSubject"]["title"]}


def test_a_text_in_one_of_its_languages_can_be_shown():
    context = {"title": {"@id": f"{OWN}title", "@container": "@language"}}
    document = a_credential(context, title={"nl": "Toezicht", "en": "Supervision"})

    assert shown(document, "/credentialSubject/title/nl")["credentialSubject"] == {"title": {"nl": "Toezicht"}}


def test_json_as_it_is_is_shown_whole():
    context = {"data": {"@id": f"{OWN}data", "@type": "@json"}, "w": f"{OWN}w"}
    document = a_credential(context, data={"a": [{"b": None}], "c": 3}, w={"w": "een"})

    assert shown(document, "/credentialSubject/data")["credentialSubject"] == {"data": {"a": [{"b": None}], "c": 3}}
    assert shown(document, "/credentialSubject/w")["credentialSubject"] == {"w": {"w": "een"}}
    with pytest.raises(UnusablePointer):
        shown(document, "/credentialSubject/data/a")


def test_a_text_keeps_its_language():
    document = a_credential({"w": f"{OWN}w"}, w={"@value": "een", "@language": "nl", "@direction": "ltr"})

    assert shown(document, "/credentialSubject/w")["credentialSubject"] == document["credentialSubject"]
    with pytest.raises(UnusablePointer, match="language"):
        shown(document, "/credentialSubject/w/@value")


def test_a_context_inside_goes_with_what_it_gives_meaning():
    inner = {"@context": {"w": f"{OWN}w", "x": f"{OWN}x"}, "w": "een", "x": "twee"}
    document = a_credential({"part": f"{OWN}part"}, part=inner)

    part = shown(document, "/credentialSubject/part/w")

    assert part["credentialSubject"]["part"] == {"@context": inner["@context"], "w": "een"}


def test_twins_without_an_id_can_be_shown_apart():
    document = a_credential({"part": f"{OWN}part", "w": f"{OWN}w"}, part=[{"w": "een"}, {"w": "een"}, {"w": "een"}])

    assert shown(document, "/credentialSubject/part/1")["credentialSubject"] == {"part": [{"w": "een"}]}
    assert len(lines(document, "/credentialSubject/part/0", "/credentialSubject/part/2")) == 6


def test_two_parts_of_one_thing_in_two_places_are_one_thing():
    thing = {"id": "urn:thing", "w": "een"}
    document = a_credential({"part": f"{OWN}part", "w": f"{OWN}w"}, part=[thing, {"part": {**thing, "w": "twee"}}])

    part = shown(document, "/credentialSubject/part/1/part/w")

    assert part["credentialSubject"] == {"part": [{"part": {"id": "urn:thing", "w": "twee"}}]}


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param({"id": "_:b0", "w": "een"}, id="a node with a blank name"),
        pytest.param({"w": "een", "part": {"ref": "_:b0"}}, id="a reference to one"),
        pytest.param(
            {"part": {"id": "_:b0", "first": "een", "rest": {"id": "_:b0"}}}, id="a list that leads to itself"
        ),
    ],
)
def test_a_blank_node_with_a_name_is_refused(subject):
    context = {
        "part": f"{OWN}part",
        "w": f"{OWN}w",
        "ref": {"@id": f"{OWN}ref", "@type": "@id"},
        "first": "http://www.w3.org/1999/02/22-rdf-syntax-ns#first",
        "rest": "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest",
    }

    with pytest.raises(NotDisclosable):
        keep(a_credential(context, **subject), mandatory=["/issuer"])


def test_a_credential_inside_a_credential_is_refused():
    inner = {"id": "urn:inner", "type": ["VerifiableCredential"], "issuer": "did:example:other"}
    document = a_credential({"vc": {"@id": f"{OWN}vc", "@container": "@graph"}}, vc=inner)

    with pytest.raises(NotDisclosable, match="by itself"):
        keep(document, mandatory=["/issuer"])


def test_an_empty_thing_is_refused_as_elsewhere():
    with pytest.raises(UnsafeDocument):
        keep(a_credential({"part": f"{OWN}part"}, part={}), mandatory=["/issuer"])


def test_more_statements_than_the_cap_are_refused_by_its_number():
    document = a_credential({"w": f"{OWN}w"}, w=[str(number) for number in range(MAX_STATEMENTS)])

    with pytest.raises(NotDisclosable) as caught:
        keep(document, mandatory=["/issuer"])

    assert caught.value.data == {"limit": MAX_STATEMENTS}


def test_more_names_to_try_than_the_cap_are_refused_by_its_number():
    names = [f"part{number}" for number in range(MAX_NAMES_TRIED)]
    context: dict[str, Any] = {name: f"{OWN}{name}" for name in names} | {"w": f"{OWN}w"}
    context["data"] = {"@id": f"{OWN}data", "@type": "@json"}

    with pytest.raises(NotDisclosable) as caught:
        keep(a_credential(context, data={"a": 1}, **{name: {"w": "een"} for name in names}), mandatory=["/issuer"])

    assert caught.value.data == {"limit": MAX_NAMES_TRIED}


def test_a_secret_label_does_not_depend_on_what_is_shown():
    document = a_credential({"part": f"{OWN}part", "w": f"{OWN}w"}, part=[{"w": "een"}, {"w": "twee"}])
    whole = Statements.of(document, hmac_key=bytes(32))

    assert set(lines(document, "/credentialSubject/part/1")) < set(whole.lines)
    assert len(whole.lines) == canonicalise(document).count("\n")
