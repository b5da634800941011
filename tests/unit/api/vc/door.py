"""A caller of the VC-API, and the documents that it sends: the rules of the data model one by one."""

from __future__ import annotations

import copy
import types
from datetime import UTC, datetime
from typing import Any

from django.test import Client, override_settings

from api.vc import open_settings
from api.vc.open_backing import OpenBacking
from api.vc.open_urls import open_addresses
from credentials.core.primitives.data_integrity import add_proof
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.keys import SecretKey
from foundation.fetch import Fetcher

V2 = "https://www.w3.org/ns/credentials/v2"
V1 = "https://www.w3.org/2018/credentials/v1"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
MADE = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOLDER = SecretKey.generate()
HOLDER_DID, HOLDER_METHOD = did_key_for(HOLDER.public)


class _Removed:
    """Stands for a member that is taken away; named the same in every process, as the cases' names are."""

    def __repr__(self) -> str:
        return "REMOVED"


REMOVED = _Removed()


def changed(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A copy with members set or taken away; ``context`` stands for ``@context``."""
    document = copy.deepcopy(document) | {name.replace("context", "@context"): value for name, value in changes.items()}
    return {name: value for name, value in document.items() if value is not REMOVED}


class Door:
    """Sends requests to the open VC-API; documents of others come from ``fetcher`` alone."""

    def __init__(self, fetcher: Any = None) -> None:
        self.backing = OpenBacking(fetcher or Fetcher(allowed=False))
        urls: Any = types.ModuleType("tests.open_vc_api")
        urls.urlpatterns = open_addresses(self.backing)
        self._settings = {"ROOT_URLCONF": urls, "MIDDLEWARE": open_settings.MIDDLEWARE}
        self._client = Client(enforce_csrf_checks=True)

    @property
    def did(self) -> str:
        return self.backing.issuer_did

    @property
    def method(self) -> str:
        return f"{self.did}#{self.did.removeprefix('did:key:')}"

    def ask(self, method: str, path: str, body: Any = None, **extra: Any) -> Any:
        if body is not None:
            extra = {"data": body, "content_type": "application/json", **extra}
        with override_settings(**self._settings):
            return getattr(self._client, method)(f"/vc-api/{path}", **extra)

    def issue(self, credential: Any, **options: Any) -> Any:
        return self.ask("post", "credentials/issue", {"credential": credential, "options": options})

    def verify(self, credential: Any, **options: Any) -> Any:
        return self.ask("post", "credentials/verify", {"verifiableCredential": credential, "options": options})

    def verify_presentation(self, presentation: Any, **options: Any) -> Any:
        body = {"verifiablePresentation": presentation, "options": options}
        return self.ask("post", "presentations/verify", body)

    def credential(self, **changes: Any) -> dict[str, Any]:
        """An unsigned credential of this issuer."""
        document = {
            "@context": [V2],
            "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
            "type": ["VerifiableCredential"],
            "issuer": self.did,
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {"id": "did:example:subject"},
        }
        return changed(document, **changes)

    def issued(self, **changes: Any) -> dict[str, Any]:
        answer = self.issue(self.credential(**changes))
        assert answer.status_code == 201, answer.content
        return answer.json()["verifiableCredential"]

    def signed(self, document: dict[str, Any], **proof: Any) -> dict[str, Any]:
        """Signed with this issuer's key as it is, whatever the data model says of it."""
        facts = {"signer": self.backing._key, "verification_method": self.method, "created": MADE}
        return add_proof(document, **{**facts, **proof})


def types_in(answer: Any) -> set[str]:
    """The ends of the problem types in an answer of verifying: ``MALFORMED_VALUE_ERROR``."""
    return {problem["type"].partition("#")[2] for problem in answer.json()["problemDetails"]}
