"""No outcome without the route's assessors, none released by who coached or scored, none before the identity was seen."""

from __future__ import annotations

import pytest

from evc.assessments import services as assessments
from evc.assessments.errors import ReasonMissing
from evc.assessments.models import Assessment, Moderation
from evc.assessments.scoring import Verdict
from evc.outcomes import services as outcomes
from evc.outcomes.errors import NothingMissing, NotProposed, ReleaseBlocked
from evc.outcomes.models import Outcome
from evc.outcomes.selectors import latest_outcome, quality_queue, sent_back_because
from evc.roles import Role
from evc.standards.models import Criterion
from evc.trajectories import services as trajectories
from evc.trajectories.errors import NotIndependent
from evc.trajectories.models import Participant, State
from foundation.errors import NotAllowed, WrongState
from foundation.jobs.models import Job, OutgoingMail
from foundation.jobs.services import run_due
from tests.factories.assessments import assessed, scored, see_identity, started, work_process_of
from tests.factories.outcomes import check, proposed, quality_officer, released
from tests.factories.people import PersonFactory, member
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part
FAILED = dict.fromkeys(("W1-C01", "W1-C02", "W2-C01", "W3-C01"), "onvoldoende")


def results(outcome):
    return {row.work_process.code: row.verdict for row in outcome.results.select_related("work_process")}


def test_the_job_proposes_the_outcome_of_the_quality_check_once():
    trajectory = assessed()
    run_due()
    again = outcomes.propose_outcome(trajectory.pk)

    assert Outcome.objects.get() == again
    assert results(again) == {"W1": Verdict.RECOGNISED, "W2": Verdict.RECOGNISED, "W3": Verdict.RECOGNISED}
    assert again.yields == trajectory.yields
    assert again.manifest_sha256s == [trajectory.manifest.sha256]
    assert not Job.objects.exclude(state=Job.State.DONE).exists()


def test_a_work_process_is_recognised_partly_or_not_yet_by_its_criteria():
    below = {"W1-C02": "onvoldoende", "W2-C01": "onvoldoende"}
    outcome = proposed(levels={1: below, 2: below})

    assert results(outcome) == {"W1": Verdict.PARTLY, "W2": Verdict.NOT_YET, "W3": Verdict.RECOGNISED}
    assert {gap.work_process.code: gap.missing for gap in outcome.gaps.all()} == {
        "W1": "Criterium 2 van W1",
        "W2": "Criterium 1 van W2",
    }


def test_the_threshold_is_the_standards():
    version = make_standard()
    version.threshold_percent = 50
    version.save()
    below = {"W1-C02": "onvoldoende"}

    assert results(proposed(standard_version=version, levels={1: below, 2: below}))["W1"] == Verdict.RECOGNISED


def test_the_agreed_level_makes_the_outcome():
    outcome = proposed(levels={1: {"W1-C01": "onvoldoende"}, 2: {"W1-C01": "goed"}})

    assert results(outcome)["W1"] == Verdict.RECOGNISED
    assert outcome.scores_compared == 4
    assert outcome.kappa == pytest.approx(3 / 7)  # 3 of 4 agree, where chance gives 9 of 16


def test_no_outcome_before_every_seat_is_final():
    trajectory = TrajectoryFactory(assessing=True)
    scored(started(trajectory, 1))

    with pytest.raises(WrongState):
        outcomes.propose_outcome(trajectory.pk)
    assert not Outcome.objects.exists()


def test_no_release_without_the_routes_number_of_final_assessments():
    outcome = proposed()
    Assessment.objects.filter(participant__seat=2).update(final_at=None)

    with pytest.raises(ReleaseBlocked) as caught:
        outcomes.release(outcome.pk, by=quality_officer(outcome))
    assert caught.value.data["blocks"] == ["assessments-missing"]


def test_no_release_before_the_identity_was_seen():
    outcome = proposed(identity=False)

    with pytest.raises(ReleaseBlocked) as caught:
        outcomes.release(outcome.pk, by=quality_officer(outcome))
    assert caught.value.data["blocks"] == ["identity-not-seen"]

    see_identity(outcome.trajectory)
    assert outcomes.release(outcome.pk, by=quality_officer(outcome)).state == Outcome.State.RELEASED


def test_release_decides_asks_for_the_badge_and_tells_the_candidate():
    outcome = released()

    outcome.trajectory.refresh_from_db()
    assert outcome.trajectory.state == State.DECIDED
    assert outcome.trajectory.expects_badge
    assert Job.objects.get(name="outcomes.issue_badge").arguments == {"outcome": str(outcome.pk)}
    mail = OutgoingMail.objects.get(key__startswith="outcome_released:")
    assert mail.to == outcome.trajectory.candidate.email


