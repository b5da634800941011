"""A referee writes from a mailed link: no account, no cookies, what is typed stays, and looking changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from foundation.people.models import Person
from portfolio.models import Testimony, TestimonyRequest
from tests.factories.people import PersonFactory
from tests.unit.portfolio.test_testimonies import SIGNED, ask

pytestmark = pytest.mark.django_db
FORM = SIGNED | {"has_tie": "yes"}


@pytest.fixture
def owner() -> Person:
    return PersonFactory(name="Noor Bos", language="en")


@pytest.fixture
def link(owner: Person) -> str:
    return f"/testimony/{ask(owner)}"


def text(response: Any) -> str:
    return response.content.decode()


def test_looking_shows_the_question_and_changes_nothing(client: Client, link: str) -> None:
    for _time in range(3):
        page = text(client.get(f"{link}?lang=en"))

    assert "De stroomstoring?" in page
    assert "What did you see this person do?" in page
    assert not Testimony.objects.exists()


def test_it_is_typed_kept_and_signed_without_cookies(owner: Person, link: str) -> None:
    client = Client(enforce_csrf_checks=True)
    saved = client.post(f"{link}/save", {"field": "what", "value": "Hij leidde"})
    assert (saved.status_code, saved.json()) == (200, {"saved": True})
    assert "Hij leidde</textarea>" in text(Client().get(link))

    response = client.post(f"{link}?lang=en", FORM, follow=True)

    assert "This is what you signed" in text(response)
    assert "Tie with the candidate: Wij zijn zwagers." in text(response)
    assert Testimony.objects.get().said.answers["what"] == SIGNED["what"]


def test_what_is_left_out_is_asked_and_what_was_typed_stays(client: Client, link: str) -> None:
    response = client.post(f"{link}?lang=en", FORM | {"when": "", "tie": ""})

    assert response.status_code == 422
    assert "Say which tie there is." in text(response)
    assert SIGNED["what"] in text(response)
    assert not Testimony.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("on_device_of", "x"), ("secret", "x"), ("what", "x" * 5001)], ids=["device", "secret", "long"]
)
def test_a_draft_that_can_not_be_kept_says_why(client: Client, link: str, field: str, value: str) -> None:
    response = client.post(f"{link}/save", {"field": field, "value": value})

    assert response.status_code == 422
    assert response.json()["message"]


def test_a_referee_says_that_they_do_not_write_one(client: Client, link: str) -> None:
    response = client.post(f"{link}/decline?lang=en", {"because": ""}, follow=True)

    assert "gets a mail that you don't write one" in text(response)
    assert TestimonyRequest.objects.get().declined_at is not None


def test_in_the_session_of_the_candidate_nothing_is_written(client: Client, owner: Person, link: str) -> None:
    client.force_login(owner)

    codes = [
        client.get(link).status_code,
        client.post(link, FORM).status_code,
        client.post(f"{link}/save", {"field": "what", "value": "x"}).status_code,
        client.post(f"{link}/decline").status_code,
    ]

    assert codes == [403] * 4
    assert TestimonyRequest.objects.get().draft == {}


def test_an_unknown_link_says_what_to_do(client: Client) -> None:
    assert client.get("/testimony/unknown").status_code == 404
    assert client.post("/testimony/unknown/save", {"field": "what", "value": "x"}).status_code == 404


def test_the_candidate_asks_sees_how_it_stands_and_ends_the_link(owner: Person) -> None:
    client = Client()
    client.force_login(owner)
    asked = {
        "name": "Trees Vonk",
        "email": "trees@markt.example",
        "function": "Marktmeester",
        "question": "De storing?",
        "language": "en",
    }
    assert "Trees Vonk gets a mail" in text(client.post("/portfolio/testimonies/ask", asked, follow=True))
    assert "Waits for an answer" in text(client.get("/portfolio/testimonies"))
    request = TestimonyRequest.objects.get()

    other = Client()
    other.force_login(PersonFactory())
    assert other.post(f"/portfolio/testimonies/{request.pk}/end").status_code == 404
    assert "You ended the link" in text(client.post(f"/portfolio/testimonies/{request.pk}/end", follow=True))


def test_a_wrong_address_comes_back_with_what_was_typed(owner: Person) -> None:
    client = Client()
    client.force_login(owner)
    asked = {"name": "Trees", "email": owner.email, "function": "x", "question": "Mijn lange vraag", "language": "nl"}

    response = client.post("/portfolio/testimonies/ask", asked)

    assert response.status_code == 422
    assert "own address" in text(response)
    assert "Mijn lange vraag" in text(response)
    assert not TestimonyRequest.objects.exists()


def test_the_candidate_reads_the_words_beside_their_own_files(client: Client, owner: Person, link: str) -> None:
    client.post(link, FORM)
    item = Testimony.objects.get().item
    client.force_login(owner)

    page = text(client.get(f"/portfolio/items/{item.pk}"))

    assert "What the referee wrote" in page
    assert SIGNED["what"] in page
    assert "Trees Vonk</strong>, Marktmeester" in page
