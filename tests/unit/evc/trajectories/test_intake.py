"""The intake saves what there is, and ends in an advice with its reason."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import SelfScan, State
from evc.trajectories.selectors import work_processes_in_scope
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from tests.factories.people import PersonFactory
from tests.factories.routes import compact_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, lay_agreement

pytestmark = pytest.mark.django_db


def with_goal(**traits):
    trajectory = TrajectoryFactory(intake=True, **traits)
    trajectories.save_intake(trajectory.pk, reasons=["level"], goal="Beleidsadviseur worden", by=trajectory.candidate)
    return trajectory


def test_what_was_filled_in_before_stays():
    trajectory = TrajectoryFactory(intake=True)
    trajectories.save_intake(
        trajectory.pk, reasons=["promotion", "level"], goal="Verder komen", by=trajectory.candidate
    )

    intake = trajectories.save_intake(trajectory.pk, needs="Graag een rustige ruimte", by=trajectory.candidate)

    assert intake.goal == "Verder komen"
    assert intake.reasons == ["promotion", "level"]
    assert intake.needs == "Graag een rustige ruimte"


def test_the_log_holds_which_fields_and_not_what_was_written():
    trajectory = TrajectoryFactory(intake=True)
    for _ in range(2):
        trajectories.save_intake(trajectory.pk, motivation="Iets persoonlijks", by=trajectory.candidate)

    entry = AuditEntry.objects.get(event="intake.saved")
    assert entry.data == {"fields": ["motivation"]}


def test_an_unknown_reason_is_refused_and_nothing_saved():
    trajectory = TrajectoryFactory(intake=True)

    with pytest.raises(InvalidInput) as caught:
        trajectories.save_intake(trajectory.pk, reasons=["geld"], goal="Rijk worden", by=trajectory.candidate)

    assert caught.value.field == "reasons"
    trajectory.intake.refresh_from_db()
    assert trajectory.intake.goal == ""


def test_somebody_else_does_not_fill_in_the_intake():
    trajectory = TrajectoryFactory(intake=True)

    with pytest.raises(NotAllowed):
        trajectories.save_intake(trajectory.pk, goal="Van een ander", by=PersonFactory())


def test_a_start_test_keeps_score_and_norm_and_can_be_corrected():
    trajectory = TrajectoryFactory(intake=True)
    coordinator, today = coordinator_of(trajectory), timezone.localdate()
    trajectories.record_start_test(
        trajectory.pk, subject="dutch", score="6,5", norm="5.5", taken_on=today, by=coordinator
    )

    test = trajectories.record_start_test(
        trajectory.pk, subject="dutch", score=7, norm="5.5", taken_on=today, by=coordinator
    )

    assert trajectory.intake.tests.get() == test
    assert test.score == Decimal("7.0")


@pytest.mark.parametrize("score", ["tien", "", "NaN", "Infinity", "-1", "6.55", "1e9"])
def test_a_score_that_is_no_number_is_refused(score):
    trajectory = TrajectoryFactory(intake=True)

    with pytest.raises(InvalidInput) as caught:
        trajectories.record_start_test(
            trajectory.pk,
            subject="dutch",
            score=score,
            norm="5.5",
            taken_on=timezone.localdate(),
            by=coordinator_of(trajectory),
        )

    assert caught.value.field == "score"


def test_a_test_can_not_be_taken_tomorrow():
    trajectory = TrajectoryFactory(intake=True)

    with pytest.raises(InvalidInput) as caught:
        trajectories.record_start_test(
            trajectory.pk,
            subject="english",
            score=6,
            norm=6,
            taken_on=timezone.localdate() + timedelta(days=1),
            by=coordinator_of(trajectory),
        )

    assert caught.value.field == "taken_on"


def test_the_self_scan_is_saved_answer_by_answer():
    trajectory = TrajectoryFactory(intake=True)
    first, second, *_rest = work_processes_in_scope(trajectory)
    trajectories.save_self_scan(trajectory.pk, answers={first.pk: 1}, by=trajectory.candidate)
    trajectories.save_self_scan(trajectory.pk, answers={first: 2, second: 3}, by=trajectory.candidate)

    answers = SelfScan.objects.filter(intake=trajectory.intake)
    assert dict(answers.values_list("work_process__code", "answer")) == {"W1": 2, "W2": 3}


@pytest.mark.parametrize("answer", [4, -1])
def test_an_answer_outside_the_scale_is_refused(answer):
    trajectory = TrajectoryFactory(intake=True)
    first = work_processes_in_scope(trajectory).first()

    with pytest.raises(InvalidInput):
        trajectories.save_self_scan(trajectory.pk, answers={first.pk: answer}, by=trajectory.candidate)


def test_an_answer_for_another_standard_is_refused():
    trajectory = TrajectoryFactory(intake=True)
    other = make_standard().work_processes.first()

    with pytest.raises(InvalidInput):
        trajectories.save_self_scan(trajectory.pk, answers={other.pk: 1}, by=trajectory.candidate)


def test_an_advice_to_go_on_needs_a_goal():
    trajectory = TrajectoryFactory(intake=True)

    with pytest.raises(NotReadyYet) as caught:
        trajectories.give_advice(trajectory.pk, advice="full", because="Past", by=coordinator_of(trajectory))

    assert caught.value.code == "goal-missing"


@pytest.mark.parametrize("advice", ["full", "compact", "exemptions", "train", "not_now"])
def test_every_advice_has_its_reason(advice):
    trajectory = with_goal()

    with pytest.raises(InvalidInput) as caught:
        trajectories.give_advice(
            trajectory.pk, advice=advice, because=" ", next_steps="Iets", by=coordinator_of(trajectory)
        )

    assert caught.value.field == "because"


@pytest.mark.parametrize("advice", ["not_now", "exemptions", "train"])
def test_not_now_exemptions_and_training_end_it_with_a_reason_and_what_to_do(advice):
    trajectory = TrajectoryFactory(intake=True)
    coordinator, because = coordinator_of(trajectory), "Werk eerst een jaar in de wijk."
    with pytest.raises(InvalidInput) as caught:
        trajectories.give_advice(trajectory.pk, advice=advice, because=because, by=coordinator)
    assert caught.value.field == "next_steps"

    trajectory = trajectories.give_advice(
        trajectory.pk, advice=advice, because=because, next_steps="Vraag een plek bij team Zuid.", by=coordinator
    )

    assert trajectory.state == State.DECLINED
    assert trajectory.changes.last().reason == because
    assert trajectory.intake.advice_next == "Vraag een plek bij team Zuid."


def test_the_candidate_does_not_advise_themselves():
    trajectory = with_goal()

    with pytest.raises(NotAllowed):
        trajectories.give_advice(trajectory.pk, advice="full", because="Past", by=trajectory.candidate)


def test_an_advice_for_the_other_route_takes_that_route():
    version = make_standard()
    trajectory = with_goal(standard_version=version, route=compact_route(), units=[version.core_tasks.get(code="K2")])

    trajectory = trajectories.give_advice(trajectory.pk, advice="full", because="Past", by=coordinator_of(trajectory))

    assert trajectory.route.key == "full"
    assert sorted(unit.code for unit in trajectory.units.all()) == ["K1", "K2"]


def test_units_are_chosen_before_the_agreement_only():
    version = make_standard()
    trajectory = TrajectoryFactory(counselled=True, route=compact_route(), standard_version=version, units=())
    first, second = version.core_tasks.all()
    with pytest.raises(InvalidInput):
        trajectories.choose_units(trajectory.pk, units=[], by=trajectory.candidate)
    with pytest.raises(InvalidInput) as caught:
        lay_agreement(trajectory)
    assert caught.value.field == "units"

    trajectories.choose_units(trajectory.pk, units=[second], by=trajectory.candidate)
    lay_agreement(trajectory)
    trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)

    with pytest.raises(WrongState):
        trajectories.choose_units(trajectory.pk, units=[first], by=trajectory.candidate)


def test_a_requirement_that_is_met_has_its_proof():
    trajectory = TrajectoryFactory(intake=True)
    coordinator = coordinator_of(trajectory)

    with pytest.raises(InvalidInput) as caught:
        trajectories.note_requirement(trajectory.pk, title="Drie jaar ervaring", finding="met", by=coordinator)
    trajectories.note_requirement(trajectory.pk, title="Drie jaar ervaring", finding="not_met", by=coordinator)
    trajectories.note_requirement(
        trajectory.pk, title="Drie jaar ervaring", finding="met", proof="Arbeidsovereenkomst", by=coordinator
    )

    assert caught.value.field == "proof"
    [noted] = trajectory.intake.requirements.all()
    assert (noted.finding, noted.proof) == ("met", "Arbeidsovereenkomst")


def test_the_candidate_notes_no_requirement():
    trajectory = TrajectoryFactory(intake=True)

    with pytest.raises(NotAllowed):
        trajectories.note_requirement(trajectory.pk, title="Rijbewijs", finding="open", by=trajectory.candidate)


def test_a_requirement_of_another_intake_is_not_removed():
    mine, other = TrajectoryFactory(intake=True), TrajectoryFactory(intake=True)
    noted = trajectories.note_requirement(other.pk, title="Rijbewijs", finding="open", by=coordinator_of(other))

    with pytest.raises(NotFound):
        trajectories.remove_requirement(mine.pk, noted.pk, by=coordinator_of(mine))
    trajectories.remove_requirement(other.pk, noted.pk, by=coordinator_of(other))

    assert not other.intake.requirements.exists()


def test_an_advice_takes_only_a_route_that_asks_what_it_says():
    trajectory = with_goal()

    with pytest.raises(InvalidInput) as caught:
        trajectories.give_advice(
            trajectory.pk, advice="full", because="Past", route=compact_route(), by=coordinator_of(trajectory)
        )

    assert caught.value.code == "route-unfit"
