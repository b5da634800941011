"""Bitstring Status List (https://www.w3.org/TR/vc-bitstring-status-list/): what an issuer publishes, and what an entry says.

StatusList2021, the draft before it, is read as well: the same bits under other names.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from credentials.core.contexts import CREDENTIALS_V2
from credentials.core.data_model import BITSTRING_ENTRY, check_status_entry
from credentials.core.errors import CredentialError, MalformedCredential, MalformedStatusList
from credentials.core.lenient import items_of, objects_of
from credentials.core.primitives.bitstrings import (
    decode_bitstring,
    decode_bitstring_2021,
    encode_bitstring,
    value_at,
)
from credentials.core.primitives.timestamps import format_timestamp
from credentials.core.revocation_list import RevocationList

MINIMUM_BITS = 131_072
LIST_TYPE = "BitstringStatusListCredential"
ENTRY_2021 = "StatusList2021Entry"
REVOCATION = "revocation"
SUSPENSION = "suspension"
MAX_LIST_BYTES = 4_194_304  # unpacked: 33 million entries

# Of each kind of entry: the types of the list and of its subject, and how its bits are written.
_KINDS = {
    BITSTRING_ENTRY: (LIST_TYPE, "BitstringStatusList", decode_bitstring),
    ENTRY_2021: ("StatusList2021Credential", "StatusList2021", decode_bitstring_2021),
}


class OpenedList(NamedTuple):
    """A list whose bits were unpacked, so that looking up one more entry costs next to nothing."""

    id: str | None
    purposes: frozenset[str]
    bits: bytes


Content = TypeVar("Content", OpenedList, RevocationList)


class CheckedList(NamedTuple, Generic[Content]):
    """A list whose form, issuer and proofs are in order. Its dates are for whoever reads it to compare with now."""

    content: Content
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    proved_until: datetime | None = None
    """The first end of one of its proofs; from then on it has to be checked anew."""


class StatusAnswer(NamedTuple):
    """What a list says about one entry."""

    purpose: str
    value: int
    """0 when nothing is the matter."""
    message: str
    """The list's own words for the value, "" where the entry gives none."""
    is_short: bool
    """The list has fewer entries than the Recommendation asks for the sake of privacy."""
    is_other_list: bool
    """The list has another id than the address that the entry names: a set bit counts, a clear one proves nothing."""


def build_status_entry(*, list_url: str, index: int, purpose: str = REVOCATION) -> dict[str, Any]:
    """Return the ``credentialStatus`` of a credential; ``index`` counts from 0."""
    entry = {
        "id": f"{list_url}#{index}",
        "type": BITSTRING_ENTRY,
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": list_url,
    }
    check_status_entry(entry)
    return entry


def build_status_list_credential(
    *,
    list_url: str,
    issuer_did: str,
    bits: bytes,
    valid_from: datetime,
    purpose: str = REVOCATION,
    valid_until: datetime | None = None,
    ttl: timedelta | None = None,
) -> dict[str, Any]:
    """Return the unsigned list; ``add_proof`` signs it, with a key of the same issuer.

    ``bits`` holds at least 16 KiB, index 0 leftmost. Raises MalformedStatusList when it is shorter.
    """
    if len(bits) * 8 < MINIMUM_BITS:
        raise MalformedStatusList(f"A status list has at least {MINIMUM_BITS} entries.", bits=len(bits) * 8)
    subject: dict[str, Any] = {
        "id": f"{list_url}#list",
        "type": "BitstringStatusList",
        "statusPurpose": purpose,
        "encodedList": encode_bitstring(bits),
    }
    if ttl is not None:
        subject["ttl"] = int(ttl.total_seconds() * 1000)  # milliseconds
    credential: dict[str, Any] = {
        "@context": [CREDENTIALS_V2],
        "id": list_url,
        "type": ["VerifiableCredential", LIST_TYPE],
        "issuer": issuer_did,
        "validFrom": format_timestamp(valid_from),
        "credentialSubject": subject,
    }
    if valid_until is not None:
        credential["validUntil"] = format_timestamp(valid_until)
    return credential


def check_status(entry: Mapping[str, Any], status_list: Mapping[str, Any]) -> StatusAnswer:
    """Read one entry in a list whose proof, issuer and dates were checked already.

    Raises MalformedStatusList as ``open_status_list`` and ``look_up`` do.
    """
    return look_up(entry, open_status_list(status_list, kind=kind_of(entry) or BITSTRING_ENTRY))


def kind_of(entry: Mapping[str, Any]) -> str | None:
    """Which of the kinds of entry that are read here this is; None for any other."""
    types = items_of(entry.get("type"))
    return next((kind for kind in _KINDS if kind in types), None)


def open_status_list(status_list: Mapping[str, Any], *, kind: str = BITSTRING_ENTRY) -> OpenedList:
    """Unpack the bits of a list that entries of this kind point to.

    Raises MalformedStatusList: ``status.list-malformed``, or ``status.list-too-large`` naming the cap (``max_bytes``).
    """
    list_type, subject_type, decode = _KINDS[kind]
    if list_type not in items_of(status_list.get("type")):
        raise MalformedStatusList("This is not a status list.", code="status.list-malformed")
    subject = next(objects_of(status_list.get("credentialSubject")), {})
    encoded = subject.get("encodedList")
    if subject_type not in items_of(subject.get("type")) or not isinstance(encoded, str):
        raise MalformedStatusList("This list holds no bits.", code="status.list-malformed")
    try:
        bits = decode(encoded, max_bytes=MAX_LIST_BYTES)
    except CredentialError as error:
        code = "status.list-too-large" if error.code == "bitstring.too-large" else "status.list-malformed"
        raise MalformedStatusList(error.message, code=code, **error.data) from error
    purposes = frozenset(purpose for purpose in items_of(subject.get("statusPurpose")) if isinstance(purpose, str))
    return OpenedList(status_list.get("id"), purposes, bits)


def look_up(entry: Mapping[str, Any], opened: OpenedList) -> StatusAnswer:
    """Read one entry.

    Raises MalformedStatusList: ``status.malformed`` (the entry), ``status.purpose-differs``, ``status.out-of-range``.
    """
    try:
        check_status_entry(entry)
    except MalformedCredential as error:
        raise MalformedStatusList(error.message, code="status.malformed", field=error.field) from error
    if entry["statusPurpose"] not in opened.purposes:
        raise MalformedStatusList("This list has another purpose than the badge says.", code="status.purpose-differs")
    try:
        value = value_at(opened.bits, int(entry["statusListIndex"]), size=entry.get("statusSize", 1))
    except CredentialError as error:
        raise MalformedStatusList("The list has no such entry.", code="status.out-of-range") from error
    return StatusAnswer(
        purpose=entry["statusPurpose"],
        value=value,
        message=_message(entry, value),
        is_short=len(opened.bits) * 8 < MINIMUM_BITS,
        is_other_list=(opened.id or entry["statusListCredential"]) != entry["statusListCredential"],
    )


def _message(entry: Mapping[str, Any], value: int) -> str:
    for message in objects_of(entry.get("statusMessage")):
        try:
            if int(str(message.get("status")), 16) == value:
                return str(message.get("message"))
        except ValueError:
            continue
    return ""
