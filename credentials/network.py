"""DID documents, status lists and hosted badges from where their publishers keep them, through the one guarded door. No Django.

The counterpart of ``credentials.core.evidence_folder`` for a verdict that may use the network.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from credentials.core.errors import Unreachable
from credentials.core.primitives.did import did_of, did_web_url, resolve_did_key
from credentials.core.primitives.json_text import MAX_BYTES, parse_json_object
from foundation.fetch import Fetcher, FetchFailed, FetchNotAllowed

DID_DOCUMENT = "application/did+json, application/did+ld+json, application/json"
HOSTED_BADGE = "application/ld+json, application/json"
STATUS_LIST = "application/vc, application/vc+ld+json, application/ld+json, application/json"


class PublishedEvidence:
    """Looks documents up at their publishers."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

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
        """A part of an Open Badge 2.0 that stands at this address. Raises Unreachable or UnreadableDocument."""
        return self._document(address, accept=HOSTED_BADGE)

    def _document(self, url: str, *, accept: str, named_port: int | None = None) -> dict[str, Any]:
        try:
            body = self._fetcher.get(url, max_bytes=MAX_BYTES, accept=accept, named_port=named_port)
        except (FetchNotAllowed, FetchFailed) as error:
            raise Unreachable(str(error), code="unreachable", url=url, reason=error.code) from error
        return parse_json_object(body)
