"""One thing for many trajectories: nothing skipped in silence, nothing done twice; and proposals from a spreadsheet."""

from __future__ import annotations

import threading
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from openpyxl import Workbook

from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import BulkLine, BulkRun, DueMove, Participant, Pause, State, Trajectory
from evc.trajectories.proposals import MOST_ROWS, ProposedRow, read_rows
from evc.trajectories.selectors import BoardFilters, Turn, board
from foundation.errors import InvalidInput, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Organisation, Person
from foundation.working_days import end_of_term
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.routes import full_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, coordinator_at, coordinator_of, newcomer

Part = Participant.Part


@pytest.fixture
def many(db: None) -> list[Trajectory]:
    provider, version = OrganisationFactory(provider=True), make_standard()
    return [TrajectoryFactory(provider=provider, standard_version=version, building=True) for _number in range(3)]


def do(rows: list[Trajectory], act: str, *, key: Any = None, by: Person | None = None, **arguments: Any) -> BulkRun:
    return trajectories.do_with_many(
        key or uuid4(), act=act, chosen=[row.pk for row in rows], arguments=arguments, by=by or coordinator_of(rows[0])
    )


def test_each_gets_a_line_with_what_came_of_it(many):
    assessor = newcomer(many[0], Part.ASSESSOR)
    trajectories.withdraw(many[1].pk, by=many[1].candidate)
    trajectories.assign(many[2].pk, person=assessor, part=Part.ASSESSOR, seat=2, by=coordinator_of(many[2]))

    run = do(many, "assign_assessor", person=assessor, seat=1)

    assert [(line.trajectory, line.is_done) for line in run.lines.all()] == list(
        zip(many, (True, False, False), strict=True)
    )
    assert all(line.message and line.code for line in run.lines.filter(is_done=False))
    assert many[0].participants.current().filter(person=assessor, seat=1).exists()


def test_the_same_page_sent_twice_is_done_once(many):
    key = uuid4()
    fields = {"due_on": timezone.localdate() + timedelta(days=30), "because": "Zomer"}

    first, second = do(many, "move_due", key=key, **fields), do(many, "move_due", key=key, **fields)

    assert first == second
    assert DueMove.objects.count() == len(many) == BulkLine.objects.count()


def test_after_a_crash_the_same_key_does_what_was_left(many):
    key = uuid4()
    run = BulkRun.objects.create(
        key=key, act="remind", by=coordinator_of(many[0]), chosen=[str(row.pk) for row in many]
    )
    BulkLine.objects.create(run=run, place=1, trajectory=many[0], is_done=True)

    do(many, "remind", key=key)

    assert [line.is_done for line in run.lines.all()] == [True, True, True]
    reminded = OutgoingMail.objects.filter(key__startswith="reminder:").values_list("to", flat=True)
    assert sorted(reminded) == sorted(row.candidate.email for row in many[1:])


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_do_it_once(many):
    key, errors = uuid4(), []
    fields = {"due_on": timezone.localdate() + timedelta(days=30), "because": "Zomer"}

    def send() -> None:
        try:
            do(many, "move_due", key=key, **fields)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not errors
    assert DueMove.objects.count() == len(many)


def test_a_key_is_of_one_person_and_one_choice(many):
    key = uuid4()
    do(many[:1], "remind", key=key)

    with pytest.raises(InvalidInput):
        do(many, "remind", key=key)


def test_what_somebody_doesn_t_coordinate_is_not_there(many):
    stranger = coordinator_of(TrajectoryFactory())

    run = do(many, "remind", by=stranger)

    assert {(line.is_done, line.trajectory, line.code) for line in run.lines.all()} == {(False, None, "not-found")}
    assert not OutgoingMail.objects.filter(key__startswith="reminder:").exists()


@pytest.mark.parametrize("act", ["pause", "assign_coach"])
def test_pausing_and_coaching_many(many, act):
    today = timezone.localdate()
    if act == "pause":
        run = do(many, act, first_day=today, until=today + timedelta(days=6), reason="")
        assert Pause.objects.filter(confirmed_at__isnull=False).count() == 3
    else:
        coach = newcomer(many[0], Part.COACH)
        for row in many:
            held = row.participants.current().get(part=Part.COACH)
            trajectories.end_assignment(held.pk, by=coordinator_of(row))
        run = do(many, act, person=coach)
        assert Participant.objects.current().filter(person=coach).count() == 3
    assert all(line.is_done for line in run.lines.all())


def test_a_reminder_goes_to_whose_turn_it_is_once_a_day(many):
    trajectories.remind(many[0].pk, by=coordinator_of(many[0]))

    [mail] = OutgoingMail.objects.filter(key__startswith="reminder:")
    assert mail.to == many[0].candidate.email
    with pytest.raises(WrongState) as caught:
        trajectories.remind(many[0].pk, by=coordinator_of(many[0]))
    assert caught.value.code == "reminded-today"


