"""What goes wrong, as problem details (RFC 9457) with the types that the W3C Recommendations name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from api import problems as house
from credentials.core.errors import CredentialError
from credentials.core.report import Check, CheckName, Finding, Report
from credentials.plain_words import meaning_of

_DATA_MODEL = "https://www.w3.org/TR/vc-data-model#"
_SECURITY = "https://w3id.org/security#"
_STATUS = "https://www.w3.org/ns/credentials/status-list#"
PARSING = f"{_DATA_MODEL}PARSING_ERROR"
MALFORMED = f"{_DATA_MODEL}MALFORMED_VALUE_ERROR"
RANGE = f"{_DATA_MODEL}RANGE_ERROR"
CRYPTOGRAPHY = f"{_DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR"
PROOF = f"{_SECURITY}PROOF_VERIFICATION_ERROR"
TRANSFORMATION = f"{_SECURITY}PROOF_TRANSFORMATION_ERROR"
GENERATION = f"{_SECURITY}PROOF_GENERATION_ERROR"
DOMAIN = f"{_SECURITY}INVALID_DOMAIN_ERROR"
CHALLENGE = f"{_SECURITY}INVALID_CHALLENGE_ERROR"
DATA_LOSS = f"{_SECURITY}DATA_LOSS_DETECTION_ERROR"
RETRIEVAL = f"{_STATUS}STATUS_RETRIEVAL_ERROR"
STATUS = f"{_STATUS}STATUS_VERIFICATION_ERROR"
LENGTH = f"{_STATUS}STATUS_LIST_LENGTH_ERROR"

_TITLES = {
    PARSING: "This can't be read",
    MALFORMED: "A value is not as it should be",
    RANGE: "A value is outside its range",
    CRYPTOGRAPHY: "The bytes are not those that were meant",
    PROOF: "The proof does not hold",
    TRANSFORMATION: "This can't be brought into the form that is signed",
    GENERATION: "No proof can be made of this",
    DOMAIN: "The proof is for another domain",
    CHALLENGE: "The proof answers another challenge",
    DATA_LOSS: "Something in it would not be signed",
    RETRIEVAL: "The status could not be looked up",
    STATUS: "The status does not hold",
    LENGTH: "The status list is too short",
}
# The most telling first: a whole code, else what stands before its dot.
_TYPES = {
    "readable": PARSING,
    "schema": MALFORMED,
    "schema.digest": CRYPTOGRAPHY,
    "context": MALFORMED,
    "context.undefined-term": DATA_LOSS,
    "context.relative-iri": DATA_LOSS,
    "context.empty-object": DATA_LOSS,
    "context.too-complex": TRANSFORMATION,
    "proof": PROOF,
    "proof.changed": CRYPTOGRAPHY,
    "proof.other-domain": DOMAIN,
    "proof.other-challenge": CHALLENGE,
    "issuer": PROOF,
    "key": CRYPTOGRAPHY,
    "dates": RANGE,
    "dates.malformed": MALFORMED,
    "status": STATUS,
    "status.malformed": MALFORMED,
    "status.out-of-range": RANGE,
    "status.unreachable": RETRIEVAL,
    "status.list-short": LENGTH,
    "holder": PROOF,
}


def problem(kind: str, detail: str, **members: Any) -> dict[str, Any]:
    """One problem. ``detail`` is a sentence; of ``members`` those that are None are left out."""
    given = {name: value for name, value in members.items() if value is not None}
    return {"type": kind, "title": _TITLES[kind], "detail": detail, "status": 400, **given}


def type_of(code: str) -> str:
    """The type of a code of the credential engine. A code from elsewhere is a malformed value."""
    return _TYPES.get(code) or _TYPES.get(code.partition(".")[0], MALFORMED)


def problem_of(error: CredentialError) -> dict[str, Any]:
    return problem(type_of(error.code), error.message, code=error.code, field=error.field)


def problems_in(report: Report, *, status_wanted: bool) -> Iterator[dict[str, Any]]:
    """Whatever keeps a document from being verified, with what is inside it.

    ``status_wanted`` False: the caller did not ask after the status, so that it could not be looked up is no problem.
    That something was withdrawn always is one.
    """
    for check in report.checks:
        is_open = check.finding is Finding.NOT_CHECKED
        if is_open and check.name is CheckName.STATUS and not status_wanted:
            continue
        if is_open or check.finding is Finding.FAILED:
            yield _problem_of_check(check)
    for number, inner in enumerate(report.inner):
        for found in problems_in(inner, status_wanted=status_wanted):
            yield {**found, "credential": number}


def _problem_of_check(check: Check) -> dict[str, Any]:
    detail = meaning_of(check)
    sentence = f"{detail[:1].upper()}{detail[1:]}."
    return problem(type_of(check.code), sentence, code=check.code, field=check.facts.get("field") or None)


def handle(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The exception handler of these addresses: always JSON, and ``verified`` where somebody asked for that."""
    if isinstance(error, exceptions.ParseError):
        answer = refusal(problem(PARSING, str(error.detail)), context["view"])
    elif isinstance(error, CredentialError):
        answer = refusal(problem_of(error), context["view"])
    else:
        found = house.handle(error, dict(context))
        if found is not None:
            found.content_type = "application/json"
        return found
    set_rollback()
    return answer


def refusal(found: dict[str, Any], view: Any) -> Response:
    """Status 400, in the shape that callers of this address look for."""
    body = {"verified": False, "problemDetails": [found]} if view.says_verified else found
    return Response(body, status=400, content_type="application/json")
