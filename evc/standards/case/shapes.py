"""The shapes of CASE 1.1 (its JSON schemas allow no other field): what is kept is fitted into them where it is published.

A field that CASE 1.1 doesn't know, or a value of another kind, goes to ``extensions.erkend.kept``, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from evc.standards.case.to_form import OWN

Json = dict[str, Any]

_BASICS = {"identifier": "text", "uri": "text", "lastChangeDateTime": "moment"}
_SUBJECTS = {"subject": "texts", "subjectURI": "links"}
DOCUMENT = {
    **_BASICS,
    **_SUBJECTS,
    **dict.fromkeys(("frameworkType", "caseVersion", "creator", "title", "officialSourceURL", "publisher"), "text"),
    **dict.fromkeys(("description", "language", "version", "adoptionStatus", "notes"), "text"),
    **dict.fromkeys(("statusStartDate", "statusEndDate"), "text"),
    "licenseURI": "link",
}
ITEM = {
    **_BASICS,
    **_SUBJECTS,
    **dict.fromkeys(
        ("fullStatement", "alternativeLabel", "CFItemType", "humanCodingScheme", "listEnumeration"), "text"
    ),
    **dict.fromkeys(("abbreviatedStatement", "notes", "language", "statusStartDate", "statusEndDate"), "text"),
    **dict.fromkeys(("conceptKeywords", "educationLevel"), "texts"),
    **dict.fromkeys(("conceptKeywordsURI", "CFItemTypeURI", "licenseURI"), "link"),
}
ASSOCIATION = {
    **_BASICS,
    "associationType": "relation",
    "sequenceNumber": "number",
    "originNodeURI": "end",
    "destinationNodeURI": "end",
    "CFAssociationGroupingURI": "link",
    "notes": "text",
}
_LEVEL = {
    **_BASICS,
    **dict.fromkeys(("description", "quality", "feedback", "rubricCriterionId"), "text"),
    "score": "amount",
    "position": "number",
}
_CRITERION = {
    **_BASICS,
    **dict.fromkeys(("category", "description", "rubricId"), "text"),
    "CFItemURI": "link",
    "weight": "amount",
    "position": "number",
    "CFRubricCriterionLevels": _LEVEL,
}
RUBRIC = {**_BASICS, "title": "text", "description": "text", "CFRubricCriteria": _CRITERION}
_NAMED = {**_BASICS, "title": "text", "description": "text"}
DEFINITIONS = {
    "CFConcepts": {**_NAMED, "hierarchyCode": "text", "keywords": "text"},
    "CFSubjects": {**_NAMED, "hierarchyCode": "text"},
    "CFLicenses": {**_NAMED, "licenseText": "text"},
    "CFItemTypes": {**_NAMED, "hierarchyCode": "text", "typeCode": "text"},
    "CFAssociationGroupings": _NAMED,
}
_REQUIRED = {
    "CFItemTypes": ("description", "hierarchyCode"),
    "CFConcepts": ("hierarchyCode",),
    "CFSubjects": ("hierarchyCode",),
}
_RELATIONS = frozenset(
    (
        "isChildOf",
        "isPeerOf",
        "isPartOf",
        "exactMatchOf",
        "precedes",
        "isRelatedTo",
        "replacedBy",
        "exemplar",
        "hasSkillLevel",
        "isTranslationOf",
    )
)


def fitted(
    thing: Mapping[str, Any], shape: Mapping[str, Any], *, moment: str, also: Mapping[str, Any] | None = None
) -> Json:
    """The thing with the fields of its shape only. ``moment``: when it was last changed, where it doesn't say.

    ``also``: fields of this answer that a package doesn't repeat (links to its document).
    """
    found: Json = {}
    kept: Json = {}
    extensions = thing.get("extensions")
    for name, value in thing.items():
        if value is None or name == "extensions" or (also and name in also):
            continue
        fits = _fit(value, shape[name], moment) if name in shape else None
        if fits is None:
            kept[name] = value
        else:
            found[name] = fits
    kept = {name: value for name, value in kept.items() if name not in ("CFDocumentURI", "CFPackageURI")}
    found.setdefault("lastChangeDateTime", moment)
    told: Json = dict(extensions) if isinstance(extensions, dict) else {}
    if kept:
        own = told.get(OWN)
        told[OWN] = {**(own if isinstance(own, dict) else {}), "kept": kept}
    if told and shape is _LEVEL:  # the schema has a list here, and nowhere else
        return found | {"extensions": [told]}
    return found | (dict(also) if also else {}) | ({"extensions": told} if told else {})


def fitted_definitions(told: object, *, moment: str) -> Json:
    """CFDefinitions with what each kind must have."""
    found: Json = {}
    if not isinstance(told, dict):
        return found
    for name, shape in DEFINITIONS.items():
        rows = [row for row in told.get(name) or () if isinstance(row, dict)]
        made = [fitted(row, shape, moment=moment) for row in rows]
        for row in made:
            for required in ("title", *_REQUIRED.get(name, ())):
                row.setdefault(
                    required, row.get("title", row.get("identifier", "")) if required != "hierarchyCode" else "1"
                )
        if made:
            found[name] = made
    return found


def as_link(value: object, *, generic: bool = False) -> Json | None:
    """A LinkURI: title, identifier and uri, in an association also what it points at."""
    if not isinstance(value, dict):
        return None
    uri, identifier = value.get("uri"), value.get("identifier")
    if not isinstance(uri, str) or not isinstance(identifier, str):
        return None
    title = value.get("title")
    link: Json = {
        "title": title if isinstance(title, str) and title else identifier,
        "identifier": identifier,
        "uri": uri,
    }
    target = value.get("targetType")
    if generic and isinstance(target, str) and target:
        link["targetType"] = target if target == "CASE" or target.startswith("ext:") else f"ext:{_plain(target)}"
    return link


def _fit(value: object, kind: object, moment: str) -> Any:
    """The value in the kind that CASE 1.1 asks for, or None where it is none."""
    if isinstance(kind, dict):
        rows = value if isinstance(value, list) else []
        return [fitted(row, kind, moment=moment) for row in rows if isinstance(row, dict)]
    return _FITS[str(kind)](value)


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return None
    return str(value) if isinstance(value, str | int | float) else None


def _texts(value: object) -> list[str] | None:
    rows = value if isinstance(value, list) else [value]
    return [str(row) for row in rows] if all(isinstance(row, str) for row in rows) else None


def _links(value: object) -> list[Json] | None:
    rows = value if isinstance(value, list) else [value]
    found = [link for row in rows if (link := as_link(row)) is not None]
    return found if len(found) == len(rows) else None


def _moment(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return value if re.search(r"(?:Z|[+-]\d\d:?\d\d)$", value) else f"{value}Z"


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _amount(value: object) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _relation(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return value if value in _RELATIONS or value.startswith("ext:") else f"ext:{_plain(value)}"


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "", text) or "other"


_FITS: Mapping[str, Callable[[object], Any]] = {
    "text": _text,
    "texts": _texts,
    "link": as_link,
    "links": _links,
    "end": lambda value: as_link(value, generic=True),
    "moment": _moment,
    "number": _number,
    "amount": _amount,
    "relation": _relation,
}
