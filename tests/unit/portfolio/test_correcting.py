"""A mistake in a confirmed entry is put right by another entry: nothing of the first ever changes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from evc.standards.models import StandardVersion
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.people.models import Person
from portfolio import selectors
from portfolio import services as portfolio
from portfolio.errors import NotConfirmedYet
from portfolio.models import Repetition
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db
WRONG = "Ik had de dag ervoor erbij geteld."


@pytest.fixture
def owner() -> Person:
    return PersonFactory()


@pytest.fixture
def version() -> StandardVersion:
    return make_standard(repetitions={"W1": 10})


@pytest.fixture
def confirmed(owner: Person, version: StandardVersion) -> Repetition:
    """Five times, confirmed."""
    entry = portfolio.note_repetition(
        owner,
        work_process=version.work_processes.get(code="W1"),
        day=date(2026, 1, 6),
        task="Briefing",
        count=5,
        role="independent",
        witness_name="Sanne",
        witness_email="sanne@example.org",
        by=owner,
    )
    Repetition.objects.filter(pk=entry.pk).update(state="confirmed", decided_at=timezone.now())
    entry.refresh_from_db()
    return entry


def correct(entry: Repetition, count: int, **changes: Any) -> Repetition:
    return portfolio.correct_repetition(entry.pk, **{"count": count, "because": WRONG, "by": entry.owner, **changes})


def counted(entry: Repetition) -> int:
    work_process = entry.log.work_process
    counts = selectors.practice_counts(entry.owner, work_process.version, on=timezone.localdate())
    return counts[work_process.pk].confirmed


def test_fewer_counts_at_once_and_the_confirmed_entry_stays_as_it_was(confirmed: Repetition) -> None:
    before = model_to_dict(confirmed)

    correction = correct(confirmed, 3)

    confirmed.refresh_from_db()
    assert model_to_dict(confirmed) == before
    assert (correction.count, correction.state, correction.corrects, correction.note) == (
        -2, "counter", confirmed, WRONG,
    )  # fmt: skip
    assert counted(confirmed) == 3
    assert AuditEntry.objects.get(event="repetition.corrected").data["count"] == -2


def test_more_counts_once_the_witness_confirms_it(confirmed: Repetition) -> None:
    correction = correct(confirmed, 7)

    assert (correction.count, correction.state, correction.witness_email) == (2, "noted", "sanne@example.org")
    assert counted(confirmed) == 5
    Repetition.objects.filter(pk=correction.pk).update(state="confirmed")
    assert counted(confirmed) == 7


def test_a_correction_can_itself_be_corrected_at_the_entry(confirmed: Repetition) -> None:
    correct(confirmed, 0)
    assert counted(confirmed) == 0

    again = correct(confirmed, 4)

    assert (again.count, again.state) == (4, "noted")


def test_what_waits_of_an_earlier_correction_is_taken_back_first(confirmed: Repetition) -> None:
    correct(confirmed, 9)
    correct(confirmed, 7)

    assert [entry.count for entry in confirmed.corrections.all()] == [2]


@pytest.mark.parametrize(
    ("count", "because", "field"),
    [(5, WRONG, "count"), (-1, WRONG, "count"), (501, WRONG, "count"), (3, " ", "because")],
)
def test_a_correction_that_says_nothing_is_refused(confirmed: Repetition, count: int, because: str, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        correct(confirmed, count, because=because)

    assert caught.value.field == field
    assert Repetition.objects.count() == 1


def test_only_the_owner_corrects_and_only_what_was_confirmed(confirmed: Repetition) -> None:
    with pytest.raises(NotAllowed):
        correct(confirmed, 3, by=PersonFactory())
    open_one = portfolio.note_repetition(
        confirmed.owner,
        work_process=confirmed.log.work_process,
        day=date(2026, 1, 7),
        task="Briefing",
        count=1,
        role="independent",
        by=confirmed.owner,
    )
    with pytest.raises(NotConfirmedYet):
        correct(open_one, 0)


def test_a_counter_entry_never_changes_not_even_in_the_database(confirmed: Repetition) -> None:
    correction = correct(confirmed, 3)

    with pytest.raises(WrongState):
        portfolio.change_repetition(correction.pk, count=1, by=confirmed.owner)
    with pytest.raises(WrongState):
        portfolio.remove_repetition(correction.pk, by=confirmed.owner)
    with pytest.raises(DatabaseError), transaction.atomic():
        Repetition.objects.filter(pk=correction.pk).update(count=-1)


@pytest.mark.parametrize(
    "fields",
    [
        {"count": -1, "state": "noted"},
        {"count": 1, "state": "counter"},
        {"count": 0},
        {"count": -1, "state": "counter"},
    ],
)
def test_the_database_holds_that_only_a_counter_entry_is_negative(
    confirmed: Repetition, fields: dict[str, Any]
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Repetition.objects.create(
            log=confirmed.log,
            owner=confirmed.owner,
            day=confirmed.day,
            task="x",
            role="independent",
            note="x",
            **fields,
        )


def test_a_frozen_log_holds_the_corrections_and_what_they_leave(
    confirmed: Repetition, version: StandardVersion
) -> None:
    correct(confirmed, 3)

    [frozen] = selectors.frozen_practice(confirmed.owner, version, on=timezone.localdate())

    assert (frozen["confirmed"], frozen["different_witnesses"], frozen["least_witnesses"]) == (3, 1, 1)
    first, counter = frozen["repetitions"]
    assert (first["count"], first["counted"], first["why"]) == (5, 3, "counted")
    assert (counter["count"], counter["corrects"], counter["because"]) == (-2, first["id"], WRONG)
