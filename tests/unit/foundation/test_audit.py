"""The audit log: nothing is changed or removed by the database itself, and what an intruder does to it is found."""

import threading
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from foundation.audit.chain import check_all, check_chain, entry_hash
from foundation.audit.models import AuditChain, AuditEntry
from foundation.audit.services import record
from foundation.people.models import Organisation, Person
from tests.conftest import _append_only_lifted as an_intruder

CHAIN = "organisation:test"


@pytest.fixture
def subject(db):
    return Organisation.objects.create(name="Duinstad", slug="duinstad")


@pytest.fixture
def chain(subject):
    """A chain of six entries."""
    for number in range(6):
        record("thing.done", on=subject, by=None, chain=CHAIN, number=number)
    return CHAIN


def entry(sequence: int) -> AuditEntry:
    return AuditEntry.objects.get(chain=CHAIN, sequence=sequence)


# --- on the engine ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: AuditEntry.objects.filter(chain=CHAIN, sequence=3).update(event="other"),
        lambda: AuditEntry.objects.filter(chain=CHAIN, sequence=3).delete(),
        lambda: AuditEntry.objects.all().delete(),
        lambda: entry(3).save(),
        lambda: connection.cursor().execute("UPDATE audit_auditentry SET data = '{}'"),
        lambda: connection.cursor().execute("DELETE FROM audit_auditentry"),
    ],
)
def test_the_database_itself_refuses_a_change_and_a_removal(chain, attempt):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        attempt()

    assert check_chain(CHAIN).is_whole
    assert check_chain(CHAIN).entries == 6


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_postgresql_refuses_a_truncate_too(chain):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_auditentry")


def test_a_place_in_a_chain_is_taken_once(chain):
    first = entry(1)
    first.pk = uuid4()
    with pytest.raises(DatabaseError), transaction.atomic():
        first.save(force_insert=True)


# --- what an intruder with the database's password does is found --------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"event": "thing.undone"},
        {"actor_id": uuid4()},
        {"object_id": uuid4()},
        {"object_type": "people.person"},
        {"data": {"number": "2"}},
        {"at": "2020-01-01T00:00:00Z"},
    ],
)
def test_a_changed_entry_is_found_at_its_place(chain, change):
    with an_intruder():
        AuditEntry.objects.filter(chain=CHAIN, sequence=3).update(**change)

    finding = check_chain(CHAIN)
    assert (finding.broken_at, finding.is_whole) == (3, False)


def test_an_entry_that_was_changed_and_hashed_anew_breaks_the_next(chain):
    from_the_intruder = entry(3)
    from_the_intruder.event = "thing.undone"
    with an_intruder():
        AuditEntry.objects.filter(pk=from_the_intruder.pk).update(
            event="thing.undone", hash=entry_hash(from_the_intruder)
        )

    assert check_chain(CHAIN).broken_at == 4


def test_a_removed_entry_is_found(chain):
    with an_intruder():
        AuditEntry.objects.filter(chain=CHAIN, sequence=2).delete()

    assert check_chain(CHAIN).broken_at == 2


def test_a_removed_entry_whose_gap_was_closed_is_found(chain):
    with an_intruder():
        AuditEntry.objects.filter(chain=CHAIN, sequence=2).delete()
        for sequence in range(3, 7):
            AuditEntry.objects.filter(chain=CHAIN, sequence=sequence).update(sequence=sequence - 1)

    assert check_chain(CHAIN).broken_at == 2


def test_an_entry_put_in_between_is_found(chain):
    put_in = entry(3)
    put_in.pk, put_in.event = uuid4(), "thing.invented"
    put_in.hash = entry_hash(put_in)
    with an_intruder():
        for sequence in range(6, 2, -1):
            AuditEntry.objects.filter(chain=CHAIN, sequence=sequence).update(sequence=sequence + 1)
        put_in.save(force_insert=True)

    assert check_chain(CHAIN).broken_at == 4


