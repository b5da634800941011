"""The development talk, the evaluation and the shelf life of what was issued."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from credentials.models import Badge
from evc.outcomes import services as outcomes
from evc.outcomes.afterwards import badges_that_end, steps_near, to_invite, to_remind
from evc.outcomes.evaluating import evaluated, questions_of
from evc.outcomes.jobs import find_badges_that_end, find_evaluations, find_steps_due
from evc.outcomes.models import DevelopmentTalk, Evaluation, EvaluationAnswer, EvaluationInvitation, Outcome
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.jobs import services as jobs
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from tests.factories.outcomes import issued, released
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def decided_with_manager() -> tuple[Trajectory, Person]:
    trajectory = TrajectoryFactory(assessing=True)
    manager = appoint(trajectory, Part.MANAGER)
    released(trajectory)
    trajectory.refresh_from_db()
    return trajectory, manager


def closed() -> Trajectory:
    outcome = issued()
    return trajectories.close(outcome.trajectory_id, declined=True, by=coordinator_of(outcome.trajectory))


def test_a_manager_reads_only_what_the_candidate_shares():
    trajectory, manager = decided_with_manager()
    outcomes.write_what_came_up(trajectory.pk, text="Wil leiding geven.", by=who_is(trajectory, Part.COACH))
    assert DevelopmentTalk.objects.get().shared == ""

    outcomes.share_with_manager(trajectory.pk, text="Ik wil verder leren.", by=trajectory.candidate)
    assert OutgoingMail.objects.filter(to=manager.email, key__startswith="development_shared").count() == 1
    talk = outcomes.share_with_manager(trajectory.pk, text="", by=trajectory.candidate)

    assert (talk.shared, talk.shared_at) == ("", None)
    with pytest.raises(NotAllowed):
        outcomes.share_with_manager(trajectory.pk, text="x", by=manager)
    with pytest.raises(NotAllowed):
        outcomes.write_what_came_up(trajectory.pk, text="x", by=manager)


def test_a_step_is_agreed_when_both_ticked_it_and_then_somebody_is_reminded_once():
    trajectory, manager = decided_with_manager()
    due = timezone.localdate() + timedelta(days=5)
    step = outcomes.propose_step(trajectory.pk, text="Module rapporteren", who="candidate", due_on=due, by=manager)
    with pytest.raises(WrongState):
        outcomes.finish_step(step.pk, by=trajectory.candidate)
    assert steps_near(timezone.localdate()) == []

    outcomes.agree_step(step.pk, by=trajectory.candidate)
    with pytest.raises(WrongState):
        outcomes.drop_step(step.pk, by=manager)
    for _time in range(2):
        find_steps_due(timezone.localdate().isoformat())
        jobs.run_due()

    mails = OutgoingMail.objects.filter(key__startswith="development_step")
    assert [mail.to for mail in mails] == [trajectory.candidate.email]
    assert outcomes.finish_step(step.pk, by=trajectory.candidate).done_at


def test_a_step_lies_ahead():
    trajectory, manager = decided_with_manager()

    with pytest.raises(InvalidInput):
        outcomes.propose_step(
            trajectory.pk, text="x", who="manager", due_on=timezone.localdate() - timedelta(days=1), by=manager
        )


def test_a_candidate_is_asked_once_after_the_closing_and_reminded_once():
    trajectory = closed()
    later = timezone.now() + timedelta(days=2)
    assert to_invite(timezone.now()) == []
    assert to_invite(later) == [trajectory.pk]
    with time_machine.travel(later, tick=True):
        for _time in range(2):
            find_evaluations(timezone.localdate().isoformat())
            jobs.run_due()
    assert to_remind(later + timedelta(days=13)) == []
    with time_machine.travel(later + timedelta(days=15), tick=True):
        for _time in range(2):
            find_evaluations(timezone.localdate().isoformat())
            jobs.run_due()

    keys = list(OutgoingMail.objects.filter(key__startswith="evaluation").values_list("key", flat=True))
    assert sorted(key.partition(":")[0] for key in keys) == ["evaluation_invited", "evaluation_reminder"]


def test_an_evaluation_is_given_once_and_knows_nobody():
    trajectory = closed()

    outcomes.answer_evaluation(trajectory.pk, marks={1: 4, 2: 5}, words={6: "De coach."}, by=trajectory.candidate)

    with pytest.raises(WrongState):
        outcomes.answer_evaluation(trajectory.pk, marks={1: 1}, words={}, by=trajectory.candidate)
    evaluation = Evaluation.objects.get()
    assert {field.name for field in Evaluation._meta.fields} == {"id", "organisation", "year"}
    assert list(evaluation.answers.exclude(mark=None).values_list("mark", flat=True)) == [4, 5]
    assert EvaluationInvitation.objects.get().is_answered


@pytest.mark.parametrize("marks", [{}, {1: 6}], ids=["nothing", "no-such-mark"])
def test_an_evaluation_that_says_nothing_is_not_kept(marks):
    trajectory = closed()

    with pytest.raises(InvalidInput):
        outcomes.answer_evaluation(trajectory.pk, marks=marks, words={}, by=trajectory.candidate)
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(("count", "shown"), [(4, False), (5, True)], ids=["four", "five"])
def test_nothing_is_shown_of_fewer_than_five_answers(count, shown):
    organisation = TrajectoryFactory().provider
    for mark in range(1, count + 1):
        evaluation = Evaluation.objects.create(organisation=organisation, year=2026)
        EvaluationAnswer.objects.create(evaluation=evaluation, position=1, question="Duidelijk?", mark=mark)

    found = evaluated(organisation, 2026)

    assert (found.count, found.is_shown) == (count, shown)
    assert [row.mean for row in found.found] == ([3.0] if shown else [])


def test_an_organisation_asks_its_own_questions_and_may_go_back():
    trajectory = TrajectoryFactory()
    planner, organisation = coordinator_of(trajectory), trajectory.provider

    outcomes.set_questions(
        organisation, questions=[("Was het duidelijk?", "mark"), ("En verder?", "words")], by=planner
    )
    assert [question.text for question in questions_of(organisation)] == ["Was het duidelijk?", "En verder?"]
    outcomes.set_questions(organisation, questions=[], by=planner)

    assert len(questions_of(organisation)) == 7
    with pytest.raises(NotAllowed):
        outcomes.set_questions(organisation, questions=[], by=trajectory.candidate)


def with_shelf_life(months: int | None) -> Badge:
    trajectory = TrajectoryFactory(assessing=True)
    trajectory.route.shelf_life_months = months
    trajectory.route.save(update_fields=["shelf_life_months"])
    return Badge.objects.get(claim_key=issued(trajectory).badge_claim_key)


def test_a_badge_ends_only_where_the_route_says_so():
    badge = with_shelf_life(None)

    assert badge.valid_until is None
    assert "validUntil" not in json.loads(badge.document)


def test_a_holder_is_told_once_before_a_badge_ends():
    badge = with_shelf_life(24)
    outcome = Outcome.objects.get(badge_claim_key=badge.claim_key)
    assert badge.valid_until is not None
    assert json.loads(badge.document)["validUntil"]
    assert outcome.decided_at is not None
    released_on = timezone.localdate(outcome.decided_at)
    assert timezone.localdate(badge.valid_until) == released_on.replace(year=released_on.year + 2)
    assert badges_that_end(timezone.now()) == []

    with time_machine.travel(badge.valid_until - timedelta(days=30), tick=True):
        for _time in range(2):
            find_badges_that_end(timezone.localdate().isoformat())
        assert OutgoingMail.objects.filter(key__startswith="badge_ends").count() == 1
