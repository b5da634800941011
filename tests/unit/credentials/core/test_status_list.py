"""A status list as it is published, and what one entry in it says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from credentials.core.data_model import check_data_model, check_status_entry
from credentials.core.errors import MalformedCredential, MalformedStatusList, Unreachable
from credentials.core.primitives.bitstrings import encode_bitstring, with_bit
from credentials.core.primitives.canonical import canonicalise
from credentials.core.report import CheckName
from credentials.core.status_list import build_status_entry, build_status_list_credential, check_status
from credentials.core.verify import verify_document
from tests.unit.credentials.core.samples import NOW, STATUS_LIST, shared_json, specs

EMPTY = bytes(16_384)


def a_list(bits: bytes = EMPTY, **changes):
    facts = {"list_url": STATUS_LIST, "issuer_did": "did:web:a.example", "bits": bits, "valid_from": NOW}
    return build_status_list_credential(**{**facts, **changes})


def an_entry(index: int = 5, **changes):
    return {**build_status_entry(list_url=STATUS_LIST, index=index), **changes}


def test_a_list_keeps_the_rules_of_the_data_model_and_of_safe_mode():
    status_list = a_list(valid_until=NOW + timedelta(days=1), ttl=timedelta(minutes=5))

    check_data_model(status_list)
    assert canonicalise(status_list)
    assert status_list["credentialSubject"]["ttl"] == 300_000


def test_an_entry_says_whether_its_own_bit_is_set():
    bits = with_bit(EMPTY, 5, True)

    assert check_status(an_entry(5), a_list(bits)).value == 1
    assert check_status(an_entry(4), a_list(bits)).value == 0


def test_a_list_too_short_for_privacy_is_never_made():
    with pytest.raises(MalformedStatusList):
        a_list(bytes(16_383))


def test_a_short_list_of_somebody_else_is_read_with_a_remark():
    short = a_list()
    short["credentialSubject"]["encodedList"] = encode_bitstring(with_bit(bytes(100), 5, True))

    answer = check_status(an_entry(5), short)

    assert (answer.value, answer.is_short) == (1, True)


def test_an_entry_of_several_bits_has_the_words_of_its_value():
    messages = [{"status": hex(value), "message": f"toestand {value}"} for value in range(4)]
    entry = an_entry(3, statusSize=2, statusPurpose="message", statusMessage=messages)
    bits = with_bit(EMPTY, 6, True)

    answer = check_status(entry, a_list(bits, purpose="message"))

    assert (answer.value, answer.message) == (2, "toestand 2")


@pytest.mark.parametrize(
    ("entry", "change", "code"),
    [
        (an_entry(131_072), {}, "status.out-of-range"),
        (
            an_entry(65_536, statusSize=2, statusMessage=[{"status": "0x0", "message": "x"}] * 4),
            {},
            "status.out-of-range",
        ),
        (an_entry(statusPurpose="suspension"), {}, "status.purpose-differs"),
        (an_entry(), {"type": ["VerifiableCredential"]}, "status.list-malformed"),
        (an_entry(), {"credentialSubject": {"type": "BitstringStatusList"}}, "status.list-malformed"),
        (an_entry(), {"credentialSubject": None}, "status.list-malformed"),
    ],
)
def test_a_list_that_does_not_fit_the_entry_is_refused(entry, change, code):
    with pytest.raises(MalformedStatusList) as caught:
        check_status(entry, {**a_list(), **change})

    assert caught.value.code == code


@pytest.mark.parametrize(
    "change",
    [
        {"statusListIndex": 5},
        {"statusListIndex": "-1"},
        {"statusListIndex": "05"},
        {"statusListIndex": "٣"},
        {"statusListIndex": ""},
        {"statusListIndex": "9" * 16},
        {"statusPurpose": None},
        {"statusListCredential": "status/1"},
        {"id": STATUS_LIST},
        {"statusSize": 0},
        {"statusSize": "2"},
        {"statusSize": True},
        {"statusSize": 2},
        {"statusSize": 2, "statusMessage": [{"status": "0x0", "message": "x"}]},
        {"statusSize": 1, "statusMessage": [1, 2]},
    ],
    ids=repr,
)
def test_a_malformed_entry_is_refused(change):
    with pytest.raises(MalformedCredential):
        check_status_entry(an_entry(**change))


@pytest.mark.shared
def test_the_shared_lists_and_entries_are_judged_as_written():
    vectors = shared_json("vectors", "bitstring", "lists.json")
    for case in vectors["ok"]:
        status_list = a_list()
        status_list["credentialSubject"]["encodedList"] = case["encodedList"]
        for index in (*case.get("set", ()), 4, 131_070):
            if index < case["bits"] and "set" in case:
                assert check_status(an_entry(index), status_list).value == (index in case["set"]), case["name"]
    for case in vectors["entries"]:
        if "RANGE_ERROR" in case["why"]:
            continue
        if case["ok"]:
            check_status_entry(case["entry"])
        else:
            with pytest.raises(MalformedCredential):
                check_status_entry(case["entry"])


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "expected"),
    [("v2__v2Revoked.json", "status.revoked"), ("v2__v2WithValidStatus.json", "status.other-list")],
)
def test_a_revoked_badge_of_another_system_is_found_in_its_own_list(name, expected):
    status_list = shared_json("vectors", "bitstring", "signed-list.dcc.json")

    def resolve(did):
        raise Unreachable(did)

    report = verify_document(
        specs("samples", "dcc", name).read_bytes(),
        now=NOW,
        resolve_did=resolve,
        load_status_list=lambda url: status_list,
        is_known_issuer=lambda did: None,
    )

    assert report.check(CheckName.STATUS).code == expected
