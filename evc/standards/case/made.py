"""A CFPackage of a version that did not come from one. Identifiers are those of our own rows, so they stay what they are.

What CASE has no field for (where a text comes from, required repetitions, settings) stands in ``extensions.erkend``, and is
read back from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any
from uuid import UUID

from evc.standards.case.to_form import OWN, RESULT, heading_of
from evc.standards.form import STANDARD_NUMBERS, STANDARD_TEXTS, UNIT_KINDS
from evc.standards.models import CoreTask, Criterion, QualificationStandard, StandardVersion, WorkProcess
from evc.standards.selectors import tree
from foundation.addresses import public_address

Json = dict[str, Any]
ADDRESS = "/ims/case/v1p1"
_TYPES = ("Werkproces", "Criterium")
_EVERY_TYPE = (*(kind.capitalize() for kind in UNIT_KINDS), *_TYPES)
_STATUSES = {"vastgesteld": "Adopted", "vervallen": "Deprecated", "concept": "Draft"}
_STANDARD = ("key", "title", *STANDARD_TEXTS, *STANDARD_NUMBERS)


def address_of(kind: str, identifier: object) -> str:
    """The public address of a CFItem, CFDocument and so on."""
    return public_address(f"{ADDRESS}/{kind}/{identifier}")


def case_address(node: CoreTask | WorkProcess | Criterion) -> str:
    """The public address of a part of a version, which never means that of another version."""
    return address_of("CFItems", node.pk)


def made_package(version: StandardVersion) -> Json:
    """The whole package, valid under the CASE 1.1 schema."""
    made = Made(version)
    items, associations = [], []
    for node, parent, number in made.nodes():
        items.append(made.item(node))
        associations.append(made.association(node, parent, number))
    return {
        "CFDocument": made.document(),
        "CFItems": items,
        "CFAssociations": associations,
        "CFDefinitions": {"CFItemTypes": made.item_types()},
    }


# Flipping these bits makes of the identifier of a row that of its relation with its parent, and back: neither tells more.
_TWIN = 0x5C5C5C5C_5C5C_0C5C_1C5C_5C5C5C5C5C5C
_TYPE = 0x3A3A3A3A_3A3A_0A3A_1A3A_3A3A3A3A3A3A


def twin(identifier: UUID) -> UUID:
    return UUID(int=identifier.int ^ _TWIN)


class Made:
    """The parts of the package, each by itself, for who asks for one of them."""

    def __init__(self, version: StandardVersion) -> None:
        self.version, self.standard = version, version.standard
        self.moment = version.loaded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.title = f"{self.standard.title} ({version.label})"

    def nodes(self) -> Iterator[tuple[Any, Any, int]]:
        """Each node with its parent (None: the document) and its number among its siblings, from the top down."""
        for first, unit in enumerate(tree(self.version), start=1):
            yield unit.core_task, None, first
            for second, inner in enumerate(unit.work_processes, start=1):
                yield inner.work_process, unit.core_task, second
                for third, criterion in enumerate(inner.criteria, start=1):
                    yield criterion, inner.work_process, third

    def document(self) -> Json:
        version, standard = self.version, self.standard
        told: Json = {
            **self._basics("CFDocuments", version.pk),
            "frameworkType": "Qualification standard",
            "caseVersion": "1.1",
            "creator": standard.owner or standard.title,
            "title": self.title,
            "officialSourceURL": standard.uri,
            "description": version.source,
            "language": standard.language,
            "version": version.label,
            "adoptionStatus": _STATUSES.get(version.status, ""),
            "statusStartDate": version.valid_from.isoformat() if version.valid_from else "",
            "statusEndDate": version.valid_until.isoformat() if version.valid_until else "",
        }
        return _filled(told) | {"extensions": {OWN: own_of_version(version)}}

    def item(self, node: Any) -> Json:
        told: Json = {
            **self._basics("CFItems", node.pk),
            "fullStatement": node.title,
            "humanCodingScheme": node.code,
            "CFItemType": type_of(node),
            "CFItemTypeURI": self._type_link(type_of(node)),
            "language": self.standard.language,
            "notes": _notes(node),
        }
        return _filled(told) | {"extensions": {OWN: own_of_node(node)}}

    def association(self, node: Any, parent: Any, number: int) -> Json:
        """That the node hangs under its parent."""
        identifier = twin(node.pk)
        return {
            **self._basics("CFAssociations", identifier),
            "associationType": "isChildOf",
            "sequenceNumber": number,
            "originNodeURI": self._node_link(node),
            "destinationNodeURI": self._node_link(parent) if parent is not None else self.link(targeted=True),
        }

    def item_types(self) -> list[Json]:
        kinds = list(dict.fromkeys(type_of(unit) for unit in self.version.core_tasks.all()))
        return [
            {
                **self._basics("CFItemTypes", self._type_identifier(name)),
                "title": name,
                "description": name,
                "hierarchyCode": "1" if name in kinds else str(_TYPES.index(name) + 2),
                "typeCode": name.lower(),
            }
            for name in (*kinds, *_TYPES)
        ]

    def link(self, *, targeted: bool = False) -> Json:
        """To the document."""
        link = {
            "title": self.title,
            "identifier": str(self.version.pk),
            "uri": address_of("CFDocuments", self.version.pk),
        }
        return link | {"targetType": "CASE"} if targeted else link

    def _basics(self, kind: str, identifier: UUID) -> Json:
        return {"identifier": str(identifier), "uri": address_of(kind, identifier), "lastChangeDateTime": self.moment}

    def _node_link(self, node: Any) -> Json:
        uri = address_of("CFItems", node.pk)
        return {"title": node.code, "identifier": str(node.pk), "uri": uri, "targetType": "CASE"}

    def _type_identifier(self, name: str) -> UUID:
        return UUID(int=self.version.pk.int ^ _type_bits(name))

    @staticmethod
    def type_owners(identifier: UUID) -> Iterator[tuple[UUID, str]]:
        """Which version and type an identifier of a type would be of."""
        for name in _EVERY_TYPE:
            yield UUID(int=identifier.int ^ _type_bits(name)), name

    def _type_link(self, name: str) -> Json:
        identifier = self._type_identifier(name)
        return {"title": name, "identifier": str(identifier), "uri": address_of("CFItemTypes", identifier)}


def _type_bits(name: str) -> int:
    return _TYPE ^ (_EVERY_TYPE.index(name) if name in _EVERY_TYPE else len(_EVERY_TYPE))


def type_of(node: CoreTask | WorkProcess | Criterion) -> str:
    if isinstance(node, CoreTask):
        return node.kind.capitalize()
    return _TYPES[0] if isinstance(node, WorkProcess) else _TYPES[1]


def own_of_standard(standard: QualificationStandard) -> Json:
    return {name: getattr(standard, name) for name in _STANDARD}


def own_of_version(version: StandardVersion) -> Json:
    """What CASE can't say of a standard and its version, as the form says it."""
    days = ("valid_from", "valid_until", "established_on")
    told: Json = {name: day.isoformat() for name in days if (day := getattr(version, name)) is not None}
    told |= {name: getattr(version, name) for name in ("label", "status", "established_by", "source")}
    told["substantiation_depth"] = version.substantiation_depth
    told["threshold"] = {"rule": version.threshold_rule, "percent": version.threshold_percent}
    told["practice"] = {
        "expire_after_years": version.repetitions_expire_after_years,
        "independent_only": version.repetitions_independent_only,
        "witnesses": version.repetitions_least_witnesses,
    }
    return {"standard": own_of_standard(version.standard), "version": told, "provenance": version.provenance}


