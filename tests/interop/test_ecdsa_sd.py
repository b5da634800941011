"""Parts of badges in an independent implementation, and its parts with us: npm ``ecdsa-sd-2023-cryptosuite``.

That implementation can't sign or derive where the document holds an ordered list, as Open Badges' ``allowedValue`` is; it
does verify the parts. So the badge that it signs or derives from has none.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from credentials.core.primitives.did import resolve_did_key
from credentials.core.primitives.selective_disclosure import derive, pointers_to_results, usual_mandatory_pointers
from credentials.core.report import KnownIssuer, ReportVerdict
from credentials.core.verify import verify_document
from tests.interop.node import run_script
from tests.unit.credentials.core.disclosure_samples import DID, METHOD, SIGNER, TWO_RESULTS, check, keep
from tests.unit.credentials.core.samples import NOW, a_claim, a_unit, build

pytestmark = pytest.mark.interop

Json = dict[str, Any]
KEY = {
    "id": METHOD,
    "controller": DID,
    "publicKeyMultibase": SIGNER.public.to_multibase(),
    "secretKeyMultibase": SIGNER.to_multibase(),
}


def a_badge(*, with_lists: bool = True) -> Json:
    claim = a_claim(units=tuple(map(a_unit, range(12))), narrative='Zegt "ja" \u2028 en 😀.\n')
    badge = build(claim, did=DID, valid_from=datetime(2024, 1, 1, tzinfo=UTC))
    badge["credentialSubject"]["achievement"]["name"] = {"@value": "Toezicht", "@language": "nl"}
    if not with_lists:
        for description in badge["credentialSubject"]["achievement"]["resultDescription"]:
            del description["allowedValue"]
    return badge


# What is shown, by what it tries.
CHOICES: dict[str, Callable[[Json], list[str]]] = {
    "two results": lambda badge: pointers_to_results(badge, TWO_RESULTS),
    "a name": lambda badge: ["/name"],
    "nodes without an id": lambda badge: [
        "/credentialSubject/identifier",
        "/credentialSubject/narrative",
        "/evidence/0/name",
    ],
    "a part of one of them": lambda badge: ["/credentialSubject/identifier/1/salt"],
    "nearly all": lambda badge: ["/credentialSubject", "/evidence", "/awardedDate"],
}
VERIFIED = {"verified": True, "error": None}


@pytest.fixture
def there(node_packages: None) -> Callable[[list[Json]], list[Json]]:
    """``there(tasks)``: what the other implementation answers to each, as disclose.mjs says."""

    def run(tasks: list[Json]) -> list[Json]:
        return run_script("disclose.mjs", {"documents": [resolve_did_key(DID)], "tasks": tasks})["answers"]

    return run


def verifying(credential: Json) -> Json:
    return {"action": "verify", "credential": credential}


def signing(credential: Json) -> Json:
    return {"action": "sign", "credential": credential, "key": KEY, "pointers": usual_mandatory_pointers(credential)}


def deriving(credential: Json, choose: Callable[[Json], list[str]]) -> Json:
    return {"action": "derive", "credential": credential, "pointers": choose(credential)}


def verdict(document: Json) -> ReportVerdict:
    return verify_document(
        document,
        now=NOW,
        resolve_did={}.__getitem__,
        load_status_list={}.__getitem__,
        is_known_issuer=lambda did: KnownIssuer(did=did, name=""),
    ).verdict


def test_our_parts_of_a_badge_verify_there(there):
    badge = a_badge()
    kept = keep(badge)

    answers = there([verifying(derive(kept, pointers=choose(kept))) for choose in CHOICES.values()])

    assert dict(zip(CHOICES, answers, strict=True)) == dict.fromkeys(CHOICES, VERIFIED)


def test_our_part_with_one_changed_value_fails_there(there):
    badge = a_badge()
    shown = derive(keep(badge), pointers=pointers_to_results(badge, TWO_RESULTS))
    places = [
        ("issuer", "name"),
        ("credentialSubject", "result", 0, "value"),
        ("credentialSubject", "achievement", "id"),
    ]

    answers = there([verifying(changed(shown, place)) for place in places])

    assert [answer["verified"] for answer in answers] == [False] * len(places)
    assert all("Invalid signature" in answer["error"] for answer in answers)


def changed(document: Json, place: tuple[str | int, ...]) -> Json:
    copied = copy.deepcopy(document)
    holder: Any = copied
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] += "!"
    return copied


def test_our_copy_for_the_holder_is_refused_there(there):
    [answer] = there([verifying(keep(a_badge()))])

    assert answer["verified"] is False


def test_a_part_that_was_derived_there_from_our_copy_is_the_one_that_we_derive(there):
    kept = keep(a_badge(with_lists=False))

    answers = there([deriving(kept, choose) for choose in CHOICES.values()])

    ours = {name: derive(kept, pointers=choose(kept)) for name, choose in CHOICES.items()}
    assert dict(zip(CHOICES, answers, strict=True)) == ours


def test_a_copy_that_was_signed_there_can_be_shown_in_parts_here(there):
    [kept] = there([signing(a_badge(with_lists=False))])

    shown = [derive(kept, pointers=choose(kept)) for choose in CHOICES.values()]

    for part in shown:
        check(part)
    assert there(list(map(verifying, shown))) == [VERIFIED] * len(shown)


def test_a_part_that_was_signed_and_derived_there_is_judged_here(there):
    badge = a_badge(with_lists=False)
    badge["credentialSubject"]["achievement"]["name"] = "Toezicht"
    [kept] = there([signing(badge)])
    [shown] = there([deriving(kept, CHOICES["two results"])])

    assert verdict(shown) is ReportVerdict.VALID
    shown["credentialSubject"]["result"][0]["value"] += "!"
    assert verdict(shown) is ReportVerdict.INVALID
