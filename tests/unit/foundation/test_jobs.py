"""A job is done once per key, in the end, also when workers die; and it exists only if the change that asked for it does."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from foundation.errors import Unavailable
from foundation.jobs import services as jobs
from foundation.jobs.models import Job
from foundation.jobs.registry import job

_seen: list[tuple[str, str]] = []
_ill: set[str] = set()


@job("tests.note")
def note(what: str) -> None:
    _seen.append(("note", what))
    if what in _ill:
        raise Unavailable("Jan de Vries kan niet worden bereikt", code="mail-server-silent")


@job("tests.break")
def break_down(what: str) -> None:
    raise KeyError(f"geheim van {what}")


@job("tests.ask_more")
def ask_more(what: str) -> None:
    jobs.enqueue("tests.note", key=what, what=what)


@pytest.fixture(autouse=True)
def _nothing_seen():
    _seen.clear()
    _ill.clear()


def due_now(found: Job) -> None:
    Job.objects.filter(pk=found.pk).update(run_after=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_asking_twice_for_the_same_key_is_asking_once():
    first = jobs.enqueue("tests.note", key="a", what="a")
    second = jobs.enqueue("tests.note", key="a", what="other")

    assert first.pk == second.pk
    assert jobs.run_due() == 1
    assert jobs.enqueue("tests.note", key="a", what="a").state == Job.State.DONE
    assert jobs.run_due() == 0
    assert _seen == [("note", "a")]


@pytest.mark.django_db
def test_the_same_key_under_another_name_is_another_job():
    jobs.enqueue("tests.note", key="a", what="a")
    jobs.enqueue("tests.ask_more", key="a", what="b")

    assert jobs.run_due() == 3
    assert sorted(_seen) == [("note", "a"), ("note", "b")]


@pytest.mark.django_db
def test_uuids_and_dates_travel_as_text():
    identifier = uuid4()

    found = jobs.enqueue("tests.note", key=identifier, what=identifier)

    found.refresh_from_db()
    assert found.arguments == {"what": str(identifier)}


@pytest.mark.django_db
def test_a_key_that_is_too_long_still_tells_jobs_apart():
    one, two = (jobs.enqueue("tests.note", key="x" * 400 + end, what=end) for end in "ab")

    assert one.pk != two.pk
    assert jobs.enqueue("tests.note", key="x" * 400 + "a", what="a").pk == one.pk


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_leaves_no_job():
    with transaction.atomic():
        jobs.enqueue("tests.note", key="a", what="a")
        transaction.set_rollback(True)

    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_failure_is_noted_as_a_code_and_tried_again_later_and_not_before():
    _ill.add("a")
    found = jobs.enqueue("tests.note", key="a", what="a")

    assert jobs.run_due() == 1

    found.refresh_from_db()
    assert (found.state, found.error, found.attempts) == (Job.State.WAITING, "mail-server-silent", 1)
    assert jobs.run_due() == 0
    _ill.clear()
    due_now(found)
    assert jobs.run_due() == 1
    found.refresh_from_db()
    assert (found.state, found.error, found.attempts) == (Job.State.DONE, "", 2)


@pytest.mark.django_db
def test_pauses_grow_and_the_attempts_are_bounded(caplog):
    found = jobs.enqueue("tests.break", key="a", what="Jan")
    for _attempt in range(jobs.MAX_ATTEMPTS):
        due_now(found)
        assert jobs.run_due() == 1
    due_now(found)

    assert jobs.run_due() == 0
    found.refresh_from_db()
    assert (found.state, found.error, found.attempts) == (Job.State.FAILED, "KeyError", jobs.MAX_ATTEMPTS)
    assert found.finished_at is not None
    assert "Jan" not in caplog.text
    assert jobs.pause_after(1) < jobs.pause_after(2) < jobs.pause_after(jobs.MAX_ATTEMPTS) == jobs.LONGEST_PAUSE


@pytest.mark.django_db
def test_an_operator_can_start_a_job_anew_that_was_given_up():
    found = jobs.enqueue("tests.note", key="a", what="a")
    Job.objects.filter(pk=found.pk).update(state=Job.State.FAILED, attempts=jobs.MAX_ATTEMPTS, error="x")

    call_command("work", "--retry-failed", "--once")

    found.refresh_from_db()
    assert (found.state, found.attempts) == (Job.State.DONE, 1)


@pytest.mark.django_db
def test_the_job_of_a_worker_that_was_killed_is_taken_over_when_its_lease_ends():
    found = jobs.enqueue("tests.note", key="a", what="a")
    Job.objects.filter(pk=found.pk).update(
        state=Job.State.RUNNING, attempts=1, leased_until=timezone.now() + timedelta(minutes=1)
    )
    assert jobs.run_due() == 0  # somebody has it

    Job.objects.filter(pk=found.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert jobs.run_due() == 1

    found.refresh_from_db()
    assert (found.state, found.attempts) == (Job.State.DONE, 2)


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up():
    found = jobs.enqueue("tests.note", key="a", what="a")
    Job.objects.filter(pk=found.pk).update(
        state=Job.State.RUNNING, attempts=jobs.MAX_ATTEMPTS, leased_until=timezone.now() - timedelta(seconds=1)
    )

    assert jobs.run_due() == 0

    found.refresh_from_db()
    assert (found.state, found.error) == (Job.State.FAILED, "worker-lost")
    assert _seen == []


@pytest.mark.django_db
def test_a_job_that_this_version_does_not_know_waits_for_one_that_does():
    found = jobs.enqueue("tests.from_the_future", key="a")

    jobs.run_due()

    found.refresh_from_db()
    assert (found.state, found.error) == (Job.State.WAITING, "unknown-job")


@pytest.mark.django_db(transaction=True)
def test_workers_beside_each_other_run_each_job_once():
    for number in range(30):
        jobs.enqueue("tests.note", key=number, what=str(number))
    failures: list[BaseException] = []
    start = threading.Barrier(3)

    def work() -> None:
        try:
            start.wait()
            jobs.run_due()
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    jobs.run_due()

    assert failures == []
    assert sorted(_seen) == sorted(("note", str(number)) for number in range(30))
    assert set(Job.objects.values_list("state", "attempts")) == {(Job.State.DONE, 1)}


def test_a_name_has_one_handler():
    with pytest.raises(ValueError, match=r"tests\.note"):
        job("tests.note")(break_down)
