"""Ending for silence: two unanswered mails and the route's term; the candidate can undo it for a month."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import SilentEnd, Stall, State, Trajectory
from evc.trajectories.planning_jobs import find_silence
from evc.trajectories.selectors import TaskCode, may_end_on, work_list
from evc.trajectories.services import guiding, silence
from foundation.errors import NotAllowed, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from foundation.working_days import add_working_days, working_days_between
from portfolio.models import EvidenceItem, Share
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, share_evidence

pytestmark = pytest.mark.django_db
START = datetime(2027, 2, 1, 10, tzinfo=timezone.get_default_timezone())


def later(**time: float) -> Any:
    return time_machine.travel(START + timedelta(**time), tick=False)


@pytest.fixture
def case() -> Trajectory:
    with later():
        made = TrajectoryFactory(building=True)
        share_evidence(made, ["W1"])
        run_due()
        return made


def ask_twice(case: Trajectory) -> Stall:
    """The first mail after fifteen days, the second after thirty."""
    with later(days=15):
        stall = guiding.notice_stall(case.pk)
        assert stall is not None
    with later(days=30):
        find_silence(timezone.localdate().isoformat())
        run_due()
    stall.refresh_from_db()
    assert stall.second_mail_at is not None
    return stall


def ended(case: Trajectory) -> SilentEnd:
    ask_twice(case)
    with later(days=60):
        return trajectories.end_for_silence(case.pk, by=coordinator_of(case))


def test_the_second_mail_goes_out_once_with_links_of_its_own_and_says_what_follows(case):
    ask_twice(case)
    with later(days=33):
        find_silence(timezone.localdate().isoformat())
        run_due()

    mails = OutgoingMail.objects.filter(key__startswith="still_going:").order_by("created_at")
    first, second = (re.search(r"/still/([^/\s]+)/need-help", mail.text)[1] for mail in mails)
    assert first != second
    assert trajectories.find_stall(first) == trajectories.find_stall(second) is not None


def test_one_mail_is_not_enough(case):
    with later(days=15):
        guiding.notice_stall(case.pk)
    with later(days=29), pytest.raises(NotReadyYet) as caught:
        trajectories.end_for_silence(case.pk, by=coordinator_of(case))

    assert caught.value.code == "mails-missing"


def test_the_route_s_term_of_working_days_goes_by_first(case):
    stall = ask_twice(case)
    over = add_working_days(timezone.localdate(stall.second_mail_at), case.route.silence_term_days)
    with later(days=40):
        assert may_end_on(case, timezone.localdate()) == add_working_days(over, 1)
    too_early = datetime.combine(over, datetime.min.time(), tzinfo=START.tzinfo) + timedelta(hours=12)
    with time_machine.travel(too_early, tick=False), pytest.raises(NotReadyYet) as caught:
        trajectories.end_for_silence(case.pk, by=coordinator_of(case))
    assert caught.value.code == "term-runs"


@pytest.mark.parametrize("answers", [True, False], ids=["answered", "worked-on"])
def test_whoever_answers_or_works_is_not_silent(case, answers):
    stall = ask_twice(case)
    with later(days=35):
        if answers:
            mail = OutgoingMail.objects.filter(key=f"still_going:{stall.pk}:again").get()
            trajectories.answer_stall(re.search(r"/still/([^/\s]+)/going-on", mail.text)[1], answer="going_on")
        else:
            share_evidence(case, ["W2"], title="Nog iets")
    with later(days=60), pytest.raises(NotReadyYet):
        trajectories.end_for_silence(case.pk, by=coordinator_of(case))


def test_only_a_coordinator_ends_it(case):
    ask_twice(case)
    with later(days=60), pytest.raises(NotAllowed):
        trajectories.end_for_silence(case.pk, by=case.candidate)


def test_ending_leaves_portfolio_and_state_as_they_were_and_mails_the_way_back(case):
    items = list(EvidenceItem.objects.values())
    shares = list(Share.objects.values())

    made = ended(case)
    with later(days=60):
        run_due()

    case.refresh_from_db()
    assert case.state == State.BUILDING
    assert (list(EvidenceItem.objects.values()), list(Share.objects.values())) == (items, shares)
    assert OutgoingMail.objects.filter(key=f"trajectory_ended:{made.pk}", to=case.candidate.email).exists()
    with later(days=61):
        [task] = work_list(case.candidate).mine
        assert (task.code, task.until) == (TaskCode.TAKE_UP_AGAIN, made.undo_until)
        assert [one.code for one in work_list(coordinator_of(case)).mine] == []


def test_what_was_ended_goes_nowhere_until_it_is_taken_up(case):
    ended(case)
    share_evidence(case, ["W2", "W3"], title="De rest")

    with later(days=61), pytest.raises(WrongState) as caught:
        trajectories.submit_dossier(case.pk, by=case.candidate)
    assert caught.value.code == "ended-for-silence"


def test_the_candidate_takes_it_up_where_it_was_with_its_terms_moved(case):
    case.refresh_from_db()
    before, made = case.due_on, ended(case)
    assert before is not None
    with later(days=75):
        trajectories.take_up_again(case.pk, by=case.candidate)
        gone_by = working_days_between(timezone.localdate(made.ended_at), timezone.localdate())
        case.refresh_from_db()
        assert (case.state, case.due_on) == (State.BUILDING, add_working_days(before, gone_by))
        assert guiding.notice_stall(case.pk) is None, "the days that it was ended are no standing still"
        share_evidence(case, ["W2", "W3"], title="De rest")
        assert trajectories.submit_dossier(case.pk, by=case.candidate).state == State.SUBMITTED


def test_nobody_else_takes_it_up(case):
    ended(case)
    with later(days=61), pytest.raises(NotAllowed):
        trajectories.take_up_again(case.pk, by=coordinator_of(case))


def test_after_a_month_it_is_withdrawn_for_good_and_once(case):
    made = ended(case)
    last = datetime.combine(made.undo_until, datetime.min.time(), tzinfo=START.tzinfo)
    with time_machine.travel(last + timedelta(hours=12), tick=False):
        assert not silence.make_final(made.pk)
    with time_machine.travel(last + timedelta(days=1, hours=12), tick=False):
        with pytest.raises(WrongState):
            trajectories.take_up_again(case.pk, by=case.candidate)
        find_silence(timezone.localdate().isoformat())
        run_due()
        assert not silence.make_final(made.pk)

    case.refresh_from_db()
    assert case.state == State.WITHDRAWN
    assert case.changes.filter(to_state=State.WITHDRAWN, by=None).count() == 1
    assert Share.objects.filter(ended_at=None).exists()


def test_the_candidate_may_still_stop_by_themselves(case):
    made = ended(case)
    with later(days=62):
        assert trajectories.withdraw(case.pk, by=case.candidate).state == State.WITHDRAWN

    made.refresh_from_db()
    assert made.final_at is not None