def test_where_nothing_was_recognised_no_badge_is_asked_for():
    outcome = released(levels={1: FAILED, 2: FAILED})

    outcome.trajectory.refresh_from_db()
    assert not outcome.trajectory.expects_badge
    assert not Job.objects.filter(name="outcomes.issue_badge").exists()


@pytest.mark.parametrize("part", [Part.COACH, Part.CANDIDATE])
def test_only_the_quality_officer_releases(part):
    outcome = proposed()

    for person in (who_is(outcome.trajectory, part), coordinator_of(outcome.trajectory), PersonFactory()):
        with pytest.raises(NotAllowed):
            outcomes.release(outcome.pk, by=person)
        with pytest.raises(NotAllowed):
            outcomes.send_back(outcome.pk, because="Te kort.", by=person)


def test_an_assessor_never_releases_what_was_scored_together():
    outcome = proposed()

    for seat in (1, 2):
        with pytest.raises(NotAllowed):
            outcomes.release(outcome.pk, by=who_is(outcome.trajectory, Part.ASSESSOR, seat))


@pytest.mark.parametrize("before", [Part.COACH, Part.ASSESSOR, Part.MANAGER])
def test_who_coached_or_scored_here_once_never_releases_also_by_a_row_that_went_around_the_rules(before):
    outcome = proposed()
    trajectory, person = outcome.trajectory, quality_officer(outcome)
    Participant.objects.create(
        trajectory=trajectory,
        person=person,
        part=before,
        seat=2 if before == Part.ASSESSOR else None,
        ended_at=outcome.proposed_at,
    )

    with pytest.raises(NotAllowed):
        outcomes.release(outcome.pk, by=person)


def test_an_assessor_who_gave_the_seat_back_does_not_become_the_quality_officer():
    trajectory = TrajectoryFactory(assessing=True)
    gone = who_is(trajectory, Part.ASSESSOR, 2)
    trajectories.refuse_assignment(trajectory.pk, by=gone)

    member(gone, trajectory.provider, Role.QUALITY_OFFICER)

    with pytest.raises(NotIndependent):
        trajectories.assign(trajectory.pk, person=gone, part=Part.QUALITY_OFFICER, by=coordinator_of(trajectory))


def test_an_outcome_is_decided_on_once():
    outcome = released()

    with pytest.raises(NotProposed):
        outcomes.release(outcome.pk, by=quality_officer(outcome))
    with pytest.raises(NotProposed):
        outcomes.send_back(outcome.pk, because="Toch niet.", by=quality_officer(outcome))


def test_sent_back_opens_every_assessment_again_and_tells_the_assessors():
    outcome = proposed(levels={2: {"W1-C01": "onvoldoende"}})

    outcomes.send_back(outcome.pk, because="Derde poot bij W2 is te kort.", by=quality_officer(outcome))

    trajectory = outcome.trajectory
    trajectory.refresh_from_db()
    assert trajectory.state == State.ASSESSING
    assert not Assessment.objects.exclude(final_at=None).exists()
    assert Assessment.objects.first().scores.count() == 6
    assert Moderation.objects.get().closed_at is not None
    mails = OutgoingMail.objects.filter(key__startswith="outcome_sent_back:")
    assert {mail.to for mail in mails} == {who_is(trajectory, Part.ASSESSOR, seat).email for seat in (1, 2)}


def test_after_it_was_sent_back_the_reason_is_read_and_what_was_found_is_not():
    outcome = proposed(levels={2: {"W1-C01": "onvoldoende"}})
    trajectory, officer = outcome.trajectory, quality_officer(outcome)
    outcomes.send_back(outcome.pk, because="Derde poot bij W2 is te kort.", by=officer)
    trajectories.refuse_assignment(trajectory.pk, by=who_is(trajectory, Part.ASSESSOR, 2))
    newcomer = appoint(trajectory, Part.ASSESSOR, seat=2)

    assert sent_back_because(trajectory, newcomer) == "Derde poot bij W2 is te kort."
    assert latest_outcome(trajectory, newcomer) is None
    assert not Moderation.objects.visible_to(newcomer).exists()
    assert not Assessment.objects.visible_to(newcomer).exists()
    assert latest_outcome(trajectory, officer) == outcome
    for person in (trajectory.candidate, who_is(trajectory, Part.COACH)):
        assert sent_back_because(trajectory, person) == ""


def test_sending_back_needs_a_reason():
    outcome = proposed()

    with pytest.raises(ReasonMissing):
        outcomes.send_back(outcome.pk, because=" ", by=quality_officer(outcome))


