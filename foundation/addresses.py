"""Public addresses: everything that is mailed, printed or signed starts from one setting, never from a request's Host."""

from __future__ import annotations

from django.conf import settings


def public_address(path: str) -> str:
    """The absolute address of a path that starts with a slash, as the outside world reaches it."""
    return f"{settings.ERKEND_PUBLIC_URL}{path}"
