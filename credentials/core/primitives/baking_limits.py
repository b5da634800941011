"""How large a badge may be, how a PNG begins, and the step from bytes to text that every kind of baking shares."""

from __future__ import annotations

from credentials.core.errors import CredentialError
from credentials.core.limits import limits

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
MAX_FILE_BYTES = 25_000_000  # a whole picture


def as_credential_text(data: bytes) -> str:
    """Decode a credential's UTF-8.

    Raises CredentialError ``too-large``, ``malformed`` or, for nothing at all, ``not-a-badge``.
    """
    if len(data) > limits().max_bytes:  # no more than is parsed afterwards
        raise over_limit("The badge in this file is larger than {limit} bytes; it was not read.", limits().max_bytes)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CredentialError("The badge in this file is not readable text (UTF-8).", code="malformed") from error
    if not text.strip():
        raise CredentialError("There is a place for a badge in this file, but it is empty.", code="not-a-badge")
    return text


def as_credential_bytes(credential_text: str) -> bytes:
    """Encode the text that is to be baked. Raises CredentialError ``not-bakeable`` or ``too-large``."""
    if not credential_text.strip():
        raise CredentialError("There is no credential to put in the picture.", code="not-bakeable")
    try:
        data = credential_text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CredentialError(
            "The credential holds half a character (a lone surrogate).", code="not-bakeable"
        ) from error
    if len(data) > limits().max_bytes:
        raise over_limit("The credential is larger than {limit} bytes.", limits().max_bytes)
    return data


def over_limit(message: str, limit: int, *, cap: str = "bytes") -> CredentialError:
    """What is said of a file, or of what is in it, that goes over a limit; the message names it as ``{limit}``."""
    return CredentialError(message.format(limit=limit), code="too-large", cap=cap, limit=limit)
