"""`{% load guiding %}`: what the plan says beside an item."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from frontend.plan_page import promises_for
from portfolio.models import EvidenceItem

register = template.Library()


@register.inclusion_tag("guiding/_promise_kept.html", takes_context=True)
def promise_kept(context: Context, item: EvidenceItem) -> dict[str, Any]:
    """For the owner: the promises that this item may keep, each with one button; two queries."""
    return {"promises": promises_for(item), "item": item, "csrf_token": context.get("csrf_token")}
