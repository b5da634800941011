"""Handing in: every claim has shared evidence, the route's limit holds, and what was handed in stays as it was."""

from __future__ import annotations

import pytest

from evc.trajectories import services as trajectories
from evc.trajectories.errors import TooManyItems, UnsupportedClaims
from evc.trajectories.models import State
from evc.trajectories.selectors import claims_without_evidence, shared_items
from foundation.audit.models import AuditEntry
from foundation.errors import NotAllowed, WrongState
from portfolio import services as portfolio
from portfolio.models import Manifest
from tests.factories.routes import compact_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, fill_seats, share_evidence, who_is

pytestmark = pytest.mark.django_db


def test_a_claim_without_evidence_keeps_the_dossier_open():
    trajectory = TrajectoryFactory(building=True, evidence_for=["W1", "W3"])

    with pytest.raises(UnsupportedClaims) as caught:
        trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)

    assert caught.value.codes == ["W2"]
    trajectory.refresh_from_db()
    assert trajectory.state == State.BUILDING
    assert not Manifest.objects.exists()


def test_evidence_that_is_not_shared_supports_nothing():
    trajectory = TrajectoryFactory(building=True, evidence_for=["W1", "W2"])
    item = share_evidence(trajectory, ["W3"])
    assert claims_without_evidence(trajectory) == []

    trajectories.unshare_item(trajectory.pk, item.pk, by=trajectory.candidate)

    assert claims_without_evidence(trajectory) == ["W3"]


def test_evidence_shared_with_another_trajectory_supports_nothing_here():
    trajectory = TrajectoryFactory(building=True)
    version = trajectory.standard_version
    other_provider = TrajectoryFactory(building=True, candidate=trajectory.candidate, standard_version=version)
    share_evidence(other_provider, ["W1", "W2", "W3"])

    assert claims_without_evidence(trajectory) == ["W1", "W2", "W3"]


def test_removed_evidence_supports_nothing():
    trajectory = TrajectoryFactory(building=True)
    item = share_evidence(trajectory, ["W1", "W2", "W3"])

    portfolio.remove_item(item.pk, by=trajectory.candidate)

    assert claims_without_evidence(trajectory) == ["W1", "W2", "W3"]


def test_only_units_in_scope_need_evidence():
    version = make_standard()
    trajectory = TrajectoryFactory(
        building=True, route=compact_route(), standard_version=version, units=[version.core_tasks.get(code="K2")]
    )
    share_evidence(trajectory, ["W3"])

    assert trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate).state == State.SUBMITTED


def test_the_compact_route_takes_eight_items_at_most():
    version = make_standard()
    trajectory = TrajectoryFactory(
        building=True, route=compact_route(), standard_version=version, units=[version.core_tasks.get(code="K2")]
    )
    items = [share_evidence(trajectory, ["W3"], title=f"Stuk {number}") for number in range(9)]

    with pytest.raises(TooManyItems) as caught:
        trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)
    assert caught.value.data == {"shared": 9, "allowed": 8}

    trajectories.unshare_item(trajectory.pk, items[0].pk, by=trajectory.candidate)
    assert trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate).state == State.SUBMITTED


def test_submitting_freezes_and_logs_the_manifest():
    trajectory = TrajectoryFactory(submitted=True)

    entry = AuditEntry.objects.get(event="trajectory.submitted")
    assert entry.data["manifest"] == trajectory.manifest.sha256
    assert trajectory.manifest.number == 1


def test_a_dossier_that_was_handed_in_does_not_change():
    trajectory = TrajectoryFactory(submitted=True)
    item = shared_items(trajectory).get()
    before = trajectory.manifest.document

    with pytest.raises(WrongState):
        trajectories.share_item(trajectory.pk, item.pk, by=trajectory.candidate)
    portfolio.change_item(item.pk, title="Een andere titel", by=trajectory.candidate)
    trajectories.unshare_item(trajectory.pk, item.pk, by=trajectory.candidate)

    assert trajectory.manifest.document == before
    assert "Werkproduct" in before


def test_handing_in_opens_the_assessing_when_everybody_is_ready():
    trajectory = TrajectoryFactory(building=True, evidence_for=["W1", "W2", "W3"])
    fill_seats(trajectory)

    assert trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate).state == State.ASSESSING


def test_only_the_candidate_shares_and_hands_in():
    trajectory = TrajectoryFactory(building=True, evidence_for=["W1", "W2", "W3"])
    item = shared_items(trajectory).get()

    for by in (coordinator_of(trajectory), who_is(trajectory, "coach")):
        with pytest.raises(NotAllowed):
            trajectories.share_item(trajectory.pk, item.pk, by=by)
        with pytest.raises(NotAllowed):
            trajectories.submit_dossier(trajectory.pk, by=by)


def test_nothing_is_shared_before_the_agreement():
    trajectory = TrajectoryFactory(advised=True)
    item = portfolio.add_item(trajectory.candidate, kind="work_product", title="Plan", by=trajectory.candidate)

    with pytest.raises(WrongState):
        trajectories.share_item(trajectory.pk, item.pk, by=trajectory.candidate)
