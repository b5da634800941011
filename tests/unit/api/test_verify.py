"""Checking a badge over the API: every kind of sender, every verdict, and what it refuses."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from drf_spectacular.generators import SchemaGenerator

from credentials import services as credentials
from tests.factories.credentials import ADDRESS, issued_badge, issuer_profile
from tests.factories.documents import a_record, a_token, an_endorsed_badge
from tests.unit.api.callers import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    cache.clear()


@pytest.fixture
def badge():
    return issued_badge()


@pytest.fixture
def employer():
    return Caller()


def as_file(content: bytes, name: str = "badge") -> dict:
    return {"file": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_picture_is_enough(badge, employer, form):
    report = employer.upload("verify", as_file(credentials.badge_picture(badge, form)), expect=200)

    assert report["verdict"] == "valid"
    assert report["looked_up"] is False
    assert report["revocation"] is None
    assert report["issuer"]["known"] is True


def test_the_credential_itself_may_be_sent_as_json(badge, employer):
    assert employer.post("verify", {"credential": json.loads(badge.document)}, expect=200)["verdict"] == "valid"


def test_a_badge_as_it_is_may_be_the_whole_body(badge, employer):
    assert employer.post("verify", json.loads(badge.document), expect=200)["verdict"] == "valid"


def test_an_address_or_code_is_looked_up_and_says_so(badge, employer):
    for text in (f"http://localhost:8000/badges/{badge.pk}", f"{badge.code[:4]} {badge.code[4:8]}-{badge.code[8:]}"):
        report = employer.post("verify", {"address": text}, expect=200)

        assert (report["verdict"], report["looked_up"]) == ("valid", True)


def test_one_changed_letter_is_found(badge, employer):
    changed = badge.document.replace("Toezicht", "Toezight").encode()

    report = employer.upload("verify", as_file(changed), expect=200)

    assert report["verdict"] == "invalid"
    assert {check["code"] for check in report["checks"]} >= {"proof.changed"}


def test_a_withdrawn_badge_tells_why(badge, employer):
    credentials.revoke(badge.pk, because="Uitgegeven aan de verkeerde persoon.", by=None)

    report = employer.upload("verify", as_file(badge.document.encode()), expect=200)

    assert report["verdict"] == "invalid"
    assert report["revocation"]["because"] == "Uitgegeven aan de verkeerde persoon."


def test_a_suspended_badge_tells_since_when_and_why(employer, settings):
    settings.ERKEND_SUSPENSION = True
    badge = issued_badge()
    credentials.suspend(badge.pk, because="Er loopt een bezwaar.", by=None)

    report = employer.upload("verify", as_file(badge.document.encode()), expect=200)

    assert (report["verdict"], report["revocation"]) == ("invalid", None)
    assert report["suspension"]["because"] == "Er loopt een bezwaar."
    assert {check["code"] for check in report["checks"]} >= {"status.suspended"}


@pytest.mark.parametrize(("email", "code"), [(ADDRESS, "holder.matches"), ("iemand@anders.example", "holder.other")])
def test_an_address_is_compared_with_the_badge(badge, employer, email, code):
    report = employer.upload("verify", as_file(badge.document.encode()) | {"email": email}, expect=200)

    assert code in {check["code"] for check in report["checks"]}


@pytest.mark.parametrize(
    "content", [b"", b"geen badge", b"{}", b"[]", b"\x89PNG\r\n\x1a\n", b"<svg/>", b'{"id": "http://["}', b"{" * 2000]
)
def test_whatever_is_no_badge_gets_a_verdict_and_not_an_error(employer, content):
    assert employer.upload("verify", as_file(content), expect=200)["verdict"] == "unreadable"


def test_a_hostile_identifier_gets_a_verdict(badge, employer):
    document = json.loads(badge.document) | {"id": "http://["}

    assert employer.post("verify", {"credential": document}, expect=200)["verdict"] == "invalid"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "nothing-to-verify"),
        ({"address": ""}, 422, "nothing-to-verify"),
        ({"address": "x", "credential": {}}, 422, "nothing-to-verify"),
        ({"address": "http://["}, 404, "badge-unknown"),
        ({"address": "https://elders.example/badges/1"}, 404, "badge-unknown"),
        ({"adres": "x"}, 400, "invalid-input"),
        ({"address": 7}, 400, "invalid-input"),
        ([], 400, "invalid-input"),
    ],
)
def test_what_can_not_be_judged_says_what_to_do(employer, body, status, code):
    problem = employer.post("verify", body, expect=status)

    assert problem["code"] == code
    assert problem["detail"].endswith(".")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(employer):
    problem = employer.upload("verify", as_file(bytes(11 * 1024 * 1024)), expect=413)

    assert problem["code"] == "too-large"


def test_the_sixty_first_request_of_a_minute_has_to_wait(employer):
    for _request in range(60):
        employer.post("verify", {}, expect=422)

    answer = employer.ask("post", "verify", {}, headers={"X-Forwarded-For": "203.0.113.7"})

    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert answer.json()["code"] == "throttled"


def test_nothing_that_is_sent_is_kept(badge, employer, settings, tmp_path):
    settings.ERKEND_FILES_DIR = tmp_path
    employer.upload("verify", as_file(badge.document.encode()) | {"email": "geheim@example.org"}, expect=200)

    assert list(tmp_path.rglob("*")) == []


def test_each_badge_in_a_record_has_a_report_of_its_own(employer):
    issuer = issuer_profile()
    kept, withdrawn = issued_badge(issuer=issuer), issued_badge(issuer=issuer, title="Toezichthouder")
    record = a_record(issuer, [kept, withdrawn])
    credentials.revoke(withdrawn.pk, because="Fout.", by=None)

    report = employer.upload("verify", as_file(record), expect=200)

    assert report["verdict"] == "invalid"
    assert [(inner["verdict"], inner["credential"]["title"]) for inner in report["inner"]] == [
        ("valid", "Handhaver buitenruimte"),
        ("invalid", "Toezichthouder"),
    ]


def test_what_others_say_about_a_badge_has_a_report_that_does_not_decide(badge, employer):
    report = employer.upload("verify", as_file(an_endorsed_badge(badge, comment="Goed.")), expect=200)

    assert (report["verdict"], report["inner"]) == ("valid", [])
    assert [(one["verdict"], one["credential"]["comment"]) for one in report["endorsements"]] == [
        ("undecided", "Goed.")
    ]


def test_a_token_may_be_sent_as_a_file_or_as_the_credential(badge, employer):
    token = a_token(badge)

    assert employer.upload("verify", as_file(token), expect=200)["verdict"] == "valid"
    assert employer.post("verify", {"credential": token.decode()}, expect=200)["verdict"] == "valid"


def test_the_document_of_the_api_says_that_reports_hold_reports(employer):
    schemas = SchemaGenerator().get_schema(request=None, public=True)["components"]["schemas"]

    for member in ("inner", "endorsements"):
        assert schemas["BadgeReport"]["properties"][member]["items"] == {"$ref": "#/components/schemas/BadgeReport"}
        assert member in schemas["VerificationReport"]["required"]
