"""From the bytes of a file to something that can be kept: one function for every kind."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from evc.standards.case.keeping import KeptPackage, keepable
from evc.standards.case.levels import Depth, are_levels, depths_of, types_say_it, usual_levels
from evc.standards.case.package import place_of as name_of_item
from evc.standards.case.package import read_package
from evc.standards.case.to_form import MOST_NODES, form_of_package, own_fields
from evc.standards.fields import Problem
from evc.standards.form import StandardForm, examine_form, parse_form
from evc.standards.importing.collecting import collector_at_rest
from evc.standards.importing.csv_rows import read_csv
from evc.standards.importing.recognising import Kind, kind_of_json, read_json, recognise
from evc.standards.importing.refusing import refused, refused_with
from evc.standards.importing.rows import form_of_rows
from evc.standards.importing.xlsx_rows import read_xlsx


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that can be kept. ``skipped``: columns or fields that nobody knows; ``notes``: sentences for people.

    ``package``, ``depths`` and ``levels`` are of a CASE package: what is kept of it, what stands at each depth, and from
    which depths the parts were taken ({}: the types of the items said so).
    """

    kind: Kind
    form: StandardForm
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    package: KeptPackage | None = None
    depths: tuple[Depth, ...] = ()
    levels: Mapping[str, int] | None = None

    @property
    def counts(self) -> dict[str, int]:
        work_processes = [each for unit in self.form.units for each in unit.work_processes]
        return {
            "units": len(self.form.units),
            "work_processes": len(work_processes),
            "criteria": sum(len(each.criteria) for each in work_processes),
        }


@collector_at_rest()
def read_standard(data: bytes, *, levels: Mapping[str, int] | None = None) -> Reading:
    """Read a file, whatever it is. ``levels``: the depths that a person chose for a CASE package.

    Raises InvalidInput with every problem in ``data["problems"]``: [{"where", "field", "problem"}].
    """
    kind = recognise(data)
    if kind in (Kind.CSV, Kind.XLSX):
        return _read_rows(data, kind)
    sha256 = hashlib.sha256(data).hexdigest()
    value = read_json(data)
    del data  # a large package is in memory as objects now; its bytes needn't be there as well
    if kind_of_json(value) is Kind.FORM:
        form = parse_form(value)
        _require_modest(form)
        return Reading(Kind.FORM, form, skipped=form.skipped)
    return _read_case(value, sha256, levels)


def _read_rows(data: bytes, kind: Kind) -> Reading:
    rows, notes = (read_xlsx(data), []) if kind is Kind.XLSX else read_csv(data)
    form, skipped = form_of_rows(rows, sha256=hashlib.sha256(data).hexdigest())
    _require_modest(form)
    return Reading(kind, form, skipped=tuple(skipped), notes=tuple(notes))


def _read_case(value: dict[str, Any], sha256: str, chosen: Mapping[str, int] | None) -> Reading:
    package = read_package(value)
    if package.problems:
        raise refused_with(package.problems)
    depths = depths_of(package)
    levels = _levels(chosen, own_fields(package.document).get("levels"), package, len(depths))
    made, places = form_of_package(package, levels)
    if package.problems:
        raise refused_with(package.problems)

    def place_of(path: str) -> str:
        rest = path
        while rest and rest not in places:
            rest = rest.rpartition(".")[0]
        return name_of_item(places[rest]) if rest else path

    form, problems = examine_form(made, place_of=place_of, sha256=sha256)
    if form is None:
        raise refused_with(
            Problem(place_of(problem.where), problem.problem, problem.where.rpartition(".")[2]) for problem in problems
        )
    _require_modest(form)
    return Reading(
        Kind.CASE,
        form,
        notes=tuple(package.notes),
        package=keepable(package, levels),
        depths=tuple(depths),
        levels=levels,
    )


def _levels(chosen: object, told: object, package: Any, depth: int) -> dict[str, int]:
    """What a person chose, else what the package says of itself, else what its types say, else the lowest depths."""
    for wanted in (chosen, told):
        if isinstance(wanted, Mapping) and are_levels(wanted):
            return dict(wanted)
    return {} if types_say_it(package) else usual_levels(depth)


def _require_modest(form: StandardForm) -> None:
    parts = [each for unit in form.units for each in unit.work_processes]
    nodes = len(form.units) + len(parts) + sum(len(each.criteria) for each in parts)
    if nodes > MOST_NODES:
        message = _("This standard has %(count)s parts, and %(most)s is the most. Split it, and send the parts.")
        raise refused(message % {"count": nodes, "most": MOST_NODES}, code="too-many-parts")
