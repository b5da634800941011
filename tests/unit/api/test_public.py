"""Public documents: what they hold, how they are kept by caches, and what a holder closes."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from credentials import services as credentials
from tests.factories.credentials import issued_badge
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder():
    return PersonFactory()


@pytest.fixture
def badge(holder):
    return issued_badge(recipient=holder)


def addresses(badge):
    return {
        "did": f"/organisations/{badge.issuer.organisation.slug}/did.json",
        "status": f"/status/{badge.status_list_id}",
        "achievement": f"/achievements/{badge.achievement_id}.json",
        **{form: f"/badges/{badge.pk}.{form}" for form in ("json", "png", "svg")},
    }


@pytest.mark.parametrize("name", ["did", "status", "achievement", "json", "png", "svg"])
def test_a_public_document_takes_few_queries_and_lives_in_a_shared_cache(
    badge, client, django_assert_max_num_queries, name
):
    address = addresses(badge)[name]
    client.get(address)  # a picture is drawn on the first request

    with django_assert_max_num_queries(3):
        answer = client.get(address)
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})

    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("public, max-age=")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not answer.has_header("Vary")
    assert not answer.cookies
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])


def test_a_signed_in_visitor_gets_the_same_document_and_no_cookie(badge, holder, client):
    client.force_login(holder)

    answer = client.get(addresses(badge)["json"])

    assert answer.status_code == 200
    assert not answer.cookies
    assert not answer.has_header("Vary")


def test_the_documents_say_what_the_credential_refers_to(badge, client):
    credential = json.loads(badge.document)
    found = addresses(badge)

    assert client.get(found["did"]).json() == credentials.did_document(badge.issuer)
    assert (
        json.loads(client.get(found["status"]).content)["id"] == credential["credentialStatus"]["statusListCredential"]
    )
    assert client.get(found["achievement"]).json() == credential["credentialSubject"]["achievement"]


def test_a_badge_leaves_as_the_exact_text_that_was_signed(badge, client):
    answer = client.get(addresses(badge)["json"])

    assert answer.content == badge.document.encode()
    assert answer["ETag"] == f'"{badge.document_sha256}"'
    assert answer["Content-Disposition"] == f'inline; filename="handhaver-buitenruimte-{str(badge.pk)[:8]}.json"'


@pytest.mark.parametrize(("form", "media_type"), [("png", "image/png"), ("svg", "image/svg+xml")])
def test_a_picture_holds_the_badge(badge, client, form, media_type):
    answer = client.get(addresses(badge)[form])

    assert answer["Content-Type"] == media_type
    assert credentials.verify_bytes(answer.content).report.verdict == "valid"


@pytest.mark.parametrize("form", ["json", "png", "svg"])
def test_a_closed_page_gives_its_files_to_the_holder_alone(badge, holder, form):
    credentials.choose_page(badge.pk, is_public=False, shows_results=True, shows_name=False, by=holder)
    stranger, signed_in = Client(), Client()
    signed_in.force_login(holder)
    address = addresses(badge)[form]

    refused, own = stranger.get(address), signed_in.get(address)

    assert refused.status_code == 404
    assert refused["Content-Type"] == "application/problem+json"
    assert own.status_code == 200
    assert own["Cache-Control"] == "private, no-store"
    assert not own.has_header("Access-Control-Allow-Origin")


def test_a_badge_that_belongs_to_nobody_any_more_stays_closed(badge, holder):
    credentials.choose_page(badge.pk, is_public=False, shows_results=True, shows_name=False, by=holder)
    badge.refresh_from_db()
    badge.recipient = None
    badge.save()

    assert Client().get(addresses(badge)["json"]).status_code == 404


def test_a_withdrawn_badge_changes_the_etag_of_its_list(badge, client):
    before = client.get(addresses(badge)["status"])["ETag"]
    credentials.revoke(badge.pk, because="Fout.", by=None)

    assert client.get(addresses(badge)["status"], headers={"If-None-Match": before}).status_code == 200


def test_a_status_list_is_a_credential_that_anybody_may_fetch(badge):
    answer = Client().get(addresses(badge)["status"])

    assert answer["Content-Type"] == "application/vc"
    assert answer["Cache-Control"] == "public, max-age=60"
    document = json.loads(answer.content)
    assert document["id"].endswith(addresses(badge)["status"])
    assert document["proof"]["type"] == "DataIntegrityProof"


def test_a_status_list_past_half_its_time_is_served_with_a_new_signature(badge):
    address, client = addresses(badge)["status"], Client()
    first = client.get(address)

    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        second = client.get(address, headers={"If-None-Match": first["ETag"]})
        again = client.get(address, headers={"If-None-Match": second["ETag"]})

    assert (second.status_code, again.status_code) == (200, 304)
    bits = [json.loads(answer.content)["credentialSubject"]["encodedList"] for answer in (first, second)]
    assert bits[0] == bits[1]


@pytest.mark.parametrize(
    "address",
    [
        "/organisations/bestaat-niet/did.json",
        "/status/00000000-0000-4000-8000-000000000000",
        "/achievements/00000000-0000-4000-8000-000000000000.json",
        "/badges/00000000-0000-4000-8000-000000000000.png",
    ],
)
def test_what_is_not_there_is_a_problem_that_no_cache_keeps(client, address):
    answer = client.get(address)

    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"
    assert not answer.has_header("Cache-Control")


def test_the_process_says_that_it_lives(client):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json()["ready"] is True
