"""Until scoring starts the candidate takes an item out of the dossier; afterwards nothing changes under a score."""

from __future__ import annotations

import json

import pytest

from evc.assessments import services as assessments
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from foundation.audit.models import AuditEntry
from foundation.errors import NotAllowed, NotFound, WrongState
from portfolio.models import EvidenceItem, Manifest
from portfolio.services import manifest_contents
from tests.factories.assessments import started
from tests.factories.trajectories import TrajectoryFactory, fill_seats, share_evidence, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part
ALL = ["W1", "W2", "W3"]


@pytest.fixture
def case() -> Trajectory:
    """Handed in with two items: one for everything, one beside it."""
    trajectory = TrajectoryFactory(building=True, evidence_for=ALL)
    share_evidence(trajectory, ["W1"], title="Nog een plan")

    trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)
    trajectory.refresh_from_db()
    return trajectory


def extra(case: Trajectory) -> EvidenceItem:
    return EvidenceItem.objects.get(owner=case.candidate, title="Nog een plan")


def test_the_rest_stays_as_it_was_handed_in_byte_for_byte(case):
    before, item = case.manifest, extra(case)
    EvidenceItem.objects.exclude(pk=item.pk).update(title="Later veranderd")

    after = assessments.take_out(case.pk, item.pk, by=case.candidate)

    was, now = json.loads(before.document), json.loads(after.document)
    assert now["items"] == [entry for entry in was["items"] if entry["id"] != str(item.pk)]
    assert {key: now[key] for key in now if key != "items"} == {key: was[key] for key in was if key != "items"}
    assert case.manifest == after
    assert not item.shares.filter(ended_at=None).exists()


def test_what_was_replaced_is_its_owners_alone(case):
    fill_seats(case)
    replaced = case.manifest
    after = assessments.take_out(case.pk, extra(case).pk, by=case.candidate)
    assessor = who_is(case, Part.ASSESSOR, 1)

    assert set(Manifest.objects.visible_to(assessor)) == {after}
    assert set(Manifest.objects.visible_to(case.candidate)) == {replaced, after}
    assert manifest_contents(started(case).manifest).item(extra(case).pk) is None


def test_once_an_assessor_began_it_is_too_late(case):
    fill_seats(case)
    started(case)
    before = case.manifest

    with pytest.raises(WrongState) as caught:
        assessments.take_out(case.pk, extra(case).pk, by=case.candidate)

    assert caught.value.code == "scoring-began"
    assert case.manifest == before


def test_the_only_evidence_for_a_part_stays_in_and_the_part_is_named(case):
    whole = EvidenceItem.objects.exclude(pk=extra(case).pk).get(owner=case.candidate)

    with pytest.raises(WrongState) as caught:
        assessments.take_out(case.pk, whole.pk, by=case.candidate)

    assert caught.value.code == "only-evidence"
    assert Manifest.objects.count() == 1


def test_only_the_candidate_and_only_what_is_in_it(case):
    with pytest.raises(NotAllowed):
        assessments.take_out(case.pk, extra(case).pk, by=who_is(case, Part.COACH))
    item = extra(case)
    assessments.take_out(case.pk, item.pk, by=case.candidate)
    with pytest.raises(NotFound):
        assessments.take_out(case.pk, item.pk, by=case.candidate)


def test_it_is_in_the_log(case):
    before = case.manifest
    after = assessments.take_out(case.pk, extra(case).pk, by=case.candidate)

    entry = AuditEntry.objects.get(event="dossier.item-taken-out")
    assert (entry.data["sha256"], entry.data["instead_of"]) == (after.sha256, before.sha256)
