"""The rules of the Verifiable Credentials data model that JSON-LD does not hold by itself, at issue and again at verify.

Version 2.0 (https://www.w3.org/TR/vc-data-model-2.0/), and 1.1 as far as old badges need it. What the contexts must
define is judged by safe mode (``primitives.canonical``), the shape of an Open Badge by ``schema``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from credentials.core.contexts import CREDENTIALS_V1, CREDENTIALS_V2
from credentials.core.errors import MalformedCredential
from credentials.core.lenient import items_of
from credentials.core.primitives.canonical import is_absolute_iri
from credentials.core.primitives.json_pointers import pointer_step
from credentials.core.primitives.timestamps import parse_timestamp

BITSTRING_ENTRY = "BitstringStatusListEntry"
MAX_STATUS_ENTRIES = 32  # each may name a list of its own, to be fetched

# Section 4.10 and 4.11, and the reserved extension points of 5.10: each value says what it is.
_TYPED_MEMBERS = (
    "credentialStatus",
    "termsOfUse",
    "evidence",
    "refreshService",
    "credentialSchema",
    "renderMethod",
    "confidenceMethod",
)
_LANGUAGE_MEMBERS = frozenset({"@value", "@language", "@direction"})
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_INDEX = re.compile(r"0|[1-9][0-9]*", re.ASCII)


def is_version_1(document: Mapping[str, Any]) -> bool:
    """Say whether this is a credential of data model 1.1, by its first context."""
    return items_of(document.get("@context"))[:1] == [CREDENTIALS_V1]


def check_data_model(document: Mapping[str, Any], *, has_absolute_ids: bool = False) -> None:
    """Raise MalformedCredential for the first rule that the document breaks; ``field`` is a JSON pointer to the place.

    ``proof`` is looked at when it is there; that it must be there is for the verifier to say. ``has_absolute_ids``: it
    is known already that every ``id`` outside it is one absolute IRI (``primitives.canonical`` tells).
    """
    check_common_rules(document, "VerifiableCredential", has_absolute_ids=has_absolute_ids)
    _check_issuer(document)
    _check_subject(document.get("credentialSubject"))
    _check_texts(document)
    _check_validity(document)
    if len(items_of(document.get("credentialStatus"))) > MAX_STATUS_ENTRIES:
        raise _broken("/credentialStatus", f"must hold {MAX_STATUS_ENTRIES} entries at most")
    for field, entry in places_of(document.get("credentialStatus"), "/credentialStatus"):
        if BITSTRING_ENTRY in items_of(entry.get("type")):
            check_status_entry(entry, field)
    if "relatedResource" in document:
        from credentials.core.related_resources import check_related_resources  # noqa: PLC0415  # loaded when met

        check_related_resources(document["relatedResource"])


def check_common_rules(document: Mapping[str, Any], kind: str, *, has_absolute_ids: bool = False) -> None:
    """The rules for credentials and presentations alike: contexts, types (``kind`` is among them), ids, proofs.

    Raises MalformedCredential.
    """
    if not isinstance(document, Mapping):
        raise _broken("/", "must be an object")
    _check_context(document)
    _check_type(document, kind)
    if not has_absolute_ids:
        _check_ids(document, "", top=True)
    for member in _TYPED_MEMBERS:
        if member in document:
            _check_typed(document[member], member)
    if "proof" in document:
        _check_proof(document["proof"])


def check_status_entry(entry: Mapping[str, Any], field: str = "/credentialStatus") -> None:
    """The rules of a BitstringStatusListEntry (Bitstring Status List, section 2.1)."""
    index, purpose, url = entry.get("statusListIndex"), entry.get("statusPurpose"), entry.get("statusListCredential")
    if not isinstance(index, str) or not _INDEX.fullmatch(index) or len(index) > 15:
        raise _broken(f"{field}/statusListIndex", "must be a number written as a text, without leading zeros")
    if not isinstance(purpose, str) or not purpose:
        raise _broken(f"{field}/statusPurpose", "must be a text")
    if not is_absolute_iri(url):
        raise _broken(f"{field}/statusListCredential", "must be an address")
    if entry.get("id") is not None and entry["id"] == url:
        raise _broken(f"{field}/id", "must not be the address of the list")
    _check_status_size(entry, field)


def places_of(value: Any, field: str) -> Iterator[tuple[str, Any]]:
    """Each item with the JSON pointer to it: ``field`` itself where there is no list around it."""
    if isinstance(value, list):
        yield from ((f"{field}/{number}", item) for number, item in enumerate(value))
    elif value is not None:
        yield field, value


def _check_status_size(entry: Mapping[str, Any], field: str) -> None:
    size = entry.get("statusSize", 1)
    if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= 16:
        raise _broken(f"{field}/statusSize", "must be a whole number above zero")
    messages = entry.get("statusMessage")
    if messages is None and size == 1:
        return
    if not isinstance(messages, list) or len(messages) != 2**size:
        raise _broken(f"{field}/statusMessage", f"must list {2**size} messages")
    for message in messages:
        stated = message if isinstance(message, Mapping) else {}
        if not all(isinstance(stated.get(member), str) for member in ("status", "message")):
            raise _broken(f"{field}/statusMessage", "must give each message a status and a text")


def _check_context(document: Mapping[str, Any]) -> None:
    context = document.get("@context")
    if not isinstance(context, list) or not context:
        raise _broken("/@context", "must be a list")
    if context[0] not in (CREDENTIALS_V2, CREDENTIALS_V1):
        raise _broken("/@context/0", f"must be {CREDENTIALS_V2}")
    for number, item in enumerate(context):
        if not is_absolute_iri(item) and not isinstance(item, Mapping):
            raise _broken(f"/@context/{number}", "must be an address or an object")


def _check_type(document: Mapping[str, Any], kind: str) -> None:
    types = items_of(document.get("type"))
    if not all(isinstance(name, str) and name for name in types):
        raise _broken("/type", "must hold texts only")
    if kind not in types:
        raise _broken("/type", f"must include {kind}")


def _check_ids(value: Any, path: str, *, top: bool = False) -> None:
    """Every ``id``, at any depth, is one absolute URL. Contexts are no data and are passed over."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            _check_ids(item, f"{path}/{number}")
    elif isinstance(value, Mapping):
        if "id" in value and not is_absolute_iri(value["id"]):
            raise _broken(f"{path}/id", "must be one absolute address")
        for key, item in value.items():
            if key != "@context" and not (top and key == "proof"):
                _check_ids(item, path + pointer_step(key))


