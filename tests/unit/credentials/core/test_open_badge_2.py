"""An Open Badge 2.0, hosted or signed: what makes it its issuer's, and what is said when something is not right."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from hashlib import md5
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.core.errors import Gone, Unreachable, UnreadableDocument
from credentials.core.open_badge_2 import is_open_badge_2
from credentials.core.open_badge_2_fetching import MAX_FETCHES
from credentials.core.report import CheckName, Finding
from credentials.core.summary import AlignmentClaim, EvidenceClaim, RelatedClaim
from tests.unit.credentials.core.open_badge_2_world import (
    ADDRESS,
    ASSERTION,
    BADGE,
    ISSUER,
    KEY,
    NOW,
    REVOCATIONS,
    World,
    a_signed_assertion,
    an_assertion,
    codes,
    hashes_of,
    jws,
    pem_of,
    report_on,
    secret_key,
)


def test_a_hosted_badge_whose_copy_stands_at_its_issuer_is_valid():
    report = report_on(an_assertion())
    assert report.verdict == "valid"
    assert codes(report) == {
        "readable": "readable.ok",
        "schema": "schema.assertion",
        "context": "context.assertion",
        "proof": "proof.hosted",
        "issuer": "issuer.known",
        "dates": "dates.ok",
        "status": "status.ok",
        "holder": "holder.not-asked",
    }


def test_a_signed_badge_with_a_key_of_its_issuer_is_valid():
    report = report_on(jws(a_signed_assertion()))
    assert report.verdict == "valid"
    assert (codes(report)["proof"], codes(report)["status"]) == ("proof.ok", "status.ok")


@pytest.mark.parametrize(
    "form", [ASSERTION, f" {ASSERTION}\n", json.dumps(an_assertion())], ids=["address", "space", "json"]
)
def test_the_address_and_the_text_of_a_badge_get_the_report_of_the_badge(form):
    assert report_on(form).as_json() == report_on(an_assertion()).as_json()


def test_each_document_is_fetched_once():
    world = World()
    report_on(ASSERTION, world)
    assert sorted(world.asked) == sorted([ASSERTION, BADGE, ISSUER])


def test_a_summary_tells_the_badge_in_the_same_form_as_one_of_3_0():
    summary = report_on(an_assertion(narrative="Well done.", image="data:image/png;base64,iVBO")).summary
    assert (summary.title, summary.issuer_name, summary.issuer_did) == ("Robotics", "Robot school", ISSUER)
    assert (summary.criteria_narrative, summary.narrative) == ("Build one.", "Well done.")
    assert summary.evidence == (EvidenceClaim("Robot", url="https://issuer.example/work.html", narrative="It walks."),)
    assert summary.alignments == (AlignmentClaim("Engineering", "https://frame.example/1", code="E1"),)
    assert summary.related == (RelatedClaim("https://issuer.example/classes/es.json", language="es"),)
    assert (summary.credential_id, summary.achievement_id, summary.standard_version) == (ASSERTION, BADGE, "2")
    assert (summary.identity_count, summary.identity_types) == (1, ("email",))
    assert summary.image_url == "data:image/png;base64,iVBO"
    assert summary.valid_from == datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("recipient", "code"),
    [
        ({}, "holder.matches"),
        ({"identity": "sha256$" + hashes_of("other@example.org")}, "holder.other"),
        ({"salt": "another"}, "holder.other"),
        ({"hashed": False, "identity": "Beth@Example.org"}, "holder.matches"),
        ({"identity": "md5$" + md5(f"{ADDRESS}deadsea".encode()).hexdigest()}, "holder.matches"),
        ({"type": "telephone"}, "holder.not-bound"),
    ],
    ids=["same", "other", "salt", "plain", "md5", "telephone"],
)
def test_the_holder_is_compared_with_the_salted_hash(recipient, code):
    assertion = an_assertion()
    assertion["recipient"].update(recipient)
    world = World()
    world[ASSERTION] = assertion
    assert codes(report_on(assertion, world, expected_address=ADDRESS))["holder"] == code


# --- hosted


@pytest.mark.parametrize(
    "change",
    [
        {"recipient": {"type": "email", "hashed": False, "identity": "thief@example.org"}},
        {"badge": "https://issuer.example/classes/other.json"},
        {"issuedOn": "2020-01-01T00:00:00Z"},
        {"expires": "2099-01-01T00:00:00Z"},
        {"evidence": []},
        {"narrative": "Added."},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_badge_that_differs_from_its_hosted_copy_is_invalid(change):
    report = report_on(an_assertion(**change), World())
    assert report.check(CheckName.PROOF).code == "proof.hosted-differs"
    assert report.check(CheckName.PROOF).facts["members"] == next(iter(change))
    assert report.verdict == "invalid"


def test_a_badge_class_may_be_written_out_in_one_copy_and_named_in_the_other():
    world = World()
    assert report_on(an_assertion(badge=world[BADGE]), world).verdict == "valid"
    other = {**world[BADGE], "id": "https://issuer.example/classes/other.json"}
    assert codes(report_on(an_assertion(badge=other), world))["proof"] == "proof.hosted-differs"


def test_a_copy_that_cannot_be_fetched_leaves_it_undecided():
    world = World()
    del world[ASSERTION]
    report = report_on(an_assertion(), world)
    assert report.verdict == "undecided"
    assert (codes(report)["proof"], codes(report)["issuer"]) == ("proof.hosted-unreachable", "issuer.no-proof")
    assert codes(report)["status"] == "status.unreachable"


def test_a_badge_made_elsewhere_that_names_the_issuer_is_not_the_issuers():
    """Anybody can host an assertion on their own site, with a badge class that names somebody else as its issuer."""
    address = "https://thief.example/assertion.json"
    world = World()
    world[address] = an_assertion(id=address)
    report = report_on(address, world)
    assert codes(report)["issuer"] == "issuer.other-origin"
    assert report.verdict == "invalid"


def test_a_profile_inside_the_badge_counts_for_nothing():
    world = World()
    address = "https://thief.example/assertion.json"
    profile = {**world[ISSUER], "verification": {"allowedOrigins": ["thief.example"]}}
    assertion = an_assertion(id=address, badge={**world[BADGE], "issuer": profile})
    world[address] = assertion
    assert codes(report_on(assertion, world))["issuer"] == "issuer.other-origin"

    del world[ISSUER]
    report = report_on(assertion, world)
    assert (codes(report)["issuer"], report.verdict) == ("issuer.unreachable", "undecided")
    assert report.summary.issuer_name == "Robot school"


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        ({"allowedOrigins": "issuer.example"}, "issuer.known"),
        ({"allowedOrigins": ["a.example", "issuer.example"]}, "issuer.known"),
        ({"allowedOrigins": ["a.example"]}, "issuer.other-origin"),
        ({"startsWith": "https://issuer.example/assertions/"}, "issuer.known"),
        ({"startsWith": ["https://a.example", "https://issuer.example"]}, "issuer.known"),
        ({"startsWith": "https://issuer.example/NOT"}, "issuer.other-origin"),
        ({"startsWith": ["https://issuer.example/NOT", "https://a.example/NOR"]}, "issuer.other-origin"),
        ({"startsWith": "https://issuer.exam"}, "issuer.other-origin"),
        ({"startsWith": "https://issuer.example/", "allowedOrigins": ["a.example"]}, "issuer.other-origin"),
        ({}, "issuer.known"),
    ],
)
def test_a_badge_stands_where_its_issuer_says_that_its_badges_stand(policy, code):
    assert codes(report_on(an_assertion(), World(ISSUER={"verification": policy})))["issuer"] == code


def test_another_document_at_the_issuers_address_is_not_the_issuer():
    report = report_on(an_assertion(), World(ISSUER={"id": "https://other.example/profile.json"}))
    assert codes(report)["issuer"] == "issuer.other-document"


@pytest.mark.parametrize(
    "changes",
    [{"BADGE": {"issuer": "urn:uuid:2d391246"}}, {"ISSUER": {"id": "urn:uuid:2d391246"}}],
    ids=["in-the-class", "in-the-profile"],
)
def test_an_issuer_that_is_no_web_address_cannot_be_looked_up(changes):
    report = report_on(an_assertion(), World(**changes))
    assert codes(report)["issuer"] == "issuer.kind-not-supported"
    assert report.check(CheckName.ISSUER).facts == {"method": "urn:uuid:2d391246"}
    assert report.verdict == "undecided"


def test_an_issuer_that_nobody_knows_leaves_it_undecided():
    report = report_on(an_assertion(), is_known_issuer=lambda _address: None)
    assert (codes(report)["issuer"], report.verdict) == ("issuer.unknown", "undecided")
    assert report.check(CheckName.ISSUER).facts == {"did": ISSUER}


@pytest.mark.parametrize(
    "copy_of_it",
    [
        an_assertion(revoked=True, revocationReason="A good reason"),
        {"id": ASSERTION, "type": "Assertion", "revoked": True, "revocationReason": "A good reason"},
    ],
    ids=["whole", "only-that"],
)
def test_a_withdrawn_hosted_badge_is_invalid_and_says_why(copy_of_it):
    world = World()
    world[ASSERTION] = copy_of_it
    report = report_on(an_assertion(), world)
    assert report.check(CheckName.STATUS).code == "status.revoked"
    assert report.check(CheckName.STATUS).facts["reason"] == "A good reason"
    assert report.verdict == "invalid"


def test_a_badge_that_was_taken_away_was_withdrawn():
    world = World()
    world[ASSERTION] = Gone("It is no more.")
    assert codes(report_on(an_assertion(), world))["status"] == "status.revoked"


# --- signed


def test_a_signed_badge_that_was_changed_is_invalid():
    head, _payload, signature = jws(a_signed_assertion()).split(".")
    forged = jws(a_signed_assertion(narrative="More.")).split(".")[1]
    report = report_on(f"{head}.{forged}.{signature}")
    assert (codes(report)["proof"], report.verdict) == ("proof.changed", "invalid")


def test_a_badge_that_says_to_be_signed_and_is_not_is_invalid():
    report = report_on(a_signed_assertion())
    assert (codes(report)["proof"], report.verdict) == ("proof.absent", "invalid")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"publicKey": "https://issuer.example/other.json"}, "issuer.key-not-listed"),
        ({"publicKey": None}, "issuer.key-not-listed"),
    ],
    ids=["other", "none"],
)
def test_a_key_that_the_issuer_does_not_list_proves_nothing(change, code):
    report = report_on(jws(a_signed_assertion()), World(ISSUER=change))
    assert (codes(report)["proof"], codes(report)["issuer"]) == ("proof.key-unavailable", code)
    assert report.verdict == "invalid"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"owner": "https://other.example/profile.json"}, "issuer.other-controller"),
        ({"publicKeyPem": "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"}, "issuer.key-malformed"),
        ({"publicKeyPem": "x" * 20_000}, "issuer.key-malformed"),
        ({"publicKeyPem": None}, "issuer.key-malformed"),
    ],
    ids=["owner", "pem", "large", "none"],
)
def test_a_key_that_is_not_the_issuers_or_not_usable_is_refused(change, code):
    report = report_on(jws(a_signed_assertion()), World(KEY=change))
    assert codes(report)["issuer"] == code
    assert report.verdict == "invalid"


def test_a_small_key_is_refused():
    small = secret_key(1, bits=1024)
    report = report_on(jws(a_signed_assertion(), key=small), World(KEY={"publicKeyPem": pem_of(small)}))
    assert codes(report)["issuer"] == "issuer.key-malformed"


def test_a_key_may_be_written_out_in_the_profile():
    world = World()
    world[ISSUER]["publicKey"] = world.pop(KEY)
    assert report_on(jws(a_signed_assertion()), world).verdict == "valid"


def test_without_a_named_key_each_key_of_the_issuer_is_tried():
    token = jws(a_signed_assertion(verification={"type": "SignedBadge"}))
    other = {"id": "https://issuer.example/2", "owner": ISSUER, "publicKeyPem": pem_of(secret_key(2))}

    assert report_on(token, World(ISSUER={"publicKey": [other, KEY]})).verdict == "valid"
    assert codes(report_on(token, World(ISSUER={"publicKey": [other]})))["proof"] == "proof.changed"
    unreachable = ["https://issuer.example/gone.json", other]
    assert codes(report_on(token, World(ISSUER={"publicKey": unreachable})))["proof"] == "proof.key-unavailable"


def test_a_badge_that_points_at_too_much_names_the_cap():
    world = World(ISSUER={"publicKey": [f"https://issuer.example/key-{number}.json" for number in range(500)]})
    for number in range(500):
        world[f"https://issuer.example/key-{number}.json"] = {"owner": ISSUER, "publicKeyPem": pem_of(secret_key(2))}
    report = report_on(jws(a_signed_assertion(verification={"type": "SignedBadge"})), world)

    assert report.check(CheckName.PROOF).code == "proof.too-many-fetches"
    assert report.check(CheckName.PROOF).facts == {"count": str(MAX_FETCHES)}
    assert len(world.asked) == MAX_FETCHES


@pytest.mark.parametrize(
    ("header", "finding", "code"),
    [
        ({"alg": "none"}, Finding.FAILED, "proof.absent"),
        ({"alg": "HS256"}, Finding.FAILED, "proof.malformed"),
        ({"alg": "EdDSA"}, Finding.FAILED, "proof.malformed"),
        ({"alg": "PS512"}, Finding.NOT_CHECKED, "proof.kind-not-supported"),
    ],
    ids=lambda value: value["alg"] if isinstance(value, dict) else None,
)
def test_another_algorithm_than_rs256_is_refused(header, finding, code):
    check = report_on(jws(a_signed_assertion(), header=header)).check(CheckName.PROOF)
    assert (check.finding, check.code) == (finding, code)


def test_a_signed_badge_of_an_issuer_that_cannot_be_reached_is_undecided_whatever_it_holds_itself():
    world = World()
    profile = {**world.pop(ISSUER), "publicKey": world[KEY], "revocationList": None}
    token = jws(a_signed_assertion(badge={**world[BADGE], "issuer": profile}))
    report = report_on(token, world)
    assert (codes(report)["proof"], codes(report)["issuer"]) == ("proof.key-unavailable", "issuer.unreachable")
    assert codes(report)["status"] == "status.unreachable"


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        ({"revokedAssertions": ["urn:uuid:other", "urn:uuid:1d9b3c5a-1"]}, "status.revoked"),
        ({"revokedAssertions": [{"id": "urn:uuid:1d9b3c5a-1", "revocationReason": "Why"}]}, "status.revoked"),
        ({"revokedAssertions": [{"uid": "u-1"}]}, "status.revoked"),
        ({"revokedAssertions": [{"id": "urn:uuid:other"}, 3, None]}, "status.ok"),
        ({"revokedAssertions": "urn:uuid:1d9b3c5a-1"}, "status.list-malformed"),
        ({"issuer": "https://other.example/profile.json"}, "status.list-other-issuer"),
    ],
)
def test_the_issuers_revocation_list_is_looked_at(listed, code):
    token = jws(a_signed_assertion(uid="u-1"))
    assert codes(report_on(token, World(REVOCATIONS=listed)))["status"] == code


def test_a_revocation_list_that_cannot_be_fetched_leaves_it_undecided_and_none_is_fine():
    world = World()
    del world[REVOCATIONS]
    report = report_on(jws(a_signed_assertion()), world)
    assert (codes(report)["status"], report.verdict) == ("status.unreachable", "undecided")

    report = report_on(jws(a_signed_assertion()), World(ISSUER={"revocationList": None}))
    assert (codes(report)["status"], report.verdict) == ("status.none", "valid")


# --- shape, dates, kind


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"type": "OtherAssertion"}, "/type"),
        ({"id": ""}, "/id"),
        ({"id": "urn:uuid:1"}, "/id"),
        ({"verification": {}}, "/verification/type"),
        ({"badge": 3}, "/badge"),
        ({"recipient": "beth@example.org"}, "/recipient/type"),
        ({"recipient": {"type": "email", "hashed": "yes", "identity": "x"}}, "/recipient/hashed"),
        ({"recipient": {"type": "email", "hashed": True, "identity": "beth@example.org"}}, "/recipient/identity"),
        ({"issuedOn": "2025-12-31"}, "/issuedOn"),
        ({"issuedOn": "2025-12-31T10:00:00"}, "/issuedOn"),
        ({"expires": "soon"}, "/expires"),
        ({"expires": "2025-12-31T00:00:00Z"}, "/expires"),
    ],
)
def test_a_rule_that_the_assertion_breaks_is_named_with_its_place(changes, field):
    check = report_on(an_assertion(**changes)).check(CheckName.SCHEMA)
    assert (check.code, check.facts.get("field")) == ("schema.malformed", field)


@pytest.mark.parametrize(
    ("where", "changes", "field"),
    [
        ("BADGE", {"type": "Assertion"}, "/badge/type"),
        ("BADGE", {"name": ""}, "/badge/name"),
        ("BADGE", {"criteria": None}, "/badge/criteria"),
        ("ISSUER", {"type": "Criteria"}, "/badge/issuer/type"),
        ("ISSUER", {"email": None}, "/badge/issuer/email"),
    ],
)
def test_a_rule_that_the_badge_class_or_the_profile_breaks_is_named_with_its_place(where, changes, field):
    check = report_on(an_assertion(), World(**{where: changes})).check(CheckName.SCHEMA)
    assert (check.code, check.facts.get("field")) == ("schema.malformed", field)


def test_a_badge_class_that_cannot_be_fetched_leaves_it_undecided():
    world = World()
    del world[BADGE]
    report = report_on(an_assertion(), world)
    assert (codes(report)["schema"], codes(report)["issuer"]) == ("schema.unreachable", "issuer.unreachable")
    assert report.check(CheckName.SCHEMA).facts == {"address": BADGE}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"expires": "2026-11-24T12:00:00Z"}, "dates.ok"),
        ({"expires": "2026-11-24T11:59:59Z"}, "dates.expired"),
        ({"issuedOn": "2026-11-24T12:00:01Z"}, "dates.not-yet"),
        ({"issuedOn": "2026-11-24T12:30+01:00"}, "dates.ok"),
        ({"issuedOn": 3}, "dates.malformed"),
        ({"issuedOn": "0001-01-01T00:00:00+14:00"}, "dates.malformed"),
    ],
)
def test_the_dates_of_a_badge_are_compared_with_now(changes, code):
    assert codes(report_on(an_assertion(**changes)))["dates"] == code


OLD = {"uid": "1", "recipient": {"identity": "a@b.c"}, "badge": "https://x.example/b", "verify": {"type": "hosted"}}


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({**an_assertion(), "@context": "https://w3id.org/openbadges/v1"}, "Open Badges 1.1"),
        (OLD, "Open Badges 1.0"),
        ({"recipient": "a@b.c", "issued_on": "2011-06-01", "badge": {"version": "0.5.0"}}, "Open Badges 0.5"),
    ],
    ids=["1.1", "1.0", "0.5"],
)
def test_a_badge_of_an_older_edition_is_called_that_and_left_undecided(document, kind):
    world = World()
    report = report_on(document, world)
    assert report.verdict == "undecided"
    assert {check.finding for check in report.checks[1:-1]} == {Finding.NOT_CHECKED}
    assert report.check(CheckName.SCHEMA).facts == {"kind": kind}
    assert world.asked == []


def test_a_badge_with_another_vocabulary_is_invalid():
    report = report_on(an_assertion(**{"@context": "https://w3id.org/openbadges/invalid"}))
    assert (codes(report)["context"], report.verdict) == ("context.invalid", "invalid")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{", "readable.not-json"),
        ("plain words", "readable.not-a-token"),
        ({"@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass"}, "readable.not-a-credential"),
        ({"type": "Assertion", "a": "\ud800"}, "readable.lone-surrogate"),
        ("https://issuer.example/classes/robotics.json", "readable.not-a-credential"),
    ],
)
def test_what_is_no_badge_says_so(document, code):
    assert codes(report_on(document)) == {"readable": code}


def test_an_address_that_leads_nowhere_says_so():
    report = report_on("https://issuer.example/nothing")
    assert codes(report) == {"readable": "readable.unreachable"}
    assert report.check(CheckName.READABLE).facts == {"address": "https://issuer.example/nothing"}


@pytest.mark.parametrize("answer", [[], "text", {"a": float("nan")}, UnreadableDocument("This is not JSON.")])
def test_an_answer_that_is_no_json_object_is_as_good_as_none(answer):
    for address in (ASSERTION, BADGE, ISSUER):
        world = World()
        world[address] = answer
        assert report_on(an_assertion(), world).verdict == "undecided"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (an_assertion(), True),
        (OLD, True),
        ("https://x.example/assertion", True),
        (jws(a_signed_assertion()), True),
        (jws({"type": ["VerifiableCredential"], "credentialSubject": {}}), False),
        ({"type": ["VerifiableCredential", "Assertion"], "credentialSubject": {}}, False),
        ({"type": "BadgeClass"}, False),
        ("ftp://x.example", False),
        ("http://[", False),
        ("", False),
    ],
    ids=["assertion", "older", "address", "jws", "vc-jwt", "vc", "class", "ftp", "broken", "empty"],
)
def test_a_dispatcher_can_tell_an_open_badge_2(document, expected):
    assert is_open_badge_2(document) is expected


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [path, *(place for key, item in value.items() for place in _places(item, (*path, key)))]
    return [path]


ODD = st.sampled_from([None, 0, -1.5, True, "", "x", [], {}, [None], {"id": []}, "https://[", "\x00", "9999-99-99T99Z"])


@given(st.data())
def test_an_odd_value_anywhere_gets_a_report_and_never_an_exception(data):
    world = World()
    address = data.draw(st.sampled_from(sorted(world)))
    place = data.draw(st.sampled_from([place for place in _places(world[address]) if place]))
    document = copy.deepcopy(world[address])
    target = document
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = data.draw(ODD)
    world[address] = document

    reports = [report_on(world[ASSERTION], world), report_on(jws(a_signed_assertion()), world)]

    assert {report.verdict for report in reports} <= {"valid", "invalid", "undecided", "unreadable"}
    assert json.dumps([report.as_json() for report in reports])


def test_a_fetcher_that_answers_nothing_leaves_every_badge_undecided():
    def nothing(address: str) -> dict[str, Any]:
        raise Unreachable("Nothing is fetched.", address=address)

    for document in (an_assertion(), jws(a_signed_assertion())):
        assert report_on(document, fetch=nothing).verdict == "undecided"


def test_now_decides_and_no_clock_is_read():
    later = NOW.replace(year=2100)
    world = World()
    world[ASSERTION] = an_assertion(expires="2090-01-01T00:00:00Z")
    assert report_on(ASSERTION, world).verdict == "valid"
    assert codes(report_on(ASSERTION, world, now=later))["dates"] == "dates.expired"
