"""Learner records (CLR 2.0) with badges in them, both ways with npm ``@digitalbazaar/vc``."""

from __future__ import annotations

import copy

import pytest

from credentials.core.claim import IssuerFacts
from credentials.core.clr import Association, AssociationType, build_clr
from credentials.core.primitives.data_integrity import ECDSA_RDFC, EDDSA_RDFC
from credentials.core.primitives.keys import KeyKind
from credentials.core.report import CheckName, ReportVerdict
from tests.interop.parties import LONG_AGO, Json, Party, report_here, there, verified, verifying
from tests.unit.credentials.core.samples import build

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("node_packages")]

MUNICIPALITY = Party(EDDSA_RDFC, KeyKind.ED25519)
SCHOOL = Party(ECDSA_RDFC, KeyKind.P256, seed=9)
FIRST, SECOND = "https://gemeente.example/achievements/1", "https://gemeente.example/achievements/2"


def badge(number: int) -> Json:
    return build(
        did=MUNICIPALITY.did,
        valid_from=LONG_AGO,
        credential_id=f"https://gemeente.example/badges/{number}",
        achievement_id=f"https://gemeente.example/achievements/{number}",
    )


def record(badges: list[Json]) -> Json:
    return build_clr(
        badges,
        issuer=IssuerFacts(SCHOOL.did, "School", "https://school.example"),
        credential_id="https://school.example/records/1",
        name="Overzicht",
        learner={"id": "did:example:learner"},
        valid_from=LONG_AGO,
        associations=[Association(AssociationType.PRECEDES, FIRST, SECOND)],
    )


def tampered(signed: Json) -> list[Json]:
    """Copies of which a badge inside, the association, or the record itself was changed."""
    copies = [copy.deepcopy(signed) for _ in range(3)]
    copies[0]["credentialSubject"]["verifiableCredential"][1]["name"] += "!"
    copies[1]["credentialSubject"]["association"][0]["associationType"] = "replacedBy"
    copies[2]["name"] += "!"
    return copies


def inside(signed: Json) -> list[Json]:
    badges: list[Json] = signed["credentialSubject"]["verifiableCredential"]
    return badges


def test_our_record_verifies_there_and_so_does_each_badge_in_it():
    signed = SCHOOL.signs(record([MUNICIPALITY.signs(badge(1)), MUNICIPALITY.signs(badge(2))]))
    tasks = [verifying(one) for one in (signed, *inside(signed), *tampered(signed))]

    whole, first, second, *others = there(tasks, SCHOOL.document, MUNICIPALITY.document)

    assert [whole, first, second] == [verified()] * 3
    assert all("Invalid signature" in answer["error"] for answer in others)


def test_a_record_that_was_signed_there_verifies_here_and_so_does_each_badge_in_it():
    badges = there([MUNICIPALITY.issuing(badge(1)), MUNICIPALITY.issuing(badge(2))], MUNICIPALITY.document)
    [signed] = there([SCHOOL.issuing(record(badges))], SCHOOL.document)

    report = report_here(signed)

    assert report.check(CheckName.SCHEMA).code == "schema.clr"
    assert report.verdict is ReportVerdict.VALID
    assert [inner.verdict for inner in report.inner] == [ReportVerdict.VALID] * 2
    judged = [report_here(copied) for copied in tampered(signed)]
    assert {one.check(CheckName.PROOF).code for one in judged} == {"proof.changed"}
    assert [inner.verdict for inner in judged[0].inner] == [ReportVerdict.VALID, ReportVerdict.INVALID]


def test_a_badge_taken_out_of_a_record_is_the_badge_that_went_in():
    badges = there([MUNICIPALITY.issuing(badge(1)), MUNICIPALITY.issuing(badge(2))], MUNICIPALITY.document)
    [signed] = there([SCHOOL.issuing(record(badges))], SCHOOL.document)

    assert inside(signed) == badges
