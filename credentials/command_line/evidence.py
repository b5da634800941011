"""Where DID documents and status lists come from, for the commands that look something up."""

from __future__ import annotations

import argparse
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from credentials.core.primitives.did import resolve_did_key

if TYPE_CHECKING:
    from credentials.network import PublishedEvidence


_SECONDS = 30  # for all that is fetched together: a badge may name many slow hosts


class Evidence(Protocol):
    """A folder, or the publishers themselves. Each function raises Unreachable, or another CredentialError."""

    def resolve_did(self, did: str) -> dict[str, Any]:
        """The DID document."""

    def load_status_list(self, url: str) -> dict[str, Any]:
        """The status list credential."""

    def fetch(self, address: str) -> dict[str, Any]:
        """A part of an Open Badge 2.0."""


class _Published:
    """Like PublishedEvidence, whose door to the network is loaded when something has to be fetched."""

    @cached_property
    def _publishers(self) -> PublishedEvidence:
        from credentials.network import PublishedEvidence  # noqa: PLC0415  # see above
        from foundation.fetch import Fetcher  # noqa: PLC0415

        return PublishedEvidence(Fetcher(), within_seconds=_SECONDS)

    def resolve_did(self, did: str) -> dict[str, Any]:
        return resolve_did_key(did) if did.startswith("did:key:") else self._publishers.resolve_did(did)

    def load_status_list(self, url: str) -> dict[str, Any]:
        return self._publishers.load_status_list(url)

    def fetch(self, address: str) -> dict[str, Any]:
        return self._publishers.fetch(address)


def add_evidence(parser: argparse.ArgumentParser) -> None:
    """The argument that ``evidence_of`` reads."""
    parser.add_argument(
        "--evidence",
        metavar="DIR",
        help="take did documents and status lists from this folder, and use no network",
    )


def evidence_of(options: argparse.Namespace) -> Evidence:
    """Raises CredentialError for a folder that isn't there, or that contradicts itself."""
    if options.evidence is None:
        return _Published()
    from credentials.core.evidence_folder import EvidenceFolder  # noqa: PLC0415  # only where there is one

    return EvidenceFolder(options.evidence)
