"""Keeping a package as it came beside the version that was made of it, and putting it together again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from evc.standards.case.forms import as_1_1
from evc.standards.case.package import Json, Package
from evc.standards.case.to_form import OWN
from evc.standards.models import CaseItem, CasePackage, StandardVersion

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
_ITEMS, _ASSOCIATIONS = "CFItems", "CFAssociations"


@dataclass(frozen=True, slots=True)
class KeptItem:
    identifier: str
    text: str
    associations: str


@dataclass(frozen=True, slots=True)
class KeptPackage:
    """What is stored of a package; see ``models.CasePackage``."""

    identifier: str
    rest: str
    items: tuple[KeptItem, ...]
    levels: Mapping[str, int]
    sha256: str


def keepable(package: Package, levels: Mapping[str, int]) -> KeptPackage:
    """The package in the forms of CASE 1.1, as texts (JSON, keys sorted), and the SHA-256 of all of them.

    The order of its items and what we wrote in its document ourselves do not count for that.
    """
    as_1_1(package.value)
    items = tuple(
        KeptItem(identifier, _text(item), _text(found) if (found := package.associations.get(identifier)) else "")
        for identifier, item in package.items.items()
    )
    others = {name: value for name, value in package.value.items() if name not in (_ITEMS, _ASSOCIATIONS)}
    rest = _text({"package": others, "associations": package.loose})
    digest = hashlib.sha256(_text({**others, "CFDocument": _without_own(package.document)}).encode())
    digest.update(_text(package.loose).encode())
    for item in sorted(items, key=lambda each: each.identifier):
        digest.update(item.text.encode())
        digest.update(item.associations.encode())
    return KeptPackage(package.document_identifier, rest, items, levels, digest.hexdigest())


def keep(version: StandardVersion, kept: KeptPackage) -> CasePackage:
    """Store it beside the version, in the caller's transaction."""
    package = CasePackage.objects.create(
        version=version,
        identifier=UUID(kept.identifier),
        rest=kept.rest,
        levels=dict(kept.levels),
        sha256=kept.sha256,
    )
    CaseItem.objects.bulk_create(
        (
            CaseItem(
                package=package,
                identifier=UUID(item.identifier),
                position=position,
                text=item.text,
                associations=item.associations,
            )
            for position, item in enumerate(kept.items, start=1)
        ),
        batch_size=500,
    )
    return package


def whole_package(package: CasePackage) -> Json:
    """The package as it came: the same items and associations in the same order."""
    rest = json.loads(package.rest)
    items = []
    associations: list[tuple[int, Json]] = [(place, value) for place, value in rest["associations"]]
    for item in package.items.iterator(chunk_size=500):
        items.append(json.loads(item.text))
        associations += associations_of(item)
    value: Json = rest["package"]
    value[_ITEMS] = items
    value[_ASSOCIATIONS] = [association for _place, association in sorted(associations, key=lambda each: each[0])]
    return value


def associations_of(item: CaseItem) -> Iterator[tuple[int, Json]]:
    """Those that start at the item, with their place in the package."""
    yield from json.loads(item.associations or "[]")


def _without_own(document: Json) -> Json:
    extensions = document.get("extensions")
    if not isinstance(extensions, dict):
        return document
    rest = {name: value for name, value in extensions.items() if name != OWN}
    return {name: value for name, value in document.items() if name != "extensions"} | (
        {"extensions": rest} if rest else {}
    )


def _text(value: object) -> str:
    return _ENCODER.encode(value)
