"""DID documents, status lists and hosted badges from where their publishers keep them, through the one guarded door. No Django.

The counterpart of ``credentials.core.evidence_folder`` for a verdict that may use the network.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from credentials.core.errors import Gone, Unreachable
from credentials.core.limits import limits
from credentials.core.primitives.did import did_of, did_web_url, resolve_did_key
from credentials.core.primitives.json_text import parse_json_object
from foundation.fetch import Fetcher, FetchFailed, FetchNotAllowed

DID_DOCUMENT = "application/did+json, application/did+ld+json, application/json"
HOSTED_BADGE = "application/ld+json, application/json"
STATUS_LIST = "application/vc, application/vc+ld+json, application/ld+json, application/json"
_GONE = 410


class PublishedEvidence:
    """Looks documents up at their publishers.

    ``within_seconds`` is for one badge and all that is fetched for it together, from the making of this object on:
    whoever makes a badge decides how many slow hosts it points at. Without it only the time for each document counts.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        within_seconds: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._until = None if within_seconds is None else clock() + within_seconds

    def resolve_did(self, did: str) -> dict[str, Any]:
        """The DID document of a did:web, or of a did:key without any network.

        Raises Unreachable when it can't be had, MalformedDid for a DID that leads nowhere, UnreadableDocument when what
        stands there is no JSON object.
        """
        method = did_of(did).split(":")[1]
        if method == "key":
            return resolve_did_key(did)
        if method != "web":
            raise Unreachable(f"A did:{method} can't be looked up here.", code="unreachable.did-method", did=did)
        url = did_web_url(did)
        return self._document(url, accept=DID_DOCUMENT, named_port=urlsplit(url).port)

    def load_status_list(self, url: str) -> dict[str, Any]:
        """The status list credential at this address. Raises Unreachable or UnreadableDocument."""
        return self._document(url, accept=STATUS_LIST)

    def fetch(self, address: str) -> dict[str, Any]:
        """A part of an Open Badge 2.0 that stands at this address. Raises Unreachable, Gone or UnreadableDocument."""
        return self._document(address, accept=HOSTED_BADGE)

    def _document(self, url: str, *, accept: str, named_port: int | None = None) -> dict[str, Any]:
        left = None if self._until is None else self._until - self._clock()
        if left is not None and left <= 0:
            raise Unreachable("The time for what this badge points at is over.", code="unreachable.time", url=url)
        try:
            body = self._fetcher.get(
                url, max_bytes=limits().max_bytes, accept=accept, named_port=named_port, within_seconds=left
            )
        except (FetchNotAllowed, FetchFailed) as error:
            if error.data.get("status") == _GONE:
                raise Gone("The publisher took it away.", url=url) from error
            raise Unreachable(str(error), code="unreachable", url=url, reason=error.code) from error
        return parse_json_object(body)
