"""Each thing that can be wrong with a badge has its own answer; unknown is never passed; nothing makes the verifier raise."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from typing import Any

import pytest

from credentials.core.contexts import CREDENTIALS_V2, ContextSet
from credentials.core.did_document import IssuerKey, build_did_document
from credentials.core.errors import Unreachable
from credentials.core.limits import DEFAULT
from credentials.core.primitives.bitstrings import with_bit
from credentials.core.primitives.did import did_key_for
from credentials.core.report import CheckName, Finding, KnownIssuer, ReportVerdict
from credentials.core.status_cache import StatusListCache
from credentials.core.status_list import build_status_entry, build_status_list_credential
from credentials.core.verify import verify_document
from tests.unit.credentials.core.samples import (
    ADDRESS,
    NOW,
    STATUS_LIST,
    SeedSigner,
    a_claim,
    build,
    shared_json,
    sign,
)

SD_JWT = "data:application/vc+sd-jwt,eyJhbGciOiJFZERTQSJ9.eyJpZCI6ImEifQ.c2ln~"
WEB = "did:web:erkend.example:organisations:voorbeeld"
WEB_KEY = f"{WEB}#key-1"
OTHER_WEB = "did:web:anders.example"
MAX_BYTES = DEFAULT.max_bytes


class World:
    """What lies outside the badge: DID documents, status lists and the issuers that are known."""

    def __init__(self) -> None:
        self.signer = SeedSigner()
        self.dids: dict[str, Any] = {
            WEB: build_did_document(WEB, [IssuerKey(WEB_KEY, self.signer.public_key)]),
        }
        self.lists: dict[str, Any] = {}
        self.known = {WEB: KnownIssuer(WEB, "Gemeente Voorbeeld", is_domain_proven=True)}
        self.publish_list(bytes(16_384))

    def publish_list(self, bits: bytes, *, signer: SeedSigner | None = None, method: str = WEB_KEY, **changes: Any):
        facts = {"list_url": STATUS_LIST, "issuer_did": WEB, "bits": bits, "valid_from": NOW - timedelta(days=1)}
        status_list = build_status_list_credential(**{**facts, **changes})
        self.lists[STATUS_LIST] = sign(status_list, signer or self.signer, method)

    def badge(self, *, did: str = WEB, method: str = WEB_KEY, **changes: Any) -> dict[str, Any]:
        facts: dict[str, Any] = {"status_entry": build_status_entry(list_url=STATUS_LIST, index=94_567)}
        document = build(did=did, **{**facts, **changes})
        return sign(document, self.signer, method)

    def verify(self, document: Any, **changes: Any):
        facts: dict[str, Any] = {
            "now": NOW,
            "resolve_did": self._resolve,
            "load_status_list": self._load,
            "is_known_issuer": self.known.get,
        }
        return verify_document(document, **{**facts, **changes})

    def _resolve(self, did: str) -> Any:
        if did not in self.dids:
            raise Unreachable(f"{did} does not answer.")
        return self.dids[did]

    def _load(self, url: str) -> Any:
        if url not in self.lists:
            raise Unreachable(f"{url} does not answer.")
        return self.lists[url]


@pytest.fixture
def world() -> World:
    return World()


def code(report, name: str) -> str:
    return report.check(CheckName(name)).code


def finding(report, name: str) -> Finding:
    return report.check(CheckName(name)).finding


def test_a_badge_of_a_known_issuer_is_valid(world):
    report = world.verify(world.badge())

    assert report.verdict == ReportVerdict.VALID
    assert [check.name for check in report.checks] == list(CheckName)
    assert code(report, "issuer") == "issuer.known"
    assert report.check(CheckName.ISSUER).facts["domain-proven"] == "yes"
    assert code(report, "status") == "status.ok"
    assert finding(report, "holder") == Finding.ABSENT


@pytest.mark.parametrize("form", [json.dumps, lambda badge: json.dumps(badge).encode(), lambda badge: badge])
def test_a_badge_reads_the_same_as_text_bytes_or_object(world, form):
    assert world.verify(form(world.badge())).verdict == ReportVerdict.VALID


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (lambda badge: " \n" + json.dumps(badge) + "\n ", "readable.ok"),
        (lambda badge: b" \n" + json.dumps(badge).encode(), "readable.ok"),
        (lambda badge: " " * 2000 + json.dumps(badge), "readable.ok"),
        (lambda badge: " " * MAX_BYTES + json.dumps(badge), "readable.too-large"),
        (lambda badge: "a." * MAX_BYTES, "readable.too-large"),
        (lambda badge: b"a." * MAX_BYTES, "readable.too-large"),
        (lambda badge: {**badge, "name": "x" * MAX_BYTES}, "readable.too-large"),
    ],
    ids=["space around", "space before bytes", "much space", "too much space", "a long text", "long bytes", "object"],
)
def test_space_around_a_badge_is_no_matter_and_size_is(world, form, expected):
    assert code(world.verify(form(world.badge())), "readable") == expected


def test_an_object_of_the_largest_size_is_read_and_one_byte_more_is_not(world):
    """Counted in the bytes of UTF-8, not in escapes: a name of é is two bytes a letter."""
    room = MAX_BYTES - len(json.dumps({"type": "VerifiableCredential", "name": ""}).encode())
    name = "é" * (room // 2) + "x" * (room % 2)

    for more, expected in (("", "readable.ok"), ("x", "readable.too-large")):
        report = world.verify({"type": "VerifiableCredential", "name": name + more})
        assert code(report, "readable") == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"type": "VerifiableCredential"}, "readable.ok"),
        ({"credentialSubject": {}}, "readable.ok"),
        ({"type": ["VerifiableCredential"], "credentialSubject": {}}, "readable.ok"),
        ({"type": "Other", "id": "urn:x:1"}, "readable.not-a-credential"),
        ({}, "readable.not-a-credential"),
    ],
    ids=repr,
)
def test_what_is_a_credential_by_its_type_or_its_subject_is_checked_as_one(world, document, expected):
    report = world.verify(document)

    assert code(report, "readable") == expected
    assert report.verdict in {ReportVerdict.INVALID, ReportVerdict.UNREADABLE}


@pytest.mark.parametrize("member", ["credentialSubject", "name"])
def test_an_enveloped_presentation_is_opened_whatever_else_it_holds(world, member):
    report = world.verify({"type": "EnvelopedVerifiablePresentation", "id": "data:application/vp+jwt,x", member: {}})

    assert code(report, "schema") == "schema.malformed"
    assert report.check(CheckName.SCHEMA).facts["field"] == "/@context"


def test_an_envelope_is_known_by_its_address_as_well(world):
    report = world.verify({"id": "data:application/vc+jwt,x"})

    assert report.check(CheckName.SCHEMA).facts["field"] == "/@context"


def test_a_badge_is_read_under_the_contexts_that_are_handed_in(world):
    contexts = ContextSet({"https://a.example/context": {"@context": {"mark": "https://a.example/mark"}}})
    badge = build(did=WEB)
    badge = {**badge, "@context": [*badge["@context"], "https://a.example/context"], "mark": "7"}
    signed = sign(badge, world.signer, WEB_KEY, contexts=contexts)

    assert world.verify(signed, contexts=contexts).verdict == ReportVerdict.VALID
    assert code(world.verify({**signed, "mark": "8"}, contexts=contexts), "proof") == "proof.changed"
    assert code(world.verify(signed), "context") == "context.unknown"


def test_what_was_found_of_a_list_is_kept_where_there_is_a_place_for_it(world):
    cache = StatusListCache()
    assert world.verify(world.badge(), status_cache=cache).verdict == ReportVerdict.VALID
    published = world.lists[STATUS_LIST]

    assert cache.find(STATUS_LIST, WEB, "BitstringStatusListEntry", published, NOW) is not None


def test_the_report_as_json_has_the_agreed_form(world):
    answer = world.verify(world.badge()).as_json()

    assert json.loads(json.dumps(answer)) == answer
    assert answer["verdict"] == "valid"
    assert {check["name"] for check in answer["checks"]} == {str(name) for name in CheckName}
    assert set(answer["checks"][0]) == {"name", "finding", "code", "facts"}
    assert answer["issuer"]["id"] == WEB
    assert answer["issuer"]["known"] is True
    assert answer["credential"]["title"] == "Toezicht in de openbare ruimte"
    assert [result["verdict"] for result in answer["credential"]["results"]] == ["recognised", "partly", "not-yet"]


def test_a_changed_word_is_found(world):
    badge = world.badge()
    badge["credentialSubject"]["result"][2]["value"] = "Erkend"

    report = world.verify(badge)

    assert report.verdict == ReportVerdict.INVALID
    assert code(report, "proof") == "proof.changed"


def test_an_unsigned_badge_is_not_valid(world):
    report = world.verify(build(did=WEB))

    assert report.verdict == ReportVerdict.INVALID
    assert code(report, "proof") == "proof.absent"


def test_an_intact_badge_of_an_unknown_issuer_leaves_it_undecided(world):
    world.known.clear()

    report = world.verify(world.badge())

    assert report.verdict == ReportVerdict.UNDECIDED
    assert code(report, "issuer") == "issuer.unknown"
    assert code(report, "proof") == "proof.ok"


def test_a_key_that_the_issuer_does_not_have_is_found(world):
    badge = world.badge(method=f"{WEB}#key-2")

    report = world.verify(badge)

    assert report.verdict == ReportVerdict.INVALID
    assert code(report, "issuer") == "issuer.key-not-listed"


def test_a_key_that_may_not_assert_is_found(world):
    world.dids[WEB]["assertionMethod"] = []

    assert code(world.verify(world.badge()), "issuer") == "issuer.key-not-listed"


def test_somebody_else_can_not_sign_in_the_name_of_an_issuer(world):
    other = SeedSigner(9)
    badge = sign(build(did=WEB), other, did_key_for(other.public)[1])

    report = world.verify(badge)

    assert report.verdict == ReportVerdict.INVALID
    assert code(report, "proof") == "proof.ok"
    assert code(report, "issuer") == "issuer.other-controller"


def test_another_did_document_is_not_taken_for_the_issuers_own(world):
    world.dids[WEB] = {**world.dids[WEB], "id": OTHER_WEB}

    report = world.verify(world.badge())

    assert report.verdict == ReportVerdict.INVALID
    assert code(report, "issuer") == "issuer.other-document"


def test_an_issuer_that_does_not_answer_leaves_it_undecided(world):
    world.dids.clear()

    report = world.verify(world.badge())

    assert report.verdict == ReportVerdict.UNDECIDED
    assert code(report, "issuer") == "issuer.unreachable"
    assert code(report, "proof") == "proof.key-unavailable"


@pytest.mark.parametrize("end", ["expires", "revoked"])
def test_a_rotated_key_still_counts_for_what_it_signed_before(world, end):
    badge = world.badge()
    new = SeedSigner(9)
    later = NOW + timedelta(days=30)
    world.dids[WEB] = build_did_document(
        WEB,
        [IssuerKey(WEB_KEY, world.signer.public_key, **{end: later}), IssuerKey(f"{WEB}#key-2", new.public_key)],
    )
    world.publish_list(bytes(16_384), signer=new, method=f"{WEB}#key-2")

    assert world.verify(badge, now=NOW + timedelta(days=60)).verdict == ReportVerdict.VALID


@pytest.mark.parametrize(("end", "expected"), [("expires", "issuer.key-expired"), ("revoked", "issuer.key-revoked")])
def test_a_key_does_not_count_for_what_it_signed_after_its_end(world, end, expected):
    world.dids[WEB] = build_did_document(
        WEB, [IssuerKey(WEB_KEY, world.signer.public_key, **{end: NOW - timedelta(days=1)})]
    )

    report = world.verify(world.badge(status_entry=None))

    assert report.verdict == ReportVerdict.INVALID
    assert code(report, "issuer") == expected


def test_dates_are_held_against_the_clock(world):
    until = NOW + timedelta(days=10)
    badge = world.badge(valid_until=until)

    assert world.verify(badge).verdict == ReportVerdict.VALID
    late = world.verify(badge, now=until + timedelta(seconds=1))
    assert (late.verdict, code(late, "dates")) == (ReportVerdict.INVALID, "dates.expired")
    early = world.verify(badge, now=NOW - timedelta(seconds=1))
    assert (early.verdict, code(early, "dates")) == (ReportVerdict.INVALID, "dates.not-yet")


def test_a_revoked_badge_is_not_valid(world):
    world.publish_list(with_bit(bytes(16_384), 94_567, True))

    report = world.verify(world.badge())

    assert report.verdict == ReportVerdict.INVALID
    assert code(report, "status") == "status.revoked"
    assert report.check(CheckName.STATUS).facts["index"] == "94567"


def test_the_revocation_of_another_badge_changes_nothing(world):
    world.publish_list(with_bit(bytes(16_384), 94_566, True))

    assert world.verify(world.badge()).verdict == ReportVerdict.VALID


def test_a_suspended_badge_is_not_valid(world):
    entry = build_status_entry(list_url=STATUS_LIST, index=3, purpose="suspension")
    world.publish_list(with_bit(bytes(16_384), 3, True), purpose="suspension")

    assert code(world.verify(world.badge(status_entry=entry)), "status") == "status.suspended"


def test_a_list_that_does_not_answer_leaves_it_undecided(world):
    world.lists.clear()

    report = world.verify(world.badge())

    assert report.verdict == ReportVerdict.UNDECIDED
    assert code(report, "status") == "status.unreachable"


def test_a_list_of_another_issuer_proves_nothing(world):
    other = SeedSigner(9)
    world.dids[OTHER_WEB] = build_did_document(OTHER_WEB, [IssuerKey(f"{OTHER_WEB}#1", other.public_key)])
    world.publish_list(bytes(16_384), signer=other, method=f"{OTHER_WEB}#1", issuer_did=OTHER_WEB)

    assert code(world.verify(world.badge()), "status") == "status.list-other-issuer"


def test_a_list_that_somebody_else_signed_proves_nothing(world):
    other = SeedSigner(9)
    world.publish_list(bytes(16_384), signer=other, method=did_key_for(other.public)[1])

    report = world.verify(world.badge())

    assert report.verdict == ReportVerdict.INVALID
    assert code(report, "status") == "status.list-changed"


def test_a_changed_list_proves_nothing(world):
    world.publish_list(with_bit(bytes(16_384), 94_567, True))
    clean = build_status_list_credential(list_url=STATUS_LIST, issuer_did=WEB, bits=bytes(16_384), valid_from=NOW)
    world.lists[STATUS_LIST]["credentialSubject"]["encodedList"] = clean["credentialSubject"]["encodedList"]

    assert code(world.verify(world.badge()), "status") == "status.list-changed"


def test_another_list_of_the_same_issuer_is_not_taken_for_this_one(world):
    world.publish_list(bytes(16_384), list_url=f"{STATUS_LIST}-older")

    report = world.verify(world.badge())

    assert report.verdict == ReportVerdict.UNDECIDED
    assert code(report, "status") == "status.other-list"


def test_a_list_for_another_purpose_fails(world):
    world.publish_list(bytes(16_384), purpose="suspension")

    assert code(world.verify(world.badge()), "status") == "status.purpose-differs"


def test_an_entry_beyond_the_list_fails(world):
    entry = build_status_entry(list_url=STATUS_LIST, index=131_072)

    assert code(world.verify(world.badge(status_entry=entry)), "status") == "status.out-of-range"


def test_a_list_past_its_end_leaves_it_undecided(world):
    world.publish_list(bytes(16_384), valid_until=NOW - timedelta(minutes=1))

    report = world.verify(world.badge())

    assert report.verdict == ReportVerdict.UNDECIDED
    assert code(report, "status") == "status.list-expired"


def test_every_status_entry_is_looked_at(world):
    entries = [build_status_entry(list_url=STATUS_LIST, index=1), build_status_entry(list_url=STATUS_LIST, index=2)]
    world.publish_list(with_bit(bytes(16_384), 2, True))
    badge = sign({**build(did=WEB), "credentialStatus": entries}, world.signer, WEB_KEY)

    assert code(world.verify(badge), "status") == "status.revoked"


def test_a_status_of_an_unknown_kind_is_never_passed(world):
    document = build(did=WEB)
    document["credentialStatus"] = {"id": "https://issuer.example/revoked", "type": "https://issuer.example/OwnKind"}

    report = world.verify(sign(document, world.signer, WEB_KEY))

    assert report.verdict == ReportVerdict.UNDECIDED
    assert code(report, "status") == "status.kind-not-supported"


def test_a_proof_of_an_unknown_kind_is_never_passed(world):
    badge = world.badge()
    badge["proof"] = [badge["proof"], {**badge["proof"], "cryptosuite": "bbs-2023"}]

    report = world.verify(badge)

    assert report.verdict == ReportVerdict.UNDECIDED
    assert code(report, "proof") == "proof.kind-not-supported"


def test_every_proof_of_a_set_must_fit(world):
    badge = world.badge()
    good = badge["proof"]
    bad = sign({**build(did=WEB), "name": "Anders"}, world.signer, WEB_KEY)["proof"]

    assert world.verify({**badge, "proof": [good]}).verdict == ReportVerdict.VALID
    assert code(world.verify({**badge, "proof": [good, bad]}), "proof") == "proof.changed"
    assert code(world.verify({**badge, "proof": [bad, good]}), "proof") == "proof.changed"


def test_a_proof_for_another_purpose_fails(world):
    badge = world.badge()
    badge["proof"]["proofPurpose"] = "authentication"

    assert code(world.verify(badge), "proof") == "proof.other-purpose"


def test_a_chain_that_names_a_missing_proof_fails(world):
    badge = world.badge()
    badge["proof"]["previousProof"] = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544"

    assert code(world.verify(badge), "proof") == "proof.chain-broken"


def test_the_holders_address_is_compared(world):
    badge = world.badge()

    assert code(world.verify(badge, expected_address=ADDRESS), "holder") == "holder.matches"
    other = world.verify(badge, expected_address="ander@gemeente.example")
    assert (other.verdict, code(other, "holder")) == (ReportVerdict.INVALID, "holder.other")
    assert code(world.verify(badge, expected_address="  "), "holder") == "holder.not-asked"


def test_a_badge_that_names_no_address_says_so(world):
    badge = world.badge(claim=a_claim(addresses=()))

    report = world.verify(badge, expected_address=ADDRESS)

    assert report.verdict == ReportVerdict.UNDECIDED
    assert code(report, "holder") == "holder.not-bound"


@pytest.mark.parametrize("inline", [None, {"withdrawn": "https://www.w3.org/2018/credentials#credentialStatus"}])
def test_a_revoked_badge_can_not_hide_its_status_behind_another_name(world, inline):
    world.publish_list(with_bit(bytes(16_384), 94_567, True))
    badge = world.badge()
    status = badge.pop("credentialStatus")
    if inline is None:
        badge["https://www.w3.org/2018/credentials#credentialStatus"] = status
    else:
        badge["@context"] = [*badge["@context"], inline]
        badge["withdrawn"] = status

    report = world.verify(badge)

    assert report.verdict == ReportVerdict.INVALID
    assert code(report, "context") == "context.alias"


@pytest.mark.parametrize("keyword", ["@included", "@graph"])
def test_a_part_of_a_badge_can_not_be_moved_under_a_keyword(world, keyword):
    badge = world.badge()
    badge[keyword] = [{"id": badge["id"], "credentialStatus": badge.pop("credentialStatus")}]

    assert world.verify(badge).verdict == ReportVerdict.INVALID


def test_an_unknown_context_is_not_fetched_and_leaves_it_undecided(world):
    badge = world.badge()
    badge["@context"] = [*badge["@context"], "https://voorbeeld.example/context.json"]

    report = world.verify(badge)

    assert report.verdict == ReportVerdict.UNDECIDED
    assert code(report, "context") == "context.unknown"
    assert code(report, "proof") == "proof.context"


def test_an_undefined_member_fails(world):
    report = world.verify({**world.badge(), "grade": "10"})

    assert report.verdict == ReportVerdict.INVALID
    assert code(report, "context") == "context.undefined-term"


def test_a_badge_that_breaks_the_schema_fails_though_its_signature_fits(world):
    document = build(did=WEB)
    del document["credentialSubject"]["achievement"]["criteria"]

    report = world.verify(sign(document, world.signer, WEB_KEY))

    assert code(report, "schema") == "schema.malformed"
    assert report.check(CheckName.SCHEMA).facts["field"].startswith("/credentialSubject")
    assert code(report, "proof") == "proof.ok"
    assert report.verdict == ReportVerdict.INVALID


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "readable.not-json"),
        ("not a badge", "readable.not-json"),
        (b"\xff\xfe\x00", "readable.not-json"),
        ("[]", "readable.not-an-object"),
        ("{}", "readable.not-a-credential"),
        ('{"hello": "world"}', "readable.not-a-credential"),
        ('{"id": "a", "id": "b"}', "readable.duplicate-key"),
        ('{"a": NaN}', "readable.not-json"),
        ('{"a": 1e999}', "readable.number"),
        ('{"a": "\\ud800"}', "readable.lone-surrogate"),
        ({"a": "\ud800"}, "readable.lone-surrogate"),
        ('{"a":' * 65 + "1" + "}" * 65, "readable.too-deep"),
        ("[" * 100_000, "readable.too-deep"),
        ('{"a": "' + "x" * 1_000_001 + '"}', "readable.too-large"),
        ({"a": "x" * 1_000_001}, "readable.too-large"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_badge_is_unreadable_and_says_why(world, content, expected):
    report = world.verify(content)

    assert report.verdict == ReportVerdict.UNREADABLE
    assert code(report, "readable") == expected
    assert report.as_json()["credential"] == {}


def test_a_kind_that_is_not_checked_is_not_passed_and_not_failed(world):
    """An SD-JWT: of VC-JOSE-COSE too, but another kind of token."""
    report = world.verify({"@context": [CREDENTIALS_V2], "type": "EnvelopedVerifiableCredential", "id": SD_JWT})

    assert report.verdict == ReportVerdict.UNDECIDED
    assert code(report, "proof") == "proof.kind-not-supported"


ODD = [None, 1, True, "x", [], {}, [None], {"id": 3}, ["x", {"type": 5}], {"@id": "y"}, [[{}]]]


@pytest.mark.parametrize("member", sorted(build(status_entry={"type": "x"}) | {"proof": 0}))
@pytest.mark.parametrize("value", ODD, ids=repr)
def test_a_badge_of_any_odd_shape_gets_an_answer(world, member, value):
    report = world.verify({**world.badge(), member: value})

    assert report.verdict != ReportVerdict.VALID


@pytest.mark.parametrize("document", [*ODD, {"id": WEB, "verificationMethod": [{"id": WEB_KEY}]}], ids=repr)
def test_a_did_document_of_any_odd_shape_gets_an_answer(world, document):
    world.dids[WEB] = document

    report = world.verify(world.badge())

    assert report.verdict == ReportVerdict.INVALID
    assert finding(report, "issuer") == Finding.FAILED


@pytest.mark.parametrize("document", ODD, ids=repr)
def test_a_status_list_of_any_odd_shape_gets_an_answer(world, document):
    world.lists[STATUS_LIST] = document

    assert code(world.verify(world.badge()), "status") == "status.list-malformed"


def test_a_did_key_needs_no_resolver(world):
    did, method = did_key_for(world.signer.public)
    world.known[did] = KnownIssuer(did, "Proef")
    badge = world.badge(did=did, method=method, status_entry=None)

    assert world.verify(badge).verdict == ReportVerdict.VALID


def test_an_issuer_that_is_no_did_is_not_looked_up(world):
    badge = sign(build(did="https://uitgever.example/profiel"), world.signer, "https://uitgever.example/profiel#key")

    report = world.verify(badge)

    assert code(report, "issuer") == "issuer.kind-not-supported"
    assert report.verdict == ReportVerdict.UNDECIDED


@pytest.mark.shared
def test_published_proof_chains_are_followed(world):
    for name in ("signedProofChain1.json", "signedProofChain2.json"):
        report = world.verify(shared_json("vectors", "vc-di-eddsa", "proof-set-chain", name))
        assert code(report, "proof") == "proof.ok", name


@pytest.mark.shared
def test_a_published_chain_without_its_first_proof_is_broken(world):
    document = copy.deepcopy(shared_json("vectors", "vc-di-eddsa", "proof-set-chain", "signedProofChain1.json"))
    document["proof"] = [proof for proof in document["proof"] if "previousProof" in proof]

    assert code(world.verify(document), "proof") == "proof.chain-broken"
