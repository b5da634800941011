"""Secrets in mailed links and tokens: made here, shown once, kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """32 random bytes as URL-safe text (43 characters)."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """SHA-256, lower-case hex. A secret this long needs no salt and no slow hash. Any text is taken: it may be hostile."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
