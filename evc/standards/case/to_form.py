"""From a package to the form "erkend-standard/1". What the form can't say stays in the package, which is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.standards.case.levels import Levels, Role, role_at, role_of_type, unit_kind
from evc.standards.case.package import Json, Package, place_of
from evc.standards.fields import Problem
from evc.standards.form import SCHEMA, STANDARD_KINDS

OWN = "erkend"  # our name inside an "extensions"
RESULT = "Resultaat: "  # how the notes of a work process begin that state its result
MOST_NODES = 20_000
# Of an item, beside its kind: what CASE has no field for.
_OWN_FIELDS = (
    "title",
    "origin",
    "code_origin",
    "complexity",
    "responsibility",
    "level",
    "elective",
    "description",
    "result",
    "required_repetitions",
    "decisive",
)
_LONGEST_TITLE, _LONGEST_CODE = 500, 40
_STATUSES = {"adopted": "vastgesteld", "deprecated": "vervallen", "draft": "concept", "private draft": "concept"}


def form_of_package(package: Package, levels: Levels) -> tuple[Json, dict[str, Json]]:
    """The form, and which path in it came from which item. ``levels`` {}: by the types of the items."""
    own = own_fields(package.document)
    form: Json = {"schema": SCHEMA, "standard": _standard(package, own), **_version(package, own)}
    builder = _Builder(package, levels)
    form["units"] = builder.build()
    package.notes += builder.notes()
    return form, builder.places


def own_fields(thing: Mapping[str, Any]) -> Json:
    """What we wrote ourselves in the thing's extensions."""
    extensions = thing.get("extensions")
    found = extensions.get(OWN) if isinstance(extensions, dict) else None
    return found if isinstance(found, dict) else {}


def text_of(thing: Mapping[str, Any], name: str, longest: int | None = None) -> str:
    told = thing.get(name)
    text = told.strip() if isinstance(told, str) else ""
    return text[:longest] if longest else text


def heading_of(item: Json) -> tuple[str, str]:
    """A title that fits on a line, and the whole statement where that says more."""
    whole = text_of(item, "fullStatement")
    if len(whole) <= _LONGEST_TITLE and "\n" not in whole:
        return whole, ""
    short = text_of(item, "abbreviatedStatement")
    first = (
        short
        if short and "\n" not in short
        else next((line.strip() for line in whole.splitlines() if line.strip()), "")
    )
    return (first if len(first) <= _LONGEST_TITLE else first[: _LONGEST_TITLE - 1] + "…"), whole


