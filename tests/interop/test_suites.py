"""Every kind of proof that we make, both ways with npm ``@digitalbazaar/vc`` and the packages of its cryptosuites."""

from __future__ import annotations

import pytest

from credentials.core.primitives.data_integrity import ECDSA_JCS, ECDSA_RDFC, EDDSA_JCS, EDDSA_RDFC
from credentials.core.primitives.keys import KeyKind
from credentials.core.report import CheckName, ReportVerdict
from tests.interop.parties import (
    PLACES,
    Json,
    Party,
    badge_1_1_of,
    badge_of,
    changed,
    code_here,
    report_here,
    status_list_of,
    there,
    verified,
    verifying,
)

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("node_packages")]

PARTIES = pytest.mark.parametrize(
    "party",
    [
        Party(EDDSA_RDFC, KeyKind.ED25519),
        Party(ECDSA_RDFC, KeyKind.P256),
        Party(ECDSA_RDFC, KeyKind.P384),
        Party(EDDSA_JCS, KeyKind.ED25519),
        Party(ECDSA_JCS, KeyKind.P256),
        Party(ECDSA_JCS, KeyKind.P384),
    ],
    ids=str,
)
MODELS = pytest.mark.parametrize("build", [badge_of, badge_1_1_of], ids=["VCDM 2.0", "VCDM 1.1"])


def all_refused(answers: list[Json]) -> bool:
    return all(not answer["verified"] and "Invalid signature" in answer["error"] for answer in answers)


@PARTIES
@MODELS
def test_our_badge_verifies_there_and_a_changed_one_does_not(party, build):
    badge = party.signs(build(party))

    whole, *others = there([verifying(badge), *(verifying(changed(badge, place)) for place in PLACES)], party.document)

    assert whole == verified()
    assert all_refused(others)


@PARTIES
@MODELS
def test_a_badge_that_was_signed_there_verifies_here_and_a_changed_one_does_not(party, build):
    [badge] = there([party.issuing(build(party))], party.document)

    assert report_here(badge).verdict is ReportVerdict.VALID
    assert {code_here(changed(badge, place), CheckName.PROOF) for place in PLACES} == {"proof.changed"}


@PARTIES
def test_a_badge_is_not_signed_by_whoever_says_so(party):
    stranger = Party(party.suite, party.kind, seed=9)
    ours = party.signs(badge_of(party))
    ours["proof"]["proofValue"] = stranger.signs(badge_of(party))["proof"]["proofValue"]

    [theirs, answer] = there([stranger.issuing(badge_of(party)), verifying(ours)], party.document, stranger.document)

    assert all_refused([answer])
    assert code_here(ours, CheckName.PROOF) == "proof.changed"
    assert code_here(theirs, CheckName.ISSUER) == "issuer.other-controller"


@PARTIES
@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_our_status_list_says_there_what_it_says_here(party, is_withdrawn):
    badge = party.signs(badge_of(party, has_status=True))
    status_list = party.signs(status_list_of(party, is_withdrawn=is_withdrawn))

    [answer] = there([verifying(badge)], party.document, status_list)

    assert answer == verified(statuses=({"purpose": "revocation", "isSet": is_withdrawn},))
    assert code_here(badge, CheckName.STATUS, status_list) == ("status.revoked" if is_withdrawn else "status.ok")


@PARTIES
@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_status_list_that_was_signed_there_is_read_here(party, is_withdrawn):
    unsigned = [badge_of(party, has_status=True), status_list_of(party, is_withdrawn=is_withdrawn)]

    badge, status_list = there([party.issuing(one) for one in unsigned], party.document)

    verdict = report_here(badge, status_list).verdict
    assert verdict is (ReportVerdict.INVALID if is_withdrawn else ReportVerdict.VALID)
    assert code_here(badge, CheckName.STATUS, status_list) == ("status.revoked" if is_withdrawn else "status.ok")


@PARTIES
def test_a_changed_status_list_counts_on_neither_side(party):
    badge = party.signs(badge_of(party, has_status=True))
    revoked, clear = (party.signs(status_list_of(party, is_withdrawn=is_withdrawn)) for is_withdrawn in (True, False))
    revoked["credentialSubject"]["encodedList"] = clear["credentialSubject"]["encodedList"]

    [answer] = there([verifying(badge)], party.document, revoked)

    assert not answer["verified"]
    assert "Invalid signature" in answer["error"]
    assert code_here(badge, CheckName.STATUS, revoked) == "status.list-changed"


@PARTIES
def test_a_badge_signed_on_both_sides_verifies_on_both(party):
    """A proof set: each side adds its own proof to the other's badge, and neither fits any more after a change."""
    [begun_there] = there([party.issuing(badge_of(party))], party.document)
    begun_here = party.signs(badge_of(party))

    ended_here = party.signs(begun_there)
    [ended_there] = there([party.issuing(begun_here)], party.document)

    for badge in (ended_here, ended_there):
        assert len(badge["proof"]) == 2
        [whole, other] = there([verifying(badge), verifying(changed(badge, ("name",)))], party.document)
        assert whole == verified()
        assert not other["verified"]
        assert report_here(badge).check(CheckName.PROOF).facts["count"] == "2"
        assert report_here(badge).verdict is ReportVerdict.VALID
        assert code_here(changed(badge, ("name",)), CheckName.PROOF) == "proof.changed"
