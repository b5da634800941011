"""What one row of a spreadsheet says, as its part of the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from evc.standards.form import UNIT_KINDS
from evc.standards.importing import columns

Complain = Callable[[int, str, str], None]  # row, column, what is wrong
_STAND_IN = "\x01"  # the code of a parent that stands for a missing one; no cell can hold it


@dataclass(slots=True)
class NodeRow:
    number: int
    cells: Mapping[str, str]

    @property
    def type(self) -> str:
        return self.cells["type"].casefold()

    @property
    def code(self) -> str:
        return self.cells["code"]

    @property
    def parent(self) -> str:
        return self.cells["parent_code"]


def unit_form(node: NodeRow | None, standard_level: str, complain: Complain) -> dict[str, Any]:
    if node is None:
        return {"code": _STAND_IN, "title": "-", "kind": UNIT_KINDS[0], "origin": "letterlijk"}
    told, _rest = columns.pairs(node.cells["note"])
    return {
        "code": node.code,
        "title": node.cells["title"],
        "kind": node.type,
        "complexity": node.cells["description"],
        "level": _number(node.cells["level"]) if node.cells["level"] != standard_level else None,
        "elective": _yes_or_no(node, "elective", complain),
        "origin": node.cells["origin"],
        "code_origin": told.get("code_origin") or None,
        "case_identifier": told.get("case_identifier"),
    }


def work_process_form(node: NodeRow | None, _standard_level: str, _complain: Complain) -> dict[str, Any]:
    if node is None:
        return {"code": _STAND_IN + "W", "title": "-", "origin": "letterlijk"}
    told, rest = columns.pairs(node.cells["note"])
    form: dict[str, Any] = {
        "code": node.code,
        "title": node.cells["title"],
        "description": node.cells["description"],
        "result": node.cells["result"],
        "origin": node.cells["origin"],
        "code_origin": told.get("code_origin") or None,
        "case_identifier": told.get("case_identifier"),
    }
    if node.cells["required_repetitions"]:
        is_example = re.search(r"herhaling", rest) and "voorbeeld" in rest
        form["required_repetitions"] = {
            "count": _number(node.cells["required_repetitions"]),
            "origin": told.get("repetitions_origin")
            or ("voorbeeld" if is_example else node.cells["origin"] or "voorbeeld"),
            "witnesses": _number(told["witnesses"]) if "witnesses" in told else None,
        }
    return form


def criterion_form(node: NodeRow | None) -> dict[str, Any]:
    assert node is not None  # nothing hangs under a criterion, so none ever stands for another
    told, _rest = columns.pairs(node.cells["note"])
    return {
        "code": node.code,
        "title": node.cells["title"],
        "origin": node.cells["origin"],
        "decisive": told.get("decisive") == "ja",
        "case_identifier": told.get("case_identifier"),
    }


def _yes_or_no(node: NodeRow, name: str, complain: Complain) -> bool:
    text = node.cells[name].casefold()
    if text not in ("", "ja", "nee"):
        message = _("“%(found)s” is not possible here. Choose from: %(allowed)s.")
        complain(node.number, name, message % {"found": node.cells[name], "allowed": "ja, nee"})
    return text == "ja"


def hangs_under(node: NodeRow, wanted: NodeRow, by_code: Mapping[str, NodeRow]) -> bool:
    seen: set[int] = set()
    current: NodeRow | None = node
    while current is not None and current.number not in seen:
        if current is wanted:
            return True
        seen.add(current.number)
        current = by_code.get(current.parent)
    return False


def level_of(standard: NodeRow | None) -> str:
    return standard.cells["level"] if standard is not None else ""


def _number(text: str) -> int | str | None:
    """A number where it is one; what is none is told about by the form."""
    if not text:
        return None
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else text
