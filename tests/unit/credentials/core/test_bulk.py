"""Issuing and checking many: the same bytes and the same reports as one by one."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from credentials.core.bulk import issue_many, verify_many
from credentials.core.contexts import PUBLISHED
from credentials.core.credential_checks import Surroundings
from credentials.core.errors import Unreachable, UnsafeDocument
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.shared_form import SharedForm
from credentials.core.report import KnownIssuer, ReportVerdict
from tests.unit.credentials.core.samples import NOW, SeedSigner, a_claim, build, sign

SIGNER = SeedSigner()
DID, METHOD = did_key_for(SIGNER.public)


def badges(count: int) -> list[dict[str, Any]]:
    """Of one achievement, of another person each."""
    return [
        build(
            a_claim(
                addresses=(f"persoon-{number}@gemeente.example",) * (number % 3 > 0), narrative=f"Verhaal {number}"
            ),
            credential_id=f"https://erkend.example/badges/{number}",
        )
        for number in range(count)
    ]


def issued(documents: Any) -> list[Any]:
    return [json.loads(text) for text in issue_many(documents, signer=SIGNER, verification_method=METHOD, created=NOW)]


def around() -> Surroundings:
    def unreachable(what: str) -> Any:
        raise Unreachable(what)

    return Surroundings(
        now=NOW,
        resolve_did=unreachable,
        load_status_list=unreachable,
        is_known_issuer=lambda did: KnownIssuer(did, "Proef") if did == DID else None,
    )


def test_many_are_signed_as_one_is():
    documents = badges(40)
    assert issued(documents) == [sign(document) for document in documents]


def test_the_achievement_of_the_badge_before_is_not_read_again():
    forms = SharedForm(PUBLISHED)
    parts = []
    for document in badges(6):
        assert forms.content(document).decode() == canonicalise(document)
        parts.append(forms.part)
    assert all(part is parts[0] for part in parts)


def test_what_comes_out_is_json_in_the_order_of_the_members():
    [text] = issue_many(badges(1), signer=SIGNER, verification_method=METHOD, created=NOW)
    assert text.decode() == json.dumps(sign(badges(1)[0]), ensure_ascii=False, separators=(",", ":"))


def _rename(document: dict[str, Any]) -> None:
    document["credentialSubject"]["achievement"]["name"] = "Iets anders"


def _number(value: Any) -> Any:
    def change(document: dict[str, Any]) -> None:
        document["credentialSubject"]["achievement"]["creditsAvailable"] = value

    return change


def _about_the_achievement(document: dict[str, Any]) -> None:
    achievement_id = document["credentialSubject"]["achievement"]["id"]
    document["evidence"][0]["id"] = achievement_id


def _a_twin_of_a_part(document: dict[str, Any]) -> None:
    """An object without id that is like one in the achievement."""
    twin = {"type": ["Alignment"], "targetName": "tweeling", "targetUrl": "https://x.example/"}
    document["credentialSubject"]["achievement"]["alignment"].append(copy.deepcopy(twin))
    document["credentialSubject"]["result"][0]["alignment"] = [copy.deepcopy(twin)]


def _rare_controls(document: dict[str, Any]) -> None:
    document["name"] = "a\x7fb\x01"


def _other_context(document: dict[str, Any]) -> None:
    document["@context"].append({"eigen": "https://x.example/eigen"})
    document["eigen"] = "x"


def _no_achievement(document: dict[str, Any]) -> None:
    del document["credentialSubject"]["achievement"]


CHANGES = [
    _rename,
    _number(1),
    _number(True),
    _number(1.0),
    _number(2.5),
    _about_the_achievement,
    _a_twin_of_a_part,
    _rare_controls,
    _other_context,
    _no_achievement,
]


@pytest.mark.parametrize("change", CHANGES, ids=range(len(CHANGES)))
def test_one_that_is_different_is_signed_as_it_is(change):
    documents = badges(5)
    change(documents[2])
    assert issued(documents) == [sign(document) for document in documents]


def test_numbers_that_python_finds_equal_are_different_parts():
    documents = badges(4)
    for document, value in zip(documents, (1, True, 1.0, 1), strict=True):
        document["credentialSubject"]["achievement"]["creditsAvailable"] = value
    texts = list(issue_many(documents, signer=SIGNER, verification_method=METHOD, created=NOW))
    assert [text for text in texts if b'"creditsAvailable":true' in text] == [texts[1]]
    assert issued(documents) == [sign(document) for document in documents]


def test_a_part_that_is_changed_in_place_between_two_is_read_again():
    shared = build()["credentialSubject"]["achievement"]

    def documents() -> Any:
        for number in range(3):
            document = badges(1)[0]
            document["credentialSubject"]["achievement"] = shared
            shared["name"] = f"Naam {number}"
            yield document

    names = [badge["credentialSubject"]["achievement"]["name"] for badge in issued(documents())]
    assert names == ["Naam 0", "Naam 1", "Naam 2"]
    for text in issue_many(documents(), signer=SIGNER, verification_method=METHOD, created=NOW):
        [report] = verify_many([text], around(), processes=1)
        assert report.verdict == ReportVerdict.VALID


def test_what_can_not_be_signed_stops_at_that_one():
    documents = badges(3)
    documents[1]["onbekend"] = "x"
    making = issue_many(documents, signer=SIGNER, verification_method=METHOD, created=NOW)
    next(making)
    with pytest.raises(UnsafeDocument):
        next(making)


@pytest.mark.parametrize("processes", [1, 2])
def test_many_are_checked_in_order_whatever_is_among_them(processes):
    texts = list(issue_many(badges(100), signer=SIGNER, verification_method=METHOD, created=NOW))
    texts[3] = texts[3].replace(b"Verhaal 3", b"Verhaal 4")
    texts[7] = b"{"
    reports = list(verify_many(iter(texts), around(), processes=processes))

    assert len(reports) == 100
    assert reports[3].verdict == ReportVerdict.INVALID
    assert reports[7].verdict == ReportVerdict.UNREADABLE
    assert {report.verdict for index, report in enumerate(reports) if index not in (3, 7)} == {ReportVerdict.VALID}
    assert [report.summary.narrative for report in reports[8:12]] == [f"Verhaal {number}" for number in range(8, 12)]


def test_who_stops_asking_is_not_kept_waiting():
    [text] = issue_many(badges(1), signer=SIGNER, verification_method=METHOD, created=NOW)
    asked = 0

    def endless() -> Any:
        nonlocal asked
        while True:
            asked += 1
            yield text

    reports = verify_many(endless(), around(), processes=2)
    assert next(reports).verdict == ReportVerdict.VALID
    reports.close()
    assert asked < 1000
