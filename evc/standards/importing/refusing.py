"""Saying no to a file as a whole, or with a list of all that is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from evc.standards.fields import Problem
from foundation.errors import InvalidInput

MOST_TOLD = 500  # problems in a report; with more wrong, it is another file


def refused(message: str, *, code: str, where: str = "", field: str = "") -> InvalidInput:
    """One sentence about the whole file; ``data["problems"]`` holds the same."""
    return InvalidInput(message, code=code, problems=[Problem(where, message, field).as_data()])


def refused_with(problems: Iterable[Problem]) -> InvalidInput:
    """Everything that is wrong, in ``data["problems"]``: [{"where", "field", "problem"}]."""
    found = list(problems)
    told = [problem.as_data() for problem in found[:MOST_TOLD]]
    listed = "; ".join(f"{problem.where}: {problem.problem}" for problem in found[:10])
    message = _("This standard can't be imported. Correct these points and import it again: %(problems)s")
    return InvalidInput(message % {"problems": listed}, code="standard-refused", problems=told, count=len(found))
