"""A CFPackage as a tree of its own items: by "isChildOf", however deep. Nothing outside the package is ever asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.standards.fields import Problem

Json = dict[str, Any]
_SEQUENCE = re.compile(r"-?[0-9]{1,9}")


@dataclass(slots=True)
class Package:
    """``items`` by identifier (lower case), in the package's order; ``children`` of an identifier, in theirs.

    ``associations`` are those that start at an item, with their place in the package; ``loose`` the others.
    """

    value: Json
    document: Json
    document_identifier: str
    items: dict[str, Json] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    associations: dict[str, list[tuple[int, Json]]] = field(default_factory=dict)
    loose: list[tuple[int, Json]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def in_order(self) -> Iterator[tuple[str, int]]:
        """Each item under its parent, from the top down, with its depth (1 is the top)."""
        stack = [(child, 1) for child in reversed(self.children.get(self.document_identifier, ()))]
        while stack:
            identifier, depth = stack.pop()
            yield identifier, depth
            stack += [(child, depth + 1) for child in reversed(self.children.get(identifier, ()))]


def read_package(value: Json) -> Package:
    """The package's structure, with all that is wrong with it in ``problems``."""
    document = value.get("CFDocument")
    problems: list[Problem] = []
    if not isinstance(document, dict):
        problems.append(Problem("CFDocument", _("The package has no CFDocument. Ask for the whole CFPackage.")))
        document = {}
    identifier = _identifier(document, "CFDocument", problems) if document else ""
    package = Package(value, document, identifier, problems=problems)
    if document:
        _require_text(document, "title", "CFDocument", problems)
    _read_items(package)
    if package.items:
        _read_associations(package)
    return package


def place_of(item: Mapping[str, Any]) -> str:
    """How a problem names an item: by the code that people know, and its identifier."""
    code, identifier = item.get("humanCodingScheme"), item.get("identifier")
    return _("item %(name)s") % {"name": f"{code} ({identifier})" if code else identifier or "?"}


def target_of(link: object) -> str:
    """The identifier that a link points at: of an object, or the last part of an address written as plain text; "" else."""
    found = (link.get("identifier") or link.get("uri")) if isinstance(link, dict) else link
    return (found if isinstance(found, str) else "").rstrip("/").rpartition("/")[2].lower()


def _read_items(package: Package) -> None:
    items = package.value.get("CFItems")
    if not isinstance(items, list) or not items:
        package.problems.append(Problem("CFItems", _("The package has no items. Ask for the whole CFPackage.")))
        return
    for number, item in enumerate(items):
        where = f"CFItems[{number}]"
        if not isinstance(item, dict):
            package.problems.append(Problem(where, _("An object with named fields is expected here.")))
            continue
        identifier = _identifier(item, where, package.problems)
        statement = item.get("fullStatement")
        if not isinstance(statement, str) or not statement.strip():
            _require_text(item, "fullStatement", where if not identifier else place_of(item), package.problems)
        if not identifier:
            continue
        if identifier in package.items or identifier == package.document_identifier:
            message = _("This identifier stands in the package more than once. Ask the sender to repair it.")
            package.problems.append(Problem(place_of(item), message, "identifier"))
        package.items.setdefault(identifier, item)


def _read_associations(package: Package) -> None:
    found = package.value.get("CFAssociations")
    ranked: dict[str, list[tuple[float, int, str]]] = {}
    has_parent: set[str] = set()
    missing: dict[str, Problem] = {}
    kept: Counter[str] = Counter()
    for place, association in enumerate(found if isinstance(found, list) else []):
        if not isinstance(association, dict):
            message = _("An object with named fields is expected here.")
            package.problems.append(Problem(f"CFAssociations[{place}]", message))
            continue
        child = target_of(association.get("originNodeURI"))
        parent = target_of(association.get("destinationNodeURI"))
        if child in package.items:
            package.associations.setdefault(child, []).append((place, association))
        else:
            package.loose.append((place, association))
        if association.get("associationType") != "isChildOf":
            kept["outside" if not _is_inside(package, child, parent) else "other"] += 1
        elif child not in package.items:
            kept["outside"] += 1
        elif parent != package.document_identifier and parent not in package.items:
            message = _("Its parent “%(parent)s” is not in the package.") % {"parent": parent or "?"}
            missing.setdefault(child, Problem(place_of(package.items[child]), message, "destinationNodeURI"))
        elif child in has_parent:
            kept["second"] += 1
        else:
            has_parent.add(child)
            ranked.setdefault(parent, []).append((_sequence(association), place, child))
    package.children = {parent: [child for _rank, _place, child in sorted(rows)] for parent, rows in ranked.items()}
    package.problems += [problem for child, problem in missing.items() if child not in has_parent]
    _add_top(package, has_parent | missing.keys())
    _refuse_circles(package)
    package.notes += _kept_notes(kept)


