"""From the rows of a spreadsheet to the form "erkend-standard/1": one row a node, hung under its parent by code.

Everything that is wrong is told in one go. A row that hangs nowhere is examined all the same: it goes under a parent that
stands for the missing one, of which nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from evc.standards.fields import Problem
from evc.standards.form import SCHEMA, UNIT_KINDS, StandardForm, examine_form
from evc.standards.importing import columns
from evc.standards.importing.csv_rows import Row
from evc.standards.importing.head_rows import standard_fields, version_fields
from evc.standards.importing.refusing import refused_with
from evc.standards.importing.row_forms import (
    NodeRow,
    criterion_form,
    hangs_under,
    level_of,
    unit_form,
    work_process_form,
)

TYPES = (columns.STANDARD, columns.VERSION, *UNIT_KINDS, columns.WORK_PROCESS, columns.CRITERION)
_FIELD_COLUMNS = {"kind": "type", "complexity": "description", "code_origin": "note", "case_identifier": "note"}
_FIELD_COLUMNS |= {"work_processes": "code", "criteria": "code"}  # nothing hangs under this one
_HEAD_COLUMNS = {"key": "code", "label": "code", "title": "title", "source": "description"}


def form_of_rows(rows: list[Row], *, sha256: str) -> tuple[StandardForm, list[str]]:
    """The form, and the headings of the columns that were skipped. Raises InvalidInput with every problem."""
    return _Rows(rows).form(sha256)


class _Rows:
    def __init__(self, rows: list[Row]) -> None:
        self.problems: list[Problem] = []
        self.skipped: list[str] = []
        self.nodes = self._nodes(rows)
        self.places: dict[str, int] = {}  # path in the form -> row
        self._is_whole = True  # every row hangs where it should

    def form(self, sha256: str) -> tuple[StandardForm, list[str]]:
        standard, version = self._only(columns.STANDARD), self._only(columns.VERSION)
        self._refuse_duplicates()
        units = self._tree(version)
        standard_form = standard_fields(standard.cells if standard else {}, self.problems_in(standard))
        form: dict[str, Any] = {"schema": SCHEMA, "standard": standard_form}
        form |= version_fields(version.cells if version else {}, self.problems_in(version))
        form["units"] = self._placed(units, "units", standard_level=level_of(standard))
        self._heads(standard, version)
        parsed, problems = examine_form(form, place_of=self._place_of, sha256=sha256)
        self.problems += [told for problem in problems if (told := self._told(problem)) is not None]
        if self.problems or parsed is None:
            raise refused_with(sorted(self.problems, key=lambda problem: _number_of(problem.where)))
        return parsed, self.skipped

    # Reading the rows

    def _nodes(self, rows: list[Row]) -> list[NodeRow]:
        number, headings = rows[0] if rows else (1, [])
        names = [columns.column_name(cell) for cell in headings]
        self._require_columns(number, headings, names)
        places = {name: place for place, name in enumerate(names) if name in columns.COLUMNS}
        nodes = []
        for row, cells in rows[1:]:
            found = {
                name: (cells[places[name]].strip() if places.get(name, len(cells)) < len(cells) else "")
                for name in columns.COLUMNS
            }
            if any(cell.strip() for cell in cells[len(headings) :]):
                self.complain(
                    row,
                    "",
                    _(
                        "This row has more cells than there are columns. "
                        "Put quotation marks around a text that holds the separator."
                    ),
                )
            if any(found.values()):
                nodes.append(NodeRow(row, found))
        return nodes

    def _require_columns(self, number: int, headings: list[str], names: list[str]) -> None:
        unknown = [
            cell.strip() for cell, name in zip(headings, names, strict=True) if name and name not in columns.COLUMNS
        ]
        missing = [name for name in columns.REQUIRED if name not in names]
        for name in missing:
            if unknown:
                sentence = _("The column “%(name)s” is missing. Found instead: %(found)s. Correct the heading.")
            else:
                sentence = _("The column “%(name)s” is missing. The first row has to name the columns.")
            self.complain(number, name, sentence % {"name": name, "found": ", ".join(f"“{each}”" for each in unknown)})
        for name in {name for name in names if name in columns.COLUMNS and names.count(name) > 1}:
            self.complain(number, name, _("The column “%(name)s” stands here twice.") % {"name": name})
        if missing:
            raise refused_with(self.problems)
        self.skipped = unknown

    def _only(self, wanted: str) -> NodeRow | None:
        found = [node for node in self.nodes if node.type == wanted]
        if not found:
            self.complain(1, "type", _("There is no row of the type “%(type)s”. Add one.") % {"type": wanted})
        for node in found[1:]:
            message = _(
                "There is a row of the type “%(type)s” already: row %(row)s. A file holds one standard in one version."
            )
            self.complain(node.number, "type", message % {"type": wanted, "row": found[0].number})
        return found[0] if found else None

    def _refuse_duplicates(self) -> None:
        first: dict[str, int] = {}
        for node in self.nodes:
            if node.type in (columns.STANDARD, columns.VERSION) or not node.code:
                continue
            if node.code in first:
                message = _("The code “%(code)s” stands in row %(row)s as well. A code may be used once.")
                self.complain(node.number, "code", message % {"code": node.code, "row": first[node.code]})
                self._is_whole = False  # what hangs under this code can hang under one of the two only
            first.setdefault(node.code, node.number)

    # Hanging them under each other

    def _tree(self, version: NodeRow | None) -> list[dict[str, Any]]:
        by_code: dict[str, NodeRow] = {}
        for node in self.nodes:
            if node.code:
                by_code.setdefault(node.code, node)
        units: list[tuple[NodeRow, dict[str, Any]]] = []
        below: dict[int, list[NodeRow]] = {}
        lost: dict[str, list[NodeRow]] = {columns.WORK_PROCESS: [], columns.CRITERION: []}
        for node in self.nodes:
            if node.type in UNIT_KINDS:
                self._require_version(node, version, by_code)
                units.append((node, {}))
            elif node.type in lost:
                parent = self._parent(node, by_code)
                (below.setdefault(parent.number, []) if parent is not None else lost[node.type]).append(node)
            elif node.type not in TYPES:
                self._is_whole = False
                message = _("The type “%(found)s” is not known. Choose from: %(allowed)s.")
                self.complain(node.number, "type", message % {"found": node.cells["type"], "allowed": ", ".join(TYPES)})
        ordered = self._in_order([unit for unit, _form in units])
        trees = [{"row": unit, "below": self._branches(unit, below)} for unit in ordered]
        if lost[columns.WORK_PROCESS] or lost[columns.CRITERION]:
            self._is_whole = False
            stands_for = [{"row": node, "below": self._branches(node, below)} for node in lost[columns.WORK_PROCESS]]
            alone = [{"row": node, "below": []} for node in lost[columns.CRITERION]]
            trees.append({"row": None, "below": [*stands_for, {"row": None, "below": alone}]})
        return trees

    def _branches(self, node: NodeRow, below: Mapping[int, list[NodeRow]]) -> list[dict[str, Any]]:
        children = self._in_order(below.get(node.number, []))
        return [{"row": child, "below": self._branches(child, below)} for child in children]

    def _require_version(self, node: NodeRow, version: NodeRow | None, by_code: Mapping[str, NodeRow]) -> None:
        """A unit hangs under the version; nothing said is that too."""
        if not node.parent or version is None or node.parent == version.code:
            return
        self._refuse_parent(node, by_code, wanted=_("the version (%(label)s)") % {"label": version.code})

    def _parent(self, node: NodeRow, by_code: Mapping[str, NodeRow]) -> NodeRow | None:
        is_criterion = node.type == columns.CRITERION
        fitting = (columns.WORK_PROCESS,) if is_criterion else UNIT_KINDS
        parent = by_code.get(node.parent) if node.parent else None
        if parent is not None and parent.type in fitting:
            return parent
        self._refuse_parent(node, by_code, wanted=_("a work process") if is_criterion else _("a unit"))
        return None

    def _refuse_parent(self, node: NodeRow, by_code: Mapping[str, NodeRow], *, wanted: str) -> None:
        parent = by_code.get(node.parent)
        facts = {"parent": node.parent, "wanted": wanted}
        if not node.parent:
            message = _("It does not say under what this hangs. Fill in the code of %(wanted)s.")
        elif parent is None:
            message = _("The parent “%(parent)s” does not exist. Fill in the code of %(wanted)s.")
        elif hangs_under(parent, node, by_code):
            message = _(
                "This hangs under “%(parent)s”, which hangs under this row itself. It has to hang under %(wanted)s."
            )
        elif parent.type not in TYPES:
            return  # told at the parent
        else:
            message = _("This can't hang under “%(parent)s”: it has to hang under %(wanted)s.")
        self.complain(node.number, "parent_code", message % facts)

    def _in_order(self, nodes: list[NodeRow]) -> list[NodeRow]:
        """By ``position`` where every one of them says it, else as they stand in the file."""
        told = [node.cells["position"] for node in nodes]
        for node in nodes:
            if node.cells["position"] and not node.cells["position"].isdigit():
                message = _("“%(found)s” is not a whole number.") % {"found": node.cells["position"]}
                self.complain(node.number, "position", message)
        if all(position.isdigit() for position in told):
            return sorted(nodes, key=lambda node: int(node.cells["position"]))
        return nodes

    # Into the form

    def _placed(self, trees: Iterable[dict[str, Any]], where: str, *, standard_level: str) -> list[dict[str, Any]]:
        forms = []
        for place, tree in enumerate(trees):
            path = f"{where}[{place}]"
            node: NodeRow | None = tree["row"]
            inner, made = ("work_processes", unit_form) if where == "units" else ("criteria", work_process_form)
            if where.endswith("criteria"):
                form = criterion_form(node)
            else:
                form = made(node, standard_level, self.complain)
                form[inner] = self._placed(tree["below"], f"{path}.{inner}", standard_level=standard_level)
            if node is not None:
                self.places[path] = node.number
            forms.append(form)
        return forms

    # Telling what is wrong

    def complain(self, row: int, name: str, problem: str) -> None:
        self.problems.append(Problem(_("row %(row)s") % {"row": row}, problem, name))

    def problems_in(self, node: NodeRow | None) -> Any:
        number = node.number if node is not None else 1
        return lambda name, problem: self.complain(number, name, problem)

    def _heads(self, standard: NodeRow | None, version: NodeRow | None) -> None:
        for path, node in (("standard", standard), ("version", version), ("provenance", version)):
            if node is not None:
                self.places[path] = node.number

    def _row_of(self, path: str) -> tuple[int | None, str]:
        """The row that a path in the form came from, and what of it is meant."""
        rest = path
        while rest:
            if rest in self.places:
                return self.places[rest], path[len(rest) :].lstrip(".")
            rest = rest.rpartition(".")[0]
        return None, path

    def _place_of(self, path: str) -> str:
        row, _name = self._row_of(path)
        return _("row %(row)s") % {"row": row} if row is not None else path

    def _told(self, problem: Problem) -> Problem | None:
        """A problem of the form as a problem of the row, or None where the row was told about already."""
        row, name = self._row_of(problem.where)
        if row is None:
            return None if not self._is_whole or any(self.problems) else Problem(problem.where, problem.problem)
        if name.endswith(("criteria", "work_processes")) and not self._is_whole:
            return None  # they hang elsewhere, which was told
        if name == "code" and any(
            each.field == "code" and each.where == self._place_of(problem.where) for each in self.problems
        ):
            return None  # the same code twice
        return Problem(self._place_of(problem.where), problem.problem, _column_of(problem.where, name))


def _column_of(path: str, name: str) -> str:
    """The column that a field of the form was read from."""
    head, first = path.partition(".")[0], name.partition(".")[0]
    if head in ("standard", "version", "provenance"):
        return _HEAD_COLUMNS.get(first, "description" if head == "standard" else "note")
    return _FIELD_COLUMNS.get(first, first)


def _number_of(where: str) -> int:
    found = re.search(r"\d+", where)
    return int(found[0]) if found else 0
