"""The errors of the credential engine.

They carry the same attributes as ``foundation.errors.ErkendError`` (code, message, field, data), so that a door can
treat both alike, but stand apart: the core is a package of its own. Messages are plain English for logs and the
command line; pages translate the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class CredentialError(Exception):
    """Something about a credential that can't be done or can't be right.

    ``code`` is stable and meant for machines; ``field`` is a JSON pointer into the document, where one place is to
    blame; ``data`` holds what the message speaks of, ready for JSON.
    """

    code = "credential-error"

    def __init__(self, message: str, *, code: str | None = None, field: str | None = None, **data: Any) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.data: Mapping[str, Any] = data
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return self.message

    @property
    def cap(self) -> dict[str, str]:
        """Where something went over a cap, as facts: which one (``cap``), and where it stands (``limit``)."""
        return {name: str(self.data[name]) for name in ("cap", "limit") if name in self.data}


class UnreadableDocument(CredentialError):
    """No JSON object that everybody reads alike: duplicate keys, NaN, lone surrogates, too large, too deep."""

    code = "readable.not-json"


class MalformedCredential(CredentialError):
    """The document breaks a rule of the data model; ``field`` says where."""

    code = "schema.malformed"


class UnknownContext(CredentialError):
    """A context URL that is not shipped with the core. It is refused, never fetched."""

    code = "context.unknown"


class UnsafeDocument(CredentialError):
    """JSON-LD would drop or bend something: an undefined term, a relative IRI, a protected term redefined."""

    code = "context.undefined-term"


class CanonicalisationLimit(CredentialError):
    """The blank nodes are entangled so that canonicalisation would take too long (a poison graph)."""

    code = "context.too-complex"


class UnsupportedProof(CredentialError):
    """A proof of a kind that this version does not check."""

    code = "proof.kind-not-supported"


class MalformedProof(CredentialError):
    """A proof that lacks a member or has one of the wrong form."""

    code = "proof.malformed"


class SignatureInvalid(CredentialError):
    """The signature does not fit: the document, the proof or the key was changed."""

    code = "proof.changed"


class MalformedKey(CredentialError):
    """A key or multibase text that can't be decoded."""

    code = "key.malformed"


class MalformedDid(CredentialError):
    """A DID, a DID URL or a DID document that breaks a rule of its method."""

    code = "issuer.malformed"


class MalformedStatusList(CredentialError):
    """A status list credential that can't be used."""

    code = "status.malformed"


class Unreachable(CredentialError):
    """Something that a resolver or loader could not get at. It leaves the verdict open, it does not fail it."""

    code = "unreachable"


class Gone(Unreachable):
    """The publisher says that what stood there was taken away (HTTP 410). Of an Open Badge 2.0: it was withdrawn."""

    code = "unreachable.gone"


class UnusablePointer(CredentialError):
    """A JSON pointer that leads nowhere, or to a piece that can't be shown without the rest."""

    code = "disclosure.pointer"


class NotDisclosable(CredentialError):
    """A document that can't be shown in parts: it has no proof for that, or its shape does not allow it."""

    code = "disclosure.not-possible"
