"""The candidate's page of witnesses and the QR for somebody beside them; and being somebody's witness with an account."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import ConfirmationRequest, Repetition, WitnessCode
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard
from tests.unit.portfolio.test_witnesses import SAID, note, state

pytestmark = pytest.mark.django_db
ABOUT = {"answer": "about", **SAID, "has_tie": "no"}


@pytest.fixture
def owner() -> Person:
    return PersonFactory(name="Noor Bos", language="en")


@pytest.fixture
def witness() -> Person:
    return PersonFactory(email="wim@brug.example", language="en")


@pytest.fixture
def entries(owner: Person) -> list[Repetition]:
    work_process = make_standard().work_processes.first()
    return [note(owner, work_process, task=f"Ronde {number}") for number in (1, 2)]


@pytest.fixture
def asked(owner: Person, entries: list[Repetition]) -> ConfirmationRequest:
    return portfolio.ask_confirmation(owner, repetitions=entries, by=owner)[0]


def page(person: Person, address: str, **form: Any) -> Any:
    client = Client()
    client.force_login(person)
    return client.post(address, form) if form else client.get(address)


def test_the_candidate_sees_whose_answer_is_awaited_and_what_witnesses_said(
    owner: Person, asked: ConfirmationRequest
) -> None:
    secret = OutgoingMail.objects.get().text.split("/confirm/")[1].split()[0]
    portfolio.describe_witness(secret, **(SAID | {"tie": "Wij zijn buren."}))

    shown = page(owner, "/practice/witnesses").content.decode()

    assert "wim@brug.example" in shown
    assert "2 entries" in shown
    assert "Tie with the candidate: Wij zijn buren." in shown


def test_a_link_is_ended_by_its_candidate_and_by_nobody_else(owner: Person, asked: ConfirmationRequest) -> None:
    assert page(PersonFactory(), f"/practice/witnesses/{asked.pk}/end", x="1").status_code == 404
    assert page(owner, f"/practice/witnesses/{asked.pk}/end", x="1").status_code == 302

    asked.refresh_from_db()
    assert asked.ended_because == "revoked"


def test_the_witness_scans_the_code_on_their_own_device(owner: Person, entries: list[Repetition]) -> None:
    phone = Client()
    phone.force_login(owner)
    shown = phone.post("/practice/code", {"repetitions": [entries[0].pk]}, follow=True)
    secret = phone.session["witness-codes"][str(WitnessCode.objects.get().pk)]
    assert "data:image/svg+xml" in shown.content.decode()

    handed_over = phone.post(f"/confirm/code/{secret}", {"name": "Wim", "email": "wim@brug.example"})
    assert (handed_over.status_code, state(entries[0])) == (403, "noted")

    own = Client().post(f"/confirm/code/{secret}?lang=en", {"name": "Wim", "email": "wim@brug.example"})
    assert "We sent a link to wim@brug.example" in own.content.decode()
    assert OutgoingMail.objects.get().language == "en"
    assert state(entries[0]) == "asked"
    assert "Wim used this code" in phone.get(f"/practice/code/{WitnessCode.objects.get().pk}").content.decode()


def test_an_address_of_the_candidate_comes_back_with_what_was_typed(owner: Person, entries: list[Repetition]) -> None:
    secret = portfolio.make_witness_code(owner, repetitions=entries, by=owner).secret

    answer = Client().post(f"/confirm/code/{secret}?lang=en", {"name": "Wim", "email": owner.email})

    assert answer.status_code == 422
    assert "own address" in answer.content.decode()
    assert owner.email in answer.content.decode()


def test_mails_are_not_asked_for_without_end(owner: Person, entries: list[Repetition]) -> None:
    secret = portfolio.make_witness_code(owner, repetitions=entries, by=owner).secret
    visitor = Client(REMOTE_ADDR="192.0.2.7")

    codes = [visitor.post(f"/confirm/code/{secret}", {"name": "", "email": "x"}).status_code for _time in range(11)]

    assert codes == [422] * 10 + [429]


def test_a_code_is_shown_to_whoever_made_it_only(owner: Person, entries: list[Repetition]) -> None:
    made = portfolio.make_witness_code(owner, repetitions=entries, by=owner).code

    assert page(PersonFactory(), f"/practice/code/{made.pk}").status_code == 404
    assert page(owner, f"/practice/code/{made.pk}").status_code == 404  # another session does not know its secret


def test_a_witness_with_an_account_finds_it_at_home_and_answers_there(
    witness: Person, asked: ConfirmationRequest, entries: list[Repetition]
) -> None:
    here = f"/confirmations/{asked.pk}"
    for place in ("/home", "/confirmations"):
        shown = page(witness, place).content.decode()
        assert "Confirm what Noor Bos did" in shown
        assert here in shown

    assert "First: who are you?" in page(witness, here).content.decode()
    assert page(witness, here, **ABOUT).status_code == 302
    page(witness, here, answer="wrong", entry=entries[0].pk, because="Ik was er niet.")
    page(witness, here, answer="all", entry=[each.pk for each in entries])

    assert [state(each) for each in entries] == ["refused", "confirmed"]
    assert "Confirm what" not in page(witness, "/home").content.decode()


def test_what_is_asked_of_a_witness_is_not_there_for_anybody_else(owner: Person, asked: ConfirmationRequest) -> None:
    for person in (owner, PersonFactory()):
        assert page(person, f"/confirmations/{asked.pk}").status_code == 404
        assert page(person, f"/confirmations/{asked.pk}", **ABOUT).status_code == 404
