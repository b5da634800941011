"""How much is too much: for one document and all that is in it together, and said by name."""

from __future__ import annotations

from typing import Any

import pytest

from credentials.core.errors import CanonicalisationLimit
from credentials.core.limits import DEFAULT, Limits, allowance, limits, within
from credentials.core.presentations import verify_presentation
from credentials.core.report import CheckName, KnownIssuer, Report
from credentials.core.verify import verify_document
from tests.unit.credentials.core.samples import NOW, build, sign

V2 = "https://www.w3.org/ns/credentials/v2"


def checked(verify: Any, document: Any, **caps: int) -> Report:
    report: Report = verify(
        document,
        now=NOW,
        resolve_did={}.__getitem__,
        load_status_list={}.__getitem__,
        is_known_issuer=lambda did: KnownIssuer(did=did, name=""),
        limits=Limits(**caps),
    )
    return report


def test_what_is_left_is_shared_until_the_outermost_ends():
    with within(Limits(max_steps=10)):
        allowance().spend(6)
        with within(Limits(max_steps=1_000)):
            assert limits().max_steps == 10
            with pytest.raises(CanonicalisationLimit) as caught:
                allowance().spend(5)
        assert allowance().steps_left < 0
    assert caught.value.cap == {"cap": "steps", "limit": "10"}
    assert limits() == DEFAULT
    assert allowance().steps_left == DEFAULT.max_steps


def test_all_the_steps_may_be_spent():
    with within(Limits(max_steps=10)):
        allowance().spend(10)
        with pytest.raises(CanonicalisationLimit):
            allowance().spend(1)


def test_limits_are_set_for_one_document_and_not_for_the_next():
    badge = sign(build())

    refused = checked(verify_document, badge, max_quads=20).check(CheckName.CONTEXT)

    assert refused.facts["cap"] == "quads"
    assert checked(verify_document, badge).check(CheckName.CONTEXT).code == "context.ok"


def test_the_badges_in_a_presentation_share_the_steps():
    def spent(count: int) -> int:
        """The fewest steps, in hundreds, with which a presentation of so many badges is read."""
        badges = [sign(build(credential_id=f"urn:uuid:{number}")) for number in range(count)]
        presentation = {"@context": [V2], "type": ["VerifiablePresentation"], "verifiableCredential": badges}
        for steps in range(100, 10_000, 100):
            report = checked(verify_presentation, presentation, max_steps=steps)
            if all(inner.check(CheckName.CONTEXT).code == "context.ok" for inner in report.inner):
                return steps
        raise AssertionError("ten thousand steps are not enough")

    assert spent(10) > 5 * spent(1)


def test_a_cap_on_bytes_counts_for_an_object_too():
    badge = sign(build())

    assert checked(verify_document, badge, max_bytes=2_000).check(CheckName.READABLE).facts == {
        "cap": "bytes",
        "limit": "2000",
    }
