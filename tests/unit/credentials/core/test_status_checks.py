"""Lists of other kinds and sizes, and what is kept of a list for the next badge."""

from __future__ import annotations

import base64
import gzip
from datetime import datetime, timedelta
from typing import Any

import pytest

from credentials.core.did_document import IssuerKey, build_did_document
from credentials.core.errors import MalformedCredential, Unreachable, UnreadableDocument
from credentials.core.primitives.bitstrings import encode_bitstring, with_bit
from credentials.core.primitives.data_integrity import EDDSA_JCS, add_proof
from credentials.core.report import Check, Finding
from credentials.core.schema import check_open_badge_schema
from credentials.core.status_cache import StatusListCache
from credentials.core.status_checks import check_statuses
from credentials.core.status_list import MAX_LIST_BYTES, build_status_entry, build_status_list_credential
from tests.unit.credentials.core.samples import CREDENTIAL_ID, NOW, STATUS_LIST, SeedSigner, build, shared_json, sign

WEB = "did:web:erkend.example:organisations:voorbeeld"
WEB_KEY = f"{WEB}#key-1"
REVOKED = "https://erkend.example/revocations"
EMPTY = bytes(16_384)
A_SECOND, A_MINUTE, A_DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


class Publisher:
    """An issuer's DID document and lists, and how often each was looked up."""

    def __init__(self) -> None:
        self.signer = SeedSigner()
        self.dids: dict[str, Any] = {WEB: build_did_document(WEB, [IssuerKey(WEB_KEY, self.signer.public_key)])}
        self.lists: dict[str, Any] = {}
        self.looked_up: list[str] = []

    def publish(self, bits: bytes = EMPTY, **changes: Any) -> None:
        facts = {"list_url": STATUS_LIST, "issuer_did": WEB, "bits": bits, "valid_from": NOW - timedelta(days=1)}
        self.sign_list(build_status_list_credential(**{**facts, **changes}))

    def sign_list(self, document: dict[str, Any], **options: Any) -> None:
        unsigned = {name: value for name, value in document.items() if name != "proof"}
        self.lists[document["id"]] = sign(unsigned, self.signer, WEB_KEY, **options)

    def sign_subject(self, **changes: Any) -> None:
        """Publish the list once more with changes in its subject, signed as plain JSON whatever its terms mean."""
        known = self.lists[STATUS_LIST]
        changed = {**known, "credentialSubject": {**known["credentialSubject"], **changes}}
        self.sign_list(changed, cryptosuite=EDDSA_JCS)

    def check(self, *entries: Any, issuer: str = WEB, **changes: Any) -> Check:
        facts: dict[str, Any] = {"now": NOW, "resolve_did": self._did, "load_status_list": self._list}
        document = {"id": CREDENTIAL_ID, "credentialStatus": list(entries) or [an_entry()]}
        return check_statuses(document, issuer_id=issuer, **{**facts, **changes})

    def _did(self, did: str) -> Any:
        self.looked_up.append(did)
        if did not in self.dids:
            raise Unreachable(did)
        return self.dids[did]

    def _list(self, url: str) -> Any:
        if url not in self.lists:
            raise Unreachable(url)
        return self.lists[url]


@pytest.fixture
def publisher() -> Publisher:
    made = Publisher()
    made.publish()
    return made


def an_entry(index: int = 5, **changes: Any) -> dict[str, Any]:
    return {**build_status_entry(list_url=STATUS_LIST, index=index), **changes}


def sign_until(document: dict[str, Any], signer: SeedSigner, end: datetime) -> dict[str, Any]:
    return add_proof(document, signer=signer, verification_method=WEB_KEY, created=NOW, expires=end)


# --- Bitstring Status List --------------------------------------------------------------------------------------------


