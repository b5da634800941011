"""The answer to an employer who has nothing but a file, an address or a code."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from credentials import services as credentials
from credentials.core.primitives.data_integrity import add_proof
from credentials.keys import DatabaseSigner
from credentials.models import Badge
from evc.standards.models import QualificationStandard
from evc.standards.recognition import recognise_provider
from foundation.audit.models import AuditEntry
from tests.factories.credentials import ADDRESS, issued_badge, issuer_profile
from tests.factories.people import PersonFactory
from tests.unit.credentials.core.samples import SeedSigner, build, sign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> None:
    cache.clear()


@pytest.fixture
def badge() -> Badge:
    return issued_badge(recipient=PersonFactory())


def check(client: Client, data: bytes, name: str = "badge.json", **fields: str) -> Any:
    return client.post("/verify?lang=en", {"file": SimpleUploadedFile(name, data), **fields})


def said(response: Any) -> str:
    return response.content.decode()


def test_our_own_badge_is_real_valid_and_not_withdrawn(client: Client, badge: Badge) -> None:
    response = check(client, credentials.badge_picture(badge, "png"), "badge.png")

    assert response.status_code == 200
    assert "This badge is real, valid and not withdrawn." in said(response)
    assert "calls itself “Gemeente Waterrijk”" in said(response)
    assert "Treedt op bij overtredingen en conflicten" in said(response)
    assert "It is not a diploma" in said(response)


def test_the_svg_and_the_json_are_read_as_well(client: Client, badge: Badge) -> None:
    for data, name in ((credentials.badge_picture(badge, "svg"), "badge.svg"), (badge.document.encode(), "badge.json")):
        assert "real, valid and not withdrawn" in said(check(client, data, name))


def test_one_changed_character_is_found_and_what_it_says_is_not_shown(client: Client, badge: Badge) -> None:
    changed = badge.document.replace("Stelt een proces-verbaal op", "Stelt een proces-verbaal og")

    response = check(client, changed.encode())

    assert "This badge was changed after it was issued. Do not trust what it says." in said(response)
    assert "proces-verbaal og" not in said(response)


def test_anothers_key_is_not_the_issuers(client: Client, badge: Badge) -> None:
    document = credentials.document_of(badge)
    method = document.pop("proof")["verificationMethod"]
    forged = add_proof(document, signer=SeedSigner(), verification_method=method, created=badge.issued_at)

    assert "Do not trust what it says." in said(check(client, json.dumps(forged).encode()))


def test_a_withdrawn_badge_says_when_and_why(client: Client, badge: Badge) -> None:
    revoked = credentials.revoke(badge.pk, because="Two names were mixed up.", by=None)

    response = check(client, badge.document.encode())

    assert "This badge is real, but was withdrawn on " in said(response)
    assert "Two names were mixed up." in said(response)
    assert str(revoked.revoked_at.year) in said(response)


def test_an_expired_badge_says_until_when(client: Client) -> None:
    issuer = issuer_profile()
    document = credentials.document_of(issued_badge(issuer=issuer))
    del document["proof"]
    document |= {"validFrom": "2020-01-01T00:00:00Z", "validUntil": "2021-02-03T12:00:00Z"}
    key = credentials.active_key(issuer)
    expired = add_proof(
        document,
        signer=DatabaseSigner(key),
        verification_method=f"{issuer.did}#{key.public_multibase}",
        created=key.created_at,
    )

    assert "expired on 3 February 2021" in said(check(client, json.dumps(expired).encode()))


def test_an_unknown_issuer_is_for_the_reader_to_judge(client: Client) -> None:
    response = check(client, json.dumps(sign(build())).encode())

    assert "The signature is right, but we do not know this issuer." in said(response)
    assert "The issuer calls itself “Gemeente Voorbeeld”" in said(response)
    assert "can&#x27;t be checked here" in said(response)


def picture() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (40, 40), "white").save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (picture(), "screenshot.png", "This is a picture without a badge in it."),
        (picture()[:60], "half.png", "This file is cut off"),
        (b"<html><body>no</body></html>", "page.png", "This is not a file that can hold a badge."),
        (b"\xff\xd8\xff\xe0" + bytes(40), "photo.jpg", "This is not a file that can hold a badge."),
        (b'{"name": "x"}', "other.json", "There is no badge in this file."),
        (b"", "empty.png", "This file is empty."),
    ],
)
def test_what_is_no_badge_gets_a_sentence_that_says_what_to_do(
    client: Client, data: bytes, name: str, sentence: str
) -> None:
    response = check(client, data, name)

    assert response.status_code == 422
    assert sentence in said(response)
    assert 'type="file"' in said(response)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client: Client) -> None:
    for size in (8 * 1024 * 1024 + 1, 10 * 1024 * 1024):
        response = check(client, bytes(size), "large.png")

        assert response.status_code == 413
        assert "larger than 8 MB" in said(response)


def test_nothing_given_asks_for_something(client: Client) -> None:
    response = client.post("/verify?lang=en", {})

    assert response.status_code == 422
    assert "Choose a file, or type an address or code." in said(response)


@pytest.mark.parametrize("how", ["code", "spaced", "page", "file"])
def test_an_address_or_a_code_is_looked_up_at_the_issuer(client: Client, badge: Badge, how: str) -> None:
    text = {
        "code": badge.code,
        "spaced": f"{badge.code[:4]} {badge.code[4:8]}-{badge.code[8:].lower()}",
        "page": f"{settings.ERKEND_PUBLIC_URL}/badges/{badge.pk}",
        "file": f"{settings.ERKEND_PUBLIC_URL}/badges/{badge.pk}.png",
    }[how]

    response = client.post("/verify?lang=en", {"address": text}, follow=True)

    assert "This badge is real, valid and not withdrawn." in said(response)
    assert "looked up at the issuer" in said(response)


def test_an_unknown_code_is_not_found_and_stays_in_the_field(client: Client) -> None:
    response = client.post("/verify?lang=en", {"address": "ABCD-EFGH-2345"}, follow=True)

    assert response.status_code == 404
    assert "There is no badge with this address or code here." in said(response)
    assert 'value="ABCD-EFGH-2345"' in said(response)


def test_a_closed_page_is_not_opened_by_its_code_but_the_file_can_be_checked(client: Client, badge: Badge) -> None:
    credentials.choose_page(badge.pk, is_public=False, shows_results=True, shows_name=False, by=badge.recipient)

    looked_up = client.get("/verify", {"lang": "en", "address": badge.code})

    assert "This page is closed" in said(looked_up)
    assert "Handhaver" not in said(looked_up)
    assert "real, valid" in said(check(client, badge.document.encode()))


def test_results_that_the_holder_hid_are_not_looked_up(client: Client, badge: Badge) -> None:
    credentials.choose_page(badge.pk, is_public=True, shows_results=False, shows_name=False, by=badge.recipient)

    looked_up = said(client.get("/verify", {"lang": "en", "address": badge.code}))

    assert "real, valid" in looked_up
    assert "Treedt op bij overtredingen" not in looked_up
    assert "<img" not in looked_up  # the medal's ring is the results


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        (ADDRESS.upper(), "Yes. This badge was issued to that address."),
        ("bram@example.org", "No. This badge was not issued"),
    ],
)
def test_without_script_the_address_is_compared_and_not_kept(
    client: Client, badge: Badge, email: str, sentence: str
) -> None:
    entries = AuditEntry.objects.count()

    response = client.post("/verify?lang=en", {"email": email, "address": badge.document})

    assert sentence in said(response)
    assert AuditEntry.objects.count() == entries
    assert "sessionid" not in response.cookies
    assert settings.SESSION_COOKIE_NAME not in response.cookies


def test_whether_the_provider_was_recognised_names_the_register(client: Client) -> None:
    issuer = issuer_profile()
    badge = issued_badge(issuer=issuer)
    standard = QualificationStandard.objects.create(
        key="handhaver", title="Handhaver buitenruimte (voorbeeld)", kind="kwalificatiedossier"
    )

    assert "Not a recognised EVC provider for this standard" in said(check(client, badge.document.encode()))

    recognise_provider(
        issuer.organisation,
        standard=standard,
        since=badge.issued_at.date().replace(year=2020),
        register="NPEVC",
        by=None,
    )
    assert "Register: NPEVC." in said(check(client, badge.document.encode()))


def test_no_file_is_left_behind(client: Client, badge: Badge, tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10

    check(client, badge.document.encode())

    assert list(tmp_path.iterdir()) == []


def test_it_needs_no_cookie(badge: Badge) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert check(strict, badge.document.encode()).status_code == 200


def test_a_hostile_badge_can_say_nothing_in_markup(client: Client) -> None:
    badge = issued_badge(title="<script>alert(1)</script>", narrative='"><img src=x onerror=alert(1)>')

    response = said(check(client, badge.document.encode()))

    assert "<script>alert" not in response
    assert "<img src=x" not in response


def test_the_form_asks_the_database_nothing(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(0):
        assert client.get("/verify").status_code == 200
