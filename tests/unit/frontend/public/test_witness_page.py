"""A witness confirms or refuses from a mailed link: no account, in a minute, and looking changes nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import Repetition
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate() -> Person:
    return PersonFactory(name="Fatima el Amrani")


@pytest.fixture
def repetitions(candidate: Person) -> list[Repetition]:
    work_process = make_standard().work_processes.first()
    return [
        portfolio.note_repetition(
            candidate,
            work_process=work_process,
            day=date(2026, 11, number),
            task=f"Ronde {number}",
            count=number,
            role="independent",
            witness_name="Sanne de Lange",
            witness_email="sanne@politie.example",
            by=candidate,
        )
        for number in (1, 2)
    ]


@pytest.fixture
def link(candidate: Person, repetitions: list[Repetition]) -> str:
    portfolio.ask_confirmation(candidate, repetitions=repetitions, by=candidate)
    found = re.search(r"/confirm/\S+", OutgoingMail.objects.get().text)
    assert found is not None
    return f"{found[0]}?lang=en"


def state(repetition: Repetition) -> str:
    repetition.refresh_from_db()
    return repetition.state


def test_looking_shows_each_entry_and_changes_nothing(client: Client, link: str, repetitions: list[Repetition]) -> None:
    for _time in range(3):
        page = client.get(link).content.decode()
    client.head(link)

    assert "Fatima el Amrani keeps a log" in page
    assert "Ronde 1" in page
    assert "Ronde 2" in page
    assert [state(each) for each in repetitions] == ["asked", "asked"]


def test_it_is_answered_without_cookies_one_entry_at_a_time(link: str, repetitions: list[Repetition]) -> None:
    client = Client(enforce_csrf_checks=True)
    first, second = repetitions

    response = client.post(link, {"entry": first.pk, "answer": "right"})
    assert response.status_code == 302
    assert response.url.endswith(f"#entry-{second.pk}")

    client.post(link, {"entry": second.pk, "answer": "wrong", "because": "I was not there."})
    assert [state(each) for each in repetitions] == ["confirmed", "refused"]
    page = client.get(link).content.decode()
    assert "Thank you" in page
    assert "You said: this is right" in page
    assert "I was not there." in page


def test_a_refusal_needs_a_reason(client: Client, link: str, repetitions: list[Repetition]) -> None:
    response = client.post(link, {"entry": repetitions[0].pk, "answer": "wrong", "because": "  "})

    assert response.status_code == 422
    assert "Say in a few words why" in response.content.decode()
    assert state(repetitions[0]) == "asked"


def test_the_same_answer_twice_is_one_and_another_one_is_refused(
    client: Client, link: str, repetitions: list[Repetition]
) -> None:
    answer: dict[str, Any] = {"entry": repetitions[0].pk, "answer": "right"}
    assert [client.post(link, answer).status_code for _time in range(2)] == [302, 302]

    response = client.post(link, {**answer, "answer": "wrong", "because": "No."})

    assert response.status_code == 409
    assert state(repetitions[0]) == "confirmed"


def test_what_the_candidate_changed_since_can_not_be_confirmed(
    client: Client, link: str, candidate: Person, repetitions: list[Repetition]
) -> None:
    portfolio.change_repetition(repetitions[0].pk, by=candidate, count=9)

    response = client.post(link, {"entry": repetitions[0].pk, "answer": "right"})

    assert response.status_code == 409
    assert "changed this entry after you were asked" in response.content.decode()


@pytest.mark.parametrize("entry", ["", "nonsense"])
def test_an_answer_to_nothing_changes_nothing(
    client: Client, link: str, repetitions: list[Repetition], entry: str
) -> None:
    assert client.post(link, {"entry": entry, "answer": "right"}).status_code == 422
    assert [state(each) for each in repetitions] == ["asked", "asked"]


def test_an_entry_of_somebody_else_is_not_there(client: Client, link: str) -> None:
    other = PersonFactory()

    assert client.post(link, {"entry": other.pk, "answer": "right"}).status_code == 404


def test_an_unknown_link_says_what_to_do(client: Client) -> None:
    response = client.get("/confirm/unknown?lang=en")

    assert response.status_code == 404
    assert "ask the person who sent it for a new one" in response.content.decode()
