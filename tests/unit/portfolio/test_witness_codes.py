"""A code on the candidate's phone has the link mailed to an address of the witness's own, once."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from foundation.errors import ErkendError, InvalidInput, NotAllowed, NotFound
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import ConfirmationRequest, Repetition, WitnessCode
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard
from tests.unit.portfolio.test_witnesses import SAID, note, state

USED = {"name": "Wim Kok", "email": "wim@brug.example", "language": "nl"}


@pytest.fixture
def owner() -> Person:
    return PersonFactory(name="Noor Bos", email="noor@brug.example")


@pytest.fixture
def entry(owner: Person) -> Repetition:
    return note(owner, make_standard().work_processes.first(), witness_email="")


@pytest.fixture
def secret(owner: Person, entry: Repetition) -> str:
    return portfolio.make_witness_code(owner, repetitions=[entry], by=owner).secret


@pytest.mark.django_db
def test_a_code_mails_the_link_and_confirms_nothing_itself(entry: Repetition, secret: str) -> None:
    portfolio.use_witness_code(secret, **USED)

    mail = OutgoingMail.objects.get()
    assert mail.to == "wim@brug.example"
    assert (state(entry), entry.witness_name, entry.witness_email) == ("asked", "Wim Kok", "wim@brug.example")
    link = mail.text.split("/confirm/")[1].split()[0]
    portfolio.describe_witness(link, **SAID)
    portfolio.confirm_repetition(link, entry.pk)
    assert state(entry) == "confirmed"


@pytest.mark.django_db
def test_a_code_works_once(secret: str) -> None:
    portfolio.use_witness_code(secret, **USED)

    assert portfolio.find_witness_code(secret) is None
    with pytest.raises(NotFound):
        portfolio.use_witness_code(secret, **(USED | {"email": "else@brug.example"}))


@pytest.mark.django_db
def test_a_code_ends(secret: str) -> None:
    WitnessCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert portfolio.find_witness_code(secret) is None
    with pytest.raises(NotFound):
        portfolio.use_witness_code(secret, **USED)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["noor@brug.example", "NOOR+x@brug.example", "geen adres"])
def test_a_code_asks_for_an_address_of_somebody_else(entry: Repetition, secret: str, address: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        portfolio.use_witness_code(secret, **(USED | {"email": address}))

    assert caught.value.field == "email"
    assert state(entry) == "noted"
    assert portfolio.find_witness_code(secret) is not None


@pytest.mark.django_db
def test_a_code_does_nothing_on_the_candidates_own_device(owner: Person, entry: Repetition, secret: str) -> None:
    with pytest.raises(NotAllowed):
        portfolio.use_witness_code(secret, on_device_of={owner.pk}, **USED)

    assert state(entry) == "noted"


@pytest.mark.django_db
def test_a_code_is_made_of_own_entries_that_wait(owner: Person, entry: Repetition) -> None:
    other = PersonFactory()

    with pytest.raises(InvalidInput):
        portfolio.make_witness_code(other, repetitions=[entry], by=other)
    with pytest.raises(NotAllowed):
        portfolio.make_witness_code(owner, repetitions=[entry], by=other)


@pytest.mark.django_db(transaction=True)
def test_two_who_scan_at_once_get_one_mail_between_them(secret: str) -> None:
    ready, answers = threading.Barrier(2), []

    def scan(email: str) -> None:
        ready.wait()
        try:
            answers.append(portfolio.use_witness_code(secret, **(USED | {"email": email})))
        except ErkendError as error:
            answers.append(error.code)
        connection.close()

    threads = [threading.Thread(target=scan, args=[f"wim{number}@brug.example"]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    kinds: list[Any] = sorted("asked" if isinstance(each, ConfirmationRequest) else each for each in answers)
    assert kinds == ["asked", "portfolio.code-ended"]
    assert OutgoingMail.objects.count() == 1
