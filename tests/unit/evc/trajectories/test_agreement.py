"""Building is impossible without an agreement that the candidate accepted; what it yields is fixed on that day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from evc.standards.recognition import recognise_for_evc, recognise_provider
from evc.trajectories import services as trajectories
from evc.trajectories.agreement import agreement_text
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import Agreement, State, Yield
from evc.trajectories.yields import decide_yield, what_it_yields
from foundation.errors import InvalidInput, NotAllowed, WrongState
from tests.factories.routes import compact_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, coordinator_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("is_evc_standard", "recognised_for_it", "recognised_at_all", "route_yields", "expected"),
    [
        (True, True, True, True, Yield.CERTIFICATE),
        (False, True, True, True, Yield.PROFILE),
        (True, True, True, False, Yield.PROFILE),
        (True, False, True, True, Yield.PROFILE),
        (False, False, True, True, Yield.PROFILE),
        (True, False, False, True, Yield.REPORT),
        (False, False, False, False, Yield.REPORT),
    ],
)
def test_the_yield_follows_from_standard_provider_and_route(
    is_evc_standard, recognised_for_it, recognised_at_all, route_yields, expected
):
    found = decide_yield(
        is_evc_standard=is_evc_standard,
        recognised_for_it=recognised_for_it,
        recognised_at_all=recognised_at_all,
        route_yields_certificate=route_yields,
    )

    assert found == expected


def recognise(trajectory, *, since):
    standard = trajectory.standard_version.standard
    recognise_for_evc(standard.pk, since=since, by=None)
    recognise_provider(trajectory.provider, standard=standard, since=since, register="EVC-register", by=None)
    trajectory.refresh_from_db()


def test_a_recognition_that_starts_tomorrow_gives_no_certificate_today():
    trajectory = TrajectoryFactory(advised=True)
    today = timezone.localdate()
    recognise(trajectory, since=today + timedelta(days=1))
    standard = trajectory.standard_version.standard

    assert what_it_yields(standard, trajectory.provider, trajectory.route, today) == Yield.REPORT
    tomorrow = what_it_yields(standard, trajectory.provider, trajectory.route, today + timedelta(days=1))
    assert tomorrow == Yield.CERTIFICATE


def test_the_agreement_fixes_yield_due_date_and_text():
    trajectory = TrajectoryFactory(advised=True)
    recognise(trajectory, since=timezone.localdate())

    trajectory = trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)

    assert trajectory.state == State.BUILDING
    assert trajectory.yields == Yield.CERTIFICATE
    assert trajectory.due_on == timezone.localdate() + timedelta(weeks=19)
    agreement = trajectory.agreement
    assert agreement.accepted_by == trajectory.candidate
    assert agreement.text_version == "2026-11"
    assert trajectory.standard_version.standard.title in agreement.text
    assert "ervaringscertificaat" in agreement.text


def test_only_the_candidate_accepts():
    trajectory = TrajectoryFactory(advised=True)

    with pytest.raises(NotAllowed):
        trajectories.accept_agreement(trajectory.pk, no_ties=True, by=coordinator_of(trajectory))

    assert not Agreement.objects.exists()


def test_no_building_without_an_advice():
    trajectory = TrajectoryFactory(intake=True)

    with pytest.raises(NotReadyYet) as caught:
        trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)

    assert caught.value.code == "advice-missing"


def test_no_building_with_ties():
    trajectory = TrajectoryFactory(advised=True)

    with pytest.raises(InvalidInput) as caught:
        trajectories.accept_agreement(trajectory.pk, no_ties=False, by=trajectory.candidate)

    assert caught.value.field == "no_ties"
    trajectory.refresh_from_db()
    assert trajectory.state == State.INTAKE


def test_accepting_twice_is_told():
    trajectory = TrajectoryFactory(building=True)

    with pytest.raises(WrongState):
        trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)

    assert Agreement.objects.count() == 1


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("outcome", list(Yield))
def test_the_text_names_what_it_yields_and_that_it_is_no_diploma(language, outcome, monkeypatch):
    trajectory = TrajectoryFactory(advised=True)
    if outcome == Yield.CERTIFICATE:
        recognise(trajectory, since=timezone.localdate())
    elif outcome == Yield.PROFILE:
        recognise_provider(
            trajectory.provider,
            standard=make_standard().standard,
            since=timezone.localdate(),
            register="EVC-register",
            by=None,
        )

    with translation.override(language):
        version, text = agreement_text(trajectory)

    assert version == "2026-11"
    assert outcome.value in text
    assert ("geen diploma" if language == "nl" else "not a diploma") in text
    assert ("40 tot 48" if language == "nl" else "40 to 48") in text
    assert "%(" not in text


def test_one_number_of_hours_is_no_range():
    version = make_standard()
    trajectory = TrajectoryFactory(
        advised=True, route=compact_route(), standard_version=version, units=[version.core_tasks.first()]
    )

    assert "16 uur" in agreement_text(trajectory, language="nl")[1]