def test_what_is_due_is_moved_to_a_working_day_with_the_reason(many):
    day = timezone.localdate() + timedelta(days=30)
    day += timedelta(days=5 - day.weekday())  # a Saturday

    moved = trajectories.move_due(many[0].pk, due_on=day, because="Ziek", by=coordinator_of(many[0]))

    many[0].refresh_from_db()
    assert many[0].due_on == moved.to_day == end_of_term(day) > day


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("until", "turn"),
    [
        ("requested", Turn.COORDINATOR),
        ("intake", Turn.CANDIDATE),
        ("building", Turn.CANDIDATE),
        ("submitted", Turn.COORDINATOR),
        ("assessing", Turn.ASSESSORS),
    ],
)
def test_the_board_says_whose_turn_it_is_and_filters_by_it(until, turn):
    case = TrajectoryFactory(until=until)
    coordinator = coordinator_of(case)

    assert [row.turn for row in board(coordinator).rows] == [turn]
    assert board(coordinator, BoardFilters(turn=turn.value)).total == 1
    assert board(coordinator, BoardFilters(turn="quality_officer")).total == 0


# Proposals from a spreadsheet


@pytest.fixture
def provider(db: None) -> Organisation:
    made = OrganisationFactory(provider=True, name="De Brug", slug="de-brug")
    make_standard(key="boa", code="25407")
    full_route()
    return made


def candidate_at(provider: Organisation, address: str) -> Person:
    person = PersonFactory(email=address)
    member(person, provider, Role.CANDIDATE)
    return person


def row(number: int, address: str, **changed: str) -> ProposedRow:
    return ProposedRow(**({"number": number, "email": address, "standard": "25407", "route": "full"} | changed))


def test_rows_are_proposed_and_each_says_what_came_of_it(provider):
    one = candidate_at(provider, "een@voorbeeld.nl")
    rows = [
        row(2, "een@voorbeeld.nl"),
        row(3, "onbekend@voorbeeld.nl"),
        row(4, "een@voorbeeld.nl"),
        row(5, "een@voorbeeld.nl", standard="00000"),
        row(6, "een@voorbeeld.nl", route="sprint"),
        row(7, "een@voorbeeld.nl", units="K9"),
        row(8, "een@voorbeeld.nl", client="Elders"),
    ]
    coordinator = coordinator_at(provider)
    checked = trajectories.check_rows(rows, provider=provider, by=coordinator)
    assert [bool(each.problem) for each in checked] == [False, True, True, True, True, True, True]
    assert not Trajectory.objects.exists(), "looking keeps nothing"

    key = uuid4()
    run = trajectories.propose_many(key, rows, provider=provider, by=coordinator)
    again = trajectories.propose_many(key, rows, provider=provider, by=coordinator)

    assert run == again
    assert [line.place for line in run.lines.filter(is_done=True)] == [2]
    made = Trajectory.objects.get()
    assert (made.candidate, made.state, made.requested_by) == (one, State.REQUESTED, coordinator)
    sent_again = trajectories.propose_many(uuid4(), rows[:1], provider=provider, by=coordinator)
    assert [line.code for line in sent_again.lines.all()] == ["already-under-way"]


def sheet(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for cells in rows:
        book.active.append(cells)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


HEAD = ("E-mail", "Standaard", "Route", "Onderdelen")


@pytest.mark.parametrize(
    "data",
    [
        "E-mail;Standaard;Route;Onderdelen\r\na@b.nl;25407;full;K1 K2\r\n;;;\r\n".encode("utf-8-sig"),
        b"route,e-mail,onderdelen,standaard\nfull,a@b.nl,K1 K2,25407\n",
        sheet(HEAD, ("a@b.nl", 25407, "full", "K1 K2"), (None, None, None, None)),
    ],
    ids=["semicolons", "commas", "xlsx"],
)
def test_files_of_either_kind_are_read_alike(data):
    assert read_rows(data) == [row(2, "a@b.nl", units="K1 K2")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"naam;plaats\nNoor;Delft\n", "columns-missing"),
        (b"e-mail;standaard;route\n", "no-rows"),
        (b"e-mail;standaard;route\n" + b"a@b.nl;1;full\n" * (MOST_ROWS + 1), "too-many-rows"),
        (b"x" * 2_000_001, "file-too-large"),
        (b"PK\x03\x04broken", "not-a-table"),
        (b"\x00\x01\x02;\x00", "not-a-table"),
    ],
    ids=["empty", "other-columns", "head-only", "long", "large", "broken-xlsx", "binary"],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(data, code):
    with pytest.raises(InvalidInput) as caught:
        read_rows(data)

    assert caught.value.code == code
