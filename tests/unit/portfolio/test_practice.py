"""The practice log and its witnesses."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.jobs.models import OutgoingMail
from portfolio import selectors
from portfolio import services as portfolio
from portfolio.models import ConfirmationRequest, Repetition
from portfolio.reading import BadRow
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db

WITNESS = {"witness_name": "Sanne de Lange", "witness_email": "s.delange@politie.example"}
HEADER = "datum;werkproces;taak;aantal;uren;plaats;rol;getuige;getuige_email;toelichting\n"
ROW = "06-01-2026;W1;Briefing;2;0,5;Plein;zelfstandig;Sanne de Lange;s.delange@politie.example;\n"


@pytest.fixture
def owner():
    return PersonFactory()


@pytest.fixture
def version():
    return make_standard(repetitions={"W1": 10})


@pytest.fixture
def work_process(version):
    return version.work_processes.get(code="W1")


def note(owner, work_process, **changes):
    fields = {"day": date(2026, 1, 6), "task": "Briefing", "count": 2, "role": "independent", **WITNESS, **changes}
    return portfolio.note_repetition(owner, work_process=work_process, by=owner, **fields)


def ask(owner, *repetitions):
    """Ask, and give the secret that was mailed."""
    portfolio.ask_confirmation(owner, repetitions=repetitions, by=owner)
    text = OutgoingMail.objects.order_by("-created_at").first().text
    secret = text.split("/confirm/")[1].split()[0]
    portfolio.describe_witness(secret, name="Sanne", function="Agent", knows_how="Wij lopen samen dienst.", tie="")
    return secret


def count(owner, version, work_process):
    return selectors.practice_counts(owner, version, on=timezone.localdate())[work_process.pk]


def test_only_what_a_witness_confirmed_counts(owner, version, work_process):
    repetition = note(owner, work_process)
    assert count(owner, version, work_process).confirmed == 0

    secret = ask(owner, repetition)
    assert count(owner, version, work_process).waiting == 2

    portfolio.confirm_repetition(secret, repetition.pk)
    assert count(owner, version, work_process).confirmed == 2
    assert count(owner, version, work_process).required == 10


@pytest.mark.parametrize("role", ["observed", "assisted"])
def test_what_was_not_done_alone_does_not_count(owner, version, work_process, role):
    repetition = note(owner, work_process, role=role)

    portfolio.confirm_repetition(ask(owner, repetition), repetition.pk)

    assert count(owner, version, work_process).confirmed == 0


def test_an_old_repetition_counts_and_is_flagged_unless_the_standard_sets_a_limit(owner, version, work_process):
    repetition = note(owner, work_process, day=timezone.localdate() - timedelta(days=6 * 365))
    portfolio.confirm_repetition(ask(owner, repetition), repetition.pk)
    assert (count(owner, version, work_process).confirmed, count(owner, version, work_process).old) == (2, 2)

    version.repetitions_expire_after_years = 5
    version.save()
    assert count(owner, version, work_process).confirmed == 0


def test_looking_at_the_link_changes_nothing_and_does_not_use_it_up(owner, work_process):
    repetition = note(owner, work_process)
    secret = ask(owner, repetition)

    for _time in range(3):
        assert portfolio.find_confirmation(secret) is not None
    repetition.refresh_from_db()
    assert repetition.state == Repetition.State.ASKED


def test_the_same_answer_twice_is_one_answer_and_another_is_refused(owner, work_process):
    repetition = note(owner, work_process)
    secret = ask(owner, repetition)

    portfolio.confirm_repetition(secret, repetition.pk)
    portfolio.confirm_repetition(secret, repetition.pk)
    with pytest.raises(WrongState):
        portfolio.refuse_repetition(secret, repetition.pk, because="Toch niet")


def test_refusing_asks_for_a_reason_that_the_candidate_reads(owner, work_process):
    repetition = note(owner, work_process)
    secret = ask(owner, repetition)

    with pytest.raises(InvalidInput):
        portfolio.refuse_repetition(secret, repetition.pk, because=" ")
    portfolio.refuse_repetition(secret, repetition.pk, because="Ik was er die dag niet.")

    repetition.refresh_from_db()
    assert (repetition.state, repetition.refused_because) == ("refused", "Ik was er die dag niet.")


def test_a_link_works_for_its_own_entries_only(owner, work_process):
    mine, other = note(owner, work_process), note(owner, work_process, witness_email="p.groot@jongerenwerk.example")
    secret = ask(owner, mine)

    with pytest.raises(NotFound):
        portfolio.confirm_repetition(secret, other.pk)
    with pytest.raises(NotFound):
        portfolio.confirm_repetition("geen geheim", mine.pk)


def test_a_link_ends(owner, work_process):
    repetition = note(owner, work_process)
    secret = ask(owner, repetition)
    ConfirmationRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert portfolio.find_confirmation(secret) is None
    with pytest.raises(NotFound):
        portfolio.confirm_repetition(secret, repetition.pk)


def test_a_confirmed_entry_never_changes_not_even_in_the_database(owner, work_process):
    repetition = note(owner, work_process)
    portfolio.confirm_repetition(ask(owner, repetition), repetition.pk)

    with pytest.raises(WrongState):
        portfolio.change_repetition(repetition.pk, count=99, by=owner)
    with pytest.raises(WrongState):
        portfolio.remove_repetition(repetition.pk, by=owner)
    with pytest.raises(DatabaseError), transaction.atomic():
        Repetition.objects.filter(pk=repetition.pk).update(count=99)


def test_a_changed_entry_is_asked_anew(owner, work_process):
    repetition = note(owner, work_process)
    secret = ask(owner, repetition)

    portfolio.change_repetition(repetition.pk, count=1, by=owner)

    with pytest.raises(WrongState):
        portfolio.confirm_repetition(secret, repetition.pk)


def test_each_witness_gets_one_mail_with_all_that_is_asked_of_them(owner, work_process):
    entries = [note(owner, work_process), note(owner, work_process, task="Route")]
    other = note(owner, work_process, witness_email="p.groot@jongerenwerk.example")

    portfolio.ask_confirmation(owner, repetitions=[*entries, other], by=owner)

    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == [
        "p.groot@jongerenwerk.example",
        "s.delange@politie.example",
    ]


def test_good_rows_are_taken_over_and_wrong_ones_come_back_with_line_and_reason(owner, version):
    wrong = "31-02-2026;W1;Briefing;veel;0,5;Plein;meegelopen;Sanne;s.delange@politie.example;\n"

    done = portfolio.import_log(owner, stream=BytesIO((HEADER + ROW + wrong).encode()), version=version, by=owner)

    assert len(done.imported) == Repetition.objects.count() == 1
    [bad] = done.bad
    assert bad.line == 3
    assert len(bad.problems) == 3


def test_importing_the_same_log_again_adds_nothing(owner, version):
    for _time in range(2):
        done = portfolio.import_log(owner, stream=BytesIO((HEADER + ROW).encode()), version=version, by=owner)

    assert (len(done.imported), done.known) == (0, 1)
    assert Repetition.objects.count() == 1


def test_a_wrong_row_can_be_corrected_without_uploading_again(owner, version):
    wrong = ROW.replace("06-01-2026", "31-02-2026")
    [bad] = portfolio.import_log(owner, stream=BytesIO((HEADER + wrong).encode()), version=version, by=owner).bad

    still_wrong = portfolio.correct_log_row(owner, line=bad.line, cells=bad.cells, version=version, by=owner)
    assert isinstance(still_wrong, BadRow)

    made = portfolio.correct_log_row(
        owner, line=bad.line, cells={**bad.cells, "datum": "28-02-2026"}, version=version, by=owner
    )
    assert made.day == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"count": 0}, "count"),
        ({"day": date(2999, 1, 1)}, "day"),
        ({"role": "meegelopen"}, "role"),
        ({"task": " "}, "task"),
        ({"hours": 25}, "hours"),
        ({"witness_email": "geen adres"}, "witness_email"),
    ],
)
def test_what_cannot_be_noted_is_said_at_its_field(owner, work_process, changes, field):
    with pytest.raises(InvalidInput) as caught:
        note(owner, work_process, **changes)

    assert caught.value.field == field
