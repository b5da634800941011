"""Which function does which job. An app's ``jobs.py`` holds its handlers; its ``AppConfig.ready()`` imports that module."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Handler = Callable[..., object]
_H = TypeVar("_H", bound=Handler)

_handlers: dict[str, Handler] = {}


def job(name: str) -> Callable[[_H], _H]:
    """Register a handler under "<app>.<what it does>". It gets the arguments as JSON gave them back: uuids are text.

    A handler may be run twice for one job (a worker can die after the work and before the note of it), so what it does
    must be safe to do twice.
    """

    def register(handler: _H) -> _H:
        known = _handlers.setdefault(name, handler)
        if known is not handler:
            raise ValueError(f"two handlers for the job {name}: {known.__module__} and {handler.__module__}")
        return handler

    return register


def handler_of(name: str) -> Handler | None:
    """The handler, or None: during an update a worker can meet a job that only newer code knows."""
    return _handlers.get(name)
