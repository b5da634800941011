"""A course that was followed and practised gives its own badge, exactly once, without any trajectory."""

from __future__ import annotations

import json
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from credentials import services as credentials
from credentials.core.summary import summarise
from credentials.models import Badge
from evc.programmes import services as programmes
from evc.programmes.models import Enrolment
from evc.trajectories.models import Trajectory
from foundation.audit.models import AuditEntry
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from portfolio import services as portfolio
from tests.factories.people import OrganisationFactory
from tests.factories.programmes import begun, confirmed, door_of, followed, make_module, practised
from tests.factories.standards import make_standard


def badges() -> int:
    run_due()
    return Badge.objects.count()


@pytest.mark.django_db
def test_a_course_followed_and_practised_gives_a_badge_without_any_trajectory():
    enrolment = followed(begun())
    confirmed(enrolment, 2)

    assert badges() == 1
    badge = Badge.objects.get()
    enrolment.refresh_from_db()
    assert badge.claim_key == f"module:{enrolment.module_id}:{enrolment.person_id}" == enrolment.badge_claim_key
    assert badge.recipient == enrolment.person
    assert not Trajectory.objects.exists()
    assert credentials.verify_bytes(badge.document.encode()).report.verdict == "valid"
    assert f"/badges/{badge.pk}" in OutgoingMail.objects.get(key__startswith="course_badge:").text


@pytest.mark.django_db
def test_the_badge_says_how_often_in_practice_and_by_how_many_people():
    enrolment = followed(begun())
    confirmed(enrolment, 2)
    confirmed(enrolment, 1, witness="tweede@example.org")
    assert badges() == 1

    document = json.loads(Badge.objects.get().document)
    assert document["credentialSubject"]["narrative"].startswith("Niet alleen in de les, maar")
    assert document["credentialSubject"]["achievement"]["achievementType"] == "Course"
    assert "result" not in document["credentialSubject"]
    summary = summarise(document)
    assert [alignment.name for alignment in summary.alignments] == ["Werkproces W1"]
    assert summary.route_label == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "missing",
    [
        pytest.param(lambda enrolment: confirmed(enrolment, 2), id="not-followed"),
        pytest.param(lambda enrolment: confirmed(followed(enrolment), 1), id="too-few"),
        pytest.param(lambda enrolment: practised(followed(enrolment), 2), id="not-confirmed"),
        pytest.param(lambda enrolment: confirmed(followed(enrolment), 2, role="assisted"), id="with-help"),
    ],
)
def test_no_badge_while_something_is_missing(missing):
    missing(begun())

    assert badges() == 0


@pytest.mark.django_db
def test_what_a_witness_refused_does_not_count():
    enrolment = followed(begun())
    confirmed(enrolment, 1)
    entry = practised(enrolment, 1)
    portfolio.refuse_repetition(door_of(entry), entry.pk, because="Dat was een ander")

    assert badges() == 0


@pytest.mark.django_db
def test_a_counter_entry_before_the_badge_is_issued_counts():
    enrolment = begun()
    entry = confirmed(enrolment, 2)
    portfolio.correct_repetition(entry.pk, count=1, because="Het was er een", by=enrolment.person)
    followed(enrolment)

    assert badges() == 0


@pytest.mark.django_db
def test_a_counter_entry_after_the_badge_leaves_the_badge_as_it_is():
    enrolment = followed(begun())
    entry = confirmed(enrolment, 2)
    assert badges() == 1
    portfolio.correct_repetition(entry.pk, count=1, because="Het was er een", by=enrolment.person)

    assert programmes.weigh(enrolment.task_id) == Badge.objects.get()
    assert badges() == 1
    assert Badge.objects.get().revoked_at is None


@pytest.mark.django_db
def test_as_many_different_witnesses_as_the_course_asks():
    enrolment = followed(begun(least_witnesses=2))
    confirmed(enrolment, 5)
    assert badges() == 0

    confirmed(enrolment, 1, witness="tweede@example.org")
    assert badges() == 1


@pytest.mark.django_db
def test_practice_for_other_work_of_the_same_log_does_not_count_for_the_course():
    enrolment = followed(begun())
    confirmed(enrolment, 1)
    entry = portfolio.note_repetition(
        enrolment.person,
        work_process=enrolment.version.practised,
        day=timezone.localdate(),
        task="Iets anders",
        count=5,
        role="independent",
        witness_email="getuige@example.org",
        by=enrolment.person,
    )
    portfolio.ask_confirmation(enrolment.person, repetitions=[entry], by=enrolment.person)
    portfolio.confirm_repetition(door_of(entry), entry.pk)

    assert badges() == 0


@pytest.mark.django_db
def test_a_second_version_of_the_course_gives_no_second_badge():
    enrolment = followed(begun())
    confirmed(enrolment, 2)
    assert badges() == 1

    assert programmes.begin_module(enrolment.module_id, by=enrolment.person).pk == enrolment.pk
    assert programmes.weigh(enrolment.task_id) == Badge.objects.get()


@pytest.mark.django_db
def test_two_courses_with_the_same_words_but_other_practice_are_two_achievements():
    organisation, practised_work = OrganisationFactory(provider=True), make_standard().work_processes.get(code="W1")
    for required in (1, 2):
        confirmed(followed(begun(make_module(organisation, practised=practised_work, required=required))), 2)

    assert badges() == 2
    assert len({badge.achievement_id for badge in Badge.objects.all()}) == 2


@pytest.mark.django_db(transaction=True)
def test_workers_that_weigh_at_the_same_moment_make_one_badge():
    enrolment = followed(begun())
    confirmed(enrolment, 2)
    start, made = threading.Barrier(4), []

    def work() -> None:
        try:
            start.wait()
            made.append(programmes.weigh(enrolment.task_id).pk)
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
    assert AuditEntry.objects.filter(event="enrolment.completed").count() == 1
    assert OutgoingMail.objects.filter(key__startswith="course_badge:").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_after_the_signature_leaves_nothing_and_the_next_one_issues():
    enrolment = followed(begun())
    confirmed(enrolment, 2)

    def die(execute, sql, params, many, context):
        if sql.startswith('UPDATE "programmes_enrolment"'):
            raise KeyboardInterrupt  # what a killed process leaves is what a transaction that never ended leaves
        return execute(sql, params, many, context)

    with connection.execute_wrapper(die), pytest.raises(KeyboardInterrupt):
        programmes.weigh(enrolment.task_id)
    assert not Badge.objects.exists()
    assert not Enrolment.objects.exclude(completed_at=None).exists()

    assert badges() == 1


@pytest.mark.django_db
def test_the_public_page_the_achievement_and_the_check_say_what_a_course_is(client):
    enrolment = followed(begun())
    confirmed(enrolment, 2)
    assert badges() == 1
    badge = Badge.objects.get()
    client.force_login(enrolment.person)

    page = client.get(f"/badges/{badge.pk}").content.decode()
    asked = client.get(f"/achievements/{badge.achievement_id}").content.decode()
    own = client.get("/courses").content.decode()

    assert "2 keer in de praktijk" in page
    assert "Werkproces W1" in asked
    assert str(badge.pk) in own
    assert client.get(f"/badges/{badge.pk}.svg").status_code == 200
    verdict = client.post("/verify", {"file": SimpleUploadedFile("badge.json", badge.document.encode())})
    assert verdict.status_code == 200
    assert "2 keer in de praktijk" in verdict.content.decode()
