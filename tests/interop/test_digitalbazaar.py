"""Our badges in an independent implementation, and its badges with us: npm ``@digitalbazaar/vc``."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest

from credentials.core.did_document import IssuerKey, build_did_document
from credentials.core.primitives.bitstrings import with_bit
from credentials.core.primitives.did import did_key_for, resolve_did_key
from credentials.core.report import KnownIssuer, ReportVerdict
from credentials.core.status_list import build_status_entry, build_status_list_credential
from credentials.core.verify import verify_document
from tests.unit.credentials.core.samples import NOW, STATUS_LIST, SeedSigner, build, sign

pytestmark = pytest.mark.interop

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
DID_WEB = "did:web:localhost%3A8000:organisations:gemeente-voorbeeld"
METHOD_WEB = f"{DID_WEB}#key-1"
DID_KEY, METHOD_KEY = did_key_for(SeedSigner().public)


def did_web_document() -> dict[str, Any]:
    return build_did_document(DID_WEB, [IssuerKey(METHOD_WEB, SeedSigner().public_key)])


ISSUERS = pytest.mark.parametrize(
    ("did", "method", "document"),
    [
        pytest.param(DID_WEB, METHOD_WEB, did_web_document(), id="did:web"),
        pytest.param(DID_KEY, METHOD_KEY, resolve_did_key(DID_KEY), id="did:key"),
    ],
)


@ISSUERS
def test_our_badge_verifies_there(node_verify, did, method, document):
    badge = sign(build(did=did, valid_from=LONG_AGO), method=method)

    assert node_verify(badge, [document]) == {"verified": True, "statuses": [], "error": None}


@ISSUERS
@pytest.mark.parametrize(
    "place",
    [
        ("name",),
        ("issuer", "name"),
        ("credentialSubject", "result", 0, "value"),
        ("credentialSubject", "achievement", "criteria", "narrative"),
    ],
)
def test_our_badge_with_one_changed_value_fails_there(node_verify, did, method, document, place):
    badge = sign(build(did=did, valid_from=LONG_AGO), method=method)
    changed = copy.deepcopy(badge)
    holder = changed
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] += "!"

    answer = node_verify(changed, [document])

    assert answer["verified"] is False
    assert "Invalid signature" in answer["error"]


def test_our_badge_signed_with_another_key_fails_there(node_verify):
    forged = sign(build(did=DID_WEB, valid_from=LONG_AGO), SeedSigner(9), method=METHOD_WEB)
    assert node_verify(forged, [did_web_document()])["verified"] is False


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_the_bit_of_our_status_list_is_read_there(node_verify, is_withdrawn):
    entry = build_status_entry(list_url=STATUS_LIST, index=94_567)
    badge = sign(build(did=DID_WEB, valid_from=LONG_AGO, status_entry=entry), method=METHOD_WEB)
    bits = with_bit(bytes(16_384), 94_567, is_withdrawn)
    status_list = sign(
        build_status_list_credential(list_url=STATUS_LIST, issuer_did=DID_WEB, bits=bits, valid_from=LONG_AGO),
        method=METHOD_WEB,
    )

    answer = node_verify(badge, [did_web_document(), status_list])

    assert answer == {
        "verified": True,
        "statuses": [{"purpose": "revocation", "isSet": is_withdrawn}],
        "error": None,
    }


def test_nothing_is_fetched_there(node_verify):
    badge = sign(build(did=DID_WEB, valid_from=LONG_AGO), method=METHOD_WEB)

    answer = node_verify(badge, [])

    assert answer["verified"] is False
    assert "Nothing is fetched here" in answer["error"]


@ISSUERS
def test_a_badge_that_was_signed_there_verifies_here(node_issue, did, method, document):
    badge = node_issue(
        build(did=did, valid_from=LONG_AGO), seed=bytes([7]) * 32, verification_method=method, documents=[document]
    )

    def verdict() -> ReportVerdict:
        report = verify_document(
            badge,
            now=NOW,
            resolve_did={did: document}.__getitem__,
            load_status_list={}.__getitem__,
            is_known_issuer=lambda issuer: KnownIssuer(did=issuer, name=""),
        )
        return report.verdict

    assert verdict() is ReportVerdict.VALID
    badge["name"] += "!"
    assert verdict() is ReportVerdict.INVALID
