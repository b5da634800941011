"""Presentations both ways, as npm ``@digitalbazaar/vc`` signs and checks them and as DCC's verifier checks them."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from credentials.core.contexts import CREDENTIALS_V2
from credentials.core.presentations import verify_presentation
from credentials.core.primitives.data_integrity import ECDSA_JCS, ECDSA_RDFC, EDDSA_JCS, EDDSA_RDFC
from credentials.core.primitives.keys import KeyKind
from credentials.core.report import CheckName, KnownIssuer, Report, ReportVerdict
from tests.interop.node import run_script
from tests.interop.parties import Json, Party, badge_of, status_list_of, there, verified
from tests.unit.credentials.core.samples import NOW

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("node_packages")]

ISSUER = Party(EDDSA_RDFC, KeyKind.ED25519)
DOMAIN, CHALLENGE = "https://werkgever.example", "een-keer-7f3a"
ASKED = {"domain": DOMAIN, "challenge": CHALLENGE}
# What somebody asks who did not ask for this presentation, and what is refused there and here.
ASKED_ELSE = [
    ({**ASKED, "challenge": "een-andere-keer"}, "challenge", "proof.other-challenge"),
    ({**ASKED, "domain": "https://elders.example"}, "domain", "proof.other-domain"),
]
HOLDERS = pytest.mark.parametrize(
    "holder",
    [
        Party(EDDSA_RDFC, KeyKind.ED25519, seed=11),
        Party(ECDSA_RDFC, KeyKind.P256, seed=11),
        Party(ECDSA_RDFC, KeyKind.P384, seed=11),
        Party(EDDSA_JCS, KeyKind.ED25519, seed=11),
        Party(ECDSA_JCS, KeyKind.P256, seed=11),
    ],
    ids=str,
)


def presentation_of(holder: Party, *badges: Json) -> Json:
    """Unsigned, of two signed badges unless others are given."""
    first = ISSUER.signs(badge_of(ISSUER))
    second = ISSUER.signs({**badge_of(ISSUER), "id": "urn:uuid:0e2f0a52-7c6c-4c2f-9d52-6a5b7d6a7f11"})
    return {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": holder.did,
        "verifiableCredential": list(badges) or [first, second],
    }


def signed_here(holder: Party, presentation: Json) -> Json:
    return holder.signs(presentation, purpose="authentication", **ASKED)


def presenting(holder: Party, presentation: Json) -> Json:
    return {"action": "present", "presentation": presentation, "suite": holder.suite, "key": holder.key, **ASKED}


def verifying(presentation: Json, asked: dict[str, str] | None = None) -> Json:
    return {"action": "verifyPresentation", "presentation": presentation, **(asked or ASKED)}


def checked(presentation: Json, asked: dict[str, str] | None = None, *lists: Json) -> Report:
    at = {one["id"]: one for one in lists}
    return verify_presentation(
        presentation,
        now=NOW,
        resolve_did=at.__getitem__,
        load_status_list=at.__getitem__,
        is_known_issuer=lambda did: KnownIssuer(did=did, name=""),
        **(asked or ASKED),
    )


def tampered(presentation: Json) -> list[Json]:
    """Copies of which a badge was changed, left out, or put in, and one of which the holder is another."""
    copies = [copy.deepcopy(presentation) for _ in range(4)]
    copies[0]["verifiableCredential"][0]["name"] += "!"
    copies[1]["verifiableCredential"].pop()
    copies[2]["verifiableCredential"].append(ISSUER.signs(badge_of(ISSUER)) | {"id": "urn:uuid:6a5b7d6a-7f11"})
    copies[3]["holder"] = ISSUER.did
    return copies


@HOLDERS
def test_our_presentation_verifies_there_for_who_asked_for_it_and_no_other(holder):
    presentation = signed_here(holder, presentation_of(holder))
    tasks = [
        verifying(presentation),
        *(verifying(presentation, asked) for asked, _, _ in ASKED_ELSE),
        *map(verifying, tampered(presentation)),
    ]

    whole, other_challenge, other_domain, *others = there(tasks, ISSUER.document, holder.document)

    assert whole == verified()
    for answer, (_, word, _) in zip((other_challenge, other_domain), ASKED_ELSE, strict=True):
        assert not answer["verified"]
        assert f"The {word} is not as expected" in answer["error"]
    assert [answer["verified"] for answer in others] == [False] * 4


@HOLDERS
def test_a_presentation_that_was_signed_there_verifies_here_for_who_asked_for_it_and_no_other(holder):
    [presentation] = there([presenting(holder, presentation_of(holder))], ISSUER.document, holder.document)

    report = checked(presentation)

    assert report.verdict is ReportVerdict.VALID
    assert [inner.verdict for inner in report.inner] == [ReportVerdict.VALID] * 2
    for asked, _, code in ASKED_ELSE:
        assert checked(presentation, asked).check(CheckName.PROOF).code == code
    assert [checked(copied).verdict for copied in tampered(presentation)] == [ReportVerdict.INVALID] * 4


def test_a_withdrawn_badge_in_a_presentation_shows_on_both_sides():
    holder = Party(EDDSA_RDFC, KeyKind.ED25519, seed=11)
    badge = ISSUER.signs(badge_of(ISSUER, has_status=True))
    status_list = ISSUER.signs(status_list_of(ISSUER, is_withdrawn=True))
    presentation = signed_here(holder, presentation_of(holder, badge))

    [answer] = there([verifying(presentation)], ISSUER.document, holder.document, status_list)
    report = checked(presentation, None, status_list)

    assert answer["statuses"] == [{"purpose": "revocation", "isSet": True}]
    assert report.inner[0].check(CheckName.STATUS).code == "status.revoked"
    assert report.verdict is ReportVerdict.INVALID


def test_our_presentation_is_valid_at_dcc_and_a_changed_one_is_not():
    """That verifier looks at the signature as an assertion, and compares neither challenge nor domain."""
    holder = Party(EDDSA_RDFC, KeyKind.ED25519, seed=11)
    presentation = holder.signs(presentation_of(holder), challenge=CHALLENGE)
    tasks = [
        {"action": "verifyPresentation", "presentation": one, "challenge": CHALLENGE}
        for one in (presentation, *tampered(presentation))
    ]

    answers: list[Any] = run_script("dcc.mjs", {"pages": {}, "registry": None, "tasks": tasks})["answers"]

    whole, *others = answers
    assert whole["signature"] == "valid"
    assert [badge["steps"]["valid_signature"] for badge in whole["credentials"]] == [True, True]
    assert [answer["signature"] for answer in others] == ["invalid"] * 4
    assert others[0]["credentials"][0]["errors"] == ["invalid_signature"]
