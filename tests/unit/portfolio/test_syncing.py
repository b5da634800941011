"""What a phone noted without a connection arrives once, however often and from wherever it is sent."""

from __future__ import annotations

import threading
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from PIL import Image

from evc.standards.models import WorkProcess
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, Repetition, RepetitionPhoto, SyncedEntry
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Person:
    return PersonFactory()


@pytest.fixture
def work_process() -> WorkProcess:
    return make_standard(repetitions={"W1": 10}).work_processes.get(code="W1")


def sync(owner: Person, work_process: WorkProcess, key: UUID, **fields: Any) -> portfolio.Synced:
    typed = {"day": date(2026, 1, 6), "task": "Briefing", "count": 1, "role": "independent", **fields}
    return portfolio.sync_repetition(owner, client_key=key, work_process=work_process, by=owner, **typed)


def test_an_entry_that_is_sent_twice_is_one_entry(owner: Person, work_process: WorkProcess) -> None:
    key = uuid4()

    first, second = sync(owner, work_process, key), sync(owner, work_process, key)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.repetition == second.repetition
    assert Repetition.objects.count() == 1


def test_an_entry_that_was_removed_since_does_not_come_back(owner: Person, work_process: WorkProcess) -> None:
    key = uuid4()
    made = sync(owner, work_process, key).repetition
    assert made is not None
    portfolio.remove_repetition(made.pk, by=owner)

    again = sync(owner, work_process, key)

    assert (again.is_new, again.repetition) == (False, None)
    assert Repetition.objects.count() == 0


def test_what_is_refused_leaves_the_key_free_to_be_sent_corrected(owner: Person, work_process: WorkProcess) -> None:
    key = uuid4()
    with pytest.raises(InvalidInput):
        sync(owner, work_process, key, day=date(2999, 1, 1))
    assert SyncedEntry.objects.count() == 0

    assert sync(owner, work_process, key).is_new


def test_two_people_may_have_the_same_key(owner: Person, work_process: WorkProcess) -> None:
    key = uuid4()

    assert sync(owner, work_process, key).is_new
    assert sync(PersonFactory(), work_process, key).is_new


def test_the_witness_is_that_of_the_entry_it_is_like_when_that_is_the_same_persons(
    owner: Person, work_process: WorkProcess
) -> None:
    witness = {"witness_name": "Sanne", "witness_email": "sanne@example.org"}
    mine = sync(owner, work_process, uuid4(), **witness).repetition
    theirs = sync(PersonFactory(), work_process, uuid4(), **witness).repetition
    assert mine
    assert theirs

    like_mine = sync(owner, work_process, uuid4(), like=mine.pk).repetition
    like_theirs = sync(owner, work_process, uuid4(), like=theirs.pk).repetition

    assert like_mine
    assert (like_mine.witness_name, like_mine.witness_email) == ("Sanne", "sanne@example.org")
    assert like_theirs
    assert like_theirs.witness_email == ""


def test_nobody_syncs_into_the_log_of_another(owner: Person, work_process: WorkProcess) -> None:
    with pytest.raises(NotAllowed):
        portfolio.sync_repetition(owner, client_key=uuid4(), work_process=work_process, by=PersonFactory())
    with pytest.raises(WrongState):
        portfolio.require_same_person(owner.pk, by=PersonFactory())
    portfolio.require_same_person(owner.pk, by=owner)


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_get_the_same_entry_at_once_keep_it_once() -> None:
    owner, work_process = PersonFactory(), make_standard(repetitions={"W1": 10}).work_processes.get(code="W1")
    keys = [uuid4() for _number in range(10)]
    start, failures, new = threading.Barrier(2), [], []

    def work() -> None:
        start.wait()
        try:
            new.extend(key for key in keys if sync(owner, work_process, key).is_new)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert failures == []
    assert sorted(new) == sorted(keys)
    assert Repetition.objects.filter(owner=owner).count() == len(keys)


def test_the_photo_of_an_entry_comes_once_and_is_linked_to_its_work(owner: Person, work_process: WorkProcess) -> None:
    entry = sync(owner, work_process, uuid4(), task="Fietsen weg/terug").repetition
    assert entry is not None
    picture = BytesIO()
    Image.new("RGB", (40, 30), "#12355B").save(picture, "JPEG")

    items = [
        portfolio.attach_photo(entry.pk, stream=BytesIO(picture.getvalue()), name="IMG_0001.JPG", by=owner)
        for _time in range(2)
    ]

    assert items[0] == items[1] == EvidenceItem.objects.present().get()
    assert items[0].title == "Fietsen weg-terug 2026-01-06"
    assert [link.work_process for link in items[0].links.all()] == [work_process]
    assert RepetitionPhoto.objects.get().repetition == entry


def test_a_photo_that_cannot_be_taken_says_so_and_leaves_nothing(owner: Person, work_process: WorkProcess) -> None:
    entry = sync(owner, work_process, uuid4()).repetition
    assert entry is not None

    with pytest.raises(InvalidInput):
        portfolio.attach_photo(entry.pk, stream=BytesIO(b"\xff\xd8\xff half"), name="IMG.jpg", by=owner)

    assert EvidenceItem.objects.count() == 0
