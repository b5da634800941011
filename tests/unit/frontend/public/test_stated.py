"""Grades, evidence, frameworks and versions of anybody's badge, as an employer understands them; nothing empty."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from credentials.core.summary import summarise
from credentials.core.summary_parts import OtherResult, RelatedClaim
from frontend.badges import identities_of, statement_of
from frontend.badges.stated import bound_to, other_versions, result_lines, web_address


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def statement(**members: Any) -> Any:
    return statement_of(summarise(members))


@pytest.mark.parametrize(
    ("result", "line"),
    [
        (OtherResult("Toets", "85", kind="Percent"), ("Toets", "85%", ("Percentage",))),
        (OtherResult("Toets", "A", kind="LetterGrade"), ("Toets", "A", ("Grade in letters",))),
        (OtherResult("", "A", kind="LetterGrade"), ("Grade in letters", "A", ())),
        (OtherResult("", "A"), ("Result", "A", ())),
        (
            OtherResult("Toets", "7.5", kind="RawScore", lowest="1", highest="10", required="5.5"),
            ("Toets", "7.5", ("Score", "from 1 to 10", "needed: 5.5")),
        ),
        (OtherResult("Toets", "12", highest="20"), ("Toets", "12", ("at most 20",))),
        (
            OtherResult("Samenwerken", "Gevorderd", kind="RubricCriterionLevel", level="Gevorderd", points="4"),
            ("Samenwerken", "Gevorderd", ("Level", "points: 4")),
        ),
        (OtherResult("Toets", "8", level="Goed", status="Completed"), ("Toets", "8", ("level: Goed", "Completed"))),
        (
            OtherResult("Cursus", "InProgress", kind="Status", status="InProgress"),
            ("Cursus", "Busy with it", ("State",)),
        ),
        (OtherResult("Toets", "x", kind="EigenSoort"), ("Toets", "x", ("EigenSoort",))),
    ],
)
def test_a_result_says_what_it_is_measured_by(result: OtherResult, line: tuple[str, str, tuple[str, ...]]) -> None:
    (found,) = result_lines((result,))
    assert (found.name, found.value, found.notes) == line


def test_evidence_is_shown_when_it_can_be_looked_at_or_says_something() -> None:
    shown = statement(
        id="urn:uuid:1",
        evidence=[
            "https://werk.example/robot",
            {"id": "https://werk.example/film", "name": "Film", "narrative": "Zie de brug."},
            {"narrative": "Alleen een verhaal."},
            {"id": "ni:///sha-256;abc", "name": "Portfolio", "description": "Bewijs uit het werk."},
            {"id": "urn:uuid:1#evidence-gesprek", "name": "Gesprek"},
            {"type": ["Evidence"]},
        ],
    ).evidence

    assert [(item.name, item.text, item.href) for item in shown] == [
        ("werk.example", "", "https://werk.example/robot"),
        ("Film", "", "https://werk.example/film"),  # its text stands with the ways of assessing
        ("", "Alleen een verhaal.", ""),
    ]


def test_a_place_in_the_badge_itself_is_no_evidence_to_look_at() -> None:
    evidence = [{"id": "https://erkend.example/badges/1#evidence-gesprek", "name": "Gesprek"}]
    assert statement(id="https://erkend.example/badges/1", evidence=evidence).evidence == ()


def test_a_framework_is_named_with_its_code_and_where_it_leads() -> None:
    alignment = {
        "targetName": "Techniek",
        "targetUrl": "https://kader.example/1",
        "targetFramework": "Kader",
        "targetCode": "T1",
    }
    (aligned,) = statement(credentialSubject={"achievement": {"alignment": [alignment, {}]}}).aligned_with

    assert (aligned.name, aligned.text, aligned.href, aligned.host) == (
        "Techniek",
        "Kader T1",
        "https://kader.example/1",
        "kader.example",
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "https://[", "x", "file:///x"]
)
def test_only_an_address_of_the_web_becomes_a_link(url: str) -> None:
    assert web_address(url) == ""
    shown = statement(credentialSubject={"achievement": {"alignment": [{"targetName": "X", "targetUrl": url}]}})
    assert shown.aligned_with[0].href == ""


def test_other_languages_and_versions_are_one_line() -> None:
    related = (RelatedClaim("urn:1", language="en"), RelatedClaim("urn:2", version="2"), RelatedClaim("urn:3"))

    assert other_versions(related) == "English, version 2"
    assert other_versions(()) == ""


@pytest.mark.parametrize(
    ("types", "words"),
    [
        (("emailAddress", "name"), ""),
        (("emailAddress", "telephone"), "a telephone number"),
        (("sourcedId", "systemId"), "a number in a system of the issuer"),
        ((), ""),
    ],
)
def test_what_it_is_bound_to_is_said_where_that_is_more_than_an_address(types: tuple[str, ...], words: str) -> None:
    assert bound_to(types) == words


def test_criteria_that_are_a_page_become_a_link_to_it() -> None:
    def criteria(narrative: str) -> Any:
        return statement(credentialSubject={"achievement": {"criteria": {"narrative": narrative}}}).criteria

    assert criteria("https://school.example/eisen").href == "https://school.example/eisen"
    assert criteria("Bouw een robot.").text == "Bouw een robot."
    assert criteria("") is None


def test_a_badge_that_says_nothing_shows_nothing() -> None:
    empty = statement()
    assert (empty.facts, empty.evidence, empty.aligned_with, empty.others, empty.criteria) == ((), (), (), (), None)


def test_the_address_of_an_open_badge_2_is_compared_in_the_page_as_well() -> None:
    recipient = {"type": "email", "hashed": True, "identity": "sha256$ab", "salt": "zout"}

    assert [(one.hash, one.salt) for one in identities_of({"recipient": recipient})] == [("sha256$ab", "zout")]


def test_where_an_address_stands_in_plain_text_the_server_compares() -> None:
    identifiers = [
        {"identityType": "emailAddress", "hashed": True, "identityHash": "sha256$ab"},
        {"identityType": "emailAddress", "hashed": False, "identityHash": "fatima@example.org"},
    ]
    assert identities_of({"credentialSubject": {"identifier": identifiers}}) == []