def test_two_entries_that_changed_places_are_found(chain):
    with an_intruder():
        AuditEntry.objects.filter(chain=CHAIN, sequence=2).update(sequence=99)
        AuditEntry.objects.filter(chain=CHAIN, sequence=3).update(sequence=2)
        AuditEntry.objects.filter(chain=CHAIN, sequence=99).update(sequence=3)

    assert check_chain(CHAIN).broken_at == 2


def test_a_tail_that_was_cut_off_is_found(chain):
    with an_intruder():
        AuditEntry.objects.filter(chain=CHAIN, sequence__gte=5).delete()

    assert check_chain(CHAIN).broken_at == 5


def test_a_chain_that_vanished_whole_is_found(chain):
    with an_intruder():
        AuditEntry.objects.filter(chain=CHAIN).delete()

    assert [finding.broken_at for finding in check_all()] == [1]


def test_entries_whose_head_is_gone_are_found(chain):
    AuditChain.objects.filter(name=CHAIN).delete()

    assert not check_chain(CHAIN).is_whole


# --- adding -----------------------------------------------------------------------------------------------------------


def test_an_entry_goes_with_the_change_it_speaks_of(subject):
    with transaction.atomic():
        record("thing.done", on=subject, by=None, chain=CHAIN)
        transaction.set_rollback(True)

    assert not AuditEntry.objects.filter(chain=CHAIN).exists()
    record("thing.done", on=subject, by=None, chain=CHAIN)
    assert check_chain(CHAIN).entries == 1


def test_what_an_object_says_of_its_chain_is_where_its_entry_goes(subject):
    person = Person.objects.create_user("an@example.org", name="An")

    first = record("thing.done", on=subject, by=person)
    second = record("thing.read", on=subject, by=person, chain=person.audit_chain)

    assert (first.chain, second.chain) == (f"organisation:{subject.pk}", f"person:{person.pk}")
    assert [finding.chain for finding in check_all()] == sorted([first.chain, second.chain])
    assert (first.actor_id, first.object_type, first.object_id) == (person.pk, "people.organisation", subject.pk)


def test_a_stored_entry_has_the_hash_it_was_given_whatever_its_data(subject):
    record(
        "thing.done",
        on=subject,
        by=None,
        chain=CHAIN,
        text="Ş ß 🦺 \u2028",
        number=1.5,
        big=2**70,
        nothing=None,
        yes=True,
        identifier=uuid4(),
        many=[1, "b", (uuid4(), {"x": 0.1})],
        tree={"b": 1, "a": {"z": None}},
    )

    assert check_chain(CHAIN).is_whole


@pytest.mark.django_db(transaction=True)
def test_writers_beside_each_other_leave_no_gap_and_no_double():
    organisation = Organisation.objects.create(name="Duinstad", slug="duinstad")
    start, failures = threading.Barrier(2), []

    def write(name: int) -> None:
        start.wait()
        try:
            for number in range(25):
                record("thing.done", on=organisation, by=None, writer=name, number=number)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=[name]) for name in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert failures == []
    sequences = AuditEntry.objects.filter(chain=organisation.audit_chain).values_list("sequence", flat=True)
    assert sorted(sequences) == list(range(1, 51))
    assert check_chain(organisation.audit_chain).is_whole


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_proves_every_chain(chain, subject, capsys):
    record("thing.done", on=subject, by=None)

    call_command("audit", "verify")

    said = capsys.readouterr().out
    assert "2 chains are whole." in said
    assert f"{CHAIN}  6 entries  whole" in said


def test_the_command_names_the_broken_chain_and_place_and_fails(chain, subject, capsys):
    record("thing.done", on=subject, by=None)
    with an_intruder():
        AuditEntry.objects.filter(chain=CHAIN, sequence=3).update(event="thing.undone")

    with pytest.raises(CommandError, match="1 of 2 chains"):
        call_command("audit", "verify")

    assert f"{CHAIN}  3 entries  BROKEN at entry 3" in capsys.readouterr().out