def test_a_list_may_have_several_purposes(publisher):
    publisher.publish(with_bit(EMPTY, 5, True), purpose=["revocation", "suspension"])

    assert publisher.check(an_entry(4), an_entry(5, statusPurpose="suspension")).code == "status.suspended"
    assert publisher.check(an_entry(5)).code == "status.revoked"
    assert publisher.check(an_entry(4)).code == "status.ok"


def test_a_purpose_that_we_do_not_know_is_not_checked_even_with_a_clear_bit(publisher):
    publisher.publish(purpose=["revocation", "https://issuer.example/on-leave"])

    found = publisher.check(an_entry(statusPurpose="https://issuer.example/on-leave"))

    assert (found.finding, found.code) == (Finding.NOT_CHECKED, "status.purpose-not-supported")
    assert found.facts["purpose"] == "https://issuer.example/on-leave"


@pytest.mark.parametrize("issuer", [WEB, {"id": WEB, "name": "Gemeente Voorbeeld"}], ids=["address", "object"])
def test_a_list_names_its_issuer_by_id_or_as_an_object(publisher, issuer):
    publisher.sign_list({**publisher.lists[STATUS_LIST], "issuer": issuer})
    assert publisher.check().code == "status.ok"

    stranger = {**issuer, "id": "did:web:anders.example"} if isinstance(issuer, dict) else "did:web:anders.example"
    publisher.sign_list({**publisher.lists[STATUS_LIST], "issuer": stranger})
    assert publisher.check().code == "status.list-other-issuer"


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (-A_DAY - A_SECOND, "status.list-expired"),
        (-A_DAY, "status.ok"),
        (A_DAY, "status.ok"),
        (A_DAY + A_SECOND, "status.list-expired"),
    ],
    ids=["before its first moment", "at its first moment", "at its last moment", "after its last moment"],
)
def test_a_list_counts_from_its_first_moment_to_its_last(publisher, after, code):
    publisher.publish(valid_until=NOW + A_DAY)

    found = publisher.check(now=NOW + after)

    assert found.code == code
    assert found.finding is (Finding.PASSED if code == "status.ok" else Finding.NOT_CHECKED)


@pytest.mark.parametrize("member", ["issuer", "credentialSubject"])
def test_a_signed_list_that_lacks_what_every_credential_has_is_malformed(publisher, member):
    whole = {**publisher.lists[STATUS_LIST]}
    del whole[member]
    publisher.sign_list(whole)

    assert publisher.check().code == "status.list-malformed"


@pytest.mark.parametrize(
    "change",
    [{"type": "StatusList2021"}, {"type": None}, {"encodedList": None}, {"encodedList": ["u"]}, {"encodedList": "x"}],
    ids=repr,
)
def test_a_list_that_holds_no_bits_of_its_kind_is_malformed(publisher, change):
    publisher.sign_subject(**change)

    assert publisher.check().code == "status.list-malformed"


@pytest.mark.parametrize("purpose", [None, {}, [{}, ["revocation"]], "suspension"], ids=repr)
def test_a_list_whose_purpose_is_another_or_none_does_not_count(publisher, purpose):
    publisher.sign_subject(statusPurpose=purpose)

    assert publisher.check().code == "status.purpose-differs"


@pytest.mark.parametrize(
    "change",
    [
        {"statusListIndex": "05"},
        {"statusListIndex": 5},
        {"statusPurpose": None},
        {"statusSize": 0},
        {"statusListCredential": "status/1"},
        {"statusListCredential": 7},
        {"statusListCredential": None},
    ],
    ids=repr,
)
def test_an_entry_that_breaks_its_rules_is_malformed_however_good_the_list(publisher, change):
    found = publisher.check(an_entry(**change))

    assert (found.finding, found.code) == (Finding.FAILED, "status.malformed")


@pytest.mark.parametrize("entry", ["revoked", 7, ["x"]], ids=repr)
def test_an_entry_that_is_no_object_is_malformed(publisher, entry):
    assert publisher.check(entry).code == "status.malformed"


