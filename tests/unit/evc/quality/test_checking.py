"""Nothing is released that a person did not judge: the list, the draw, a second opinion."""

from __future__ import annotations

import pytest

from evc.outcomes import services as outcomes
from evc.outcomes.errors import ReleaseBlocked
from evc.outcomes.models import Outcome
from evc.quality.check_list import DEFAULT, points_for, points_of
from evc.quality.errors import NotIndependentHere, NotRead, OpinionIsClosed
from evc.quality.models import CodePart, SecondOpinion
from evc.quality.services import check_lists, drawing, opinions, reading
from evc.trajectories.models import Participant
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed, NotFound
from tests.factories.outcomes import check, proposed, quality_officer
from tests.factories.quality import officer_of, plan_with
from tests.factories.trajectories import who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def blocks(outcome: Outcome) -> list[str]:
    with pytest.raises(ReleaseBlocked) as caught:
        outcomes.release(outcome.pk, by=quality_officer(outcome))
    return list(caught.value.data["blocks"])


def is_released(outcome: Outcome) -> bool:
    return outcomes.release(outcome.pk, by=quality_officer(outcome)).state == Outcome.State.RELEASED


def test_the_list_that_ships_has_something_of_each_part_of_the_code():
    assert {point.part for point in DEFAULT} == set(CodePart)


def test_release_waits_for_every_point_of_the_list():
    outcome = proposed(checked=False)
    officer, points = quality_officer(outcome), points_for(outcome)
    some = {point.key: ("yes", "") for point in points[1:]}

    check_lists.answer_check_list(outcome.pk, answers=some, by=officer)

    assert blocks(outcome) == ["check-list-open"]
    check(outcome)
    assert is_released(outcome)


def test_no_needs_a_remark_and_is_kept_with_the_question_as_it_was_read():
    outcome = proposed(checked=False)
    officer, point = quality_officer(outcome), points_for(outcome)[0]
    with pytest.raises(InvalidInput) as caught:
        check_lists.answer_check_list(outcome.pk, answers={point.key: ("no", " ")}, by=officer)
    assert caught.value.field == f"remark-{point.key}"

    [answer] = check_lists.answer_check_list(outcome.pk, answers={point.key: ("no", "W2 is dun.")}, by=officer)

    assert (answer.question, answer.remark, answer.by) == (str(point.text), "W2 is dun.", officer)


@pytest.mark.parametrize("part", [Part.ASSESSOR, Part.COACH, Part.CANDIDATE])
def test_only_the_quality_officer_of_the_trajectory_answers_the_list(part):
    outcome = proposed(checked=False)
    seat = 1 if part == Part.ASSESSOR else None
    key = points_for(outcome)[0].key

    with pytest.raises(NotAllowed):
        check_lists.answer_check_list(outcome.pk, answers={key: ("yes", "")}, by=who_is(outcome.trajectory, part, seat))


def test_a_changed_list_holds_for_outcomes_that_come_afterwards():
    outcome = proposed(checked=False)
    organisation = outcome.trajectory.provider
    before = points_for(outcome)

    check_lists.change_check_list(
        organisation,
        points=[{"key": "", "part": "goal", "text": "Past het bij het doel?"}],
        by=officer_of(organisation),
    )

    assert points_for(outcome) == before
    assert [str(point.text) for point in points_of(organisation)] == ["Past het bij het doel?"]


def test_a_drawn_dossier_is_released_only_after_it_was_read_in_full():
    outcome = proposed()
    plan_with(outcome.trajectory.provider, share=100)
    officer = quality_officer(outcome)
    assert blocks(outcome) == ["not-drawn-yet"]
    draw = drawing.draw_before_release(outcome.pk)
    assert draw is not None
    assert blocks(outcome) == ["drawn-not-read"]
    with pytest.raises(NotRead):  # nobody reads what they never opened
        drawing.mark_read(draw.pk, by=officer)

    reading.read_dossier(outcome.pk, by=officer)
    drawing.mark_read(draw.pk, remark="In orde.", by=officer)

    assert is_released(outcome)


def test_what_is_not_drawn_is_released_without_reading():
    outcome = proposed()
    plan_with(outcome.trajectory.provider, share=0)
    drawing.draw_before_release(outcome.pk)

    assert is_released(outcome)


def test_release_waits_for_a_second_opinion_where_that_was_chosen():
    outcome = proposed()
    officer, colleague = quality_officer(outcome), officer_of(outcome.trajectory.provider)
    opinion = opinions.ask_opinion(outcome.pk, of=colleague, question="Zie jij W2?", release_waits=True, by=officer)
    assert blocks(outcome) == ["second-opinion-open"]

    opinions.give_opinion(opinion.pk, verdict="send_back", text="W2 kan beter.", by=colleague)

    assert is_released(outcome)  # the quality officer decides
    opinion.refresh_from_db()
    assert (opinion.verdict, opinion.text) == (SecondOpinion.Verdict.SEND_BACK, "W2 kan beter.")


@pytest.mark.parametrize("go_on", ["not-waiting", "withdrawn"])
def test_the_quality_officer_may_go_on_without_the_opinion(go_on):
    outcome = proposed()
    officer, colleague = quality_officer(outcome), officer_of(outcome.trajectory.provider)
    waits = go_on == "withdrawn"
    opinion = opinions.ask_opinion(outcome.pk, of=colleague, question="Zie jij W2?", release_waits=waits, by=officer)
    if waits:
        opinions.withdraw_opinion(opinion.pk, by=officer)
        with pytest.raises(OpinionIsClosed):
            opinions.give_opinion(opinion.pk, verdict="release", text="Prima.", by=colleague)

    assert is_released(outcome)


def test_a_second_opinion_is_asked_of_a_quality_officer_without_a_part():
    outcome = proposed()
    assessor, officer = who_is(outcome.trajectory, Part.ASSESSOR, 1), quality_officer(outcome)

    for person in (assessor, officer):
        with pytest.raises(NotIndependentHere):
            opinions.ask_opinion(outcome.pk, of=person, question="Kijk mee?", release_waits=False, by=officer)


def test_whoever_was_asked_reads_the_dossier_until_the_decision_and_the_candidate_sees_it():
    outcome = proposed()
    colleague = officer_of(outcome.trajectory.provider)
    with pytest.raises(NotFound):
        reading.read_dossier(outcome.pk, by=colleague)
    opinions.ask_opinion(
        outcome.pk, of=colleague, question="Kijk mee?", release_waits=False, by=quality_officer(outcome)
    )

    reading.read_dossier(outcome.pk, by=colleague)

    entry = AuditEntry.objects.get(event="dossier.read", actor_id=colleague.pk)
    assert entry.chain == outcome.trajectory.candidate.audit_chain
    assert is_released(outcome)
    with pytest.raises(NotFound):
        reading.read_dossier(outcome.pk, by=colleague)
