"""What stands behind the addresses: whose key signs, and where documents of others come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from rest_framework.request import Request

from credentials import services as credentials
from credentials.core.verify import Surroundings


class Backing(Protocol):
    """The one difference between the product and the server for outside test suites."""

    def did(self, request: Request) -> str:
        """The DID in whose name whoever asks may issue. Raises NotFound where there is none."""

    def issue(
        self, document: Mapping[str, Any], *, cryptosuite: str | None, as_jwt: bool, request: Request
    ) -> dict[str, Any]:
        """The document with a proof, or in an envelope. Raises CredentialError, or NotAllowed."""

    def surroundings(self) -> Surroundings:
        """The clock and the documents of others, for one check."""


class OrganisationsBacking:
    """The product: the organisations' own keys, for their administrators; documents from here or the guarded door."""

    def did(self, request: Request) -> str:
        return credentials.issuer_for(request.user).did  # type: ignore[arg-type]

    def issue(
        self, document: Mapping[str, Any], *, cryptosuite: str | None, as_jwt: bool, request: Request
    ) -> dict[str, Any]:
        return credentials.sign_document(document, by=request.user, cryptosuite=cryptosuite, as_jwt=as_jwt)  # type: ignore[arg-type]

    def surroundings(self) -> Surroundings:
        return credentials.surroundings()