def test_a_list_that_may_be_fetched_but_holds_no_json_is_malformed(publisher):
    def load(_url: str) -> Any:
        raise UnreadableDocument("This is not JSON.")

    found = publisher.check(load_status_list=load)

    assert (found.finding, found.code) == (Finding.FAILED, "status.list-malformed")


def test_a_short_list_is_read_and_remarked_on(publisher):
    publisher.sign_subject(encodedList=encode_bitstring(with_bit(bytes(100), 5, True)))

    assert publisher.check(an_entry(5)).code == "status.revoked"
    found = publisher.check(an_entry(4))
    assert (found.code, found.facts["remark"]) == ("status.ok", "list-short")


def test_a_list_that_is_long_enough_is_not_remarked_on(publisher):
    assert publisher.check().facts == {"list": STATUS_LIST, "index": "5"}


@pytest.mark.parametrize(("index", "remark"), [(5, "refresh"), (4, None)])
def test_a_badge_that_should_be_fetched_anew_is_valid_and_says_so(publisher, index, remark):
    publisher.publish(with_bit(EMPTY, 5, True), purpose="refresh")

    found = publisher.check(an_entry(index, statusPurpose="refresh"))

    assert (found.code, found.facts.get("remark")) == ("status.ok", remark)


def test_a_message_is_no_advice_to_fetch_a_badge_anew(publisher):
    publisher.publish(with_bit(EMPTY, 5, True), purpose="message")

    assert "remark" not in publisher.check(an_entry(5, statusPurpose="message")).facts


@pytest.mark.parametrize("value", range(4))
def test_a_message_has_its_own_words_and_leaves_the_badge_valid(publisher, value):
    words = ["niets", "in behandeling", "toegewezen", "afgewezen"]
    bits = with_bit(with_bit(EMPTY, 10, value >= 2), 11, bool(value % 2))
    publisher.publish(bits, purpose="message")
    messages = [{"status": hex(number), "message": word} for number, word in enumerate(words)]

    found = publisher.check(an_entry(5, statusPurpose="message", statusSize=2, statusMessage=messages))

    assert (found.code, found.facts["reason"]) == ("status.ok", words[value])


@pytest.mark.shared
def test_entries_of_two_bits_are_read_as_the_shared_list_holds_them_bitstring_lists_json(publisher):
    (case,) = [one for one in shared_json("vectors", "bitstring", "lists.json")["ok"] if "values" in one]
    status_list = build_status_list_credential(
        list_url=STATUS_LIST, issuer_did=WEB, bits=EMPTY, valid_from=NOW, purpose="message"
    )
    status_list["credentialSubject"]["encodedList"] = case["encodedList"]
    publisher.sign_list(status_list)
    messages = [{"status": hex(number), "message": f"waarde {number}"} for number in range(4)]

    for index, value in {**case["values"], "3": 0, "65534": 0}.items():
        entry = an_entry(int(index), statusPurpose="message", statusSize=2, statusMessage=messages)
        assert publisher.check(entry).facts["reason"] == f"waarde {value}", index


def test_a_list_that_unpacks_to_more_than_the_cap_is_not_read_and_the_cap_is_named(publisher):
    bomb = gzip.compress(bytes(64_000_000), compresslevel=1)
    status_list = build_status_list_credential(list_url=STATUS_LIST, issuer_did=WEB, bits=EMPTY, valid_from=NOW)
    status_list["credentialSubject"]["encodedList"] = "u" + base64.urlsafe_b64encode(bomb).decode().rstrip("=")
    publisher.sign_list(status_list)

    found = publisher.check()

    assert (found.finding, found.code) == (Finding.NOT_CHECKED, "status.list-too-large")
    assert found.facts["max-bytes"] == str(MAX_LIST_BYTES)


# --- StatusList2021 ---------------------------------------------------------------------------------------------------


