"""News by mail: what happened since the last, at most once a day a person, and only to whom wants it."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.models import Digest, Participant, Trajectory
from evc.trajectories.services.digests import readers, send_digest
from foundation.errors import InvalidInput
from foundation.jobs import services as jobs
from foundation.jobs.models import OutgoingMail
from foundation.jobs.schedule import enqueue_due
from foundation.people.models import Person
from portfolio import services as portfolio
from tests.factories.people import PersonFactory
from tests.factories.trajectories import TrajectoryFactory, share_evidence, who_is

Part = Participant.Part


@pytest.fixture
def case(db: Any) -> Trajectory:
    trajectory = TrajectoryFactory(building=True)
    item = share_evidence(trajectory, ["W1"], title="Een plan over geheime zaken")
    portfolio.comment(item.pk, text="Wie schreef hoofdstuk 6?", by=who_is(trajectory, Part.COACH))
    return trajectory


def today() -> date:
    return timezone.localdate()


def digests_to(person: Person) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(key__startswith=f"digest:{person.pk}:").order_by("key"))


def test_each_is_told_what_the_other_did_in_counts_only(case):
    coach = who_is(case, Part.COACH)
    case.candidate.language = coach.language = "en"
    case.candidate.save()
    coach.save()

    for person in (case.candidate, coach):
        assert send_digest(person.pk, day=today())

    [to_candidate], [to_coach] = digests_to(case.candidate), digests_to(coach)
    assert "- 1 comment" in to_candidate.text
    assert "shared" not in to_candidate.text
    assert f"{case.candidate.name} · " in to_coach.text
    assert "- 1 item was shared" in to_coach.text
    for mail in (to_candidate, to_coach):
        assert "geheime" not in mail.text + mail.subject
        assert "hoofdstuk" not in mail.text
        assert mail.text.count("/news") == 1


def test_a_day_has_one_mail_and_the_next_tells_only_what_came_after(case):
    candidate = case.candidate
    assert send_digest(candidate.pk, day=today())
    item = share_evidence(case, ["W2"])
    portfolio.comment(item.pk, text="Mooi", by=who_is(case, Part.COACH))

    assert not send_digest(candidate.pk, day=today())
    assert send_digest(candidate.pk, day=today() + timedelta(days=1))
    assert not send_digest(candidate.pk, day=today() + timedelta(days=2))
    assert len(digests_to(candidate)) == 2


def test_nothing_new_is_no_mail(db):
    case = TrajectoryFactory(building=True)

    assert not send_digest(case.candidate.pk, day=today())
    assert not OutgoingMail.objects.filter(key__startswith="digest:").exists()


def test_weekly_waits_a_week_and_loses_nothing(case):
    candidate = case.candidate
    trajectories.set_digest(candidate, rhythm="weekly", by=candidate)
    Digest.objects.update(told_until=timezone.now() - timedelta(days=1), mailed_on=today() - timedelta(days=6))

    assert not send_digest(candidate.pk, day=today())
    assert send_digest(candidate.pk, day=today() + timedelta(days=1))


def test_never_is_never(case):
    trajectories.set_digest(case.candidate, rhythm="never", by=case.candidate)

    assert case.candidate_id not in readers()
    assert not send_digest(case.candidate.pk, day=today())


def test_only_candidates_and_coaches_of_what_runs_are_readers(case):
    handed_over = PersonFactory()
    gone = TrajectoryFactory(building=True)
    trajectories.withdraw(gone.pk, by=gone.candidate)

    assert set(readers()) == {case.candidate_id, who_is(case, Part.COACH).pk}
    assert handed_over.pk not in readers()


def test_the_schedule_mails_in_the_morning_and_once(case):
    evening = timezone.localtime().replace(hour=8, minute=30)
    for _worker in range(2):
        enqueue_due(evening)
        jobs.run_due()

    assert len(digests_to(case.candidate)) == len(digests_to(who_is(case, Part.COACH))) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_mail():
    case = TrajectoryFactory(building=True)
    item = share_evidence(case, ["W1"])
    portfolio.comment(item.pk, text="Mooi", by=who_is(case, Part.COACH))
    start, sent = threading.Barrier(2), []

    def work() -> None:
        start.wait()
        sent.append(send_digest(case.candidate.pk, day=today()))
        connection.close()

    threads = [threading.Thread(target=work) for _worker in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(sent) == [False, True]
    assert len(digests_to(case.candidate)) == 1


def test_nobody_chooses_for_another_or_something_else(case):
    with pytest.raises(InvalidInput):
        trajectories.set_digest(case.candidate, rhythm="weekly", by=PersonFactory())
    with pytest.raises(InvalidInput):
        trajectories.set_digest(case.candidate, rhythm="hourly", by=case.candidate)


def test_the_link_of_the_mail_survives_signing_in(case, client: Client):
    case.candidate.set_password("een heel lang wachtwoord")
    case.candidate.save()
    portfolio_page = client.get("/news")
    assert portfolio_page.status_code == 302

    answer = client.post(
        portfolio_page["Location"], {"login": case.candidate.email, "password": "een heel lang wachtwoord"}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/news")


def test_the_page_of_news_names_what_the_mail_counted(case, client: Client):
    client.force_login(case.candidate)

    page = client.get(reverse("news")).content.decode()

    assert "Een plan over geheime zaken" in page


def test_the_choice_is_kept_on_the_account(case, client: Client):
    client.force_login(case.candidate)

    assert client.post(reverse("mail-choice"), {"rhythm": "weekly"}).status_code == 302
    assert Digest.objects.get(person=case.candidate).rhythm == "weekly"
    assert client.post(reverse("mail-choice"), {"rhythm": "hourly"}).status_code == 422
