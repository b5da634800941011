"""What an achievement asks, read from the document that stands in the badges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from credentials.core.claim import COURSE
from credentials.core.summary import Summary, summarise
from credentials.core.wording import TYPE_CORE_TASK, TYPE_WORK_PROCESS, origin_of
from frontend.badges.statement import kind_word


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """A work process; ``is_example``: its text was made up."""

    code: str
    title: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class AskedGroup:
    title: str
    units: tuple[AskedUnit, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """``summary`` holds title, criteria, standard, route and level; there is no result and no holder in it."""

    summary: Summary
    groups: tuple[AskedGroup, ...]

    @property
    def is_course(self) -> bool:
        return self.summary.kind == COURSE

    @property
    def kind_word(self) -> str:
        return kind_word(self.summary.kind)


def asked_of(document: Mapping[str, Any]) -> Asked:
    """The achievement as a page shows it."""
    groups: dict[str, list[AskedUnit]] = {}
    for description in _objects(document.get("resultDescription")):
        alignments = {str(each.get("targetType")): each for each in _objects(description.get("alignment"))}
        work_process, core_task = alignments.get(TYPE_WORK_PROCESS), alignments.get(TYPE_CORE_TASK, {})
        if work_process is None:
            continue
        groups.setdefault(str(core_task.get("targetName", "")), []).append(
            AskedUnit(
                code=str(work_process.get("targetCode", "")),
                title=str(work_process.get("targetName", "")),
                is_example=origin_of(str(work_process.get("targetDescription", ""))) == "voorbeeld",
            )
        )
    summary = summarise({"credentialSubject": {"achievement": document}})
    return Asked(summary, tuple(AskedGroup(title, tuple(units)) for title, units in groups.items()))


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            yield item