def test_a_second_round_makes_a_second_outcome_and_keeps_what_was_agreed_and_advised():
    outcome = proposed(levels={1: {"W2-C01": "onvoldoende"}, 2: {"W2-C01": "onvoldoende", "W1-C01": "onvoldoende"}})
    trajectory, officer = outcome.trajectory, quality_officer(outcome)
    first = who_is(trajectory, Part.ASSESSOR, 1)
    outcomes.write_gap_advice(
        outcome.pk, work_process=work_process_of(trajectory, "W2"), advice="Module verslagen", by=first
    )
    outcomes.send_back(outcome.pk, because="Kijk nog eens naar W1.", by=officer)
    for assessment in Assessment.objects.all():
        assessments.finalise(assessment.pk, by=assessment.assessor)
    moderation = Moderation.objects.get(round=2)
    assert moderation.scores.get().level.key == "voldoende"  # as agreed before; it only has to be signed again
    for seat in (1, 2):
        assessments.sign_moderation(moderation.pk, by=who_is(trajectory, Part.ASSESSOR, seat))
    run_due()

    second = check(Outcome.objects.get(number=2))
    assert second.gaps.get().advice == "Module verslagen"
    with pytest.raises(NotProposed):
        outcomes.release(outcome.pk, by=officer)
    assert outcomes.release(second.pk, by=officer).state == Outcome.State.RELEASED


def test_advice_is_written_where_something_is_missing_and_by_who_may():
    below = {"W2-C01": "onvoldoende"}
    outcome = proposed(levels={1: below, 2: below})
    trajectory = outcome.trajectory
    where = {"work_process": work_process_of(trajectory, "W2"), "advice": "Werk een half jaar mee."}

    assert outcomes.write_gap_advice(outcome.pk, **where, by=quality_officer(outcome)).advice == where["advice"]
    for person in (who_is(trajectory, Part.COACH), trajectory.candidate, coordinator_of(trajectory)):
        with pytest.raises(NotAllowed):
            outcomes.write_gap_advice(outcome.pk, **where, by=person)
    with pytest.raises(NothingMissing):
        outcomes.write_gap_advice(
            outcome.pk, work_process=work_process_of(trajectory, "W1"), advice="x", by=quality_officer(outcome)
        )


def test_who_sees_an_outcome_before_and_after_it_is_released():
    outcome = proposed()
    trajectory = outcome.trajectory
    professionals = [who_is(trajectory, Part.ASSESSOR, 1), quality_officer(outcome)]
    informed = [trajectory.candidate, who_is(trajectory, Part.COACH), coordinator_of(trajectory)]
    manager = appoint(trajectory, Part.MANAGER)

    assert all(latest_outcome(trajectory, person) == outcome for person in professionals)
    assert all(latest_outcome(trajectory, person) is None for person in [*informed, manager, PersonFactory()])
    outcomes.release(outcome.pk, by=quality_officer(outcome))
    assert all(latest_outcome(trajectory, person) == outcome for person in [*professionals, *informed])
    assert all(latest_outcome(trajectory, person) is None for person in [manager, PersonFactory()])


def test_the_quality_queue_holds_what_waits_for_this_officer():
    outcome, elsewhere = proposed(), proposed()

    waiting = quality_queue(quality_officer(outcome)).get()
    assert (waiting, waiting.recognised, waiting.partly, waiting.not_yet) == (outcome, 3, 0, 0)
    outcomes.release(outcome.pk, by=quality_officer(outcome))
    assert not quality_queue(quality_officer(outcome)).exists()
    assert not quality_queue(who_is(elsewhere.trajectory, Part.ASSESSOR, 1)).exists()


def test_who_withdrew_gets_no_outcome():
    trajectory = assessed()
    trajectories.withdraw(trajectory.pk, by=trajectory.candidate)

    run_due()

    assert not Outcome.objects.exists()
    assert not Job.objects.exclude(state=Job.State.DONE).exists()


@pytest.mark.parametrize(
    ("below", "found"),
    [({"W1-C02": "onvoldoende"}, Verdict.RECOGNISED), ({"W1-C01": "onvoldoende"}, Verdict.PARTLY)],
    ids=["another one is below", "the one that decides is below"],
)
def test_where_named_criteria_decide_the_others_do_not(below, found):
    version = make_standard()
    version.threshold_rule = "named"
    version.save()
    Criterion.objects.filter(work_process__version=version, code="W1-C01").update(decisive=True)

    assert results(proposed(standard_version=version, levels={1: below, 2: below}))["W1"] == found
