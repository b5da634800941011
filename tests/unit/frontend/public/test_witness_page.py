"""A witness confirms or refuses from a mailed link: no account, in a minute, and looking changes nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import ConfirmationRequest, Repetition
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


ABOUT = {
    "answer": "about",
    "name": "Sanne",
    "function": "Police officer",
    "knows_how": "We walk together",
    "has_tie": "no",
}


@pytest.fixture
def known(link: str) -> None:
    """The witness has said who they are."""
    assert Client().post(link, ABOUT).status_code == 302


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
    assert client.post(link, ABOUT).status_code == 302

    response = client.post(link, {"entry": first.pk, "answer": "right"})
    assert response.status_code == 302
    assert response.url.endswith(f"#entry-{second.pk}")

    client.post(link, {"entry": second.pk, "answer": "wrong", "because": "I was not there."})
    assert [state(each) for each in repetitions] == ["confirmed", "refused"]
    page = client.get(link).content.decode()
    assert "Thank you" in page
    assert "You said: this is right" in page
    assert "I was not there." in page


@pytest.mark.usefixtures("known")
def test_a_refusal_needs_a_reason(client: Client, link: str, repetitions: list[Repetition]) -> None:
    response = client.post(link, {"entry": repetitions[0].pk, "answer": "wrong", "because": "  "})

    assert response.status_code == 422
    assert "Say in a few words why" in response.content.decode()
    assert state(repetitions[0]) == "asked"


@pytest.mark.usefixtures("known")
def test_the_same_answer_twice_is_one_and_another_one_is_refused(
    client: Client, link: str, repetitions: list[Repetition]
) -> None:
    answer: dict[str, Any] = {"entry": repetitions[0].pk, "answer": "right"}
    assert [client.post(link, answer).status_code for _time in range(2)] == [302, 302]

    response = client.post(link, {**answer, "answer": "wrong", "because": "No."})

    assert response.status_code == 409
    assert state(repetitions[0]) == "confirmed"


@pytest.mark.usefixtures("known")
def test_what_the_candidate_changed_since_can_not_be_confirmed(
    client: Client, link: str, candidate: Person, repetitions: list[Repetition]
) -> None:
    portfolio.change_repetition(repetitions[0].pk, by=candidate, count=9)

    response = client.post(link, {"entry": repetitions[0].pk, "answer": "right"})

    assert response.status_code == 409
    assert "changed this entry after you were asked" in response.content.decode()


@pytest.mark.parametrize("entry", ["", "nonsense"])
@pytest.mark.usefixtures("known")
def test_an_answer_to_nothing_changes_nothing(
    client: Client, link: str, repetitions: list[Repetition], entry: str
) -> None:
    assert client.post(link, {"entry": entry, "answer": "right"}).status_code == 422
    assert [state(each) for each in repetitions] == ["asked", "asked"]


@pytest.mark.usefixtures("known")
def test_an_entry_of_somebody_else_is_no_entry_of_this_page(client: Client, link: str) -> None:
    other = PersonFactory()

    assert client.post(link, {"entry": other.pk, "answer": "right"}).status_code == 422


def test_a_witness_first_says_who_they_are_and_is_asked_it_once(
    client: Client, link: str, repetitions: list[Repetition]
) -> None:
    page = client.get(link).content.decode()
    assert "First: who are you?" in page
    assert "This is right" not in page
    early = client.post(link, {"entry": repetitions[0].pk, "answer": "right"})
    assert (early.status_code, state(repetitions[0])) == (409, "asked")

    client.post(link, ABOUT | {"has_tie": "yes", "tie": "We are cousins"})

    page = client.get(link).content.decode()
    assert "First: who are you?" not in page
    assert "We are cousins" in page
    assert "This is right" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"function": " "}, "This field is required"),
        ({"has_tie": ""}, "Choose no or yes."),
        ({"has_tie": "yes"}, "Say which tie there is."),
    ],
    ids=["function", "no-choice", "no-tie"],
)
def test_what_a_witness_leaves_out_is_asked_and_what_was_typed_stays(
    client: Client, link: str, wrong: dict[str, str], sentence: str
) -> None:
    response = client.post(link, ABOUT | wrong)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "We walk together" in response.content.decode()


@pytest.mark.usefixtures("known")
def test_a_witness_can_change_who_they_are(client: Client, link: str) -> None:
    assert "We walk together" in client.get(f"{link}&about").content.decode()

    client.post(f"{link}&about", ABOUT | {"function": "Chief"})

    assert "Sanne, Chief" in client.get(link).content.decode()


@pytest.mark.usefixtures("known")
def test_all_entries_are_confirmed_with_one_press_as_they_were_shown(
    client: Client, link: str, candidate: Person, repetitions: list[Repetition]
) -> None:
    assert "All 2 are right" in client.get(link).content.decode()
    portfolio.change_repetition(repetitions[1].pk, by=candidate, count=9)

    response = client.post(link, {"answer": "all", "entry": [each.pk for each in repetitions]})

    assert response.status_code == 302
    assert [state(each) for each in repetitions] == ["confirmed", "noted"]


@pytest.mark.usefixtures("known")
def test_in_the_session_of_the_candidate_nothing_can_be_answered(
    client: Client, link: str, candidate: Person, repetitions: list[Repetition]
) -> None:
    client.force_login(candidate)
    shown = client.get(link)
    sent = client.post(link, {"entry": repetitions[0].pk, "answer": "right"})

    assert (shown.status_code, sent.status_code) == (403, 403)
    assert "in use by Fatima el Amrani" in shown.content.decode()
    assert state(repetitions[0]) == "asked"


@pytest.mark.usefixtures("known")
def test_the_phone_of_the_candidate_counts_for_nothing_after_signing_out_either(
    client: Client, link: str, candidate: Person, repetitions: list[Repetition]
) -> None:
    client.force_login(candidate)
    client.get("/practice/witnesses")
    del client.cookies[settings.SESSION_COOKIE_NAME]

    sent = client.post(link, {"entry": repetitions[0].pk, "answer": "right"})

    assert (sent.status_code, state(repetitions[0])) == (403, "asked")


def test_a_link_that_the_candidate_ended_says_so_and_answers_nothing(
    client: Client, link: str, candidate: Person, repetitions: list[Repetition]
) -> None:
    asked = ConfirmationRequest.objects.get()
    client.force_login(candidate)
    client.post(f"/practice/witnesses/{asked.pk}/end")
    client.logout()

    assert client.get(link).status_code == 404
    assert client.post(link, {"entry": repetitions[0].pk, "answer": "right"}).status_code == 404
    assert state(repetitions[0]) == "noted"


def test_an_unknown_link_says_what_to_do(client: Client) -> None:
    response = client.get("/confirm/unknown?lang=en")

    assert response.status_code == 404
    assert "ask the person who sent it for a new one" in response.content.decode()
