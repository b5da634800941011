"""The digests of one document, computed when a check asks for them and kept for the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.errors import CredentialError
from credentials.core.primitives.canonical import canonical_form
from credentials.core.primitives.data_integrity import Transform, document_digest


class DocumentDigests:
    """The digests of one document without its proofs, each computed once, in the form that a proof asks for."""

    def __init__(self, document: Mapping[str, Any], contexts: ContextSet = PUBLISHED) -> None:
        self._document = {key: value for key, value in document.items() if key != "proof"}
        self._contexts = contexts
        self._digests: dict[tuple[Transform, str], bytes | CredentialError] = {}
        self.has_absolute_ids = False
        """Whether making a canonical form has shown that every ``id`` outside the proofs is one absolute IRI."""

    def __call__(self, transform: Transform, hash_name: str) -> bytes:
        """Raises CredentialError when the document has no such form."""
        key = (transform, hash_name)
        digest = self._digests.get(key)
        if digest is None:
            digest = self._digests[key] = self._computed(transform, hash_name)
        if isinstance(digest, CredentialError):
            raise digest
        return digest

    def _computed(self, transform: Transform, hash_name: str) -> bytes | CredentialError:
        try:
            if transform is Transform.RDFC:
                form = canonical_form(self._document, contexts=self._contexts, hash_name=hash_name)
                self.has_absolute_ids = self.has_absolute_ids or form.is_compiled
                return form.digest(hash_name)
            return document_digest(self._document, transform, hash_name, contexts=self._contexts)
        except CredentialError as error:
            return error
