"""A learner's badges in one record: issued, signed, and verified with each badge on its own."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest

from credentials.core.claim import IssuerFacts
from credentials.core.clr import Association, AssociationType, build_clr, check_clr
from credentials.core.credential_checks import check_schema
from credentials.core.errors import MalformedCredential, Unreachable
from credentials.core.inner import MAX_INNER, InnerBudget, inner_reports
from credentials.core.primitives.did import did_key_for
from credentials.core.records import credentials_in, is_clr
from credentials.core.report import CheckName, KnownIssuer, Report, ReportVerdict
from credentials.core.verify import verify_document
from tests.unit.credentials.core.samples import NOW, SeedSigner, a_claim, build, shared_json, sign

PROGRAMME = "https://school.example/programme"
FIRST, SECOND = "https://school.example/achievements/1", "https://school.example/achievements/2"
SCHOOL = SeedSigner(9)


def a_signed_badge(number: int, **changes: Any) -> dict[str, Any]:
    return sign(
        build(
            a_claim(title=f"Deel {number}"),
            credential_id=f"https://school.example/badges/{number}",
            achievement_id=f"https://school.example/achievements/{number}",
            **changes,
        )
    )


def a_record(**changes: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "issuer": IssuerFacts(did_key_for(SCHOOL.public)[0], "School", "https://school.example"),
        "credential_id": "https://school.example/records/1",
        "name": "Overzicht",
        "learner": {"id": "did:example:learner"},
        "valid_from": NOW,
        "achievements": [
            {
                "id": PROGRAMME,
                "type": ["Achievement"],
                "name": "Programma",
                "description": "Twee delen.",
                "criteria": {"narrative": "Beide delen zijn erkend."},
            }
        ],
        "associations": [
            Association(AssociationType.IS_PART_OF, FIRST, PROGRAMME),
            Association(AssociationType.IS_PART_OF, SECOND, PROGRAMME),
            Association(AssociationType.PRECEDES, FIRST, SECOND),
        ],
    }
    credentials = changes.pop("credentials", None) or [a_signed_badge(1), a_signed_badge(2)]
    return build_clr(credentials, **{**facts, **changes})


def nothing_there(address: str) -> dict[str, Any]:
    raise Unreachable(f"{address} is not asked in this test.")


def verify(document: Any) -> Report:
    return verify_document(
        document,
        now=datetime(2027, 1, 1, tzinfo=UTC),
        resolve_did=nothing_there,
        load_status_list=nothing_there,
        is_known_issuer=lambda did: KnownIssuer(did, "School"),
    )


def test_a_signed_record_verifies_whole_and_each_badge_inside_on_its_own():
    record = sign(a_record(), SCHOOL)

    assert verify(record).check(CheckName.PROOF).code == "proof.ok"
    reports = inner_reports(record, verify=verify, budget=InnerBudget())
    assert [(report.verdict, report.summary.title) for report in reports] == [("valid", "Deel 1"), ("valid", "Deel 2")]
    assert list(credentials_in(record)) == [a_signed_badge(1), a_signed_badge(2)]


def test_one_badge_that_was_changed_is_found_even_when_the_record_was_signed_with_it():
    changed = a_signed_badge(1)
    changed["name"] = "Something else"
    record = sign(a_record(credentials=[changed, a_signed_badge(2)]), SCHOOL)

    assert verify(record).check(CheckName.PROOF).code == "proof.ok"
    first, second = inner_reports(record, verify=verify, budget=InnerBudget())
    assert first.check(CheckName.PROOF).code == "proof.changed"
    assert second.verdict == "valid"


@pytest.mark.parametrize("kind", ["VerifiablePresentation", "EnvelopedVerifiablePresentation"])
def test_a_presentation_in_the_place_of_a_badge_is_not_looked_into(kind):
    """Whoever presents a badge need not sign for that, so a presentation inside would pass without any proof."""
    record = a_record()
    badge = record["credentialSubject"]["verifiableCredential"][0]
    presentation = {"@context": badge["@context"], "type": [kind], "verifiableCredential": [badge]}
    record["credentialSubject"]["verifiableCredential"] = [presentation]

    (report,) = verify(record).inner

    assert report.verdict in {ReportVerdict.INVALID, ReportVerdict.UNREADABLE}
    assert report.inner == ()


def test_a_badge_taken_out_of_a_record_breaks_the_records_own_signature():
    record = sign(a_record(associations=()), SCHOOL)
    record["credentialSubject"]["verifiableCredential"].pop()
    assert verify(record).check(CheckName.PROOF).code == "proof.changed"


def test_the_contexts_stand_in_the_order_that_the_standard_gives():
    assert a_record()["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    ]


SUBJECT = "/credentialSubject"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("/@context", ["https://www.w3.org/ns/credentials/v2"]),
        ("/id", None),
        ("/name", ""),
        ("/validFrom", None),
        ("/issuer", "https://school.example"),
        ("/issuer", {"id": "https://school.example", "type": "Organization"}),
        ("/partial", "yes"),
        (SUBJECT, []),
        (SUBJECT, {"type": ["AchievementSubject"]}),
        (f"{SUBJECT}/verifiableCredential", []),
        (f"{SUBJECT}/verifiableCredential/0", "eyJhbGciOiJFZERTQSJ9.e30.c2ln"),
        (f"{SUBJECT}/verifiableCredential/1", {"type": "Achievement"}),
        (f"{SUBJECT}/achievement/0", "https://school.example/programme"),
        (f"{SUBJECT}/achievement/0/id", "programme"),
        (f"{SUBJECT}/achievement/0/criteria", None),
        (f"{SUBJECT}/association/0", {"type": "Link"}),
        (f"{SUBJECT}/association/0/note", "closed"),
        (f"{SUBJECT}/association/0/associationType", "isBetterThan"),
        (f"{SUBJECT}/association/0/associationType", ["isPartOf"]),
        (f"{SUBJECT}/association/1/sourceId", "https://school.example/achievements/3"),
        (f"{SUBJECT}/association/2/targetId", "achievements/2"),
    ],
)
def test_a_rule_that_a_record_breaks_is_named_with_its_place(field, value):
    record = copy.deepcopy(a_record())
    *way, last = field.strip("/").split("/")
    place: Any = record
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value

    with pytest.raises(MalformedCredential) as caught:
        check_clr(record)
    assert (caught.value.code, caught.value.field) == ("schema.malformed", field)


def test_a_record_says_whom_it_is_about():
    with pytest.raises(MalformedCredential) as caught:
        a_record(learner={})
    assert caught.value.field == SUBJECT
    identity = {"type": "IdentityObject", "hashed": False, "identityHash": "12", "identityType": "sourcedId"}
    check_clr(a_record(learner={"identifier": [identity]}))


def test_an_association_may_name_the_credential_of_an_achievement_or_one_inside_a_token():
    check_clr(
        a_record(associations=[Association(AssociationType.IS_PEER_OF, "https://school.example/badges/1", SECOND)])
    )

    token = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "type": "EnvelopedVerifiableCredential",
        "id": "data:application/vc+jwt,eyJhbGciOiJFZERTQSJ9.e30.c2ln",
    }
    check_clr(a_record(credentials=[token]))


def test_a_record_of_another_data_model_is_not_held_to_these_rules():
    assert is_clr(a_record())
    assert not is_clr({**a_record(), "@context": ["https://www.w3.org/2018/credentials/v1"]})
    assert not is_clr(a_signed_badge(1))


def test_what_is_not_reached_by_the_budget_never_passes_for_checked():
    record = a_record(credentials=[{"type": "VerifiableCredential"}] * (MAX_INNER + 5), associations=())
    reports = inner_reports(record, verify=verify, budget=InnerBudget())
    assert len(reports) == MAX_INNER + 1
    assert reports[-1].check(CheckName.READABLE).code == "readable.too-large"

    budget = InnerBudget(left=0)
    assert [report.verdict for report in inner_reports(record, verify=verify, budget=budget)] == ["unreadable"]


def test_a_budget_is_shared_by_records_inside_records():
    budget = InnerBudget(left=6)

    def verify_deep(document: Any) -> Report:
        return Report(verify(document).checks, inner=inner_reports(document, verify=verify_deep, budget=budget))

    record: dict[str, Any] = {"type": "VerifiableCredential"}
    for _level in range(10):
        record = {
            "type": ["VerifiableCredential", "ClrCredential"],
            "credentialSubject": {"type": "ClrSubject", "verifiableCredential": [record]},
        }
    report, depth = verify_deep(record), 0
    while report.inner:
        report, depth = report.inner[0], depth + 1
    assert depth == 7
    assert report.check(CheckName.READABLE).code == "readable.too-large"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count"), [("simple.json", 1), ("complex.json", 6), ("simple_old_safesigned.json", 1)]
)
def test_the_records_of_others_show_their_badges(name, count):
    """specs/samples/clr20."""
    record = shared_json("samples", "clr20", name)
    assert len(inner_reports(record, verify=verify, budget=InnerBudget())) == count
    if is_clr(record):
        check_clr(record)
        assert check_schema(record).code in ("schema.clr", "schema.data-model")
