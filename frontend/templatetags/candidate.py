"""Filters of the candidate's pages: `{% load candidate %}`."""

from __future__ import annotations

from decimal import Decimal

from django import template

from evc.routes.models import Route
from frontend.hours import budget_in_words, in_words, spent_in_words

register = template.Library()


@register.filter
def hours_of(route: Route, spent: Decimal) -> str:
    """“6 of 40 to 48 hours”."""
    return spent_in_words(spent, route)


@register.filter
def hours_budget(route: Route) -> str:
    """“40 to 48 hours”."""
    return budget_in_words(route)


@register.filter
def hours_word(hours: Decimal) -> str:
    """“1,5”."""
    return in_words(hours)
