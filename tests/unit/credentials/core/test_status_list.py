"""A status list as it is published, and what one entry in it says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from credentials.core.data_model import check_data_model, check_status_entry
from credentials.core.errors import MalformedCredential, MalformedStatusList, Unreachable
from credentials.core.primitives.bitstrings import encode_bitstring, with_bit, with_bits
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


def test_a_list_and_an_entry_have_names_of_their_own_and_a_list_a_first_moment():
    status_list = a_list()

    assert build_status_entry(list_url=STATUS_LIST, index=5)["id"] == f"{STATUS_LIST}#5"
    assert status_list["credentialSubject"]["id"] == f"{STATUS_LIST}#list"
    assert status_list["validFrom"] == "2026-11-24T12:00:00Z"


@pytest.mark.parametrize(
    "facts", [{"list_url": "status/1", "index": 0}, {"list_url": STATUS_LIST, "index": -1}], ids=repr
)
def test_an_entry_that_would_break_the_rules_is_never_made(facts):
    with pytest.raises(MalformedCredential):
        build_status_entry(**facts)


def test_an_entry_says_whether_its_own_bit_is_set():
    bits = with_bit(EMPTY, 5, True)

    assert check_status(an_entry(5), a_list(bits)).value == 1
    assert check_status(an_entry(4), a_list(bits)).value == 0


def test_a_list_too_short_for_privacy_is_never_made():
    with pytest.raises(MalformedStatusList) as caught:
        a_list(bytes(16_383))

    assert caught.value.data["bits"] == 131_064


def test_a_short_list_of_somebody_else_is_read_with_a_remark():
    short = a_list()
    short["credentialSubject"]["encodedList"] = encode_bitstring(with_bit(bytes(100), 5, True))

    answer = check_status(an_entry(5), short)

    assert (answer.value, answer.is_short) == (1, True)


def test_a_list_of_the_least_length_is_not_short():
    assert check_status(an_entry(), a_list()).is_short is False


@pytest.mark.parametrize(
    ("list_id", "is_other"), [(STATUS_LIST, False), (None, False), (f"{STATUS_LIST}0", True)], ids=repr
)
def test_a_list_is_another_only_when_it_says_so(list_id, is_other):
    assert check_status(an_entry(), {**a_list(), "id": list_id}).is_other_list is is_other


def test_a_list_of_2021_is_opened_as_one():
    status_list = a_list(with_bit(EMPTY, 5, True))
    subject = {**status_list["credentialSubject"], "type": "StatusList2021"}
    subject["encodedList"] = subject["encodedList"].removeprefix("u")
    draft = {**status_list, "type": ["VerifiableCredential", "StatusList2021Credential"], "credentialSubject": subject}

    assert check_status(an_entry(5, type="StatusList2021Entry"), draft).value == 1
    assert check_status(an_entry(4, type="StatusList2021Entry"), draft).value == 0
    with pytest.raises(MalformedStatusList):
        check_status(an_entry(5), draft)


def test_an_entry_of_another_kind_is_read_as_what_is_published_now():
    assert check_status(an_entry(type="OtherEntry"), a_list(with_bit(EMPTY, 5, True))).value == 1


@pytest.mark.parametrize("encoded", ["", "u", "x", "uAAAA"], ids=repr)
def test_bits_that_can_not_be_unpacked_make_a_list_malformed(encoded):
    status_list = a_list()
    status_list["credentialSubject"]["encodedList"] = encoded

    with pytest.raises(MalformedStatusList) as caught:
        check_status(an_entry(), status_list)

    assert caught.value.code == "status.list-malformed"


@pytest.mark.parametrize(("bits", "words"), [((), "niets"), ((6, 7), "")], ids=["with words", "without"])
def test_a_value_has_the_words_that_are_given_for_it_and_no_others(bits, words):
    messages = [{"status": status, "message": "anders"} for status in ("onbekend", "0x1", "0x2")]
    messages.append({"status": "0x0", "message": "niets"})
    entry = an_entry(3, statusSize=2, statusPurpose="message", statusMessage=messages)

    assert check_status(entry, a_list(with_bits(EMPTY, bits, True), purpose="message")).message == words


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
