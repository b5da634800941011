"""The one family of errors that services raise. None of them knows HTTP or a form.

``api/problems.py`` alone turns them into RFC 9457 problem details, ``frontend/errors.py`` alone into form errors and pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ErkendError(Exception):
    """Something that can't be done, said so that the reader knows what to do.

    ``code`` is stable and meant for machines; ``message`` is a whole (translatable) sentence for people; ``data`` holds what
    the message speaks of, ready for JSON. ``field`` names the form field it belongs to, where there is one.
    """

    code = "error"

    def __init__(self, message: Any, *, code: str | None = None, field: str | None = None, **data: Any) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.data: Mapping[str, Any] = data
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return str(self.message)


class InvalidInput(ErkendError):
    """What was sent can't be used: 422 (or 400, 413, 415 where the code says so)."""

    code = "invalid-input"


class NotAllowed(ErkendError):
    """The viewer may see this, but may not do that: 403."""

    code = "not-allowed"


class NotFound(ErkendError):
    """There is nothing here for this viewer: 404."""

    code = "not-found"


class WrongState(ErkendError):
    """It can't be done now, for example because somebody else was first or a step comes before it: 409."""

    code = "wrong-state"


class Unavailable(ErkendError):
    """A part that is needed does not answer; trying again later may help: 503."""

    code = "unavailable"
