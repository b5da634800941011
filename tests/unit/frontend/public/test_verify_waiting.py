"""Who checks badges very often is asked to wait, and loses nothing of what was sent."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from credentials import services as credentials
from credentials.models import Badge
from tests.factories.credentials import ADDRESS, issued_badge
from tests.unit.frontend.public.test_verify_page import check, picture, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> None:
    cache.clear()


@pytest.fixture
def badge() -> Badge:
    return issued_badge()


def often(client: Client, times: int = 60) -> None:
    for _time in range(times):
        client.post("/verify?lang=en", {"address": "{}"})


def test_who_checks_very_often_is_asked_to_wait_and_loses_nothing(client: Client, badge: Badge) -> None:
    often(client)

    for response in (
        check(client, credentials.badge_picture(badge, "png"), "badge.png", email=ADDRESS),
        client.post("/verify?lang=en", {"address": badge.document, "email": ADDRESS}),
    ):
        assert response.status_code == 429
        assert 1 <= int(response.headers["Retry-After"]) <= 60
        assert "Wait a moment" in said(response)
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', said(response)))
        assert json.loads(unescape(fields["address"])) == credentials.document_of(badge)
        assert fields["email"] == ADDRESS


def test_a_code_that_was_typed_is_kept_while_somebody_waits(client: Client, badge: Badge) -> None:
    often(client)

    response = client.post("/verify?lang=en", {"address": badge.code}, follow=True)

    assert response.status_code == 429
    assert f'value="{badge.code}"' in said(response)


def test_a_file_without_a_badge_is_asked_for_again_after_waiting(client: Client) -> None:
    often(client)

    response = check(client, picture(), "screenshot.png")

    assert response.status_code == 429
    assert 'type="file"' in said(response)


def test_page_and_api_count_together(client: Client, badge: Badge) -> None:
    often(client, 30)
    for _time in range(30):
        client.post("/api/v1/verify", {}, content_type="application/json")

    assert client.get("/verify", {"address": badge.code}).status_code == 429
    assert client.post("/api/v1/verify", {}, content_type="application/json").status_code == 429


def test_the_form_itself_can_always_be_seen(client: Client) -> None:
    often(client, 61)

    assert client.get("/verify").status_code == 200
