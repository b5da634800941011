"""The sample, second opinions and findings over the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evc.quality.services import drawing, findings
from tests.factories.outcomes import proposed, quality_officer
from tests.factories.people import member
from tests.factories.quality import officer_of, plan_with
from tests.factories.trajectories import TrajectoryFactory
from tests.unit.api.callers import Caller
from tests.unit.api.test_reading import assert_queries_stay

pytestmark = pytest.mark.django_db

DUE = (timezone.localdate() + timedelta(days=14)).isoformat()


def test_a_colleague_is_asked_reads_the_dossier_and_answers():
    outcome = proposed()
    officer, colleague = Caller(quality_officer(outcome)), Caller(officer_of(outcome.trajectory.provider))
    path = f"outcomes/{outcome.pk}/opinions"
    colleague.get(f"dossiers/{outcome.pk}", expect=404)

    assert [row["id"] for row in officer.get(f"{path}/askable")] == [str(colleague.person.pk)]
    sent = {"of": str(colleague.person.pk), "question": "Wat vind jij?", "release_waits": True}
    asked = officer.post(path, sent)
    assert officer.post(path, sent)["id"] == asked["id"]

    assert [row["id"] for row in colleague.get("opinions")["results"]] == [asked["id"]]
    assert colleague.get(f"dossiers/{outcome.pk}")["items"]
    assert officer.post(f"outcomes/{outcome.pk}/release", {}, expect=409)["detail"]
    colleague.post(f"opinions/{asked['id']}/answer", {"verdict": "release", "text": "Goed."}, expect=200)
    assert officer.get(path)[0]["text"] == "Goed."
    officer.post(f"outcomes/{outcome.pk}/release", {}, expect=200)
    colleague.get(f"opinions/{asked['id']}", expect=404)
    colleague.get(f"dossiers/{outcome.pk}", expect=404)


def test_a_question_is_withdrawn():
    outcome = proposed()
    officer, colleague = Caller(quality_officer(outcome)), officer_of(outcome.trajectory.provider)
    asked = officer.post(
        f"outcomes/{outcome.pk}/opinions", {"of": str(colleague.pk), "question": "Wat?", "release_waits": True}
    )

    withdrawn = officer.post(f"outcomes/{outcome.pk}/opinions/{asked['id']}/withdraw", expect=200)

    assert withdrawn["withdrawn_at"]


def test_a_drawn_dossier_is_read_in_full_only_once_it_was_opened():
    trajectory = TrajectoryFactory(assessing=True)
    plan_with(trajectory.provider)
    outcome = proposed(trajectory, checked=False)
    drawing.draw_before_release(outcome.pk)
    officer = Caller(quality_officer(outcome))

    assert officer.get(f"outcomes/{outcome.pk}/draw")["is_drawn"] is True
    assert officer.post(f"outcomes/{outcome.pk}/draw", {}, expect=409)["detail"]
    officer.get(f"dossiers/{outcome.pk}")
    assert officer.post(f"outcomes/{outcome.pk}/draw", {"remark": "Netjes."}, expect=200)["read_at"]

    tallies = officer.get(f"organisations/{trajectory.provider_id}/sampling")
    assert [(row["drawn"], row["read"], row["left"]) for row in tallies["standards"]] == [(1, 1, 0)]


def test_a_finding_is_raised_answered_and_closed():
    outcome = proposed()
    provider = outcome.trajectory.provider
    officer, owner = Caller(quality_officer(outcome)), Caller(officer_of(provider))

    made = officer.post(
        f"organisations/{provider.pk}/quality-findings",
        {"text": "Schrijf op wat je zag.", "owner": str(owner.person.pk), "due_on": DUE},
    )

    path = f"quality-findings/{made['id']}"
    assert owner.post(f"{path}/close", {}, expect=403)["detail"]
    assert owner.post(f"{path}/answer", {"answer": "Gedaan."}, expect=200)["answered_at"]
    assert officer.post(f"{path}/close", {"conclusion": "Goed."}, expect=200)["closed_at"]
    assert officer.post(f"{path}/close", {}, expect=409)["detail"]
    assert owner.get("quality-findings")["results"] == []
    assert [row["id"] for row in owner.get("quality-findings", closed="true")["results"]] == [made["id"]]


def test_a_finding_for_somebody_from_elsewhere_is_refused_by_its_field():
    outcome = proposed()
    officer, stranger = Caller(quality_officer(outcome)), Caller(TrajectoryFactory().candidate)

    answer = officer.post(
        f"organisations/{outcome.trajectory.provider_id}/quality-findings",
        {"text": "Iets", "owner": str(stranger.person.pk), "due_on": DUE},
        expect=422,
    )

    assert answer["errors"][0]["field"] == "owner"


def test_the_list_of_findings_stays_quick():
    outcome = proposed()
    officer, provider = quality_officer(outcome), outcome.trajectory.provider

    def one() -> None:
        owner = officer_of(provider)
        member(owner, provider, "coach")
        findings.raise_finding(provider, text="Iets", owner=owner, due_on=timezone.localdate(), by=officer)

    one()
    assert_queries_stay(Caller(officer), "quality-findings", lambda: [one() for _ in range(3)])
