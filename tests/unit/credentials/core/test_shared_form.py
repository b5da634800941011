"""Documents of one achievement, one after the other: each has the lines that it has by itself."""

from __future__ import annotations

from typing import Any

import pytest

from credentials.core.contexts import PUBLISHED
from credentials.core.errors import CanonicalisationLimit, UnsafeDocument
from credentials.core.limits import Limits, within
from credentials.core.primitives.canonical import canonical_form
from credentials.core.primitives.shared_form import SharedForm
from credentials.core.primitives.term_definitions import Uncompiled
from tests.unit.credentials.core.compiled_documents import ISSUER, LIST, OB, V2, A, B, P, Q, X

PART: dict[str, Any] = {"id": f"{X}prestatie", "type": "Achievement", "name": "Toezicht", P: [A, B]}


def a_badge(*local: Any, part: Any = PART, types: Any = "AchievementSubject", **members: Any) -> dict[str, Any]:
    subject = {"type": types, "achievement": part}
    return {"@context": [V2, OB, *local], "type": "VerifiableCredential", "credentialSubject": subject, **members}


def shared(*documents: dict[str, Any]) -> list[str]:
    """The lines of documents that come after each other, where each shares."""
    forms = SharedForm(PUBLISHED)
    contents = [forms.content(document) for document in documents]
    assert contents == [canonical_form(document).content for document in documents]
    return [content.decode() for content in contents]


MANY = range(12)
SHARED: dict[str, list[dict[str, Any]]] = {
    "the same twice": [a_badge(), a_badge()],
    "other members": [a_badge(id=f"{X}1"), a_badge(id=f"{X}2", **{P: "a"}), a_badge(name="b")],
    "other objects without ids": [a_badge(**{Q: [{P: str(number)}, {P: f"{number}b"}]}) for number in MANY],
    "more objects than the one before": [a_badge(**{Q: [{P: str(number)} for number in range(n)]}) for n in (0, 9, 3)],
    "another achievement": [a_badge(), a_badge(part={**PART, "name": "Handhaving"}), a_badge()],
    "an achievement with other objects": [a_badge(part={**PART, P: [{P: str(n)} for n in range(3)]}) for _ in MANY],
    "objects alike in the achievement": [a_badge(part={**PART, P: [A, A, {Q: [A, A]}]}, name=name) for name in "abc"],
    "a number for a truth value": [a_badge(part={**PART, P: value}) for value in (1, True, 1.0, 2.5, True, 1)],
    "a number deep inside": [a_badge(part={**PART, P: [{P: [value]}]}) for value in (1, True, 1)],
    "lists in the achievement": [a_badge(LIST, part={**PART, "rij": ["b", "a"]}, name=name) for name in "ab"],
    "the address of the achievement elsewhere": [a_badge(**{P: {"id": PART["id"]}})],
    "a context that gives a name another meaning": [
        a_badge({"eigen": f"{X}een"}, part={**PART, "eigen": "a"}),
        a_badge({"eigen": f"{X}twee"}, part={**PART, "eigen": "a"}),
    ],
    "a member that brings a meaning along": [
        {
            "@context": [
                V2,
                {"achievement": {"@id": f"{X}a", "@context": {"eigen": f"{X}{name}"}}, "eigen": f"{X}buiten"},
            ],
            "type": "VerifiableCredential",
            "credentialSubject": {"achievement": {"id": f"{X}1", "eigen": "a", P: "b"}},
        }
        for name in ("een", "twee")
    ],
    "a subject that brings a meaning along": [
        a_badge(
            {"eigen": f"{X}een", "Doos": {"@id": f"{X}Doos", "@context": {"eigen": f"{X}twee"}}},
            types=["AchievementSubject", "Doos"],
            part={**PART, "eigen": "a"},
        )
    ],
}


@pytest.mark.parametrize("what", SHARED)
def test_documents_that_share_their_achievement_have_their_own_lines(what):
    assert shared(*SHARED[what])


LEFT: dict[str, dict[str, Any]] = {
    "no achievement": a_badge(part=None),
    "two achievements": a_badge(part=[PART, PART]),
    "an achievement without an id": a_badge(part={"type": "Achievement", "name": "a", P: A}),
    "an achievement with a context": a_badge(
        {"eigen": f"{X}een"}, part={**PART, "@context": {"eigen": f"{X}twee"}, "eigen": "a"}
    ),
    "a context in the subject": {
        **a_badge({"eigen": f"{X}een"}),
        "credentialSubject": {
            "@context": {"eigen": f"{X}twee"},
            "type": "AchievementSubject",
            "achievement": {**PART, "eigen": "a"},
        },
    },
    "something of the achievement elsewhere": a_badge(**{P: {"id": PART["id"], Q: "a"}}),
    "an object of the achievement elsewhere": a_badge(**{Q: {"id": PART["id"], Q: A}}),
    "something of a part of the achievement elsewhere": a_badge(
        part={**PART, P: {"id": f"{X}deel", P: "a"}}, **{P: {"id": f"{X}deel", P: "b"}}
    ),
    "two objects alike outside the achievement": a_badge(**{P: [A, A]}),
    "an object like one in the achievement": a_badge(part={**PART, P: {P: A}}, **{Q: {P: A}}),
    "an achievement in a list": {
        "@context": [V2, {"achievement": {"@id": f"{X}a", "@container": "@list"}}],
        "type": "VerifiableCredential",
        "credentialSubject": {"achievement": {"id": f"{X}1", P: "a", Q: "b"}},
    },
    "rare controls": a_badge(name="\x7f"),
    "rare controls in the achievement": a_badge(part={**PART, "name": "\x01"}),
    "a name outside ASCII": a_badge({"é": f"{X}e"}, é="a"),
}


@pytest.mark.parametrize("what", LEFT)
def test_what_does_not_share_is_left_to_the_ordinary_way(what):
    forms = SharedForm(PUBLISHED)
    for document in (LEFT[what], a_badge(), LEFT[what]):
        if document is LEFT[what]:
            with pytest.raises(Uncompiled):
                forms.content(document)
        else:
            assert forms.content(document) == canonical_form(document).content
    assert canonical_form(LEFT[what]).content


@pytest.mark.parametrize(
    "members", [{"in": "a"}, {"in": "a", "id": f"{X}1"}], ids=["an object", "an object with its id"]
)
def test_a_name_that_would_hide_in_a_small_achievement_is_not_shared(members):
    document = a_badge(
        {"in": f"{X}in"},
        {"Doos": {"@id": f"{X}Doos", "@context": {"in": ISSUER}}},
        types=["AchievementSubject", "Doos"],
        part=members,
    )
    with pytest.raises(Uncompiled):
        SharedForm(PUBLISHED).content(document)
    with pytest.raises(UnsafeDocument) as caught:
        canonical_form(document)
    assert caught.value.code == "context.alias"


def test_reading_leaves_the_document_as_it_was_and_remembers_a_copy():
    forms = SharedForm(PUBLISHED)
    document = a_badge(part={**PART, P: {P: "a"}})
    first = forms.content(document)
    document["credentialSubject"]["achievement"][P][P] = "b"
    assert forms.content(document) == canonical_form(document).content != first


def test_the_cap_on_statements_holds_for_both_parts_together():
    document = a_badge(part={**PART, Q: [str(number) for number in range(20)]}, **{P: [str(n) for n in range(20)]})
    count = len(shared(document)[0].splitlines())
    with within(Limits(max_quads=count)):
        assert SharedForm(PUBLISHED).content(document)
    with within(Limits(max_quads=count - 1)), pytest.raises(CanonicalisationLimit):
        SharedForm(PUBLISHED).content(document)
