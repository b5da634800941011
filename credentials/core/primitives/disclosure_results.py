"""Pointers into an Open Badge 3.0: what its holder may never leave out, and what shows some of its results."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from credentials.core.errors import UnusablePointer
from credentials.core.primitives.json_pointers import parse_pointer, write_pointer

# A holder without these could hide whose badge it is, that it has ended or was withdrawn, the terms it came under, or (a
# tag, with us) that it is only an example.
_MANDATORY = (
    "/issuer",
    "/validFrom",
    "/validUntil",
    "/issuanceDate",
    "/expirationDate",
    "/credentialStatus",
    "/credentialSchema",
    "/termsOfUse",
    "/credentialSubject/achievement/tag",
)
_OF_THE_BADGE = ("name", "description", "image")
_SUBJECT = "credentialSubject"


def usual_mandatory_pointers(document: Mapping[str, Any]) -> list[str]:
    """Return the pointers to all that is in this badge and must be in every part of it that is shown."""
    return [pointer for pointer in _MANDATORY if _leads_somewhere(document, pointer)]


def pointers_to_results(document: Mapping[str, Any], wanted: Collection[str]) -> list[str]:
    """Return the pointers that show these results, how each is described, and what the badge is for.

    A result is wanted by its ``id``, by that of its description, or by a code that its description refers to: the code of
    a core task stands for all its work processes. Who holds the badge, its evidence and its other results stay out.
    Raises UnusablePointer when there is no such result.
    """
    subject = document.get(_SUBJECT)
    achievement = subject.get("achievement") if isinstance(subject, Mapping) else None
    if not isinstance(subject, Mapping) or not isinstance(achievement, Mapping):
        raise UnusablePointer("This badge states no results of one achievement.")
    described = list(_objects(achievement.get("resultDescription"), (_SUBJECT, "achievement", "resultDescription")))
    by_id = {description.get("id"): (description, place) for description, place in described}
    pointers = [write_pointer(member) for member in _OF_THE_BADGE if member in document]
    pointers += [write_pointer(_SUBJECT, "achievement", name) for name in achievement if name != "resultDescription"]
    missing = set(wanted)
    for result, place in _objects(subject.get("result"), (_SUBJECT, "result")):
        description, described_at = by_id.get(result.get("resultDescription"), ({}, None))
        if names := _names(result, description) & set(wanted):
            missing -= names
            pointers += [place, *([described_at] if described_at else [])]
    if missing:
        raise UnusablePointer(f"This badge has no result {', '.join(sorted(missing))}.", results=sorted(missing))
    return list(dict.fromkeys(pointers))


def _names(result: Mapping[str, Any], description: Mapping[str, Any]) -> set[str]:
    codes = [alignment.get("targetCode") for alignment, _ in _objects(description.get("alignment"), ())]
    return {name for name in (result.get("id"), description.get("id"), *codes) if isinstance(name, str)}


def _objects(value: Any, steps: tuple[str, ...]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """One object or a list of them, each with the pointer to it."""
    if isinstance(value, Mapping):
        yield value, write_pointer(*steps)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, Mapping):
                yield item, write_pointer(*steps, index)


def _leads_somewhere(document: Mapping[str, Any], pointer: str) -> bool:
    value: Any = document
    for step in parse_pointer(pointer):
        if not isinstance(value, Mapping) or step not in value:
            return False
        value = value[step]
    return True
