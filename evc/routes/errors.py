"""What can go wrong with a route."""

from __future__ import annotations

from collections.abc import Sequence

from evc.routes.rules import Problem
from foundation.errors import InvalidInput


class RouteRefused(InvalidInput):
    """A route that may not be like this. ``problems``: everything that is wrong, the first says the sentence."""

    code = "route-refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        first = self.problems[0]
        super().__init__(
            " ".join(str(problem.sentence) for problem in self.problems),
            field=first.field,
            problems=[problem.value for problem in self.problems],
        )
