"""Issuing is exactly once per outcome: under retries, parallel workers and a kill at any moment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from credentials import services as credentials
from credentials.models import Badge, StatusList
from evc.outcomes import services as outcomes
from evc.outcomes.errors import NothingRecognised, NotReleased
from evc.outcomes.models import Outcome
from evc.outcomes.selectors import badge_of
from evc.trajectories.models import State, StateChange
from foundation.audit.chain import check_all
from foundation.audit.models import AuditEntry
from foundation.jobs.models import Job, OutgoingMail
from foundation.jobs.services import run_due
from tests.factories.outcomes import issued, proposed, quality_officer, released

FAILED = dict.fromkeys(("W1-C01", "W1-C02", "W2-C01", "W3-C01"), "onvoldoende")
REPOSITORY = Path(__file__).resolve().parents[4]


def assert_issued_once(outcome):
    """One badge, one place in the list, one move, one entry, one mail; and whole audit chains."""
    outcome.refresh_from_db()
    badge = Badge.objects.get()
    assert badge == badge_of(outcome)
    assert badge.claim_key == f"outcome:{outcome.pk}:trajectory"
    assert StatusList.objects.get().used == 1
    assert StateChange.objects.filter(trajectory=outcome.trajectory_id, to_state=State.ISSUED).count() == 1
    assert AuditEntry.objects.filter(event="badge.issued").count() == 1
    assert OutgoingMail.objects.filter(key__startswith="badge_issued:").count() == 1
    assert all(finding.is_whole for finding in check_all())


@pytest.mark.django_db
def test_the_job_issues_a_valid_badge_and_tells_the_candidate():
    outcome = released()
    run_due()

    assert_issued_once(outcome)
    outcome.trajectory.refresh_from_db()
    assert outcome.trajectory.state == State.ISSUED
    badge = Badge.objects.get()
    assert badge.recipient == outcome.trajectory.candidate
    assert credentials.verify_bytes(badge.document.encode()).report.verdict == "valid"
    assert f"/badges/{badge.pk}" in OutgoingMail.objects.get(key__startswith="badge_issued:").text


@pytest.mark.django_db
def test_issuing_again_gives_the_first_badge():
    outcome = issued()

    assert outcomes.issue_badge(outcome.pk) == Badge.objects.get()
    assert_issued_once(outcome)


@pytest.mark.django_db
def test_no_badge_without_a_released_outcome():
    outcome = proposed()
    with pytest.raises(NotReleased):
        outcomes.issue_badge(outcome.pk)

    outcomes.send_back(outcome.pk, because="Kijk nog eens.", by=quality_officer(outcome))
    with pytest.raises(NotReleased):
        outcomes.issue_badge(outcome.pk)
    assert not Badge.objects.exists()


@pytest.mark.django_db
def test_no_badge_where_nothing_was_recognised():
    outcome = released(levels={1: FAILED, 2: FAILED})

    with pytest.raises(NothingRecognised):
        outcomes.issue_badge(outcome.pk)
    assert badge_of(outcome) is None


@pytest.mark.django_db
def test_a_partly_recognised_trajectory_states_all_its_results():
    outcome = issued(levels={1: {"W1-C01": "onvoldoende"}, 2: {"W1-C01": "onvoldoende"}})

    document = json.loads(Badge.objects.get(claim_key=outcome.badge_claim_key).document)
    assert [result["value"] for result in document["credentialSubject"]["result"]] == [
        "Deels erkend",
        "Erkend",
        "Erkend",
    ]


@pytest.mark.django_db(transaction=True)
def test_workers_that_issue_the_same_outcome_at_the_same_moment_make_one_badge():
    outcome = released()
    start = threading.Barrier(4)
    made: list[object] = []

    def work() -> None:
        try:
            start.wait()
            made.append(outcomes.issue_badge(outcome.pk).pk)
        except BaseException as error:  # shown by the assertion below
            made.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert made == [Badge.objects.get().pk] * 4
    assert_issued_once(outcome)


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_issue_the_same_outcome_at_the_same_moment_make_one_badge():
    outcome = released()
    workers = [child("issue", outcome) for _worker in range(2)]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    answers = [worker.communicate(timeout=60) for worker in workers]

    badge = Badge.objects.get()
    assert answers == [(f"{badge.pk}\n", "")] * 2
    assert_issued_once(outcome)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "where",
    [
        'UPDATE "credentials_statuslist"',  # a place was taken
        'INSERT INTO "credentials_badge"',  # signed and written
        'UPDATE "outcomes_outcome"',
        'INSERT INTO "trajectories_statechange"',
        'INSERT INTO "jobs_outgoingmail"',
    ],
)
def test_killed_while_issuing_nothing_of_it_is_there_and_a_retry_makes_one_badge(where):
    outcome = released()
    killed(child("issue", outcome, where))

    assert not Badge.objects.exists()
    assert Outcome.objects.get().badge_claim_key == ""
    assert not StateChange.objects.filter(to_state=State.ISSUED).exists()

    outcomes.issue_badge(outcome.pk)
    assert_issued_once(outcome)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ['INSERT INTO "credentials_badge"', "done"])
def test_a_worker_that_is_killed_leaves_its_job_to_the_next_which_makes_no_second_badge(where):
    outcome = released()
    Job.objects.exclude(name="outcomes.issue_badge").delete()
    killed(child("work", outcome, where))

    assert Badge.objects.count() == (1 if where == "done" else 0)
    job = Job.objects.get(name="outcomes.issue_badge")
    assert job.state == Job.State.RUNNING
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))

    run_due()

    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert_issued_once(outcome)


def child(mode: str, outcome: Outcome, *where: str) -> subprocess.Popen[str]:
    """A process on this test's database."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "foundation.settings.test",
        "ERKEND_DATABASE_URL": database_address(),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.unit.evc.outcomes.issuing_child", mode, str(outcome.pk), *where],
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def killed(worker: subprocess.Popen[str]) -> None:
    _out, errors = worker.communicate("go\n", timeout=60)
    assert worker.returncode == -signal.SIGKILL, errors


def database_address() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(settings['NAME']))}"
    who = quote(settings["USER"], safe="")
    secret = f":{quote(settings['PASSWORD'], safe='')}" if settings["PASSWORD"] else ""
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    return f"postgresql://{who}{secret}@{port}/{settings['NAME']}?host={quote(settings['HOST'], safe='')}"
