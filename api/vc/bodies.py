"""What a request may hold. Members that are not known here are ignored, as the VC-API asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from credentials.core.errors import MalformedCredential

# No two implementations ask for an enveloped credential in the same way; these are the ways that were met.
_WAYS_TO_ENVELOPE = ("securingMechanism", "proofFormat", "mediaType", "format")


@dataclass(frozen=True, slots=True)
class IssueBody:
    credential: Mapping[str, Any]
    cryptosuite: str | None
    as_jwt: bool


@dataclass(frozen=True, slots=True)
class VerifyBody:
    document: Mapping[str, Any]
    status_wanted: bool
    """Whether a status that can't be looked up matters: not when ``checks`` is given and leaves it out."""
    domain: str | None
    challenge: str | None


def read_issue(body: Any) -> IssueBody:
    """Raises MalformedCredential for a body without an object ``credential``, and for options of the wrong kind."""
    options = _options(body)
    asked = [options[name] for name in _WAYS_TO_ENVELOPE if isinstance(options.get(name), str)]
    return IssueBody(
        credential=_object(body, "credential"),
        cryptosuite=_text(options, "cryptosuite"),
        as_jwt=any("envelop" in way.lower() or "jwt" in way.lower() for way in asked),
    )


def read_verify(body: Any, member: str) -> VerifyBody:
    """``member`` names what is verified. Raises MalformedCredential, also for a document that is not an object."""
    options = _options(body)
    checks = options.get("checks")
    return VerifyBody(
        document=_object(body, member),
        status_wanted=not isinstance(checks, list) or "credentialStatus" in checks,
        domain=_text(options, "domain"),
        challenge=_text(options, "challenge"),
    )


def _options(body: Any) -> Mapping[str, Any]:
    if not isinstance(body, Mapping):
        raise _broken("", "must be an object")
    options = body.get("options")
    if options is None:
        return {}
    if not isinstance(options, Mapping):
        raise _broken("/options", "must be an object")
    return options


def _object(body: Mapping[str, Any], member: str) -> Mapping[str, Any]:
    value = body.get(member)
    if not isinstance(value, Mapping):
        raise _broken(f"/{member}", "must be an object")
    return value


def _text(options: Mapping[str, Any], name: str) -> str | None:
    value = options.get(name)
    if value is not None and not isinstance(value, str):
        raise _broken(f"/options/{name}", "must be a text")
    return value


def _broken(field: str, rule: str) -> MalformedCredential:
    return MalformedCredential(f"{field or 'The body'} {rule}.", field=field or None, detail=rule)
