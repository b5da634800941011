"""Nobody stalls unseen: what counts as a change, one mail a stall, four answers; and what a coach is told."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.models import CoachLook, Participant, Stall, Trajectory
from evc.trajectories.selectors import HappeningCode, coached_cases, last_changes, news_of
from evc.trajectories.services.guiding import notice_stall, stalled
from foundation.errors import NotAllowed, NotFound
from foundation.jobs import services as jobs
from foundation.jobs.models import Job, OutgoingMail
from foundation.jobs.schedule import enqueue_due
from portfolio import services as portfolio
from portfolio.models import EvidenceComment, EvidenceItem, Share
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item
from tests.factories.trajectories import TrajectoryFactory, appoint, share_evidence, who_is

Part = Participant.Part
LONG_AGO = timedelta(days=20)


def old(trajectory: Trajectory, ago: timedelta = LONG_AGO) -> Trajectory:
    """As if everything so far was done some time ago."""
    then = timezone.now() - ago
    Trajectory.objects.filter(pk=trajectory.pk).update(state_since=then)
    Share.objects.update(shared_at=then)
    EvidenceItem.objects.update(created_at=then, changed_at=then)
    EvidenceComment.objects.update(at=then)
    trajectory.refresh_from_db()
    return trajectory


@pytest.fixture
def case(db: Any) -> Trajectory:
    trajectory = TrajectoryFactory(building=True)
    share_evidence(trajectory, ["W1"])
    return old(trajectory)


def still(case: Trajectory) -> bool:
    return case.pk in {row.pk for row in stalled(timezone.now())}


def links() -> dict[str, str]:
    """The secret by answer, from the one mail."""
    mail = OutgoingMail.objects.get(key__startswith="still_going:")
    return {answer: secret for secret, answer in re.findall(r"/still/([\w-]+)/([\w-]+)", mail.text)}


def test_two_weeks_without_a_change_is_standing_still(case):
    assert still(case)
    case.route.still_after_days = 30
    case.route.save(update_fields=["still_after_days"])
    assert not still(case)


def note(case: Trajectory) -> None:
    part = case.standard_version.work_processes.all()[0]
    day = timezone.localdate()
    portfolio.note_repetition(
        case.candidate, work_process=part, day=day, task="Ronde", count=1, role="independent", by=case.candidate
    )


def plan(case: Trajectory) -> None:
    part = case.standard_version.work_processes.all()[0]
    fields = {"title": "Plan", "kind": "work_product", "due_on": timezone.localdate()}
    trajectories.plan_item(case.pk, work_processes=[part.pk], by=case.candidate, **fields)


def shared(case: Trajectory) -> EvidenceItem:
    return EvidenceItem.objects.get(owner=case.candidate)


CHANGES = {
    "shares-an-item": lambda case: share_evidence(case, ["W2"]),
    "changes-a-shared-item": lambda case: portfolio.change_item(shared(case).pk, title="Beter", by=case.candidate),
    "stops-sharing": lambda case: trajectories.unshare_item(case.pk, shared(case).pk, by=case.candidate),
    "comments": lambda case: portfolio.comment(shared(case).pk, text="Zo goed?", by=case.candidate),
    "logs-practice": note,
    "plans": plan,
}
NO_CHANGES = {
    "signs-in": lambda case: (
        type(case.candidate).objects.filter(pk=case.candidate_id).update(last_login=timezone.now())
    ),
    "adds-a-private-item": lambda case: make_item(case.candidate),
    "coach-comments": lambda case: portfolio.comment(shared(case).pk, text="Mooi", by=who_is(case, Part.COACH)),
    "coach-looks": lambda case: trajectories.note_look(case.pk, by=who_is(case, Part.COACH)),
    "coach-asks": lambda case: trajectories.ask_for_evidence(
        case.pk, text="Meer", due_on=timezone.localdate(), by=who_is(case, Part.COACH)
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_the_candidate_changes_in_shared_work_ends_it(case, what):
    CHANGES[what](case)

    assert not still(case)


@pytest.mark.parametrize("what", NO_CHANGES)
def test_what_others_do_signing_in_and_private_work_do_not(case, what):
    NO_CHANGES[what](case)

    assert still(case)


def test_who_waits_for_others_does_not_stand_still(db):
    handed_in = old(TrajectoryFactory(submitted=True))

    assert not still(handed_in)


def test_it_is_mailed_once_a_stall_with_four_links(case):
    for _day in range(3):
        Job.objects.all().delete()
        enqueue_due(timezone.localtime().replace(hour=23))
        jobs.run_due()

    assert sorted(links()) == ["going-on", "need-help", "pause", "stop"]
    assert Stall.objects.get().since == last_changes([case])[case.pk]


def test_after_a_change_a_new_stall_is_a_new_mail(case):
    notice_stall(case.pk)
    Stall.objects.update(noticed_at=timezone.now() - timedelta(days=18))
    share_evidence(case, ["W2"])
    Share.objects.update(shared_at=timezone.now() - timedelta(days=16))
    EvidenceItem.objects.update(changed_at=timezone.now() - timedelta(days=16))

    assert notice_stall(case.pk) is not None
    assert OutgoingMail.objects.filter(key__startswith="still_going:").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_notice_one_stall():
    case = TrajectoryFactory(building=True)
    old(case)
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        notice_stall(case.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _worker in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Stall.objects.count() == 1
    assert OutgoingMail.objects.filter(key__startswith="still_going:").count() == 1


def test_the_answer_reaches_the_coach_and_may_be_changed(case):
    notice_stall(case.pk)
    secret = links()["pause"]
    coach = who_is(case, Part.COACH)

    trajectories.answer_stall(secret, answer="pause")
    trajectories.answer_stall(secret, answer="need_help")

    [listed] = coached_cases(coach)
    assert (listed.answer, listed.is_still, listed.urgency[0]) == ("need_help", True, False)
    case.refresh_from_db()
    assert case.state == "building"  # nothing is paused or stopped by a link


def test_a_link_that_is_unknown_or_over_answers_nothing(case):
    notice_stall(case.pk)
    secret = links()["stop"]
    with pytest.raises(NotFound):
        trajectories.answer_stall("unknown", answer="stop")

    trajectories.withdraw(case.pk, by=case.candidate)
    with pytest.raises(NotFound):
        trajectories.answer_stall(secret, answer="going_on")


def test_opening_a_link_changes_nothing_and_pressing_the_button_answers(case, client):
    notice_stall(case.pk)
    address = f"/still/{links()['going-on']}/going-on"

    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
    assert Stall.objects.get().answer == ""
    assert client.post(address).status_code == 200
    assert Stall.objects.get().answer == "going_on"
    assert client.get("/still/nonsense/going-on").status_code == 404
    assert client.get(address.replace("going-on", "dancing")).status_code == 404


# The coach


def test_the_list_says_what_is_new_uncovered_and_late(case):
    coach = who_is(case, Part.COACH)
    trajectories.note_look(case.pk, by=coach)
    CoachLook.objects.update(at=timezone.now() - timedelta(days=7))
    share_evidence(case, ["W2"])
    portfolio.comment(shared_first(case).pk, text="Klopt dit?", by=case.candidate)
    plan(case)
    case.audience.plan.update(due_on=timezone.localdate() - timedelta(days=1))

    [listed] = coached_cases(coach)

    codes = {each.code for each in listed.news}
    assert codes == {HappeningCode.SHARED, HappeningCode.COMMENTED, HappeningCode.PLAN_AGREED}
    assert [part.code for part in listed.uncovered] == ["W3"]
    assert len(listed.late) == 1
    assert not listed.is_still


def shared_first(case: Trajectory) -> EvidenceItem:
    return EvidenceItem.objects.filter(owner=case.candidate).earliest("created_at")


def test_what_the_coach_did_is_no_news_to_the_coach(case):
    coach = who_is(case, Part.COACH)
    trajectories.note_look(case.pk, by=coach, now=timezone.now() - timedelta(days=1))
    portfolio.comment(shared(case).pk, text="Mooi", by=coach)

    [listed] = coached_cases(coach)
    assert listed.news == ()


def test_a_page_that_is_loaded_again_is_the_same_visit(case):
    coach, now = who_is(case, Part.COACH), timezone.now()
    trajectories.note_look(case.pk, by=coach, now=now - timedelta(days=3))
    share_evidence(case, ["W2"])

    for minutes in (0, 5):
        trajectories.note_look(case.pk, by=coach, now=now + timedelta(minutes=minutes))
        assert [each.code for each in news_of(case, coach)] == [HappeningCode.SHARED]
    trajectories.note_look(case.pk, by=coach, now=now + timedelta(hours=2))
    assert news_of(case, coach) == []


def test_only_the_coach_looks(case):
    with pytest.raises(NotAllowed):
        trajectories.note_look(case.pk, by=PersonFactory())


def test_a_coach_sees_only_their_own_candidates(case):
    other = TrajectoryFactory(building=True)

    assert [row.trajectory for row in coached_cases(who_is(other, Part.COACH))] == [other]
    assert coached_cases(PersonFactory()) == []


def test_the_list_costs_no_more_queries_with_more_candidates(case, django_assert_max_num_queries):
    coach = who_is(case, Part.COACH)
    for _number in range(4):
        more = TrajectoryFactory(
            provider=case.provider, standard_version=case.standard_version, route=case.route, until="advised"
        )
        trajectories.accept_agreement(more.pk, no_ties=True, by=more.candidate)
        appoint(more, Part.COACH, person=coach)
        share_evidence(more, ["W1"])
        plan(more)

    with django_assert_max_num_queries(22):
        assert len(coached_cases(coach)) == 5
