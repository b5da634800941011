"""A standard in the form ``erkend-standard/1``, as far as the story needs it: codes, titles and numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class CriterionOutline:
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class WorkProcessOutline:
    code: str
    title: str
    unit: str  # the code of its core task
    criteria: tuple[CriterionOutline, ...]
    required_repetitions: int | None  # None: the standard asks for no number


@dataclass(frozen=True, slots=True)
class StandardOutline:
    key: str
    title: str
    path: Path
    document: Mapping[str, Any]  # the whole JSON, ready for evc.standards to load
    work_processes: tuple[WorkProcessOutline, ...]  # of all units, in the order of the standard

    @classmethod
    def from_file(cls, path: Path) -> Self:
        document = json.loads(path.read_text(encoding="utf-8"))
        work_processes = tuple(
            WorkProcessOutline(
                code=work_process["code"],
                title=work_process["title"],
                unit=unit["code"],
                criteria=tuple(CriterionOutline(row["code"], row["title"]) for row in work_process["criteria"]),
                required_repetitions=work_process.get("required_repetitions", {}).get("count"),
            )
            for unit in document["units"]
            for work_process in unit["work_processes"]
        )
        standard = document["standard"]
        return cls(standard["key"], standard["title"], path, document, work_processes)

    def in_scope(self, units: Sequence[str] | None) -> tuple[WorkProcessOutline, ...]:
        """The work processes of these units; None means every unit that is not elective."""
        if units is None:
            units = [unit["code"] for unit in self.document["units"] if not unit["elective"]]
        return tuple(row for row in self.work_processes if row.unit in units)
