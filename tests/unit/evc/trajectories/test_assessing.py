"""Around the scoring: seats, supplement, identity and records of facts."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.utils import timezone

from evc.assessments import services as assessments
from evc.trajectories import services as trajectories
from evc.trajectories.errors import SeatsNotFilled, UnsupportedClaims
from evc.trajectories.models import IdentitySeen, InstrumentRecord, State
from evc.trajectories.selectors import seats, shared_items
from foundation.errors import InvalidInput, NotAllowed, WrongState
from portfolio import services as portfolio
from tests.factories.routes import compact_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import (
    TrajectoryFactory,
    appoint,
    coordinator_of,
    fill_seats,
    open_supplement,
    share_evidence,
    who_is,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def compact(**traits):
    version = make_standard()
    return TrajectoryFactory(
        route=compact_route(), standard_version=version, units=[version.core_tasks.first()], **traits
    )


def test_the_assessing_does_not_open_before_every_seat_is_ready():
    trajectory = TrajectoryFactory(submitted=True)
    appoint(trajectory, "assessor", seat=1)

    with pytest.raises(SeatsNotFilled) as caught:
        trajectories.open_assessing(trajectory.pk, by=coordinator_of(trajectory))

    assert caught.value.seats == [1, 2]
    assert [row.is_ready for row in seats(trajectory)] == [False, False]


def test_opening_twice_is_told():
    trajectory = TrajectoryFactory(assessing=True)

    with pytest.raises(WrongState):
        trajectories.open_assessing(trajectory.pk)


def test_a_supplement_makes_a_second_manifest():
    trajectory = TrajectoryFactory(assessing=True)
    first = trajectory.manifest
    open_supplement(trajectory, by=who_is(trajectory, "assessor", 1))
    share_evidence(trajectory, ["W2"], title="Een tweede voorbeeld")

    trajectory = trajectories.submit_supplement(trajectory.pk, by=trajectory.candidate)

    assert trajectory.state == State.ASSESSING
    assert trajectory.manifest.number == 2
    first.refresh_from_db()
    assert "Een tweede voorbeeld" not in first.document
    assert "Een tweede voorbeeld" in trajectory.manifest.document


def test_a_supplement_still_supports_every_claim():
    trajectory = TrajectoryFactory(assessing=True)
    open_supplement(trajectory, by=who_is(trajectory, "assessor", 1))
    portfolio.remove_item(shared_items(trajectory).get().pk, by=trajectory.candidate)

    with pytest.raises(UnsupportedClaims):
        trajectories.submit_supplement(trajectory.pk, by=trajectory.candidate)


@pytest.mark.parametrize("part", ["coach", "quality_officer", "candidate"])
def test_others_do_not_ask_for_a_supplement(part):
    trajectory = TrajectoryFactory(assessing=True)

    with pytest.raises(NotAllowed):
        assessments.ask_supplement(trajectory.pk, by=who_is(trajectory, part))


def test_an_assessor_records_the_identity_once(today):
    trajectory = TrajectoryFactory(assessing=True)
    assessor = who_is(trajectory, "assessor", 1)
    trajectories.record_identity_seen(trajectory.pk, document="id_card", seen_on=today, by=assessor)

    with pytest.raises(WrongState):
        trajectories.record_identity_seen(
            trajectory.pk, document="passport", seen_on=today, by=who_is(trajectory, "assessor", 2)
        )

    assert IdentitySeen.objects.get().document == "id_card"


@pytest.mark.parametrize(
    ("document", "days", "field"), [("library_card", 0, "document"), ("", 0, "document"), ("passport", 1, "seen_on")]
)
def test_an_identity_needs_a_known_document_and_a_day_that_was(today, document, days, field):
    trajectory = TrajectoryFactory(assessing=True)

    with pytest.raises(InvalidInput) as caught:
        trajectories.record_identity_seen(
            trajectory.pk,
            document=document,
            seen_on=today + timedelta(days=days),
            by=who_is(trajectory, "assessor", 1),
        )

    assert caught.value.field == field


def test_nobody_else_records_an_identity(today):
    trajectory = TrajectoryFactory(assessing=True)

    for by in (trajectory.candidate, who_is(trajectory, "coach"), coordinator_of(trajectory)):
        with pytest.raises(NotAllowed):
            trajectories.record_identity_seen(trajectory.pk, document="passport", seen_on=today, by=by)


def test_an_assessor_writes_down_what_was_said(today):
    trajectory = TrajectoryFactory(assessing=True)
    interview = trajectory.route.instruments.get(key="interview")

    record = trajectories.write_record(
        trajectory.pk,
        instrument=interview,
        held_on=today,
        from_time=time(14),
        until_time=time(15, 30),
        place="Stadhuis",
        facts="Zij vertelde hoe zij de rust terugbracht.",
        by=who_is(trajectory, "assessor", 2),
    )

    assert trajectory.records.get() == record


def test_the_portfolio_has_no_record(today):
    trajectory = TrajectoryFactory(assessing=True)

    with pytest.raises(InvalidInput) as caught:
        trajectories.write_record(
            trajectory.pk,
            instrument=trajectory.route.instruments.get(key="portfolio"),
            held_on=today,
            facts="Iets",
            by=who_is(trajectory, "assessor", 1),
        )

    assert caught.value.field == "instrument"


def test_the_second_reader_holds_no_interview(today):
    trajectory = compact(assessing=True)
    interview = trajectory.route.instruments.get(key="interview")

    with pytest.raises(NotAllowed):
        trajectories.write_record(
            trajectory.pk, instrument=interview, held_on=today, facts="Iets", by=who_is(trajectory, "assessor", 2)
        )

    assert not InstrumentRecord.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"facts": "  "}, "facts"),
        ({"from_time": time(15), "until_time": time(14)}, "until_time"),
        ({"place": "x" * 201}, "place"),
    ],
)
def test_a_record_without_facts_or_with_turned_times_is_refused(today, change, field):
    trajectory = TrajectoryFactory(assessing=True)
    interview = trajectory.route.instruments.get(key="interview")

    with pytest.raises(InvalidInput) as caught:
        trajectories.write_record(
            trajectory.pk,
            **{"instrument": interview, "held_on": today, "facts": "Iets", **change},
            by=who_is(trajectory, "assessor", 1),
        )

    assert caught.value.field == field


def test_a_replaced_assessor_does_nothing_any_more(today):
    trajectory = TrajectoryFactory(assessing=True)
    left = who_is(trajectory, "assessor", 1)
    trajectories.end_assignment(trajectory.participants.get(person=left).pk, by=coordinator_of(trajectory))
    fill_seats(trajectory)

    with pytest.raises(NotAllowed):
        trajectories.record_identity_seen(trajectory.pk, document="passport", seen_on=today, by=left)
    trajectory.refresh_from_db()
    assert trajectory.state == State.ASSESSING