def _check_issuer(document: Mapping[str, Any]) -> None:
    if not is_absolute_iri(issuer_id_of(document)):
        raise _broken("/issuer", "must be an address, or an object with an id that is one")


def _check_subject(subject: Any) -> None:
    subjects = items_of(subject)
    if not subjects or not all(isinstance(item, Mapping) and item for item in subjects):
        raise _broken("/credentialSubject", "must be an object, or a list of objects, none of them empty")


def _check_texts(document: Mapping[str, Any]) -> None:
    places: list[tuple[str, Any]] = [("", document), ("/issuer", document.get("issuer"))]
    for path, subject in places_of(document.get("credentialSubject"), "/credentialSubject"):
        if isinstance(subject, Mapping):
            places += places_of(subject.get("achievement"), f"{path}/achievement")
    for path, holder in places:
        for member in ("name", "description"):
            if isinstance(holder, Mapping) and member in holder:
                _check_text(holder[member], f"{path}/{member}")


def _check_text(value: Any, field: str) -> None:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            continue
        if not isinstance(item, Mapping) or not isinstance(item.get("@value"), str):
            raise _broken(field, "must be a text, or texts with their language")
        if not set(item) <= _LANGUAGE_MEMBERS:
            raise _broken(field, "may hold a value, a language and a direction, nothing else")
        language = item.get("@language", "en")
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            raise _broken(field, "must name its language as nl or nl-BE")
        if item.get("@direction", "ltr") not in ("ltr", "rtl"):
            raise _broken(field, "must have the direction ltr or rtl")


def validity_members(document: Mapping[str, Any]) -> tuple[str, str]:
    """The names of the start and the end of validity in this version of the data model."""
    return ("issuanceDate", "expirationDate") if is_version_1(document) else ("validFrom", "validUntil")


def _check_validity(document: Mapping[str, Any]) -> None:
    start_member, end_member = validity_members(document)
    if is_version_1(document) and start_member not in document:
        raise _broken("/issuanceDate", "must be there")
    moments = {}
    for member in (start_member, end_member):
        if member in document:
            moments[member] = parse_timestamp(document[member])
            if moments[member] is None:
                raise _broken(f"/{member}", "must be a moment with seconds and a time zone")
    start, end = moments.get(start_member), moments.get(end_member)
    if start is not None and end is not None and end < start:
        raise _broken(f"/{end_member}", "must not be before the start")


def _check_typed(value: Any, member: str) -> None:
    if value is None:
        raise _broken(f"/{member}", "must be an object")
    for field, entry in places_of(value, f"/{member}"):
        types = items_of(entry.get("type")) if isinstance(entry, Mapping) else []
        if not types or not all(isinstance(kind, str) and kind for kind in types):
            raise _broken(field, "must be an object with a type")
        if member == "credentialSchema" and not is_absolute_iri(entry.get("id")):
            raise _broken(f"{field}/id", "must be an absolute address")


def _check_proof(value: Any) -> None:
    proofs = value if isinstance(value, list) else [value]
    if not proofs or not all(isinstance(proof, Mapping) and proof for proof in proofs):
        raise _broken("/proof", "must be an object, or a list of objects")
    _check_ids(value, "/proof")
    ids = [proof["id"] for proof in proofs if "id" in proof]
    if len(set(ids)) != len(ids):
        raise _broken("/proof", "must not use an id twice")


def issuer_id_of(document: Mapping[str, Any]) -> str:
    """The id of the issuer, "" where there is none."""
    issuer = document.get("issuer")
    identity = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    return identity if isinstance(identity, str) else ""


def _broken(field: str, rule: str) -> MalformedCredential:
    return MalformedCredential(f"{field} {rule}.", field=field, detail=rule)
