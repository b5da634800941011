"""Our badges in the verifier of the Digital Credentials Consortium, and what its makers issue with us.

npm ``@digitalcredentials/verifier-core``: it checks the signature, dates, status, the issuer in registries, and the JSON
schema of Open Badges. It knows ``eddsa-rdfc-2022`` and ``Ed25519Signature2020``.
"""

from __future__ import annotations

from typing import Any

import pytest

from credentials.core.contexts import ACHIEVEMENT_SCHEMA
from credentials.core.did_document import IssuerKey, build_did_document
from credentials.core.primitives.data_integrity import ECDSA_RDFC, EDDSA_RDFC
from credentials.core.primitives.did import did_web_url
from credentials.core.primitives.keys import KeyKind
from credentials.core.report import CheckName, ReportVerdict
from tests.interop.node import run_script
from tests.interop.parties import (
    LONG_AGO,
    PLACES,
    Json,
    Party,
    badge_1_1_of,
    badge_of,
    changed,
    code_here,
    report_here,
    status_list_of,
    verifying,
)
from tests.unit.credentials.core.samples import STATUS_LIST, SeedSigner, build, sign

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("node_packages")]

ISSUER = Party(EDDSA_RDFC, KeyKind.ED25519)
ISSUER_2020 = Party("Ed25519Signature2020", KeyKind.ED25519)
ED25519_2020_V1 = "https://w3id.org/security/suites/ed25519-2020/v1"
REGISTRY = "https://register.example/registry.json"
DID_WEB = "did:web:gemeente.example"
SOUND = {"valid_signature": True, "expiration": True, "registered_issuer": True}


def at_dcc(tasks: list[Json], pages: Json | None = None, *, registry: str | None = REGISTRY) -> list[Any]:
    """What that verifier answers to each task of ``dcc.mjs``; our issuers stand in its registry."""
    listed = {"registry": {did: {"name": "Gemeente Voorbeeld"} for did in (ISSUER.did, DID_WEB)}}
    given = {"pages": {REGISTRY: listed, **(pages or {})}, "registry": registry, "tasks": tasks}
    answers: list[Any] = run_script("dcc.mjs", given)["answers"]
    return answers


def sound(**steps: bool | str) -> Json:
    """The answer to an Open Badge of data model 2.0 with which nothing is wrong, but for these steps."""
    schemas = [{"schema": ACHIEVEMENT_SCHEMA, "valid": True}]
    return {"steps": {**SOUND, **steps}, "schemas": schemas, "errors": []}


def test_our_badge_is_sound_there_and_a_changed_one_is_not():
    badge = ISSUER.signs(badge_of(ISSUER))

    whole, *others = at_dcc([verifying(badge), *(verifying(changed(badge, place)) for place in PLACES)])

    assert whole == sound()
    assert others == [{"steps": {}, "schemas": [], "errors": ["invalid_signature"]}] * len(PLACES)


def test_our_badge_of_data_model_1_1_is_sound_there():
    badge = ISSUER.signs(badge_1_1_of(ISSUER))

    whole, other = at_dcc([verifying(badge), verifying(changed(badge, ("name",)))])

    assert whole["steps"] == SOUND
    assert other["errors"] == ["invalid_signature"]


def test_our_badge_of_a_did_web_is_sound_there_as_long_as_its_keys_can_be_fetched():
    method = f"{DID_WEB}#key-1"
    badge = sign(build(did=DID_WEB, valid_from=LONG_AGO), method=method)
    pages = {did_web_url(DID_WEB): build_did_document(DID_WEB, [IssuerKey(method, SeedSigner().public_key)])}

    [found] = at_dcc([verifying(badge)], pages)
    [missed] = at_dcc([verifying(badge)])

    assert found == sound()
    assert missed["errors"]


def test_an_issuer_outside_the_registry_is_a_stranger_there_too():
    badge = ISSUER.signs(badge_of(ISSUER))

    assert at_dcc([verifying(badge)], registry=None) == [sound(registered_issuer=False)]


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_our_status_list_is_read_there(is_withdrawn):
    badge = ISSUER.signs(badge_of(ISSUER, has_status=True))
    status_list = ISSUER.signs(status_list_of(ISSUER, is_withdrawn=is_withdrawn))

    [answer] = at_dcc([verifying(badge)], {STATUS_LIST: status_list})

    assert answer == sound(revocation_status=not is_withdrawn)


def test_a_changed_or_missing_status_list_is_no_clean_bill_there_nor_here():
    badge = ISSUER.signs(badge_of(ISSUER, has_status=True))
    status_list = ISSUER.signs(status_list_of(ISSUER, is_withdrawn=True))
    clear = ISSUER.signs(status_list_of(ISSUER, is_withdrawn=False))["credentialSubject"]["encodedList"]
    status_list["credentialSubject"]["encodedList"] = clear

    [changed_there] = at_dcc([verifying(badge)], {STATUS_LIST: status_list})
    [missing_there] = at_dcc([verifying(badge)])

    assert changed_there["steps"]["revocation_status"] == "status_list_signature_error"
    assert missing_there["steps"]["revocation_status"] == "status_list_not_found"
    assert code_here(badge, CheckName.STATUS, status_list) == "status.list-changed"
    assert code_here(badge, CheckName.STATUS) == "status.unreachable"


def test_a_badge_that_fits_no_schema_is_found_there_and_here():
    badge = badge_of(ISSUER)
    del badge["credentialSubject"]["achievement"]["criteria"]
    badge = ISSUER.signs(badge)

    [answer] = at_dcc([verifying(badge)])

    assert answer["schemas"] == [{"schema": ACHIEVEMENT_SCHEMA, "valid": False}]
    assert code_here(badge, CheckName.SCHEMA) == "schema.malformed"


def test_a_proof_that_it_does_not_know_is_never_passed_there():
    party = Party(ECDSA_RDFC, KeyKind.P256)

    [answer] = at_dcc([verifying(party.signs(badge_of(party)))])

    assert answer["errors"] == ["invalid_signature"]
    assert "valid_signature" not in answer["steps"]


@pytest.mark.parametrize(
    ("party", "badge"),
    [
        pytest.param(ISSUER, badge_of(ISSUER), id="eddsa-rdfc-2022 on VCDM 2.0"),
        pytest.param(ISSUER, badge_1_1_of(ISSUER), id="eddsa-rdfc-2022 on VCDM 1.1"),
        pytest.param(ISSUER_2020, badge_1_1_of(ISSUER_2020, ED25519_2020_V1), id="Ed25519Signature2020 on VCDM 1.1"),
    ],
)
def test_what_is_issued_there_verifies_here_and_a_changed_one_does_not(party, badge):
    [issued] = at_dcc([party.issuing(badge)])

    assert report_here(issued).verdict is ReportVerdict.VALID
    assert {code_here(changed(issued, place), CheckName.PROOF) for place in PLACES} == {"proof.changed"}


def test_a_status_list_that_was_signed_there_is_read_here():
    unsigned = [badge_of(ISSUER, has_status=True), status_list_of(ISSUER, is_withdrawn=True)]

    badge, status_list = at_dcc([ISSUER.issuing(one) for one in unsigned])

    assert code_here(badge, CheckName.STATUS, status_list) == "status.revoked"
