"""Which level each assessor gives, as data: mostly recognised, a little not yet, and a few differences to talk about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evc.demo.story.outline import WorkProcessOutline

LEVELS = {"o": "onvoldoende", "v": "voldoende", "g": "goed"}
MEETS_BAR = frozenset({"voldoende", "goed"})


@dataclass(frozen=True, slots=True)
class ScoringPlan:
    """A pattern that runs through the criteria, with exceptions.

    ``both`` and ``own`` say otherwise for a criterion or for a whole work process (by code); ``own`` is per assessor and
    wins. ``portfolio`` holds what an assessor first gave on the portfolio where an interview or observation changed it.
    """

    work_processes: tuple[WorkProcessOutline, ...]
    pattern: str
    both: Mapping[str, str]
    own: Mapping[str, Mapping[str, str]]
    portfolio: Mapping[str, Mapping[str, str]]

    def level(self, assessor: str, work_process: str, index: int) -> str:
        """The final level of this assessor for one criterion (its index within the work process, from 0)."""
        criterion = self._work_process(work_process).criteria[index].code
        own = self.own.get(assessor, {})
        for exceptions in (own, self.both):
            for code in (criterion, work_process):
                if code in exceptions:
                    return LEVELS[exceptions[code]]
        return LEVELS[self.pattern[index % len(self.pattern)]]

    def portfolio_level(self, assessor: str, work_process: str, index: int) -> str:
        """What the portfolio alone showed this assessor."""
        criterion = self._work_process(work_process).criteria[index].code
        first = self.portfolio.get(assessor, {}).get(criterion)
        return LEVELS[first] if first else self.level(assessor, work_process, index)

    def changed_later(self, assessor: str, work_process: str) -> dict[str, str]:
        """Criterion code -> final level, for those that a later instrument changed."""
        return {
            criterion.code: self.level(assessor, work_process, index)
            for index, criterion in enumerate(self._work_process(work_process).criteria)
            if self.portfolio_level(assessor, work_process, index) != self.level(assessor, work_process, index)
        }

    def differences(self, first: str, second: str) -> tuple[str, ...]:
        """The criteria (codes) on which two assessors end up differently."""
        return tuple(
            criterion.code
            for row in self.work_processes
            for index, criterion in enumerate(row.criteria)
            if self.level(first, row.code, index) != self.level(second, row.code, index)
        )

    def _work_process(self, code: str) -> WorkProcessOutline:
        return next(row for row in self.work_processes if row.code == code)
