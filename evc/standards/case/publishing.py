"""What stands at the addresses of CASE 1.1: documents, packages, items and their relations, of every version that is here.

An identifier is that of our own row, or the one that an imported package has for it; of two editions under one identifier
the newest is shown, and each is still found under the identifier of its row.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from evc.standards.case.keeping import associations_of, whole_package
from evc.standards.case.made import Made, address_of, made_package, twin
from evc.standards.case.package import target_of
from evc.standards.case.shapes import ASSOCIATION, DOCUMENT, ITEM, RUBRIC, fitted, fitted_definitions
from evc.standards.models import CaseItem, CasePackage, CoreTask, Criterion, StandardVersion, WorkProcess
from foundation.errors import NotFound

Json = dict[str, Any]
Node = CoreTask | WorkProcess | Criterion


def documents() -> QuerySet[StandardVersion]:
    """Every version, the newest first, with what ``document`` needs."""
    return StandardVersion.objects.select_related("standard", "case_package").order_by("-loaded_at", "pk")


def document(version: StandardVersion) -> Json:
    """The CFDocument of a version, with a link to its package."""
    kept = _kept(version)
    also = {"CFPackageURI": _package_link(version, kept)}
    if kept is None:
        return Made(version).document() | also
    told = json.loads(kept.rest)["package"]["CFDocument"]
    return _document_of(told, version, also)


def package(identifier: UUID) -> Json:
    """A whole CFPackage. Raises NotFound."""
    version = find_document(identifier)
    kept = _kept(version)
    if kept is None:
        return made_package(version)
    moment, value = _moment(version), whole_package(kept)
    found: Json = {
        "CFDocument": _document_of(value["CFDocument"], version),
        "CFItems": [fitted(item, ITEM, moment=moment) for item in value["CFItems"]],
        "CFAssociations": [fitted(each, ASSOCIATION, moment=moment) for each in value["CFAssociations"]],
    }
    if definitions := fitted_definitions(value.get("CFDefinitions"), moment=moment):
        found["CFDefinitions"] = definitions
    if rubrics := _rubrics(value, moment):
        found["CFRubrics"] = rubrics
    return found


def item(identifier: UUID) -> Json:
    """One CFItem, with a link to its document. Raises NotFound."""
    node, kept = _find_item(identifier)
    version = _version_of(node, kept)
    also = {"CFDocumentURI": _document_link(version)}
    if kept is not None:
        return fitted(json.loads(kept.text), ITEM, moment=_moment(version), also=also)
    return Made(version).item(node) | also


def item_associations(identifier: UUID) -> Json:
    """A CFAssociationSet: the item, and every relation of its package that it is an end of. Raises NotFound."""
    node, kept = _find_item(identifier)
    version = _version_of(node, kept)
    if kept is None:
        found = _made_associations(Made(version), node)
    else:
        told = str(kept.identifier)
        rows = kept.package.items.filter(associations__contains=told) | kept.package.items.filter(pk=kept.pk)
        every = [pair for row in rows for pair in associations_of(row)]
        every += [(place, each) for place, each in json.loads(kept.package.rest)["associations"]]
        ends = ("originNodeURI", "destinationNodeURI")
        mine = sorted((pair for pair in every if any(target_of(pair[1].get(end)) == told for end in ends)), key=_place)
        found = [fitted(each, ASSOCIATION, moment=_moment(version)) for _place_of, each in mine]
    return {"CFItem": item(identifier), "CFAssociations": found}


def association(identifier: UUID) -> Json:
    """That a row of ours hangs under another. Of an imported package see ``item_associations``. Raises NotFound."""
    for model in (Criterion, WorkProcess, CoreTask):
        node = _rows(model).filter(pk=twin(identifier)).first()
        if node is not None:
            made = Made(_version_of(node, None))
            return _made_associations(made, node)[0] | {"CFDocumentURI": made.link()}
    raise _not_here()


def item_types(identifier: UUID) -> Json:
    """A CFItemTypeSet of one. Raises NotFound."""
    for pk, name in Made.type_owners(identifier):
        version = StandardVersion.objects.select_related("standard").filter(pk=pk).first()
        if version is not None:
            return {"CFItemTypes": [row for row in Made(version).item_types() if row["title"] == name]}
    raise _not_here()


def rubric(identifier: UUID) -> Json:
    """A CFRubric of an imported package. Raises NotFound."""
    told = str(identifier)
    for kept in (
        CasePackage.objects.filter(rest__contains=told).select_related("version").order_by("-version__loaded_at")
    ):
        for found in _rubrics(json.loads(kept.rest)["package"], _moment(kept.version)):
            if found.get("identifier", "").lower() == told:
                return found
    raise _not_here()


def find_document(identifier: UUID) -> StandardVersion:
    """The version with this row, or the newest whose package has this document. Raises NotFound."""
    versions = documents()
    version = versions.filter(pk=identifier).first() or versions.filter(case_package__identifier=identifier).first()
    if version is None:
        raise _not_here()
    return version


def _find_item(identifier: UUID) -> tuple[Node | None, CaseItem | None]:
    """Our own row, and what its package says of it; either may be missing, not both."""
    kept_items = CaseItem.objects.select_related("package__version__standard")
    for model in (WorkProcess, Criterion, CoreTask):
        node: Node | None = _rows(model).filter(pk=identifier).first()
        if node is not None:
            if node.case_identifier is None:
                return node, None
            version = _version_of(node, None)
            return node, kept_items.filter(package__version=version, identifier=node.case_identifier).first()
    kept = kept_items.filter(identifier=identifier).order_by("-package__version__loaded_at").first()
    if kept is None:
        raise _not_here()
    return None, kept


def _rows(model: Any) -> Any:
    above = {
        Criterion: "work_process__version__standard",
        WorkProcess: "version__standard",
        CoreTask: "version__standard",
    }
    return model.objects.select_related(above[model])


def _version_of(node: Node | None, kept: CaseItem | None) -> StandardVersion:
    if node is None:
        assert kept is not None
        return kept.package.version
    return node.work_process.version if isinstance(node, Criterion) else node.version


def _made_associations(made: Made, node: Any) -> list[Json]:
    """The relation with its parent first, then those with its children."""
    found = [made.association(*each) for each in made.nodes() if node in each[:2]]
    own = [each for each in found if each["originNodeURI"]["identifier"] == str(node.pk)]
    return own + [each for each in found if each not in own]


def _document_of(told: Json, version: StandardVersion, also: Json | None = None) -> Json:
    found = fitted(told, DOCUMENT, moment=_moment(version), also=also)
    found.setdefault("creator", version.standard.owner or version.standard.title)
    found.setdefault("uri", address_of("CFDocuments", version.pk))
    return found


def _document_link(version: StandardVersion) -> Json:
    kept = _kept(version)
    if kept is None:
        return Made(version).link()
    told = json.loads(kept.rest)["package"]["CFDocument"]
    uri = told.get("uri") or address_of("CFDocuments", version.pk)
    return {"title": told["title"], "identifier": str(kept.identifier), "uri": uri}


def _package_link(version: StandardVersion, kept: CasePackage | None) -> Json:
    identifier = version.pk if kept is None else kept.identifier
    uri = address_of("CFPackages", version.pk)
    return {"title": str(version), "identifier": str(identifier), "uri": uri}


def _rubrics(value: Json, moment: str) -> list[Json]:
    told = value.get("CFRubrics")
    rows = told if isinstance(told, list) else []
    return [fitted(row, RUBRIC, moment=moment) for row in rows if isinstance(row, dict)]


def _kept(version: StandardVersion) -> CasePackage | None:
    return CasePackage.objects.filter(version=version).first()


def _moment(version: StandardVersion) -> str:
    return version.loaded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _place(pair: tuple[int, Json]) -> int:
    return pair[0]


def _not_here() -> NotFound:
    return NotFound("There is nothing with this identifier here.", code="unknownobject")