def publish_2021(publisher: Publisher, encoded: str) -> None:
    publisher.sign_list(
        {
            "@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/vc/status-list/2021/v1",
                         "https://w3id.org/security/data-integrity/v2"],
            "id": STATUS_LIST,
            "type": ["VerifiableCredential", "StatusList2021Credential"],
            "issuer": WEB,
            "issuanceDate": "2026-01-01T00:00:00Z",
            "credentialSubject": {
                "id": f"{STATUS_LIST}#list",
                "type": "StatusList2021",
                "statusPurpose": "revocation",
                "encodedList": encoded,
            },
        }
    )  # fmt: skip


@pytest.mark.parametrize("form", ["url", "padded", "plain"])
def test_a_list_of_2021_is_read_in_each_way_that_base64_is_written(publisher, form):
    packed = gzip.compress(with_bit(EMPTY, 5, True), mtime=0)
    encode = base64.b64encode if form == "plain" else base64.urlsafe_b64encode
    encoded = encode(packed).decode()
    publish_2021(publisher, encoded if form == "padded" else encoded.rstrip("="))

    assert publisher.check(an_entry(5, type="StatusList2021Entry")).code == "status.revoked"
    assert publisher.check(an_entry(4, type="StatusList2021Entry")).code == "status.ok"


def test_an_entry_of_one_kind_does_not_count_in_a_list_of_the_other(publisher):
    assert publisher.check(an_entry(type="StatusList2021Entry")).code == "status.list-malformed"

    publish_2021(publisher, encode_bitstring(EMPTY)[1:])
    assert publisher.check(an_entry()).code == "status.list-malformed"


# --- 1EdTech Revocation List ------------------------------------------------------------------------------------------

ENTRY = {"id": REVOKED, "type": "1EdTechRevocationList"}


def a_revocation_list(*revoked: Any, **changes: Any) -> dict[str, Any]:
    return {"id": REVOKED, "issuer": WEB, "revokedCredentials": list(revoked), **changes}


