"""A stranger's Open Badge in the words of a reader: every form that the standard has."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from credentials.core.claim import InstrumentClaim
from credentials.core.report import summary_as_json
from credentials.core.summary import (
    AlignmentClaim,
    EvidenceClaim,
    OtherResult,
    RelatedClaim,
    matches_identity,
    summarise,
)
from tests.unit.credentials.core.samples import shared_json
from tests.unit.credentials.core.test_open_badge_rules import a_badge


def a_document(subject: dict[str, Any] | None = None, achievement: dict[str, Any] | None = None, **members: Any):
    return {"credentialSubject": {**(subject or {}), "achievement": achievement or {}}, **members}


def test_a_result_of_every_kind_is_told_with_what_it_is_measured_by():
    assert summarise(a_badge()).other_results == (
        OtherResult("Grade", "A", kind="LetterGrade", required="B"),
        OtherResult("Exam", "87.5", kind="Percent", lowest="0", highest="100"),
        OtherResult(
            "Project", "Beginner", kind="RubricCriterionLevel", level="Beginner", points="1", required="Mastered"
        ),
        OtherResult("Course", "Completed", kind="Status", status="Completed"),
        OtherResult("", "without a description"),
    )


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ("https://x.example/work", EvidenceClaim(url="https://x.example/work")),
        ({"id": "https://x.example/work", "type": ["Evidence"]}, EvidenceClaim(url="https://x.example/work")),
        (
            {"type": ["Evidence", "Film"], "narrative": "Zie de film.", "genre": "video", "audience": "docenten"},
            EvidenceClaim(narrative="Zie de film.", genre="video", audience="docenten", kinds=("Film",)),
        ),
        (
            [{"name": "Portfolio", "description": "Bewijs uit het werk."}],
            EvidenceClaim(name="Portfolio", description="Bewijs uit het werk."),
        ),
    ],
    ids=["address", "object", "narrative", "list"],
)
def test_evidence_is_told_in_every_form(evidence, told):
    assert summarise(a_document(evidence=evidence)).evidence == (told,)


@pytest.mark.parametrize("evidence", [None, [], {}, [3, {"type": "Evidence"}]])
def test_evidence_that_says_nothing_is_passed_over(evidence):
    assert summarise(a_document(evidence=evidence)).evidence == ()


def test_only_evidence_with_a_name_is_an_instrument_and_each_genre_once():
    evidence = [
        {"name": "Gesprek", "genre": "interview", "narrative": "Een uur."},
        {"name": "Tweede gesprek", "genre": "interview"},
        {"id": "https://x.example/work"},
    ]
    assert summarise(a_document(evidence=evidence)).instruments == (
        InstrumentClaim("interview", "Gesprek", "Een uur."),
    )


def test_alignments_and_related_achievements_are_told():
    summary = summarise(
        a_document(
            achievement={
                "alignment": [
                    {"targetName": "Algebra", "targetUrl": "https://x.example/1", "targetType": "CFItem"},
                    {
                        "targetName": "EQF 4",
                        "targetUrl": "https://x.example/2",
                        "targetType": "ext:EQF",
                        "targetCode": "4",
                    },
                ],
                "related": [
                    {"id": "https://x.example/nl", "type": ["Related"], "inLanguage": "nl", "version": "2"},
                    {},
                ],
                "version": "1.3",
            }
        )
    )
    assert summary.alignments == (AlignmentClaim("Algebra", "https://x.example/1", kind="CFItem"),)
    assert [level.level for level in summary.levels] == ["4"]
    assert summary.related == (RelatedClaim("https://x.example/nl", "nl", "2"),)
    assert summary.standard_version == "1.3"


@pytest.mark.parametrize("image", ["data:image/png;base64,iVBO", {"id": "data:image/png;base64,iVBO", "type": "Image"}])
def test_a_picture_is_told_by_its_address_or_as_the_picture_itself(image):
    assert summarise(a_document(achievement={"image": image})).image_url == "data:image/png;base64,iVBO"


def _hashed(kind: str, identity: str, algorithm: str = "sha256") -> dict[str, Any]:
    digest = hashlib.new(algorithm, (identity + "zout").encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"{algorithm}${digest}",
        "identityType": kind,
        "salt": "zout",
    }


def test_each_identity_is_compared_with_those_of_its_own_type_only():
    badge = a_document(
        subject={
            "identifier": [
                _hashed("emailAddress", "a@x.example"),
                _hashed("emailAddress", "b@x.example", "md5"),
                _hashed("sourcedId", "12345"),
            ]
        }
    )
    assert matches_identity(badge, "a@x.example")
    assert matches_identity(badge, " B@x.example ")
    assert not matches_identity(badge, "12345")
    assert matches_identity(badge, "12345", identity_types={"sourcedId"})
    assert not matches_identity(badge, "a@x.example", identity_types={"sourcedId"})
    assert summarise(badge).identity_types == ("emailAddress", "sourcedId")


@pytest.mark.shared
def test_the_example_with_every_member_is_told_whole():
    """specs/samples/ob30/complete.json."""
    summary = summarise(shared_json("samples", "ob30", "complete.json"))
    told = {name for name, value in summary._asdict().items() if value}
    assert told >= {
        "title", "description", "kind", "issuer_did", "issuer_name", "issuer_url", "other_results", "instruments",
        "valid_from", "valid_until", "achievement_id", "credential_id",
        "criteria_narrative", "narrative", "identity_count", "image_url", "alignments", "evidence",
        "identity_types",
    }  # fmt: skip
    assert [(result.kind, result.value) for result in summary.other_results]


def test_an_endorsement_is_told_by_what_it_says():
    subject = {"id": "urn:x:1", "type": ["EndorsementSubject"], "endorsementComment": "Een sterke badge."}
    assert summarise({"credentialSubject": subject}).comment == "Een sterke badge."


def test_what_the_badges_of_a_record_are_part_of_is_not_what_the_record_states():
    subject = {"type": ["ClrSubject"], "achievement": [{"name": "Programma", "description": "Twee delen."}]}
    summary = summarise({"name": "Overzicht", "credentialSubject": subject})
    assert (summary.title, summary.description) == ("Overzicht", "")


def test_evidence_alignments_and_relations_are_in_the_json_as_well():
    evidence = {"id": "https://x.example/werk", "type": ["Evidence", "Video"], "name": "Opname"}
    alignment = {"type": ["Alignment"], "targetName": "Techniek", "targetUrl": "https://kader.example/1"}
    related = {"id": "https://x.example/en", "inLanguage": "en"}
    identity = {"identityType": "sourcedId", "hashed": False, "identityHash": "1"}
    document = a_document(
        {"identifier": [identity]}, {"alignment": [alignment], "related": [related]}, evidence=[evidence]
    )

    told = json.loads(json.dumps(summary_as_json(summarise(document))))

    assert (told["evidence"][0]["name"], told["evidence"][0]["kinds"]) == ("Opname", ["Video"])
    assert told["alignments"][0]["url"] == "https://kader.example/1"
    assert told["related"] == [{"achievement": "https://x.example/en", "language": "en", "version": ""}]
    assert told["identity_types"] == ["sourcedId"]


def test_a_result_in_the_json_says_what_it_is_measured_by():
    told = summary_as_json(summarise(a_badge()))["other_results"]
    assert {"name", "value", "kind", "status", "level", "points", "lowest", "highest", "required"} == set(told[0])
