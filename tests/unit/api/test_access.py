"""Who gets in: tokens with their scopes and ends, the session with its check, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from foundation.people import services as people
from foundation.people.models import ApiToken
from tests.factories.people import PersonFactory
from tests.unit.api.callers import Caller

pytestmark = pytest.mark.django_db

ITEM = {"kind": "work_product", "title": "Plan"}


@pytest.fixture
def person():
    return PersonFactory()


def test_a_stranger_is_asked_to_sign_in():
    answer = Caller().ask("get", "me")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not-authenticated"


@pytest.mark.parametrize(
    ("scopes", "reading", "writing"), [(("read",), 200, 403), (("write",), 403, 201), (("read", "write"), 200, 201)]
)
def test_a_token_does_what_its_scopes_say(person, scopes, reading, writing):
    caller = Caller(person, scopes=scopes)

    caller.get("portfolio/items", expect=reading)
    caller.post("portfolio/items", ITEM, expect=writing)


def test_an_ended_a_withdrawn_and_an_unknown_token_open_nothing(person):
    caller = Caller(person)
    caller.get("me")

    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert caller.get("me", expect=401)["code"] == "authentication-failed"
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    people.revoke_api_token(ApiToken.objects.get().pk, by=person)
    caller.get("me", expect=401)
    caller.headers["Authorization"] = "Bearer nooit-gegeven"
    caller.get("me", expect=401)


def test_the_account_that_was_closed_takes_its_tokens_along(person):
    caller = Caller(person)
    person.is_active = False
    person.save()

    caller.get("me", expect=401)


def test_the_session_of_the_pages_works_and_asks_for_its_check_on_a_change(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    assert client.get("/api/v1/me").json()["email"] == person.email
    refused = client.post("/api/v1/portfolio/items", ITEM, content_type="application/json")
    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"


def test_a_token_is_made_and_withdrawn_by_session_and_never_by_a_token(person):
    client = Client()
    client.force_login(person)
    asked = {"name": "Koppeling", "scopes": ["read"], "days": 30}

    made = client.post("/api/v1/tokens", asked, content_type="application/json")

    assert made.status_code == 201
    bearer = Caller()
    bearer.headers["Authorization"] = f"Bearer {made.json()['secret']}"
    bearer.get("me")
    bearer.get("tokens", expect=403)
    bearer.post("tokens", asked, expect=403)
    listed = client.get("/api/v1/tokens").json()
    assert [token["name"] for token in listed] == ["Koppeling"]
    assert "secret" not in listed[0]
    assert client.delete(f"/api/v1/tokens/{made.json()['id']}").status_code == 200
    bearer.get("me", expect=401)


def test_a_token_of_somebody_else_is_not_there(person):
    token, _secret = people.create_api_token(person, name="t", scopes=["read"], days=1, by=person)
    client = Client()
    client.force_login(PersonFactory())

    assert client.delete(f"/api/v1/tokens/{token.pk}").status_code == 404
