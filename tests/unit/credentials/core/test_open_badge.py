"""A claim becomes a valid Open Badge 3.0, and reads back as what was claimed."""

from __future__ import annotations

import base64
import json
import re
from datetime import date

import pytest
import referencing
from jsonschema import Draft201909Validator, FormatChecker

from credentials.core.claim import RouteClaim, Verdict
from credentials.core.contexts import ACHIEVEMENT_SCHEMA, load_schema
from credentials.core.errors import MalformedCredential
from credentials.core.open_badge import identity_hash, matches_identity, summarise
from credentials.core.primitives.canonical import canonicalise
from tests.unit.credentials.core.samples import (
    ACHIEVEMENT_ID,
    ADDRESS,
    NOW,
    a_claim,
    a_unit,
    build,
    shared_json,
    sign,
)

EVERY_FORM = [
    a_claim(),
    a_claim(language="en", is_example=False),
    a_claim(holder_name="Samira Haddad", addresses=()),
    a_claim(standard_uri="", standard_code="", standard_owner="", standard_version="", levels=()),
    a_claim(units=(), instruments=(), manifest_sha256s=(), narrative=""),
    a_claim(manifest_sha256s=("ab" * 32, "cd" * 32)),
    a_claim(units=(a_unit(0, target_url="", group_code="", group_title="", origin="letterlijk"),)),
    a_claim(route=RouteClaim("compact", "EVC Compact", "EVC Compact", "Portfolio en interview.", 16, 16)),
]

STATUS_ENTRY = {
    "id": "https://erkend.example/status/1#94567",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "94567",
    "statusListCredential": "https://erkend.example/status/1",
}


@pytest.mark.parametrize("claim", EVERY_FORM, ids=range(len(EVERY_FORM)))
def test_a_built_credential_satisfies_the_schema_and_loses_nothing_in_safe_mode(claim):
    signed = sign(build(claim, status_entry=STATUS_ENTRY, image_url="https://erkend.example/badges/1.png"))

    schema = load_schema(ACHIEVEMENT_SCHEMA)
    validator = Draft201909Validator(schema, registry=referencing.Registry(), format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(signed)] == []
    assert canonicalise({key: value for key, value in signed.items() if key != "proof"})


