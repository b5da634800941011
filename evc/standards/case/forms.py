"""What CASE 1.1 writes in another way than older packages do: links as objects, ``sequenceNumber`` as a number.

All else stays as it is, also what CASE doesn't know.
"""

from __future__ import annotations

import re
from uuid import UUID

from evc.standards.case.package import Json, target_of

_LINKS = ("CFPackageURI", "CFDocumentURI", "CFItemTypeURI", "licenseURI")
_ENDS = ("originNodeURI", "destinationNodeURI")


def as_1_1(value: Json) -> Json:
    """The same package in the forms of CASE 1.1, changed in place."""
    document: Json = value["CFDocument"]
    document["caseVersion"] = "1.1"
    title = str(document.get("title", ""))
    _write_links(document, title)
    for item in value.get("CFItems", ()):
        _write_links(item, title)
    associations = value.get("CFAssociations")
    for association in associations if isinstance(associations, list) else ():
        _write_links(association, title)
        for name in _ENDS:
            if isinstance(association.get(name), str):
                association[name] = _link(association[name], title)
        told = association.get("sequenceNumber")
        if isinstance(told, str) and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", told):
            association["sequenceNumber"] = int(told)
    return value


def _write_links(thing: Json, title: str) -> None:
    for name in _LINKS:
        if isinstance(thing.get(name), str) and thing[name]:
            thing[name] = _link(thing[name], title)


def _link(address: str, title: str) -> Json:
    identifier = target_of(address)
    try:
        identifier = str(UUID(identifier))
    except ValueError:
        identifier = address
    return {"title": title, "identifier": identifier, "uri": address}