class _Builder:
    """Walks the package from the top down and hangs each item under the last one of the level above it."""

    def __init__(self, package: Package, levels: Levels) -> None:
        self.package, self.levels = package, levels
        self.places: dict[str, Json] = {}
        self.units: list[Json] = []
        self.codes = {code for item in package.items.values() if (code := text_of(item, "humanCodingScheme"))}
        self.above = self.below = self.filled = 0

    def build(self) -> list[Json]:
        path: dict[int, Json] = {}  # depth -> the nearest node of ours there or above
        for identifier, depth in self.package.in_order():
            item = self.package.items[identifier]
            role = self._role(identifier, item, depth)
            context = dict(path.get(depth - 1, {}))
            if role is None:
                self.below += "criterion" in context
                self.above += "criterion" not in context
            else:
                self._add(role, identifier, item, context)
            path[depth] = context
        self._fill()
        return self.units

    def notes(self) -> list[str]:
        counted = (
            (
                self.above,
                ngettext(
                    "%(count)s item is a heading only: it is kept for export.",
                    "%(count)s items are headings only: they are kept for export.",
                    self.above,
                ),
            ),
            (
                self.below,
                ngettext(
                    "%(count)s item stands below the criteria: it is kept for export and not scored on its own.",
                    "%(count)s items stand below the criteria: they are kept for export and not scored on their own.",
                    self.below,
                ),
            ),
            (
                self.filled,
                ngettext(
                    "%(count)s item has nothing below it: its text also stands as its own work process or criterion.",
                    "%(count)s items have nothing below them: their text also stands as work process or criterion.",
                    self.filled,
                ),
            ),
        )
        return [sentence % {"count": count} for count, sentence in counted if count]

    def _role(self, identifier: str, item: Json, depth: int) -> Role | None:
        if not self.levels:
            return role_of_type(item)
        return role_at(depth, self.levels, is_leaf=not self.package.children.get(identifier))

    def _add(self, role: Role, identifier: str, item: Json, context: dict[str, Json]) -> None:
        """Make the node, hang it under what ``context`` holds, and make it the one that what follows hangs under."""
        if role is Role.UNIT:
            node = self._unit(identifier, item)
            self.places[f"units[{len(self.units)}]"] = item
            node_path = f"units[{len(self.units)}]"
            self.units.append(node)
            context.clear()
            context.update(unit=node, unit_path={"path": node_path})
            return
        above, list_name = ("unit", "work_processes") if role is Role.WORK_PROCESS else ("work_process", "criteria")
        if above not in context:
            message = _("This hangs under no %(above)s. Choose at which depths the parts stand.")
            name = _("unit") if above == "unit" else _("work process")
            self.package.problems.append(Problem(place_of(item), message % {"above": name}, "CFItemType"))
            return
        parent, parent_path = context[above], context[f"{above}_path"]["path"]
        node = self._work_process(identifier, item) if role is Role.WORK_PROCESS else self._criterion(identifier, item)
        node_path = f"{parent_path}.{list_name}[{len(parent[list_name])}]"
        self.places[node_path] = item
        parent[list_name].append(node)
        context.pop("criterion", None)
        context.update({str(role): node, f"{role}_path": {"path": node_path}})

    def _fill(self) -> None:
        for unit in self.units:
            if not unit["work_processes"]:
                self.filled += 1
                unit["work_processes"].append(self._repeated(unit, "W", unit.get("_whole", "")))
            for work_process in unit["work_processes"]:
                if not work_process["criteria"]:
                    self.filled += not work_process.pop("_repeated", False)
                    whole = work_process.pop("_whole", "") or work_process["title"]
                    code = self._free(f"{work_process['code']}-C1")
                    work_process["criteria"].append({"code": code, "title": whole, "origin": work_process["origin"]})
                work_process.pop("_whole", None)
            unit.pop("_whole", None)

    def _repeated(self, unit: Json, letter: str, whole: str) -> Json:
        return {
            "code": self._free(f"{unit['code']}-{letter}1"),
            "title": unit["title"],
            "origin": unit["origin"],
            "code_origin": "voorbeeld",
            "criteria": [],
            "_whole": whole,
            "_repeated": True,
        }

    def _unit(self, identifier: str, item: Json) -> Json:
        title, whole = heading_of(item)
        own = own_fields(item)
        return {
            "title": title,
            "complexity": whole,
            "elective": False,
            "_whole": whole,
            **self._shared(identifier, item, own, number=len(self.units) + 1),
            "kind": own.get("kind") or unit_kind(item),
            "work_processes": [],
        }

    def _work_process(self, identifier: str, item: Json) -> Json:
        title, whole = heading_of(item)
        notes = text_of(item, "notes")
        is_result = notes.startswith(RESULT)
        own = own_fields(item)
        return {
            "title": title,
            "description": "\n\n".join(filter(None, (whole, "" if is_result else notes))),
            "result": notes.removeprefix(RESULT) if is_result else "",
            "_whole": whole,
            **self._shared(identifier, item, own, number=0),
            "criteria": [],
        }

    def _criterion(self, identifier: str, item: Json) -> Json:
        shared = self._shared(identifier, item, own_fields(item), number=0)
        shared.pop("code_origin", None)
        return {"title": text_of(item, "fullStatement"), **shared}

    def _shared(self, identifier: str, item: Json, own: Json, *, number: int) -> Json:
        code = text_of(item, "humanCodingScheme")
        made = not code
        if made:
            code = self._free(text_of(item, "listEnumeration", 20).rstrip(".") or f"{number or len(self.codes) + 1}")
        known = {name: own[name] for name in _OWN_FIELDS if name in own}
        return {
            "code": code,
            "origin": "letterlijk",
            "code_origin": "voorbeeld" if made else None,
            **known,
            "case_identifier": identifier,
        }

    def _free(self, wanted: str) -> str:
        """This code, or one like it that nothing else has."""
        wanted = wanted[: _LONGEST_CODE - 6]
        code, number = wanted, 1
        while code in self.codes:
            number += 1
            code = f"{wanted}.{number}"
        self.codes.add(code)
        return code


def _standard(package: Package, own: Json) -> Json:
    document, version = package.document, text_of(package.document, "version")
    title = text_of(document, "title", 300)
    title = title.removesuffix(f" ({version})") if version else title
    language = text_of(document, "language") or next(
        (told for item in package.items.values() if (told := text_of(item, "language"))), ""
    )
    address = text_of(document, "officialSourceURL")
    found: Json = {
        "key": slugify(title)[:90].strip("-") or f"case-{package.document_identifier[:8]}",
        "title": title,
        "kind": "sector",
        "owner": text_of(document, "creator", 200),
        "uri": address if re.match(r"https?://", address) and len(address) <= 500 else "",
        "language": language[:5].lower() or "nl",
    }
    said = own.get("standard")
    found |= said if isinstance(said, dict) else {}
    if found["kind"] not in STANDARD_KINDS:
        found["kind"] = "sector"
    return found


def _version(package: Package, own: Json) -> Json:
    document = package.document
    label = text_of(document, "version", 100) or text_of(document, "lastChangeDateTime")[:10] or "1"
    status = text_of(document, "adoptionStatus")
    version: Json = {
        "label": label,
        "status": _STATUSES.get(status.casefold(), status.lower())[:40],
        "source": text_of(document, "description") or text_of(document, "officialSourceURL"),
        "valid_from": _day(package, "statusStartDate"),
        "valid_until": _day(package, "statusEndDate"),
    }
    told = own.get("version")
    version |= told if isinstance(told, dict) else {}
    provenance = own.get("provenance")
    if not isinstance(provenance, dict):
        source = text_of(document, "uri") or package.document_identifier
        creator = text_of(document, "creator") or "?"
        said = _("all texts, from the CASE package of %(creator)s: %(source)s")
        provenance = {"letterlijk": said % {"creator": creator, "source": source}}
    return {"version": version, "provenance": provenance}


def _day(package: Package, name: str) -> str | None:
    told = text_of(package.document, name)[:10]
    try:
        return date.fromisoformat(told).isoformat() if told else None
    except ValueError:
        said = _("“%(name)s” is no date: it is kept for export and not used.")
        package.notes.append(said % {"name": name})
        return None
