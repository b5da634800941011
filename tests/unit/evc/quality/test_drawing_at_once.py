"""The lot is drawn by a job: two workers, or two days' runs that overlap, make one draw of it and one line in the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evc.outcomes import services as outcomes
from evc.quality import jobs
from evc.quality.models import Draw
from evc.quality.sampling import is_drawn
from evc.quality.services import drawing
from foundation.audit.chain import check_all
from foundation.audit.models import AuditEntry
from foundation.jobs.models import Job
from foundation.jobs.services import run_due
from tests.factories.assessments import assessed, see_identity
from tests.factories.outcomes import proposed
from tests.factories.quality import plan_with
from tests.factories.trajectories import TrajectoryFactory
from tests.racing import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
LATER = timedelta(days=400)


def assert_drawn_once(dossier: object) -> None:
    draw, logged = Draw.objects.get(), AuditEntry.objects.get(event="sampling.drawn").data
    assert (logged["seed"], logged["dossier"]) == (draw.seed, str(dossier))
    assert draw.is_drawn == is_drawn(draw.seed, dossier, draw.share)
    assert all(finding.is_whole for finding in check_all())


def test_two_who_ask_for_the_draw_at_once_get_the_same_one() -> None:
    outcome = proposed(checked=False)
    plan_with(outcome.trajectory.provider, share=50)
    seeds = []

    def draw() -> None:
        drawn = drawing.draw_before_release(outcome.pk)
        assert drawn is not None
        seeds.append(drawn.seed)

    assert all_at_once(draw, draw) == ["", ""]
    assert len(set(seeds)) == 1
    assert_drawn_once(outcome.pk)


def test_two_workers_that_take_the_jobs_at_once_draw_once() -> None:
    trajectory = assessed(TrajectoryFactory(assessing=True))
    see_identity(trajectory)
    plan_with(trajectory.provider, share=50)
    outcome = outcomes.propose_outcome(trajectory.pk)

    # Two workers, and one whose lease ended while it was still at it.
    assert all_at_once(run_due, run_due, lambda: jobs.draw(str(outcome.pk))) == ["", "", ""]

    assert Job.objects.get(name="quality.draw").state == Job.State.DONE
    assert_drawn_once(outcome.pk)


def test_the_half_way_draw_of_two_runs_at_once_is_one() -> None:
    trajectory = TrajectoryFactory(building=True)
    plan_with(trajectory.provider, half_way_share=50)
    day = timezone.localdate() + LATER

    assert all_at_once(*[lambda: drawing.draw_half_way(day)] * 2) == ["", ""]

    assert Draw.objects.get().moment == Draw.Moment.HALF_WAY
    assert_drawn_once(trajectory.pk)
