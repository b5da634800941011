"""For the scene: candidate and coach at work together, with a plan, a request, and a mail about work that stood still."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.models import Trajectory
from evc.trajectories.selectors import work_processes_in_scope
from evc.trajectories.services.guiding import notice_stall
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, PlannedItem


def work_together(trajectory: Trajectory, *, coach: Person) -> dict[str, PlannedItem]:
    """A promise that is late, one that the coach proposes, one that ended; two requests and a comment."""
    candidate, today = trajectory.candidate, timezone.localdate()
    parts = [row.pk for row in work_processes_in_scope(trajectory)]
    late, proposed, ended = (
        trajectories.plan_item(
            trajectory.pk, title=title, kind=kind, work_processes=chosen, due_on=today + timedelta(days=days), by=by
        )
        for title, kind, chosen, days, by in (
            ("Verslag van een gesprek met een ondernemer", "work_product", parts[:1], 0, candidate),
            ("Filmpje van een aanspreekgesprek", "work_product", parts[:2], 21, coach),
            ("Brief van de marktmeester", "testimony", parts[1:2], 10, candidate),
        )
    )
    PlannedItem.objects.filter(pk=late.pk).update(due_on=today - timedelta(days=2))
    trajectories.end_planned_item(trajectory.pk, ended.pk, because="De markt is verhuisd.", by=candidate)
    item = EvidenceItem.objects.filter(shares__audience=trajectory.audience_id).earliest("created_at")
    portfolio.comment(item.pk, text="Mooi voorbeeld. Wat deed je collega?", by=coach)
    for text, about, days in (
        ("Voeg toe wie het gesprek heeft gezien", item.pk, 4),
        ("Voeg een tweede voorbeeld toe, van een ander seizoen", None, 12),
    ):
        due_on = today + timedelta(days=days)
        trajectories.ask_for_evidence(trajectory.pk, text=text, due_on=due_on, item_id=about, by=coach)
    return {"late": late, "proposed": proposed}


def stand_still(trajectory: Trajectory) -> None:
    """As if it were some weeks later and nothing had changed: the candidate gets the mail."""
    notice_stall(trajectory.pk, now=timezone.now() + timedelta(days=trajectory.route.still_after_days + 1))
