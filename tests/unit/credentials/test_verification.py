"""Checking whatever people send through the service: records, endorsements, tokens, presentations, hosted badges."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from credentials import services as credentials
from credentials.core.primitives.baking import OPEN_BADGES_2, bake_png
from credentials.core.report import CheckName, ReportVerdict
from credentials.services.verification import accepted_issuers
from tests.factories.credentials import ADDRESS, issued_badge, issuer_profile
from tests.factories.documents import (
    a_presentation,
    a_presentation_token,
    a_record,
    a_token,
    an_endorsed_badge,
    host_badge,
    internet,
)
from tests.loopback import DocumentServer
from tests.unit.credentials.core.samples import build, sign
from tests.unit.credentials.core.test_baking import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(tmp_path: Any, settings: Any) -> Iterator[DocumentServer]:
    with internet(tmp_path, settings) as running:
        yield running


def codes(report: Any) -> dict[str, str]:
    return {str(check.name): check.code for check in report.checks}


def test_a_record_of_ours_is_valid_with_every_badge_in_it():
    issuer = issuer_profile()
    record = a_record(issuer, [issued_badge(issuer=issuer), issued_badge(issuer=issuer)])

    report = credentials.verify_bytes(record).report

    assert report.verdict is ReportVerdict.VALID, report.as_json()
    assert [inner.verdict for inner in report.inner] == ["valid", "valid"]


def test_one_badge_that_was_withdrawn_makes_the_record_invalid_and_is_known_to_be_ours():
    issuer = issuer_profile()
    kept, withdrawn = issued_badge(issuer=issuer), issued_badge(issuer=issuer)
    record = a_record(issuer, [kept, withdrawn])
    credentials.revoke(withdrawn.pk, because="Twee namen zijn verwisseld.", by=None)

    report = credentials.verify_bytes(record).report

    assert report.verdict is ReportVerdict.INVALID
    assert [inner.check(CheckName.STATUS).code for inner in report.inner] == ["status.ok", "status.revoked"]
    assert [credentials.badge_in(inner) for inner in report.inner] == [kept, withdrawn]


def test_a_changed_badge_is_not_taken_for_the_one_that_we_issued():
    badge = issued_badge()
    changed = badge.document.replace("Toezicht", "Toezight").encode()

    assert credentials.badge_in(credentials.verify_bytes(changed).report) is None
    assert credentials.badge_in(credentials.verify_bytes(b"{}").report) is None


def test_an_endorsement_gets_a_report_and_does_not_decide():
    report = credentials.verify_bytes(an_endorsed_badge(issued_badge())).report

    assert report.verdict is ReportVerdict.VALID
    assert [(one.verdict, one.summary.comment) for one in report.endorsements] == [
        ("undecided", "Wij kijken bij het aannemen naar deze badge.")
    ]


def test_a_token_is_a_file_like_any_other_and_can_be_checked_again_as_it_is():
    token = a_token(issued_badge())

    found = credentials.verify_bytes(token, expected_address=ADDRESS)

    assert found.report.verdict is ReportVerdict.VALID, found.report.as_json()
    again = credentials.verify_bytes(found.text.encode(), expected_address=ADDRESS)
    assert again.report.as_json() == found.report.as_json()


@pytest.mark.parametrize("as_token", [False, True])
def test_a_presentation_holds_a_report_on_each_badge(as_token):
    badges = [issued_badge(), issued_badge()]
    data = a_presentation_token(badges) if as_token else json.dumps(a_presentation(badges)).encode()

    report = credentials.verify_bytes(data).report

    assert report.verdict is ReportVerdict.VALID, report.as_json()
    assert (report.is_presentation, len(report.inner)) == (True, 2)
    assert codes(report)["issuer"] == "issuer.holder"


def test_a_hosted_badge_of_a_stranger_is_compared_with_what_stands_at_its_address(server):
    assertion = host_badge(server)

    report = credentials.verify_bytes(bake_png(png(), json.dumps(assertion), edition=OPEN_BADGES_2)).report

    assert report.verdict is ReportVerdict.UNDECIDED
    assert (codes(report)["proof"], codes(report)["issuer"]) == ("proof.hosted", "issuer.unknown")


def test_a_hosted_badge_may_be_given_by_its_address(server):
    address = host_badge(server)["id"]

    found = credentials.verify_address(f" {address} ")

    assert found is not None
    assert (found.was_looked_up, found.summary.title) == (True, "Robotica")


def test_an_address_where_no_badge_stands_leads_to_none(server):
    server.documents["/page"] = b"<html>"
    assert credentials.verify_address(f"{server.root}/page") is None
    assert credentials.verify_address(f"{server.root}/nothing") is None


def test_while_fetching_is_off_nothing_is_asked_of_anybody(server, settings):
    assertion = host_badge(server)
    settings.ERKEND_FETCH = False

    assert credentials.verify_address(assertion["id"]) is None
    assert codes(credentials.verify_bytes(json.dumps(assertion).encode()).report)["proof"] == "proof.hosted-unreachable"
    assert server.accepts == []


def test_a_hosted_badge_that_was_taken_away_is_withdrawn(server):
    assertion = host_badge(server)
    server.documents["/assertions/1"] = 410

    assert codes(credentials.verify_bytes(json.dumps(assertion).encode()).report)["status"] == "status.revoked"


def test_many_badges_of_one_stranger_ask_for_each_document_once(server):
    did = f"did:web:localhost%3A{server.server_port}"
    stranger = sign(build(did=did), method=f"{did}#key-1")

    report = credentials.verify_bytes(a_record(issuer_profile(), [stranger, stranger, stranger])).report

    assert [codes(inner)["issuer"] for inner in report.inner] == ["issuer.unreachable"] * 3
    assert len(server.accepts) == 1


def test_a_list_that_was_checked_once_is_not_checked_again_for_the_next_badge():
    issuer = issuer_profile()
    first, second = issued_badge(issuer=issuer), issued_badge(issuer=issuer)
    credentials.verify_bytes(first.document.encode())
    around = credentials.surroundings()
    published = around.load_status_list(first.status_list.address)
    kept = around.status_cache.find(
        first.status_list.address, issuer.did, "BitstringStatusListEntry", published, around.now
    )

    assert kept is not None
    assert credentials.verify_bytes(second.document.encode()).report.verdict is ReportVerdict.VALID


def test_a_list_that_changed_since_counts_at_once():
    issuer = issuer_profile()
    badge = issued_badge(issuer=issuer)
    assert credentials.verify_bytes(badge.document.encode()).report.verdict is ReportVerdict.VALID

    credentials.revoke(badge.pk, because="Fout.", by=None)

    assert codes(credentials.verify_bytes(badge.document.encode()).report)["status"] == "status.revoked"


def test_an_issuer_elsewhere_counts_as_known_once_the_operator_lists_it(settings, tmp_path):
    badge = sign(build())
    assert codes(credentials.verify_bytes(json.dumps(badge).encode()).report)["issuer"] == "issuer.unknown"
    issuers = tmp_path / "issuers.json"
    issuers.write_text(json.dumps({"issuers": [{"id": badge["issuer"]["id"], "name": "Elders", "domainProven": True}]}))
    settings.ERKEND_ISSUERS = str(issuers)

    report = credentials.verify_bytes(json.dumps(badge).encode()).report

    assert report.verdict is ReportVerdict.VALID
    assert report.check(CheckName.ISSUER).facts["domain-proven"] == "yes"


@pytest.mark.parametrize(
    "content", [None, "{}", '{"issuers": [{"id": "x", "name": "y"}]}'], ids=["absent", "empty", "no id"]
)
def test_a_list_of_issuers_that_can_not_be_used_says_so(tmp_path, content):
    path = tmp_path / "issuers.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ImproperlyConfigured, match="ERKEND_ISSUERS names"):
        accepted_issuers(str(path))


@pytest.mark.parametrize(
    ("name", "value", "check", "code", "cap"),
    [
        ("ERKEND_VERIFY_BYTES", 2_000, CheckName.READABLE, "readable.too-large", "bytes"),
        ("ERKEND_VERIFY_LEVELS", 3, CheckName.READABLE, "readable.too-deep", "levels"),
        ("ERKEND_VERIFY_STATEMENTS", 20, CheckName.CONTEXT, "context.too-complex", "quads"),
        ("ERKEND_VERIFY_STEPS", 20, CheckName.CONTEXT, "context.too-complex", "steps"),
    ],
)
def test_the_operator_says_how_much_is_too_much(settings, name, value, check, code, cap):
    sent = json.dumps(sign(build())).encode()
    assert credentials.verify_bytes(sent).report.check(CheckName.PROOF).code == "proof.ok"

    setattr(settings, name, value)

    found = credentials.verify_bytes(sent).report.check(check)
    assert (found.code, found.facts["cap"], found.facts["limit"]) == (code, cap, str(value))
