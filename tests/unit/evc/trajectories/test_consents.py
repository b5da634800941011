"""Who sees the result is the candidate's to say: written, per receiver, with a last day, taken back in one step (49, 55)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.selectors import consent_of
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed, WrongState
from tests.factories.people import OrganisationFactory
from tests.factories.trajectories import TrajectoryFactory, coordinator_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def trajectory():
    return TrajectoryFactory(building=True, client=OrganisationFactory(name="Gemeente Molenwaard"))


def test_without_consent_the_client_sees_no_result(trajectory):
    assert consent_of(trajectory, "client", on=TODAY) is None


@pytest.mark.parametrize(("scope", "receiver"), [("outcome", "client"), ("report", "client"), ("entry", "register")])
def test_a_consent_is_written_for_one_receiver_and_logged(trajectory, scope, receiver):
    given = trajectories.give_consent(trajectory.pk, scope=scope, until=NEXT_MONTH, by=trajectory.candidate)

    assert consent_of(trajectory, receiver, on=TODAY) == given
    other = {"client": "register", "register": "client"}[receiver]
    assert consent_of(trajectory, other, on=TODAY) is None
    assert trajectory.candidate.name in given.text
    entry = AuditEntry.objects.get(event="consent.given")
    assert (entry.data["receiver"], entry.data["scope"]) == (receiver, scope)


def test_it_ends_after_its_last_day(trajectory):
    trajectories.give_consent(trajectory.pk, scope="report", until=NEXT_MONTH, by=trajectory.candidate)

    assert consent_of(trajectory, "client", on=NEXT_MONTH) is not None
    assert consent_of(trajectory, "client", on=NEXT_MONTH + timedelta(days=1)) is None


def test_taking_it_back_holds_at_once_and_is_logged(trajectory):
    trajectories.give_consent(trajectory.pk, scope="report", until=NEXT_MONTH, by=trajectory.candidate)

    trajectories.revoke_consent(trajectory.pk, receiver="client", by=trajectory.candidate)

    assert consent_of(trajectory, "client", on=TODAY) is None
    assert AuditEntry.objects.filter(event="consent.revoked").count() == 1
    with pytest.raises(WrongState):
        trajectories.revoke_consent(trajectory.pk, receiver="client", by=trajectory.candidate)


def test_another_choice_for_the_same_receiver_takes_the_place_of_the_first(trajectory):
    trajectories.give_consent(trajectory.pk, scope="report", until=NEXT_MONTH, by=trajectory.candidate)

    trajectories.give_consent(trajectory.pk, scope="outcome", until=NEXT_MONTH, by=trajectory.candidate)

    assert consent_of(trajectory, "client", on=TODAY).scope == "outcome"
    assert trajectory.consents.count() == 2  # what was written before stays on paper


def test_only_the_candidate_gives_it(trajectory):
    with pytest.raises(NotAllowed):
        trajectories.give_consent(trajectory.pk, scope="report", until=NEXT_MONTH, by=coordinator_of(trajectory))


@pytest.mark.parametrize("days", [-1, 5 * 366 + 1], ids=["in-the-past", "too-far"])
def test_its_last_day_lies_ahead_and_not_for_ever(trajectory, days):
    with pytest.raises(InvalidInput) as caught:
        trajectories.give_consent(
            trajectory.pk, scope="report", until=TODAY + timedelta(days=days), by=trajectory.candidate
        )

    assert caught.value.field == "until"