def own_of_node(node: CoreTask | WorkProcess | Criterion) -> Json:
    """What CASE can't say of an item, as the form says it."""
    if isinstance(node, Criterion):
        return {"origin": node.origin} | ({"decisive": True} if node.decisive else {})
    told: Json = {"origin": node.origin, "code_origin": node.code_origin}
    if heading_of({"fullStatement": node.title}) != (node.title, ""):
        told["title"] = node.title  # of several lines, of which a heading is only the first
    if isinstance(node, CoreTask):
        return told | {
            "kind": node.kind,
            "complexity": node.complexity,
            "responsibility": node.responsibility,
            "level": node.level,
            "elective": node.elective,
        }
    told |= {"description": node.description, "result": node.result}
    if node.required_repetitions is not None:
        told["required_repetitions"] = {
            "count": node.required_repetitions,
            "origin": node.required_repetitions_origin,
            "witnesses": node.required_witnesses,
        }
    return told


def _notes(node: CoreTask | WorkProcess | Criterion) -> str:
    if not isinstance(node, WorkProcess):
        return ""
    result = f"{RESULT}{node.result}" if node.result else ""
    return "\n\n".join(filter(None, (node.description, result)))


def _filled(told: Json) -> Json:
    return {name: value for name, value in told.items() if value not in ("", None)}
