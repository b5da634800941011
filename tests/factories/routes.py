"""The routes that ship."""

from __future__ import annotations

from evc.routes.models import Route


def full_route() -> Route:
    return Route.objects.get(key="full")


def compact_route() -> Route:
    return Route.objects.get(key="compact")
