"""The sample: drawn once from a logged seed, raised by rule; half-way about guidance; findings that only their raiser closes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evc.outcomes import services as outcomes
from evc.quality.errors import FindingIsClosed, NotYourFinding
from evc.quality.jobs import say_overdue
from evc.quality.models import Draw, Finding
from evc.quality.sampling import is_drawn
from evc.quality.selectors.sampling import draws_in, tally
from evc.quality.services import drawing, findings, reading
from evc.trajectories.models import Participant
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotFound
from foundation.jobs.models import OutgoingMail
from tests.factories.assessments import scored, started
from tests.factories.outcomes import proposed, quality_officer
from tests.factories.people import PersonFactory
from tests.factories.quality import officer_of, plan_with
from tests.factories.trajectories import TrajectoryFactory, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


def test_the_draw_can_be_replayed_from_the_log():
    outcome = proposed()
    plan_with(outcome.trajectory.provider, share=50)

    draw = drawing.draw_before_release(outcome.pk)

    logged = AuditEntry.objects.get(event="sampling.drawn").data
    assert draw is not None
    assert is_drawn(logged["seed"], outcome.pk, logged["share"]) == logged["is_drawn"] == draw.is_drawn
    assert logged["dossier"] == str(outcome.pk)


def test_asking_again_draws_nothing_anew():
    outcome = proposed()
    plan_with(outcome.trajectory.provider, share=50)

    seeds = {drawing.draw_before_release(outcome.pk).seed for _ in range(3)}

    assert len(seeds) == Draw.objects.count() == 1


def test_without_a_plan_nothing_is_drawn():
    assert drawing.draw_before_release(proposed().pk) is None


def test_new_assessors_and_a_new_version_raise_the_share():
    outcome = proposed()
    plan_with(outcome.trajectory.provider, share=10, raises={"new_assessor": (3, 100), "new_version": (3, 50)})

    draw = drawing.draw_before_release(outcome.pk)

    assert draw is not None
    assert (draw.share, draw.is_drawn) == (100, True)
    assert set(draw.reasons) == {"new_assessor", "new_version"}


def test_what_was_sent_back_raises_the_share_of_its_second_round():
    outcome = proposed()
    trajectory = outcome.trajectory
    plan_with(trajectory.provider, share=0, raises={"sent_back": (180, 80)})
    assert drawing.draw_before_release(outcome.pk).share == 0
    outcomes.send_back(outcome.pk, because="De derde poot bij W2.", by=quality_officer(outcome))
    for seat in (1, 2):
        scored(started(trajectory, seat))

    second = drawing.draw_before_release(outcomes.propose_outcome(trajectory.pk).pk)

    assert (second.share, second.reasons) == (80, ["sent_back"])


def test_another_share_for_a_standard_or_an_assessor_takes_the_place_of_the_plans():
    outcome = proposed()
    trajectory = outcome.trajectory
    assessor = who_is(trajectory, Part.ASSESSOR, 2)
    plan_with(
        trajectory.provider,
        share=90,
        by_standard={trajectory.standard_version.standard_id: 5},
        by_assessor={assessor.pk: 20},
    )

    assert drawing.draw_before_release(outcome.pk).share == 20


def test_planned_against_done_counts_what_was_asked_for_and_what_was_read():
    outcome = proposed()
    provider, today = outcome.trajectory.provider, timezone.localdate()
    plan_with(provider, share=100)
    draw = drawing.draw_before_release(outcome.pk)

    rows = draws_in(provider, since=today - timedelta(days=1), until=today)

    assert [(row.dossiers, row.planned, row.drawn, row.left) for row in [tally("", rows)]] == [(1, 1.0, 1, 1)]
    reading.read_dossier(outcome.pk, by=quality_officer(outcome))
    drawing.mark_read(draw.pk, by=quality_officer(outcome))
    assert tally("", rows.all()).read == 1


def half_way_draw() -> Draw:
    trajectory = TrajectoryFactory(building=True)
    plan_with(trajectory.provider)
    [draw] = drawing.draw_half_way(trajectory.due_on)
    return draw


def test_half_way_comes_in_the_middle_of_what_was_agreed_and_once():
    trajectory = TrajectoryFactory(building=True)
    plan_with(trajectory.provider)
    middle = drawing.half_way(trajectory)

    assert drawing.draw_half_way(middle - timedelta(days=1)) == []
    assert [draw.trajectory for draw in drawing.draw_half_way(middle)] == [trajectory]
    assert drawing.draw_half_way(middle) == []


def test_half_way_guidance_is_read_by_an_officer_without_another_part():
    draw = half_way_draw()
    officer = officer_of(draw.trajectory.provider)

    reading.read_guidance(draw.pk, by=officer)
    drawing.mark_read(draw.pk, by=officer)

    draw.refresh_from_db()
    assert draw.read_by == officer
    assert AuditEntry.objects.get(event="guidance.read").chain == draw.trajectory.candidate.audit_chain
    for stranger in (PersonFactory(), who_is(draw.trajectory, Part.CANDIDATE)):
        with pytest.raises(NotFound):
            reading.read_guidance(draw.pk, by=stranger)


def raised(**fields: object) -> Finding:
    organisation = TrajectoryFactory().provider
    owner = officer_of(organisation)
    given = {"text": "Schrijf op wat je zag.", "due_on": timezone.localdate() + timedelta(days=7)} | fields
    return findings.raise_finding(organisation, owner=owner, by=officer_of(organisation), **given)


def test_only_whoever_raised_a_finding_closes_it():
    finding = raised()

    findings.answer_finding(finding.pk, answer="De tekst is aangevuld.", by=finding.owner)
    with pytest.raises(NotYourFinding):
        findings.close_finding(finding.pk, by=finding.owner)
    findings.close_finding(finding.pk, conclusion="Goed zo.", by=finding.raised_by)

    finding.refresh_from_db()
    assert finding.closed_at is not None
    with pytest.raises(FindingIsClosed):
        findings.answer_finding(finding.pk, answer="Nog iets.", by=finding.owner)


def test_only_its_owner_says_what_was_done():
    finding = raised()

    with pytest.raises(NotYourFinding):
        findings.answer_finding(finding.pk, answer="Gedaan.", by=finding.raised_by)
    with pytest.raises(NotFound):
        findings.answer_finding(finding.pk, answer="Gedaan.", by=PersonFactory())


def test_a_finding_has_a_day_to_come_and_an_owner_who_works_there():
    with pytest.raises(InvalidInput) as caught:
        raised(due_on=timezone.localdate() - timedelta(days=1))
    assert caught.value.field == "due_on"
    finding = raised()
    with pytest.raises(InvalidInput) as caught:
        findings.raise_finding(
            finding.organisation,
            text="Doe iets.",
            owner=PersonFactory(),
            due_on=finding.due_on,
            by=finding.raised_by,
        )
    assert caught.value.field == "owner"


def test_the_owner_hears_once_that_the_day_is_over():
    finding = raised()
    late = (finding.due_on + timedelta(days=1)).isoformat()

    for _ in range(2):
        say_overdue(late)

    assert OutgoingMail.objects.filter(key=f"finding_overdue:{finding.pk}").count() == 1
