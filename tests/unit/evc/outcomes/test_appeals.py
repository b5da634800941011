"""An appeal is looked at again by others, blind; then the outcome stands, or another one and its badge take the place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from credentials.models import Badge
from evc.assessments import services as assessments
from evc.assessments.models import Assessment, Moderation
from evc.assessments.sheet import read_sheet
from evc.outcomes import services as outcomes
from evc.outcomes.appeal_errors import (
    AppealHasMovedOn,
    AppealIsOpen,
    AppealWasDecided,
    NothingToContest,
    TooLateToAppeal,
)
from evc.outcomes.models import Appeal, Outcome, ProcedureTerms
from evc.outcomes.rules import appeal_until
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.errors import NotIndependent
from evc.trajectories.models import Participant, State
from foundation.errors import InvalidInput, NotAllowed
from foundation.jobs import services as jobs
from foundation.jobs.models import OutgoingMail
from tests.factories.appeals import (
    admitted,
    contested,
    granted,
    lodged,
    partly_recognised,
    reassessed,
    refused,
    somebody,
    started_again,
    who_looks_again,
    with_officer,
)
from tests.factories.assessments import criterion_of, level_of, scored
from tests.factories.outcomes import quality_officer
from tests.factories.trajectories import coordinator_of, make_expert, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def released_on(day: date) -> Outcome:
    with time_machine.travel(f"{day.isoformat()}T10:00:00+00:00", tick=True):
        return partly_recognised()


def test_the_candidate_is_told_until_when_there_is_an_answer():
    appeal = lodged()

    mail = OutgoingMail.objects.get(key__startswith="appeal_lodged", to=appeal.trajectory.candidate.email)
    assert appeal.state == Appeal.State.LODGED
    assert appeal.answer_by >= timezone.localdate() + timedelta(weeks=6)
    assert str(appeal.answer_by.year) in mail.subject


def test_a_term_that_ends_on_a_holiday_goes_on_to_the_next_working_day():
    """Six weeks after Friday 13 November is Christmas; the days after it are a holiday and a weekend."""
    outcome = released_on(date(2026, 11, 13))

    assert appeal_until(outcome) == date(2026, 12, 28)


def test_the_term_is_the_organisations_own():
    outcome = released_on(date(2026, 11, 16))
    ProcedureTerms.objects.create(organisation=outcome.trajectory.provider, appeal_weeks=2)

    assert appeal_until(outcome) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "may"), [(date(2026, 12, 28), True), (date(2026, 12, 29), False)], ids=["last", "after"]
)
def test_an_appeal_comes_within_the_term(day, may):
    outcome = released_on(date(2026, 11, 13))

    with time_machine.travel(f"{day.isoformat()}T20:00:00+00:00", tick=True):
        if may:
            assert lodged(outcome).outcome == outcome
        else:
            with pytest.raises(TooLateToAppeal, match="28 "):
                lodged(outcome)
    assert Appeal.objects.count() == may


def test_only_what_was_not_met_is_contested():
    outcome = partly_recognised()
    met = criterion_of(outcome.trajectory, "W1-C01")

    for criteria in ([], [met.pk], [*contested(outcome), met.pk]):
        with pytest.raises(NothingToContest):
            outcomes.lodge_appeal(outcome.pk, criteria=criteria, reasons="Daarom.", by=outcome.trajectory.candidate)
    assert [criterion_of(outcome.trajectory, "W1-C02").pk] == contested(outcome)


def test_reasons_are_asked_for():
    outcome = partly_recognised()

    with pytest.raises(InvalidInput):
        outcomes.lodge_appeal(outcome.pk, criteria=contested(outcome), reasons=" ", by=outcome.trajectory.candidate)


def test_nobody_else_appeals():
    outcome = partly_recognised()

    with pytest.raises(NotAllowed):
        outcomes.lodge_appeal(
            outcome.pk, criteria=contested(outcome), reasons="x", by=who_is(outcome.trajectory, Part.COACH)
        )


def test_one_appeal_is_open_at_a_time_and_one_is_decided():
    appeal = lodged()

    with pytest.raises(AppealIsOpen):
        lodged(appeal.outcome)
    refused(appeal)
    with pytest.raises(AppealWasDecided):
        lodged(appeal.outcome)


def test_what_was_taken_back_can_be_lodged_again_within_the_term():
    appeal = admitted()

    outcomes.withdraw_appeal(appeal.pk, by=appeal.trajectory.candidate)
    again = lodged(appeal.outcome)

    assert again.state == Appeal.State.LODGED
    assert appeal.trajectory.participants.current().filter(part__startswith="appeal").count() == 0


def test_an_outcome_with_several_appeals_is_seen_once():
    appeal = lodged()
    outcomes.withdraw_appeal(appeal.pk, by=appeal.trajectory.candidate)
    lodged(appeal.outcome)

    for person in (appeal.trajectory.candidate, quality_officer(appeal.outcome), coordinator_of(appeal.trajectory)):
        assert list(Outcome.objects.visible_to(person)) == [appeal.outcome]


def test_nobody_scores_after_it_was_taken_back():
    appeal = admitted()
    assessment = started_again(appeal)[0]

    outcomes.withdraw_appeal(appeal.pk, by=appeal.trajectory.candidate)

    with pytest.raises(NotAllowed):
        scored(assessment)


def test_whoever_took_part_before_has_no_part_in_the_appeal():
    appeal = with_officer()
    outcomes.admit_appeal(appeal.pk, by=appeal.officer)
    trajectory, planner = appeal.trajectory, coordinator_of(appeal.trajectory)
    before = [
        row.person for row in trajectory.participants.exclude(part=Part.CANDIDATE).exclude(part__startswith="app")
    ]

    for person in [*before, appeal.officer]:
        for role in (Role.ASSESSOR, Role.QUALITY_OFFICER):
            if not person.holds(role, trajectory.provider):
                person.memberships.create(organisation=trajectory.provider, role=role)
        with pytest.raises(NotIndependent):
            outcomes.assign_appeal_assessor(appeal.pk, person=person, seat=1, by=planner)
    assert len(before) >= 4


def test_the_first_quality_officer_does_not_decide():
    appeal = lodged()

    with pytest.raises(NotIndependent):
        outcomes.assign_appeal_officer(
            appeal.pk, person=quality_officer(appeal.outcome), by=coordinator_of(appeal.trajectory)
        )
    with pytest.raises(NotAllowed):
        outcomes.admit_appeal(appeal.pk, by=quality_officer(appeal.outcome))


def test_what_is_not_taken_up_says_why_and_the_outcome_stands():
    appeal = with_officer()

    outcomes.refuse_admission(
        appeal.pk,
        obstacle="not_about_outcome",
        answer="Dit gaat over het gesprek. Dien een klacht in.",
        by=appeal.officer,
    )

    appeal.outcome.refresh_from_db()
    assert appeal.outcome.state == Outcome.State.RELEASED
    appeal.refresh_from_db()
    assert (appeal.state, appeal.obstacle) == (Appeal.State.NOT_ADMITTED, "not_about_outcome")
    assert lodged(appeal.outcome)  # with reasons about the outcome, within the term


def test_only_the_contested_criteria_are_scored_again_on_the_same_dossier():
    appeal = admitted()
    assessment = started_again(appeal)[0]
    sheet = read_sheet(assessment)

    assert [[one.code for one in criteria] for _process, criteria in sheet.work_processes()] == [["W1-C02"]]
    assert sheet.manifest.sha256 in appeal.outcome.manifest_sha256s
    with pytest.raises(InvalidInput):
        assessments.score(
            assessment.pk,
            criterion=criterion_of(appeal.trajectory, "W1-C01"),
            instrument=sheet.instruments[0],
            level=level_of(appeal.trajectory, "goed"),
            by=assessment.assessor,
        )


def test_those_who_look_again_are_blind_for_each_other_and_for_what_was():
    appeal = admitted()
    first, second = started_again(appeal)
    scored(first)
    people = [*who_looks_again(appeal), appeal.officer]

    for person in people:
        seen = set(Assessment.objects.visible_to(person).filter(trajectory=appeal.trajectory))
        assert seen == {row for row in (first, second) if row.assessor == person}
    for person in who_looks_again(appeal):
        assert not Outcome.objects.visible_to(person).exists()
        assert not Appeal.objects.visible_to(person).exists()
        assert not Moderation.objects.visible_to(person).exists()


def test_whoever_scored_before_sees_nothing_of_the_second_look():
    appeal = reassessed()
    before = who_is(appeal.trajectory, Part.ASSESSOR, 1)

    assert not Assessment.objects.visible_to(before).filter(reassessment__isnull=False).exists()


def test_agreement_and_seats_of_the_first_assessment_stay_as_they_were():
    appeal = granted()
    again = Assessment.objects.filter(reassessment=appeal.reassessment)

    assert again.count() == 2
    assert not Assessment.objects.current().filter(trajectory=appeal.trajectory).exclude(reassessment=None).exists()
    assert appeal.new_outcome is not None
    assert appeal.new_outcome.kappa == appeal.outcome.kappa


def test_where_those_who_look_again_differ_they_agree_and_sign():
    appeal = reassessed(levels={1: {"W1-C02": "onvoldoende"}})
    assert appeal.state == Appeal.State.ADMITTED
    moderation = Moderation.objects.get(reassessment=appeal.reassessment)
    signing = who_looks_again(appeal)

    for row in moderation.scores.select_related("criterion"):
        assessments.agree(
            moderation.pk,
            criterion=row.criterion,
            level=level_of(appeal.trajectory, "voldoende"),
            because="Bladzijde 3.",
            by=signing[0],
        )
    for person in signing:
        assessments.sign_moderation(moderation.pk, by=person)
    jobs.run_due()

    appeal.refresh_from_db()
    appeal.trajectory.refresh_from_db()
    assert appeal.state == Appeal.State.REASSESSED
    assert appeal.trajectory.state == State.ISSUED


def test_refused_the_outcome_and_its_badge_stand():
    appeal = refused()
    jobs.run_due()

    outcome = Outcome.objects.get(trajectory=appeal.trajectory)
    badge = Badge.objects.get(claim_key=outcome.badge_claim_key)
    assert outcome.state == Outcome.State.RELEASED
    assert badge.revoked_at is None
    assert (appeal.state, appeal.answer) == (Appeal.State.REFUSED, "Er staat niet wat jij zelf deed.")


def test_granted_another_outcome_and_badge_take_the_place():
    appeal = granted()
    old = Badge.objects.get(claim_key=appeal.outcome.badge_claim_key)
    jobs.run_due()

    old.refresh_from_db()
    new = Badge.objects.exclude(pk=old.pk).get()
    outcome = Outcome.objects.get(trajectory=appeal.trajectory, state=Outcome.State.RELEASED)
    assert outcome.replaces == appeal.outcome
    assert outcome.decided_by == appeal.officer
    assert {row.verdict for row in outcome.results.all()} == {"recognised"}
    assert not outcome.gaps.exists()
    assert old.revoked_at is not None
    assert old.replaced_by == new
    assert "ezwaar" in old.revoked_because or "appeal" in old.revoked_because


def test_a_second_worker_makes_no_second_badge():
    appeal = granted()
    assert appeal.new_outcome is not None

    badges = {outcomes.issue_badge(appeal.new_outcome.pk).pk for _time in range(3)}

    assert len(badges) == 1
    assert Badge.objects.filter(recipient=appeal.trajectory.candidate).count() == 2
    assert Badge.objects.filter(recipient=appeal.trajectory.candidate, revoked_at=None).count() == 1


def test_a_closed_trajectory_stays_closed():

    outcome = partly_recognised()
    trajectories.close(outcome.trajectory_id, declined=True, by=coordinator_of(outcome.trajectory))
    granted(lodged(outcome))
    jobs.run_due()

    outcome.trajectory.refresh_from_db()
    assert outcome.trajectory.state == State.CLOSED
    assert Badge.objects.filter(revoked_at=None).count() == 1


def test_a_decision_is_made_once():
    appeal = granted()

    with pytest.raises((AppealHasMovedOn, NotAllowed)):
        outcomes.decide_appeal(appeal.pk, answer="Nog eens.", by=appeal.officer)
    assert Outcome.objects.filter(trajectory=appeal.trajectory).count() == 2


def test_a_place_that_was_given_back_is_filled_by_somebody_else():
    appeal = admitted()
    leaving = who_looks_again(appeal)[0]

    outcomes.give_back_in_appeal(appeal.pk, by=leaving)

    planner = coordinator_of(appeal.trajectory)
    with pytest.raises(NotIndependent):
        outcomes.assign_appeal_assessor(appeal.pk, person=leaving, seat=1, by=planner)
    another = somebody(appeal, Role.ASSESSOR)
    make_expert(appeal.trajectory, another)
    assert outcomes.assign_appeal_assessor(appeal.pk, person=another, seat=1, by=planner)
