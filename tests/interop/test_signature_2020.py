"""``Ed25519Signature2020``, as most badges of earlier years have it: npm makes it and we read it; we never make it."""

from __future__ import annotations

import copy

import pytest

from credentials.core.contexts import CREDENTIALS_V2, OPEN_BADGES_3
from credentials.core.errors import CredentialError
from credentials.core.primitives.data_integrity import EDDSA_RDFC
from credentials.core.primitives.keys import KeyKind
from credentials.core.report import CheckName, ReportVerdict
from tests.interop.parties import PLACES, Party, badge_1_1_of, badge_of, changed, code_here, report_here, there

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("node_packages")]

ISSUER = Party("Ed25519Signature2020", KeyKind.ED25519)
SUITE_V1 = "https://w3id.org/security/suites/ed25519-2020/v1"
BADGES = pytest.mark.parametrize(
    "unsigned",
    [
        pytest.param(badge_1_1_of(ISSUER, SUITE_V1), id="VCDM 1.1"),
        pytest.param({**badge_of(ISSUER), "@context": [CREDENTIALS_V2, OPEN_BADGES_3, SUITE_V1]}, id="VCDM 2.0"),
    ],
)


@BADGES
def test_a_badge_that_was_signed_there_verifies_here_and_a_changed_one_does_not(unsigned):
    [badge] = there([ISSUER.issuing(unsigned)], ISSUER.document)

    assert badge["proof"]["type"] == "Ed25519Signature2020"
    assert report_here(badge).verdict is ReportVerdict.VALID
    assert {code_here(changed(badge, place), CheckName.PROOF) for place in PLACES} == {"proof.changed"}


@BADGES
def test_the_proof_is_signed_too(unsigned):
    [badge] = there([ISSUER.issuing(unsigned)], ISSUER.document)
    later = copy.deepcopy(badge)
    later["proof"]["created"] = "2025-01-01T00:00:00Z"

    assert code_here(later, CheckName.PROOF) == "proof.changed"


def test_the_same_signature_under_another_name_does_not_count():
    [badge] = there([ISSUER.issuing(badge_1_1_of(ISSUER, SUITE_V1))], ISSUER.document)
    badge["proof"] |= {"type": "DataIntegrityProof", "cryptosuite": EDDSA_RDFC}

    assert report_here(badge).verdict is ReportVerdict.INVALID


def test_it_is_never_made_here():
    with pytest.raises(CredentialError):
        ISSUER.signs(badge_1_1_of(ISSUER, SUITE_V1))
