"""`{% load guiding %}`: what the plan says beside an item."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from evc.trajectories.models import Participant, Trajectory
from foundation.people.models import Person
from frontend.commitments import GUIDED
from frontend.plan_page import promises_for
from portfolio.models import EvidenceItem

register = template.Library()


@register.inclusion_tag("guiding/_promise_kept.html", takes_context=True)
def promise_kept(context: Context, item: EvidenceItem) -> dict[str, Any]:
    """For the owner: the promises that this item may keep, each with one button; two queries."""
    return {"promises": promises_for(item), "item": item, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("guiding/_ask_about.html")
def ask_about(item: EvidenceItem, viewer: Person) -> dict[str, Any]:
    """For a coach: the way to ask something about this item, in each trajectory that it is shared with; one query."""
    coached = Trajectory.objects.as_part(viewer, Participant.Part.COACH).filter(
        state__in=GUIDED, audience__shares__item=item, audience__shares__ended_at=None
    )
    return {"trajectories": list(coached), "item": item}
