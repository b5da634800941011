"""What an Open Badge 2.0 points at, asked for once each and not too often."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from credentials.core.credential_checks import Fetch
from credentials.core.errors import CredentialError, Unreachable
from credentials.core.open_badge_2_parts import is_web_address
from credentials.core.primitives.json_text import require_readable

MAX_FETCHES = 8  # the badge, its class, its issuer, a key and a revocation list are five


class TooManyFetches(Unreachable):
    """The badge points at more than is fetched for one badge."""

    code = "unreachable.too-many"


class Pages:
    """Documents by address, for one badge."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._answers: dict[str, Mapping[str, Any] | CredentialError] = {}

    def get(self, address: Any) -> Mapping[str, Any]:
        """The JSON object at an address.

        Raises Unreachable (``errors.Gone`` when it was there once), TooManyFetches past ``MAX_FETCHES``, or another
        CredentialError when what stands there can't be read.
        """
        if not is_web_address(address):
            raise Unreachable("This is no address that can be fetched.", address=str(address))
        if address not in self._answers:
            if len(self._answers) >= MAX_FETCHES:
                raise TooManyFetches(f"The badge points at more than {MAX_FETCHES} other documents.", count=MAX_FETCHES)
            self._answers[address] = self._ask(address)
        answer = self._answers[address]
        if isinstance(answer, CredentialError):
            raise answer
        return answer

    def _ask(self, address: str) -> Mapping[str, Any] | CredentialError:
        try:
            page = self._fetch(address)
            require_readable(page)
        except CredentialError as error:
            return error
        return page if isinstance(page, Mapping) else Unreachable("What stands there is no object.", address=address)
