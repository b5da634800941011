"""What changed between two versions of a standard: added, gone, reworded, moved, and other rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evc.standards.models import StandardVersion
from evc.standards.selectors import tree

_SETTINGS = (
    "threshold_rule",
    "threshold_percent",
    "substantiation_depth",
    "repetitions_expire_after_years",
    "repetitions_independent_only",
    "repetitions_least_witnesses",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One unit, work process or criterion as a version has it. ``level``: unit, work_process or criterion."""

    level: str
    code: str
    title: str
    text: str  # everything that it says
    parent: str  # the code of what it hangs under
    rules: tuple[Any, ...]  # elective, level, repetitions, witnesses, decisive


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` or ``after`` is None where the part came or went."""

    before: Part | None
    after: Part | None

    @property
    def part(self) -> Part:
        part = self.after or self.before
        assert part is not None
        return part


@dataclass(frozen=True, slots=True)
class Changes:
    """``before`` and ``after``: the two versions. A part that was reworded and moved stands under both."""

    before: StandardVersion
    after: StandardVersion
    added: tuple[Change, ...]
    gone: tuple[Change, ...]
    reworded: tuple[Change, ...]
    moved: tuple[Change, ...]
    ruled: tuple[Change, ...]  # another number of repetitions, elective or not, decisive or not
    settings: tuple[str, ...]  # of the version

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.reworded or self.moved or self.ruled or self.settings)

    def as_data(self) -> dict[str, Any]:
        """Ready for JSON."""
        named = {"added": self.added, "gone": self.gone, "moved": self.moved, "rules": self.ruled}
        data: dict[str, Any] = {
            "from": self.before.label,
            "to": self.after.label,
            **{
                name: [{"code": each.part.code, "title": each.part.title} for each in rows]
                for name, rows in named.items()
            },
            "settings": list(self.settings),
        }
        data["reworded"] = [
            {"code": each.part.code, "before": each.before.text, "after": each.after.text}
            for each in self.reworded
            if each.before is not None and each.after is not None
        ]
        return data


def changes_between(before: StandardVersion, after: StandardVersion) -> Changes:
    """Parts are the same where their codes are; six queries."""
    old, new = _parts(before), _parts(after)
    both = [Change(old[code], new[code]) for code in new if code in old]
    return Changes(
        before=before,
        after=after,
        added=tuple(Change(None, part) for code, part in new.items() if code not in old),
        gone=tuple(Change(part, None) for code, part in old.items() if code not in new),
        reworded=tuple(each for each in both if _differ(each, "text")),
        moved=tuple(each for each in both if _differ(each, "parent") or _differ(each, "level")),
        ruled=tuple(each for each in both if _differ(each, "rules")),
        settings=tuple(name for name in _SETTINGS if getattr(before, name) != getattr(after, name)),
    )


def _differ(change: Change, name: str) -> bool:
    return bool(getattr(change.before, name) != getattr(change.after, name))


def _parts(version: StandardVersion) -> Mapping[str, Part]:
    """By code, in the order of the screen."""
    found: dict[str, Part] = {}
    for node in tree(version):
        unit = node.core_task
        said = _joined(unit.title, unit.complexity, unit.responsibility)
        found[unit.code] = Part("unit", unit.code, unit.title, said, "", (unit.elective, unit.level))
        for inner in node.work_processes:
            work = inner.work_process
            said = _joined(work.title, work.description, work.result)
            rules = (work.required_repetitions, work.required_witnesses)
            found[work.code] = Part("work_process", work.code, work.title, said, unit.code, rules)
            for row in inner.criteria:
                found[row.code] = Part("criterion", row.code, row.title, row.title, work.code, (row.decisive,))
    return found


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)