def _add_top(package: Package, hung: set[str]) -> None:
    """Items of which nothing says where they hang stand at the top."""
    top = [identifier for identifier in package.items if identifier not in hung]
    if top:
        package.children.setdefault(package.document_identifier, []).extend(top)
        sentence = ngettext(
            "%(count)s item has no parent: it stands at the top.",
            "%(count)s items have no parent: they stand at the top.",
            len(top),
        )
        package.notes.append(sentence % {"count": len(top)})


def _refuse_circles(package: Package) -> None:
    """Items that are never reached from the top hang in a circle, or under one, or under a parent that is missing."""
    reached = {identifier for identifier, _depth in package.in_order()}
    parent_of = {child: parent for parent, children in package.children.items() for child in children}
    told: set[str] = set()
    for identifier in package.items:
        if identifier in reached:
            continue
        seen: list[str] = []
        current = identifier
        while current in parent_of and current not in told and current not in seen:
            seen.append(current)
            current = parent_of[current]
        if current in seen:
            circle = seen[seen.index(current) :]
            names = " > ".join(str(package.items[each].get("humanCodingScheme") or each) for each in circle)
            message = _("This item hangs under itself: %(circle)s. Ask the sender to repair it.") % {"circle": names}
            package.problems.append(Problem(place_of(package.items[current]), message, "destinationNodeURI"))
        told.update(seen)


def _is_inside(package: Package, *ends: str) -> bool:
    return all(end in package.items or end == package.document_identifier for end in ends)


def _sequence(association: Mapping[str, Any]) -> float:
    """Its place among its siblings; a number that was written as a text is one. Those without come last."""
    told = association.get("sequenceNumber")
    if isinstance(told, int) and not isinstance(told, bool):
        return told
    if isinstance(told, str) and _SEQUENCE.fullmatch(told.strip()):
        return int(told)
    return float("inf")


def _identifier(thing: Mapping[str, Any], where: str, problems: list[Problem]) -> str:
    told = thing.get("identifier")
    try:
        return str(UUID(told)) if isinstance(told, str) else _no_identifier(where, problems)
    except ValueError:
        message = _("“%(found)s” is not a UUID, and CASE asks for one.") % {"found": str(told)[:80]}
        problems.append(Problem(where, message, "identifier"))
        return ""


def _no_identifier(where: str, problems: list[Problem]) -> str:
    problems.append(Problem(where, _("The identifier is missing."), "identifier"))
    return ""


def _require_text(thing: Mapping[str, Any], name: str, where: str, problems: list[Problem]) -> None:
    told = thing.get(name)
    if not isinstance(told, str) or not told.strip():
        problems.append(Problem(where, _("This text is missing."), name))


def _kept_notes(kept: Mapping[str, int]) -> Sequence[str]:
    sentences = {
        "other": ngettext(
            "%(count)s other relation between items is kept for export.",
            "%(count)s other relations between items are kept for export.",
            kept.get("other", 0),
        ),
        "outside": ngettext(
            "%(count)s relation points outside the package: it is kept for export, and nothing was fetched.",
            "%(count)s relations point outside the package: they are kept for export, and nothing was fetched.",
            kept.get("outside", 0),
        ),
        "second": ngettext(
            "%(count)s item hangs under a second parent: the first one counts, the other is kept for export.",
            "%(count)s items hang under a second parent: the first one counts, the other is kept for export.",
            kept.get("second", 0),
        ),
    }
    return [sentence % {"count": kept[name]} for name, sentence in sentences.items() if kept.get(name)]