def test_the_contexts_stand_in_the_order_that_the_standard_asks():
    assert build()["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]


def test_each_work_process_has_one_result_that_refers_to_its_own_description():
    credential = build()

    subject = credential["credentialSubject"]
    descriptions = {item["id"]: item for item in subject["achievement"]["resultDescription"]}
    assert [result["value"] for result in subject["result"]] == ["Erkend", "Deels erkend", "Nog niet erkend"]
    assert [result["resultDescription"] for result in subject["result"]] == list(descriptions)
    first = descriptions[f"{ACHIEVEMENT_ID}#B1-K1-W1"]
    assert first["allowedValue"] == ["Erkend", "Deels erkend", "Nog niet erkend"]
    assert first["requiredValue"] == "Erkend"
    assert first["alignment"][0]["targetUrl"] == "https://standaarden.example/toezicht/w0"


def test_the_words_follow_the_language_of_the_badge():
    credential = build(a_claim(language="en"))

    assert [result["value"] for result in credential["credentialSubject"]["result"]] == [
        "Recognised",
        "Partly recognised",
        "Not yet recognised",
    ]


def test_a_level_is_said_of_the_standard_and_never_of_the_person():
    text = json.dumps(build(a_claim(language="en"), did=None))

    assert "Assessed against level 3 of NLQF" in text
    assert "has level" not in text.lower()


def test_an_address_is_in_the_badge_only_as_a_salted_hash():
    credential = build()

    assert ADDRESS.lower() not in json.dumps(credential).lower()
    assert matches_identity(credential, ADDRESS)
    assert matches_identity(credential, f" {ADDRESS.upper()} ")
    assert not matches_identity(credential, "iemand.anders@gemeente.example")


def test_a_name_is_never_taken_for_an_address():
    credential = build(a_claim(holder_name="samira@thuis.example", addresses=()))

    assert not matches_identity(credential, "samira@thuis.example")
    assert summarise(credential).holder_name == "samira@thuis.example"
    assert summarise(credential).identity_count == 0


def test_the_portfolio_is_named_by_the_hash_of_its_manifest():
    evidence = build()["evidence"][0]

    digest = base64.urlsafe_b64encode(bytes.fromhex("ab" * 32)).decode().rstrip("=")
    assert evidence["id"] == f"ni:///sha-256;{digest}"
    assert evidence["genre"] == "portfolio"


@pytest.mark.parametrize("claim", EVERY_FORM, ids=range(len(EVERY_FORM)))
def test_a_summary_says_what_was_claimed(claim):
    summary = summarise(build(claim))

    assert (summary.title, summary.kind, summary.language) == (claim.title, claim.kind, claim.language)
    assert (summary.route_key, summary.route_label, summary.route_name) == (
        claim.route.key,
        claim.route.label,
        claim.route.name,
    )
    assert summary.units == claim.units
    assert summary.levels == claim.levels
    assert summary.instruments == claim.instruments
    assert (summary.standard_title, summary.standard_uri) == (claim.standard_title, claim.standard_uri)
    assert (summary.standard_code, summary.standard_version) == (claim.standard_code, claim.standard_version)
    assert summary.standard_owner == claim.standard_owner
    assert summary.assessed_on == date(2026, 11, 20)
    assert summary.holder_name == claim.holder_name
    assert summary.identity_count == len(claim.addresses)
    assert summary.is_example is claim.is_example


def test_the_hours_of_the_route_read_back_in_the_language_of_the_badge():
    assert summarise(build()).hours_text == "40 tot 48 uur"
    assert summarise(build(a_claim(language="en"))).hours_text == "40 to 48 hours"


@pytest.mark.parametrize("odd", [None, 3, "x", [], {"credentialSubject": [None, {"result": "x", "achievement": [[]]}]}])
def test_a_summary_of_an_odd_document_is_empty_and_never_raises(odd):
    summary = summarise(odd)

    assert summary.title == ""
    assert summary.units == ()
    assert summary.valid_from is None


@pytest.mark.parametrize(
    ("claim", "changes"),
    [
        (a_claim(units=(a_unit(1), a_unit(1))), {}),
        (a_claim(units=(a_unit(1, code=""),)), {}),
        (a_claim(), {"salts": ["one"]}),
        (a_claim(), {"salts": ["same", "same"]}),
        (a_claim(standard_uri="no address"), {}),
        (a_claim(), {"credential_id": "badges/1"}),
    ],
)
def test_a_claim_that_can_not_be_stated_unambiguously_is_refused(claim, changes):
    with pytest.raises(MalformedCredential):
        build(claim, **changes)


def test_a_moment_without_a_zone_is_no_start_of_validity():
    with pytest.raises(ValueError):
        build(valid_from=NOW.replace(tzinfo=None))


def test_units_with_the_same_verdict_stay_apart():
    claim = a_claim(units=tuple(a_unit(index, Verdict.PARTLY) for index in range(12)))

    assert [unit.code for unit in summarise(build(claim)).units] == [unit.code for unit in claim.units]


@pytest.mark.shared
def test_identity_hashes_are_those_of_the_shared_vectors():
    for case in shared_json("vectors", "identity-hash.json")["cases"]:
        assert identity_hash(case["identity"], case["salt"]) == case["identityHash"]


def test_build_credential_keeps_the_status_entry_as_it_was_given():
    entry = {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"}

    assert build(status_entry=entry)["credentialStatus"] == entry
    assert "credentialStatus" not in build()


def test_only_the_subject_its_identities_and_the_ordered_lists_have_no_name_of_their_own():
    """More unnamed nodes make signing slower. These can't have an id (lists), or may not (IdentityObject is closed)."""
    claim = a_claim(
        units=tuple(a_unit(index, Verdict.PARTLY) for index in range(12)), manifest_sha256s=("ab" * 32, "cd" * 32)
    )
    canonical = canonicalise(build(claim, image_url="https://erkend.example/medal.png", status_entry=STATUS_ENTRY))

    unnamed = set(re.findall(r"^_:c14n\d+", canonical, re.MULTILINE))
    in_a_list = set(re.findall(r"^(_:c14n\d+) <[^>]*#first>", canonical, re.MULTILINE))
    assert len(unnamed - in_a_list) == 1 + len(claim.addresses)
    assert len(in_a_list) == len(claim.units) * len(Verdict)
