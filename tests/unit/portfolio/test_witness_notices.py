"""The same day a mail lists what was confirmed in a witness's name, once; "that was not me" takes it out of the count."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from evc.trajectories import services as trajectories
from foundation.errors import InvalidInput, NotFound
from foundation.jobs import schedule
from foundation.jobs import services as jobs
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from portfolio import selectors
from portfolio import services as portfolio
from portfolio.models import NoticeLine, Repetition, Witness, WitnessNotice
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, coordinator_of
from tests.unit.portfolio.test_witnesses import WITNESS, ask, note

TODAY = date(2026, 3, 2)


@pytest.fixture
def owner() -> Person:
    return PersonFactory(name="Noor Bos")


@pytest.fixture
def version() -> Any:
    return make_standard(repetitions={"W1": 10})


def confirmed(owner: Person, version: Any, **changes: Any) -> Repetition:
    entry = note(owner, version.work_processes.get(code="W1"), **changes)
    portfolio.confirm_repetition(ask(owner, entry), entry.pk)
    entry.refresh_from_db()
    return entry


def told() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(text__contains="/confirmed/").order_by("created_at"))


def secret_of(mail: OutgoingMail) -> str:
    return mail.text.split("/confirmed/")[1].split()[0]


def count(owner: Person, version: Any) -> int:
    counts = selectors.practice_counts(owner, version, on=timezone.localdate())
    return next(iter(counts.values())).confirmed


@pytest.mark.django_db
def test_one_mail_lists_what_was_confirmed_for_every_candidate(owner: Person, version: Any) -> None:
    other = PersonFactory(name="Ties Vis")
    confirmed(owner, version, task="Ronde", count=3)
    confirmed(other, version, task="Balie")
    note(owner, version.work_processes.get(code="W1"), task="Niet gevraagd")

    assert portfolio.tell_witnesses(TODAY) == 1

    [mail] = told()
    assert mail.to == WITNESS
    for words in ("Noor Bos", "Ronde", "Ties Vis", "Balie"):
        assert words in mail.text
    assert "Niet gevraagd" not in mail.text


@pytest.mark.django_db
def test_a_witness_is_told_once_a_day_and_of_each_entry_once(owner: Person, version: Any) -> None:
    confirmed(owner, version, task="Ronde")
    portfolio.tell_witnesses(TODAY)
    confirmed(owner, version, task="Balie")

    assert portfolio.tell_witnesses(TODAY) == 0
    assert portfolio.tell_witnesses(TODAY + timedelta(days=1)) == 1
    assert portfolio.tell_witnesses(TODAY + timedelta(days=2)) == 0

    first, second = told()
    assert "Ronde" in first.text
    assert "Ronde" not in second.text
    assert "Balie" in second.text


@pytest.mark.django_db
def test_what_is_confirmed_after_the_evening_mail_is_told_at_the_end_of_the_same_day(
    owner: Person, version: Any
) -> None:
    confirmed(owner, version, task="Ronde")
    portfolio.tell_witnesses(TODAY)
    confirmed(owner, version, task="Balie")

    assert portfolio.tell_witnesses(TODAY, "end") == 1
    assert portfolio.tell_witnesses(TODAY, "end") == 0
    assert "Balie" in told()[1].text


@pytest.mark.django_db
def test_a_witness_reads_the_mail_in_the_language_that_they_used(owner: Person, version: Any) -> None:
    entry = confirmed(owner, version, task="Ronde")
    Witness.objects.filter(owner=owner, email__iexact=entry.witness_email).update(language="en")

    portfolio.tell_witnesses(TODAY)

    assert "Ronde" in told()[0].text
    assert told()[0].subject.startswith("Confirmed in your name")


@pytest.mark.django_db
def test_an_unknown_witness_gets_the_language_that_the_candidate_chose(owner: Person, version: Any) -> None:
    entry = note(owner, version.work_processes.get(code="W1"))
    portfolio.ask_confirmation(owner, repetitions=[entry], language="en", by=owner)

    mail = OutgoingMail.objects.get(key__startswith="confirm_practice:")
    assert f"Hello {entry.witness_name}" in mail.text


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_a_witness_once(owner: Person, version: Any) -> None:
    for number in range(3):
        confirmed(owner, version, task=f"Ronde {number}", witness_email=f"w{number}@brug.example")
    ready, sent = threading.Barrier(2), []

    def work() -> None:
        ready.wait()
        sent.append(portfolio.tell_witnesses(TODAY))
        connection.close()

    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(sent) == 3
    assert sorted(mail.to for mail in told()) == [f"w{number}@brug.example" for number in range(3)]
    assert NoticeLine.objects.count() == 3


@pytest.mark.django_db
def test_looking_changes_nothing_and_pressing_takes_it_out_of_the_count(owner: Person, version: Any) -> None:
    first, second = confirmed(owner, version, count=3), confirmed(owner, version, task="Balie", count=2)
    portfolio.tell_witnesses(TODAY)
    address = f"/confirmed/{secret_of(told()[0])}?lang=en"

    for _time in range(3):
        assert "That was not me" in Client().get(address).content.decode()
    assert count(owner, version) == 5

    response = Client(enforce_csrf_checks=True).post(address, {"entries": [str(first.pk)]}, follow=True)

    assert "1 entry was not confirmed by you" in response.content.decode()
    assert count(owner, version) == 2
    first.refresh_from_db()
    assert (first.state, first.count) == ("confirmed", 3)
    counter = first.corrections.get()
    assert (counter.state, counter.count) == ("counter", -3)
    assert not second.corrections.exists()


@pytest.mark.django_db
def test_saying_it_twice_is_saying_it_once(owner: Person, version: Any) -> None:
    entry = confirmed(owner, version, count=3)
    portfolio.tell_witnesses(TODAY)
    secret = secret_of(told()[0])

    assert [len(portfolio.dispute_confirmations(secret, [entry.pk])) for _time in range(2)] == [1, 0]

    assert entry.corrections.count() == 1


@pytest.mark.django_db
def test_what_the_candidate_took_back_already_is_not_taken_back_twice(owner: Person, version: Any) -> None:
    entry = confirmed(owner, version, count=5)
    portfolio.tell_witnesses(TODAY)
    portfolio.correct_repetition(entry.pk, count=2, because="Te veel geteld", by=owner)

    portfolio.dispute_confirmations(secret_of(told()[0]), [entry.pk])

    assert count(owner, version) == 0
    assert sorted(entry.corrections.values_list("count", flat=True)) == [-3, -2]


@pytest.mark.django_db
def test_a_link_speaks_of_its_own_entries_only_and_ends(owner: Person, version: Any) -> None:
    entry = confirmed(owner, version)
    other = confirmed(owner, version, witness_email="else@brug.example")
    portfolio.tell_witnesses(TODAY)
    secret = secret_of(next(mail for mail in told() if mail.to == WITNESS))

    with pytest.raises(InvalidInput):
        portfolio.dispute_confirmations(secret, [other.pk])
    WitnessNotice.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotFound):
        portfolio.dispute_confirmations(secret, [entry.pk])


@pytest.mark.django_db
def test_the_coordinators_of_what_runs_are_warned() -> None:
    running = TrajectoryFactory(building=True)
    candidate, coordinator = running.candidate, coordinator_of(running)
    stopped = TrajectoryFactory(building=True, candidate=candidate)
    trajectories.withdraw(stopped.pk, by=candidate)
    entry = confirmed(candidate, running.standard_version)
    portfolio.tell_witnesses(TODAY)

    portfolio.dispute_confirmations(secret_of(told()[0]), [entry.pk])
    jobs.run_due()

    [warning] = OutgoingMail.objects.filter(subject__contains=candidate.name, text__contains="/trajectories/")
    assert (warning.to, str(running.pk) in warning.text) == (coordinator.email, True)


@pytest.mark.django_db
def test_the_schedule_tells_witnesses_late_on_the_day_itself(owner: Person, version: Any) -> None:
    confirmed(owner, version)
    at_night = timezone.localtime().replace(hour=22, minute=5)

    for _time in range(2):
        schedule.enqueue_due(at_night)
        jobs.run_due()

    assert len(told()) == 1
    assert WitnessNotice.objects.get().day == at_night.date()
