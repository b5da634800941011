"""A request to have a name put right, and something that is taken over, laid into the world of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from evc.assessments import services as assessments
from evc.outcomes import services as outcomes
from portfolio.services import manifest_contents
from tests.factories.assessments import work_process_of

if TYPE_CHECKING:
    from tests.permissions.moments import Moments


def lay_reports(moments: Moments) -> None:
    moments.more["correction"] = outcomes.ask_correction(
        moments.outcome("issued").pk,
        kind="spelling",
        name="Quirine Zandwijck",
        because="Zo staat het op mijn paspoort.",
        by=moments.candidate,
    )
    trajectory, first = moments.at["assessing"], moments.people["first"]
    work_process = work_process_of(trajectory, "W1")
    assert first is not None
    assert trajectory.manifest is not None
    moments.more["taken-over"] = assessments.propose_taking_over(
        trajectory.pk,
        work_process=work_process,
        item=manifest_contents(trajectory.manifest).items_for("W1")[0].id,
        source="EVC-centrum Elders",
        certificate="Ervaringscertificaat",
        found_on=timezone.localdate(),
        because="Het werk is sindsdien hetzelfde gebleven.",
        by=first,
    )
