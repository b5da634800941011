"""What the text of Open Badges 3.0 asks beside its schema, and where the refusal points."""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import Any

import pytest

from credentials.core.errors import MalformedCredential
from credentials.core.open_badge import check_open_badge
from credentials.core.schema import check_open_badge_schema
from tests.unit.credentials.core.samples import a_claim, build, shared_json

LEVELS = [
    {"id": "urn:x:beginner", "type": "RubricCriterionLevel", "name": "Beginner", "points": "1"},
    {"id": "urn:x:mastered", "type": "RubricCriterionLevel", "name": "Mastered", "points": "4"},
]
DESCRIPTIONS = [
    {"id": "urn:x:grade", "type": "ResultDescription", "name": "Grade", "resultType": "LetterGrade",
     "allowedValue": ["C", "B", "A"], "requiredValue": "B"},
    {"id": "urn:x:percent", "type": "ResultDescription", "name": "Exam", "resultType": "Percent",
     "valueMin": "0", "valueMax": "100"},
    {"id": "urn:x:level", "type": "ResultDescription", "name": "Project", "resultType": "RubricCriterionLevel",
     "rubricCriterionLevel": LEVELS, "requiredLevel": "urn:x:mastered"},
    {"id": "urn:x:status", "type": "ResultDescription", "name": "Course", "resultType": "Status"},
]  # fmt: skip
RESULTS = [
    {"type": "Result", "resultDescription": "urn:x:grade", "value": "A"},
    {"type": "Result", "resultDescription": "urn:x:percent", "value": "87.5"},
    {"type": "Result", "resultDescription": "urn:x:level", "achievedLevel": "urn:x:beginner"},
    {"type": "Result", "resultDescription": "urn:x:status", "status": "Completed"},
    {"type": "Result", "value": "without a description"},
]


def a_badge() -> dict[str, Any]:
    badge = build()
    subject = badge["credentialSubject"]
    subject["achievement"]["resultDescription"] = copy.deepcopy(DESCRIPTIONS)
    subject["result"] = copy.deepcopy(RESULTS)
    return badge


def changed(pointer: str, value: Any) -> dict[str, Any]:
    """The badge with another value at a JSON pointer."""
    badge = a_badge()
    *way, last = pointer.strip("/").split("/")
    place: Any = badge
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return badge


def test_a_badge_with_every_kind_of_result_follows_the_rules():
    check_open_badge_schema(a_badge())
    check_open_badge(a_badge())
    check_open_badge(build(a_claim(holder_name="Samira", addresses=())))


RESULT, DESCRIPTION = "/credentialSubject/result", "/credentialSubject/achievement/resultDescription"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (f"{RESULT}/0/resultDescription", "urn:x:another"),
        (f"{RESULT}/0/value", "D"),
        (f"{RESULT}/1/value", "101"),
        (f"{RESULT}/1/value", "-1"),
        (f"{RESULT}/2/achievedLevel", "urn:x:another"),
        (f"{RESULT}/3/status", ""),
        (f"{DESCRIPTION}/1/id", "urn:x:grade"),
        (f"{DESCRIPTION}/0/requiredValue", "D"),
        (f"{DESCRIPTION}/1/valueMax", "-1"),
        (f"{DESCRIPTION}/2/requiredLevel", "urn:x:another"),
        (f"{DESCRIPTION}/2/rubricCriterionLevel/1/id", "urn:x:beginner"),
        ("/credentialSubject/identifier/0/identityHash", "sha256$abc"),
        ("/credentialSubject/identifier/0/identityHash", "samira@thuis.example"),
        ("/evidence", []),
        ("/evidence/0/genre", None),
        ("/credentialSubject/achievement/tag", []),
    ],
)
def test_a_broken_rule_is_named_with_its_place(field, value):
    with pytest.raises(MalformedCredential) as caught:
        check_open_badge(changed(field, value))
    assert (caught.value.code, caught.value.field) == ("schema.malformed", field)


def test_a_badge_says_whom_it_is_about():
    badge = a_badge()
    del badge["credentialSubject"]["identifier"]
    with pytest.raises(MalformedCredential) as caught:
        check_open_badge(badge)
    assert caught.value.field == "/credentialSubject"

    check_open_badge({**badge, "credentialSubject": {**badge["credentialSubject"], "id": "did:example:holder"}})


@pytest.mark.parametrize("image", ["https://x.example/a.png", {"id": "data:image/png;base64,iVBO", "type": "Image"}])
def test_a_picture_is_a_web_address_or_holds_the_picture(image):
    check_open_badge(changed("/credentialSubject/achievement/image", image))


@pytest.mark.parametrize(
    "image", ["javascript:alert(1)", {"id": "data:text/html,x", "type": "Image"}, {"type": "Image"}]
)
def test_a_picture_of_another_scheme_is_refused(image):
    with pytest.raises(MalformedCredential) as caught:
        check_open_badge(changed("/credentialSubject/achievement/image", image))
    assert caught.value.field == "/credentialSubject/achievement/image/id"


@pytest.mark.parametrize("odd", [{"credentialSubject": 3}, {"credentialSubject": [[{}]]}, {"image": {}}])
def test_an_odd_shape_gives_no_other_error(odd):
    with suppress(MalformedCredential):
        check_open_badge(odd)


@pytest.mark.shared
def test_the_example_with_every_member_has_one_result_with_a_level_of_another_description():
    """specs/samples/ob30/complete.json: found when these rules were written; the schema lets it pass."""
    with pytest.raises(MalformedCredential) as caught:
        check_open_badge(shared_json("samples", "ob30", "complete.json"))
    assert caught.value.field == "/credentialSubject/result/1/achievedLevel"