@pytest.mark.parametrize(
    ("published", "code"),
    [
        (a_revocation_list({"id": CREDENTIAL_ID, "revoked": True}), "status.revoked"),
        (a_revocation_list({"id": CREDENTIAL_ID}), "status.revoked"),
        (a_revocation_list({"id": "https://a.example/1"}, {"id": CREDENTIAL_ID}, issuer={"id": WEB}), "status.revoked"),
        (a_revocation_list({"id": CREDENTIAL_ID}, id="https://other.example/list"), "status.revoked"),
        (a_revocation_list({"id": CREDENTIAL_ID, "revoked": False}), "status.ok"),
        (a_revocation_list({"id": f"{CREDENTIAL_ID}0"}), "status.ok"),
        (a_revocation_list(), "status.ok"),
        ({"revokedCredentials": []}, "status.ok"),
        (a_revocation_list(id="https://other.example/list"), "status.other-list"),
        (a_revocation_list({"id": CREDENTIAL_ID}, issuer="did:web:anders.example"), "status.list-other-issuer"),
        (a_revocation_list("urn:uuid:1"), "status.list-malformed"),
        (a_revocation_list({"revoked": True}), "status.list-malformed"),
        ({"id": REVOKED, "issuer": WEB}, "status.list-malformed"),
        ([], "status.list-malformed"),
        (None, "status.list-malformed"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_list_of_revoked_credentials_is_read_by_their_ids(publisher, published, code):
    publisher.lists[REVOKED] = published

    assert publisher.check(ENTRY).code == code


def test_the_reason_is_the_issuers_own_words(publisher):
    publisher.lists[REVOKED] = a_revocation_list({"id": CREDENTIAL_ID, "revocationReason": "Dubbel uitgegeven"})

    assert publisher.check(ENTRY).facts["reason"] == "Dubbel uitgegeven"


def test_a_list_without_a_signature_is_remarked_on(publisher):
    publisher.lists[REVOKED] = a_revocation_list()

    assert publisher.check(ENTRY).facts["remark"] == "list-unsigned"


def test_a_list_of_revoked_credentials_that_does_not_answer_leaves_it_open(publisher):
    found = publisher.check(ENTRY)

    assert (found.finding, found.code) == (Finding.NOT_CHECKED, "status.unreachable")


def test_a_credential_without_an_id_is_not_looked_up_among_ids(publisher):
    publisher.lists[REVOKED] = a_revocation_list()
    document = {"credentialStatus": ENTRY}

    found = check_statuses(
        document, issuer_id=WEB, now=NOW, resolve_did=publisher._did, load_status_list=publisher._list
    )

    assert (found.finding, found.code) == (Finding.FAILED, "status.malformed")


def test_a_reason_is_only_given_where_the_list_gives_one(publisher):
    publisher.lists[REVOKED] = a_revocation_list({"id": CREDENTIAL_ID, "revocationReason": 7})

    assert publisher.check(ENTRY).facts == {"list": REVOKED}


@pytest.mark.parametrize(
    "entry", [{**ENTRY, "id": "revocations"}, {**ENTRY, "id": 7}, {"type": "1EdTechRevocationList"}], ids=repr
)
def test_an_entry_that_names_no_list_is_malformed(publisher, entry):
    assert publisher.check(entry).code == "status.malformed"


def test_one_address_is_not_a_list_of_both_kinds(publisher):
    named = {**ENTRY, "id": STATUS_LIST}
    assert publisher.check(an_entry(), named).code == "status.list-malformed"

    publisher.lists[STATUS_LIST] = a_revocation_list(id=STATUS_LIST)
    assert publisher.check(named).code == "status.ok"
    assert publisher.check(named, an_entry()).code == "status.list-malformed"


@pytest.mark.shared
def test_a_revoked_badge_of_the_validators_samples_is_found_ob30_credential_status_revoked_json(publisher):
    badge = shared_json("samples", "ob30", "credential-status-revoked.json")
    url = badge["credentialStatus"]["id"]
    publisher.lists[url] = {"id": url, "revokedCredentials": [{"id": badge["id"], "revoked": True}]}

    found = check_statuses(
        badge, issuer_id="did:web:x", now=NOW, resolve_did=publisher._did, load_status_list=publisher._list
    )

    assert found.code == "status.revoked"


# --- What is kept for the next badge ----------------------------------------------------------------------------------


def test_a_second_badge_of_the_same_list_asks_nobody_about_its_proof(publisher):
    publisher.publish(with_bit(EMPTY, 7, True))
    cache = StatusListCache()
    publisher.check(status_cache=cache)
    publisher.looked_up.clear()

    assert publisher.check(an_entry(7), status_cache=cache).code == "status.revoked"
    assert publisher.looked_up == []


def test_without_a_cache_every_list_is_checked_anew(publisher):
    publisher.check()
    publisher.check()

    assert publisher.looked_up == [WEB, WEB]


def test_a_list_that_was_published_anew_counts_at_once(publisher):
    cache = StatusListCache()
    assert publisher.check(status_cache=cache).code == "status.ok"

    publisher.publish(with_bit(EMPTY, 5, True))

    assert publisher.check(status_cache=cache).code == "status.revoked"


def test_a_list_that_was_changed_in_the_readers_hands_is_not_taken_for_the_one_that_was_checked(publisher):
    cache = StatusListCache()
    publisher.check(status_cache=cache)

    publisher.lists[STATUS_LIST]["credentialSubject"]["encodedList"] = encode_bitstring(with_bit(EMPTY, 9, True))

    assert publisher.check(status_cache=cache).code == "status.list-changed"


def test_the_dates_of_a_list_that_is_kept_are_compared_each_time(publisher):
    publisher.publish(valid_until=NOW + A_MINUTE)
    cache = StatusListCache()
    assert publisher.check(status_cache=cache).code == "status.ok"

    assert publisher.check(status_cache=cache, now=NOW + 2 * A_MINUTE).code == "status.list-expired"


def test_a_list_whose_proof_has_ended_meanwhile_is_checked_anew(publisher):
    status_list = build_status_list_credential(list_url=STATUS_LIST, issuer_did=WEB, bits=EMPTY, valid_from=NOW)
    publisher.lists[STATUS_LIST] = sign_until(status_list, publisher.signer, NOW + A_MINUTE)
    cache = StatusListCache()
    assert publisher.check(status_cache=cache).code == "status.ok"

    found = publisher.check(status_cache=cache, now=NOW + 2 * A_MINUTE)

    assert (found.code, found.facts["cause"]) == ("status.list-changed", "proof.expired")


@pytest.mark.parametrize("lasting", [0, 1], ids=["the first", "the second"])
def test_a_list_is_checked_anew_when_one_of_its_proofs_has_ended(publisher, lasting):
    status_list = build_status_list_credential(list_url=STATUS_LIST, issuer_did=WEB, bits=EMPTY, valid_from=NOW)
    for number in range(2):
        end = NOW + timedelta(hours=1) if number == lasting else NOW + A_MINUTE
        status_list = sign_until(status_list, publisher.signer, end)
    publisher.lists[STATUS_LIST] = sign(status_list, publisher.signer, WEB_KEY)
    cache = StatusListCache()
    assert publisher.check(status_cache=cache).code == "status.ok"
    publisher.looked_up.clear()

    assert publisher.check(status_cache=cache, now=NOW + A_MINUTE).code == "status.ok"
    assert publisher.looked_up == []
    assert publisher.check(status_cache=cache, now=NOW + 2 * A_MINUTE).facts["cause"] == "proof.expired"


@pytest.mark.parametrize(
    "entry",
    [an_entry(type="StatusList2021Entry"), {"id": STATUS_LIST, "type": "1EdTechRevocationList"}],
    ids=["StatusList2021Entry", "1EdTechRevocationList"],
)
def test_a_badge_that_names_a_list_as_another_kind_does_not_spoil_it_for_the_next(publisher, entry):
    """Anybody can write such a badge in the name of the issuer; the lists that are kept serve all badges."""
    cache = StatusListCache()

    assert publisher.check(entry, status_cache=cache).code == "status.list-malformed"
    assert publisher.check(status_cache=cache).code == "status.ok"
    assert publisher.check(entry, status_cache=cache).code == "status.list-malformed"


def test_a_list_that_is_not_in_order_is_not_checked_again_either(publisher):
    publisher.lists[STATUS_LIST]["credentialSubject"]["encodedList"] = encode_bitstring(with_bit(EMPTY, 9, True))
    cache = StatusListCache()
    assert publisher.check(status_cache=cache).code == "status.list-changed"
    publisher.looked_up.clear()

    assert publisher.check(status_cache=cache).code == "status.list-changed"
    assert publisher.looked_up == []


def test_a_list_is_kept_for_the_issuer_it_was_checked_for(publisher):
    cache = StatusListCache()
    publisher.check(status_cache=cache)

    assert publisher.check(issuer="did:web:anders.example", status_cache=cache).code == "status.list-other-issuer"


@pytest.mark.parametrize("later", [timedelta(minutes=6), -A_MINUTE], ids=str)
def test_a_key_that_was_revoked_meanwhile_is_noticed_when_the_finding_is_old(publisher, later):
    cache = StatusListCache(max_age=timedelta(minutes=5))
    publisher.check(status_cache=cache)
    revoked = IssuerKey(WEB_KEY, publisher.signer.public_key, revoked=NOW - timedelta(days=2))
    publisher.dids[WEB] = build_did_document(WEB, [revoked])

    assert publisher.check(status_cache=cache).code == "status.ok"
    assert publisher.check(status_cache=cache, now=NOW + later).code == "status.list-changed"


def test_what_could_not_be_done_is_tried_again(publisher):
    cache = StatusListCache()
    document = publisher.dids.pop(WEB)
    assert publisher.check(status_cache=cache).code == "status.list-not-checked"

    publisher.dids[WEB] = document

    assert publisher.check(status_cache=cache).code == "status.ok"


def test_the_oldest_list_makes_room(publisher):
    cache = StatusListCache(max_lists=2)
    urls = [f"{STATUS_LIST}-{number}" for number in range(3)]
    for url in urls:
        publisher.publish(list_url=url)
        publisher.check(build_status_entry(list_url=url, index=1), status_cache=cache)
    publisher.looked_up.clear()

    for url in (urls[2], urls[1]):
        publisher.check(build_status_entry(list_url=url, index=1), status_cache=cache)
    assert publisher.looked_up == []
    publisher.check(build_status_entry(list_url=urls[0], index=1), status_cache=cache)
    assert publisher.looked_up == [WEB]


def kept_of(publisher, cache, numbers):
    """Which of these lists are kept, as nobody is asked about their proofs."""
    kept = []
    for number in numbers:
        publisher.looked_up.clear()
        publisher.check(build_status_entry(list_url=f"{STATUS_LIST}-{number}", index=1), status_cache=cache)
        kept += [] if publisher.looked_up else [number]
    return kept


def publish_and_check(publisher, cache, number, bits):
    url = f"{STATUS_LIST}-{number}"
    publisher.publish(bits, list_url=url)
    assert publisher.check(build_status_entry(list_url=url, index=1), status_cache=cache).code == "status.ok"


def test_large_lists_make_room_before_there_are_many(publisher):
    cache = StatusListCache(max_bytes=3 * len(EMPTY))
    for number in range(3):
        publish_and_check(publisher, cache, number, EMPTY)

    assert kept_of(publisher, cache, [2, 1]) == [2, 1]
    assert kept_of(publisher, cache, [0]) == []


def test_a_list_that_is_larger_than_all_that_may_be_kept_is_not_kept_and_drives_out_no_other(publisher):
    cache = StatusListCache(max_bytes=3 * len(EMPTY))
    publish_and_check(publisher, cache, 0, EMPTY)
    publish_and_check(publisher, cache, 1, EMPTY * 4)

    assert kept_of(publisher, cache, [0]) == [0]
    assert kept_of(publisher, cache, [1]) == []


def test_what_a_list_says_besides_its_entries_counts_as_well(publisher):
    cache = StatusListCache(max_bytes=3 * len(EMPTY))
    publish_and_check(publisher, cache, 0, EMPTY)
    publisher.publish(list_url=f"{STATUS_LIST}-1")
    publisher.sign_list({**publisher.lists[f"{STATUS_LIST}-1"], "description": "x" * 4 * len(EMPTY)})

    assert kept_of(publisher, cache, [0]) == [0]
    assert kept_of(publisher, cache, [1, 1]) == []


def test_lists_that_were_published_anew_do_not_use_up_the_room(publisher):
    cache = StatusListCache(max_bytes=3 * len(EMPTY))
    publish_and_check(publisher, cache, 0, EMPTY)
    for index in range(2, 12):
        publish_and_check(publisher, cache, 1, with_bit(EMPTY, index, True))

    assert kept_of(publisher, cache, [0, 1]) == [0, 1]


# --- Several entries and the schema of Open Badges --------------------------------------------------------------------


def test_each_of_several_entries_is_held_to_the_schema():
    good = an_entry(statusPurpose="suspension")
    check_open_badge_schema({**build(), "credentialStatus": [an_entry(), good]})

    for broken in ({"id": STATUS_LIST}, {"type": 5, "id": STATUS_LIST}, "revoked"):
        with pytest.raises(MalformedCredential) as caught:
            check_open_badge_schema({**build(), "credentialStatus": [an_entry(), broken]})
        assert caught.value.field.startswith("/credentialStatus")
