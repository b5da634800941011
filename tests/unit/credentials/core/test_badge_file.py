"""A badge as a file: one report whatever is in it, and never an exception."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.core.badge_file import read_file, verify_file
from credentials.core.envelopes import envelope, enveloped_credential
from credentials.core.errors import CredentialError, Unreachable
from credentials.core.primitives.baking import OPEN_BADGES_2, bake_png, bake_svg
from credentials.core.primitives.did import did_key_for
from credentials.core.report import CheckName, KnownIssuer, Report
from tests.require import shared
from tests.unit.credentials.core.open_badge_2_world import ASSERTION, World, a_signed_assertion, an_assertion, jws
from tests.unit.credentials.core.samples import SeedSigner, build, sign
from tests.unit.credentials.core.test_baking import SVG, png

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
BADGE = json.dumps(sign(build(valid_from=LONG_AGO)), ensure_ascii=False)
KINDS = ["text", "png", "svg"]
BAKED = [bake_png(png(), BADGE), bake_svg(SVG, BADGE), BADGE.encode()]


def nothing_there(address: str) -> dict[str, Any]:
    raise Unreachable(f"{address} is not asked in this test.")


def report_on(data: bytes, **changes: Any) -> Report:
    return verify_file(
        data,
        **changes,
        now=datetime(2026, 11, 24, 12, tzinfo=UTC),
        resolve_did=nothing_there,
        load_status_list=nothing_there,
        is_known_issuer=lambda did: KnownIssuer(did, "Gemeente Voorbeeld"),
    )


@pytest.mark.parametrize("data", BAKED)
def test_the_same_badge_gets_the_same_report_in_every_kind_of_file(data):
    report = report_on(data)
    assert report.verdict == "valid"
    assert report.as_json() == report_on(BADGE.encode()).as_json()
    assert read_file(data) == json.loads(BADGE)


@pytest.mark.parametrize(
    ("data", "verdict", "code"),
    [
        (b"", "unreadable", "readable.not-a-badge"),
        (png(), "unreadable", "readable.not-a-badge"),
        (BAKED[0][:-5], "unreadable", "readable.truncated"),
        (BAKED[0].replace(b"Erkend", b"Erkenn", 1), "invalid", "readable.damaged"),
        (b"GIF89a", "unreadable", "readable.unknown-kind"),
        (b"{", "unreadable", "readable.not-json"),
        (bake_png(png(), "{}"), "unreadable", "readable.not-a-credential"),
    ],
)
def test_a_file_that_gives_no_credential_says_why(data, verdict, code):
    report = report_on(data)
    assert (report.verdict, [check.code for check in report.checks]) == (verdict, [code])


@pytest.mark.parametrize(
    "bake", [str.encode, lambda text: bake_png(png(), text), lambda text: bake_svg(SVG, text)], ids=KINDS
)
def test_a_badge_in_the_jwt_form_is_checked_in_every_kind_of_file(bake):
    credential = build(valid_from=LONG_AGO)
    token = envelope(credential, signer=SeedSigner(), kid=did_key_for(SeedSigner().public)[1])
    report = report_on(bake(token))
    assert report.verdict == "valid"
    assert read_file(bake(token)) == credential


@pytest.mark.parametrize(
    "bake",
    [
        str.encode,
        lambda text: bake_png(png(), text, edition=OPEN_BADGES_2),
        lambda text: bake_svg(SVG, text, edition=OPEN_BADGES_2),
    ],
    ids=KINDS,
)
def test_an_open_badge_2_is_checked_in_every_kind_of_file(bake):
    assertion = an_assertion()
    report = report_on(bake(json.dumps(assertion)), fetch=World().fetch)
    assert (report.verdict, report.check(CheckName.PROOF).code) == ("valid", "proof.hosted")
    assert read_file(bake(json.dumps(assertion))) == assertion

    signed = report_on(bake(jws(a_signed_assertion())), fetch=World().fetch)
    assert (signed.verdict, signed.check(CheckName.PROOF).code) == ("valid", "proof.ok")


def test_a_picture_with_only_the_address_of_a_badge_is_looked_up_there():
    picture = bake_png(png(), ASSERTION, edition=OPEN_BADGES_2)
    assert report_on(picture, fetch=World().fetch).verdict == "valid"
    assert [check.code for check in report_on(picture).checks] == ["readable.unreachable"]
    with pytest.raises(CredentialError) as caught:
        read_file(picture)
    assert caught.value.code == "address-only"


def test_without_anything_to_fetch_with_an_open_badge_2_is_undecided():
    assert report_on(json.dumps(an_assertion()).encode()).verdict == "undecided"


@given(st.sampled_from(BAKED), st.data())
def test_a_mutated_file_gets_a_report_that_is_not_valid_or_says_the_same(baked, data):
    start = data.draw(st.integers(0, len(baked)))
    mutated = baked[:start] + data.draw(st.binary(max_size=4)) + baked[start + data.draw(st.integers(0, 4)) :]

    report = report_on(mutated)

    if report.verdict == "valid":  # what changed was white space, or the drawing
        assert report.as_json() == report_on(baked).as_json()


@pytest.mark.shared
def test_every_sample_of_others_gets_a_report():
    samples = [path for path in shared("specs/samples").rglob("*") if path.is_file()]
    assert samples
    for path in samples:
        assert report_on(path.read_bytes()).as_json()["verdict"] in ("valid", "invalid", "undecided", "unreadable"), (
            path
        )


def test_a_badge_in_an_envelope_is_read_out_of_it():
    did, method = did_key_for(SeedSigner().public)
    enveloped = enveloped_credential(envelope(build(did=did, valid_from=LONG_AGO), signer=SeedSigner(), kid=method))

    assert read_file(json.dumps(enveloped).encode()) == build(did=did, valid_from=LONG_AGO)
