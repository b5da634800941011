"""A badge as people have it: a file. PNG, SVG, JSON or JWT in; what it states, or a report, out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from credentials.core.errors import CredentialError
from credentials.core.primitives.baking import sniff, unbake
from credentials.core.primitives.json_text import parse_json_object
from credentials.core.proof_checks import ResolveDid
from credentials.core.report import Check, CheckName, Finding, Report
from credentials.core.status_checks import LoadStatusList
from credentials.core.verify import IsKnownIssuer, verify_document

OLD_BADGE_KIND = "old-badge-kind"


def read_file(data: bytes) -> dict[str, Any]:
    """The credential in a file, not verified.

    Raises CredentialError: what ``primitives.baking`` and ``primitives.json_text`` say of a file, and
    ``kind-not-supported`` for a JWT.
    """
    text = unbake(data)
    if sniff(text.encode()) == "jwt":
        raise CredentialError("This badge is in the JWT form, which can't be read here.", code="kind-not-supported")
    return parse_json_object(text)


def verify_file(
    data: bytes,
    *,
    now: datetime,
    resolve_did: ResolveDid,
    load_status_list: LoadStatusList,
    is_known_issuer: IsKnownIssuer,
    expected_address: str | None = None,
) -> Report:
    """Check the badge in a file and report; never raises for anything that the file holds.

    A file that gives no credential fails the check ``readable`` with ``readable.`` before one of the codes of
    ``primitives.baking``. The rest is as in ``verify.verify_document``.
    """
    document: str | dict[str, Any]
    try:
        document = unbake(data)
    except CredentialError as error:
        if error.code != OLD_BADGE_KIND:
            return Report((Check(CheckName.READABLE, Finding.FAILED, f"readable.{error.code}"),))
        document = {"type": "Assertion"}  # gets the same report as an Open Badge 2.0 that isn't in a picture
    return verify_document(
        document,
        now=now,
        resolve_did=resolve_did,
        load_status_list=load_status_list,
        is_known_issuer=is_known_issuer,
        expected_address=expected_address,
    )
