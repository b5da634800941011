"""Bitstring Status List (https://www.w3.org/TR/vc-bitstring-status-list/): what an issuer publishes, and what an entry says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from credentials.core.contexts import CREDENTIALS_V2
from credentials.core.data_model import BITSTRING_ENTRY, check_status_entry, items_of, objects_of
from credentials.core.errors import CredentialError, MalformedCredential, MalformedStatusList
from credentials.core.primitives.bitstrings import bit_is_set, decode_bitstring, encode_bitstring
from credentials.core.primitives.timestamps import format_timestamp

MINIMUM_BITS = 131_072
LIST_TYPE = "BitstringStatusListCredential"
REVOCATION = "revocation"
SUSPENSION = "suspension"

_MAX_LIST_BYTES = 4_194_304  # 33 million entries


@dataclass(frozen=True, slots=True)
class StatusAnswer:
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
    """Return the unsigned list; ``primitives.eddsa.add_proof`` signs it, with a key of the same issuer.

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

    Raises MalformedStatusList: ``status.malformed`` (the entry), ``status.list-malformed``, ``status.purpose-differs``,
    ``status.out-of-range``.
    """
    try:
        check_status_entry(entry)
    except MalformedCredential as error:
        raise MalformedStatusList(error.message, code="status.malformed", field=error.field) from error
    bits = _bits_for(entry, status_list)
    size = int(entry.get("statusSize", 1))
    start = int(entry["statusListIndex"]) * size
    if start + size > len(bits) * 8:
        raise MalformedStatusList("The list has no such entry.", code="status.out-of-range")
    value = 0
    for offset in range(size):
        value = value << 1 | bit_is_set(bits, start + offset)
    return StatusAnswer(
        purpose=entry["statusPurpose"],
        value=value,
        message=_message(entry, value),
        is_short=len(bits) * 8 < MINIMUM_BITS,
        is_other_list=status_list.get("id", entry["statusListCredential"]) != entry["statusListCredential"],
    )


def _bits_for(entry: Mapping[str, Any], status_list: Mapping[str, Any]) -> bytes:
    if LIST_TYPE not in items_of(status_list.get("type")):
        raise MalformedStatusList("This is not a status list.", code="status.list-malformed")
    subject = next(objects_of(status_list.get("credentialSubject")), {})
    encoded = subject.get("encodedList")
    if "BitstringStatusList" not in items_of(subject.get("type")) or not isinstance(encoded, str):
        raise MalformedStatusList("This list holds no bits.", code="status.list-malformed")
    if entry["statusPurpose"] not in items_of(subject.get("statusPurpose")):
        raise MalformedStatusList("This list has another purpose than the badge says.", code="status.purpose-differs")
    try:
        return decode_bitstring(encoded, max_bytes=_MAX_LIST_BYTES)
    except CredentialError as error:
        raise MalformedStatusList(error.message, code="status.list-malformed") from error


def _message(entry: Mapping[str, Any], value: int) -> str:
    for message in objects_of(entry.get("statusMessage")):
        try:
            if int(str(message.get("status")), 16) == value:
                return str(message.get("message"))
        except ValueError:
            continue
    return ""
