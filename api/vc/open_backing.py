"""Behind the server for outside test suites: a key of the moment, and documents over the guarded door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from rest_framework.request import Request

from credentials.core.envelopes import enveloped_credential
from credentials.core.issue import issue_credential, issue_jwt
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.keys import SecretKey
from credentials.core.verify import Surroundings
from credentials.network import PublishedEvidence
from foundation.fetch import Fetcher


class OpenBacking:
    """Issues for anybody, with an Ed25519 key that lives as long as this object. Needs no database."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._key = SecretKey.generate()
        self.issuer_did, self._method = did_key_for(self._key.public)
        self._evidence = PublishedEvidence(fetcher)

    def did(self, request: Request) -> str:
        return self.issuer_did

    def issue(
        self, document: Mapping[str, Any], *, cryptosuite: str | None, as_jwt: bool, request: Request
    ) -> dict[str, Any]:
        now = timezone.now()
        if as_jwt:
            token = issue_jwt(document, signer=self._key, verification_method=self._method, created=now)
            return enveloped_credential(token)
        return issue_credential(
            document, signer=self._key, verification_method=self._method, created=now, cryptosuite=cryptosuite
        )

    def surroundings(self) -> Surroundings:
        return Surroundings(
            now=timezone.now(),
            resolve_did=self._evidence.resolve_did,
            load_status_list=self._evidence.load_status_list,
            is_known_issuer=lambda _did: None,
            fetch=self._evidence.fetch,
        )
