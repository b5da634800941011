"""A badge as people have it: a file. PNG, SVG, JSON or JWT in; what it states, or a report, out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from credentials.core.credential_checks import Fetch, IsKnownIssuer, Surroundings, unreadable
from credentials.core.errors import CredentialError
from credentials.core.lenient import items_of
from credentials.core.limits import DEFAULT, Limits, within
from credentials.core.primitives.baking import unbake
from credentials.core.primitives.json_text import parse_json_object
from credentials.core.proof_checks import ResolveDid
from credentials.core.report import Report
from credentials.core.status_checks import LoadStatusList
from credentials.core.verify import verify_in


def read_text(data: bytes) -> str:
    """What stands in a file: a credential as JSON or JWT, or the address of an Open Badge 2.0; not verified.

    Raises CredentialError with a code of ``primitives.baking``.
    """
    return unbake(data).strip()


def read_file(data: bytes) -> dict[str, Any]:
    """The credential in a file, or the Assertion of an Open Badge 2.0; not verified.

    Raises CredentialError: what ``primitives.baking``, ``primitives.json_text``, ``presentation_model.token_in`` and
    ``jwt_checks.read_secured_jwt`` say of a file, and ``address-only`` when it holds nothing but the address of an Open
    Badge 2.0.
    """
    # Loaded when met: to verify a file none of this is needed.
    from credentials.core.jwt_checks import read_secured_jwt  # noqa: PLC0415
    from credentials.core.presentation_model import ENVELOPED_CREDENTIAL, token_in  # noqa: PLC0415

    text = read_text(data)
    if text.startswith("{"):
        document = parse_json_object(text)
        if ENVELOPED_CREDENTIAL not in items_of(document.get("type")):
            return document
        text = token_in(document)
    if "//" in text:
        raise CredentialError(
            "In this file stands no badge, but the address of one.", code="address-only", address=text[:2000]
        )
    return read_secured_jwt(text)[0]


def verify_file(
    data: bytes,
    *,
    now: datetime,
    resolve_did: ResolveDid,
    load_status_list: LoadStatusList,
    is_known_issuer: IsKnownIssuer,
    fetch: Fetch | None = None,
    expected_address: str | None = None,
    limits: Limits = DEFAULT,
) -> Report:
    """Check the badge in a file and report; never raises for anything that the file holds.

    As ``verify_file_in``; the other arguments are those of ``verify.verify_document``.
    """
    around = Surroundings(
        now=now,
        resolve_did=resolve_did,
        load_status_list=load_status_list,
        is_known_issuer=is_known_issuer,
        fetch=fetch,
        limits=limits,
    )
    return verify_file_in(around, data, expected_address=expected_address)


def verify_file_in(around: Surroundings, data: bytes, *, expected_address: str | None = None) -> Report:
    """Check the badge in a file in surroundings that serve for many.

    A file that gives no credential fails the check ``readable`` with ``readable.`` before one of the codes of
    ``primitives.baking``.
    """
    with within(around.limits):
        try:
            text = unbake(data)
        except CredentialError as error:
            return unreadable(f"readable.{error.code}", error.cap)
        return verify_in(around, text, expected_address=expected_address)
