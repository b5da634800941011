"""Whose key a proof names, and whether it may speak for the issuer (or holder) at that moment: the check ``issuer``.

The key that fits is not enough: its controller must be the issuer, the issuer's document must list it for this
purpose, and the proof must be older than the key's end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from credentials.core.errors import CredentialError, MalformedDid, Unreachable
from credentials.core.primitives.did import VerificationMethod, did_of, find_method, may_assert, resolve_did_key
from credentials.core.report import Check, CheckName, Finding

ResolveDid = Callable[[str], Mapping[str, Any]]

# Each may be a request to a host that a stranger names.
_MAX_LOOKUPS = 8


class NamedKey(NamedTuple):
    """The verification method that a proof or a token names, or the check that says why there is none."""

    method: VerificationMethod | None
    is_listed: bool = False
    problem: Check | None = None


class KeyFinder:
    """Looks verification methods up, and asks for each DID once."""

    def __init__(self, resolve: ResolveDid, *, purpose: str) -> None:
        self._resolve = resolve
        self._purpose = purpose
        self._documents: dict[str, Mapping[str, Any] | CredentialError] = {}
        self._lookups = 0

    def find(self, method_id: Any) -> NamedKey:
        """Find the verification method with this DID URL. Never raises for what the method or its document holds."""
        if not isinstance(method_id, str) or not method_id.startswith("did:"):
            return no_key(Finding.NOT_CHECKED, "issuer.kind-not-supported", method=str(method_id))
        try:
            did = did_of(method_id)
            document = self._document(did)
            method = find_method(document, did, method_id)
        except Unreachable:
            return no_key(Finding.NOT_CHECKED, "issuer.unreachable", did=did_of(method_id))
        except CredentialError as error:
            code = error.code if error.code.startswith("issuer.") else "issuer.malformed"
            finding = Finding.NOT_CHECKED if code == "issuer.kind-not-supported" else Finding.FAILED
            return no_key(finding, code, method=method_id)
        if method is None:
            return no_key(Finding.FAILED, "issuer.key-not-listed", method=method_id)
        return NamedKey(method, is_listed=may_assert(document, did, method_id, purpose=self._purpose))

    def _document(self, did: str) -> Mapping[str, Any]:
        if did not in self._documents:
            try:
                self._documents[did] = self._fetch(did)
            except CredentialError as error:
                self._documents[did] = error
        found = self._documents[did]
        if isinstance(found, CredentialError):
            raise found
        return found

    def _fetch(self, did: str) -> Mapping[str, Any]:
        if did.startswith("did:key:"):
            return resolve_did_key(did)
        if did.startswith("did:web:"):
            self._lookups += 1
            if self._lookups > _MAX_LOOKUPS:
                raise Unreachable("The document names more issuers than are looked up.")
            return self._resolve(did)
        raise MalformedDid(f"{did} is of a kind that is not looked up.", code="issuer.kind-not-supported")


def is_anothers(method_id: Any, issuer_id: str | None) -> bool:
    """Say whether this names a key of another did:web than the issuer's, by its name alone: no need to look it up."""
    if issuer_id is None or not isinstance(method_id, str) or not method_id.startswith("did:web:"):
        return False
    return method_id.partition("#")[0] != issuer_id


def check_key(key: NamedKey, *, issuer_id: str | None, created: datetime | None) -> Check:
    """Say whether the key is the issuer's own, listed and timely. ``created`` None: the proof doesn't say when.

    ``issuer_id`` None: the document names nobody whose key it should be (a presentation without a holder), and a key
    counts that is its own controller's.
    """
    method = key.method
    if method is None:
        return key.problem or _issuer(Finding.NOT_CHECKED, "issuer.no-proof")
    facts = {"method": method.id}
    if not key.is_listed:
        return _issuer(Finding.FAILED, "issuer.key-not-listed", **facts)
    did = did_of(method.id)
    if method.controller != did or issuer_id not in {None, did}:
        return _issuer(Finding.FAILED, "issuer.other-controller", controller=method.controller, **facts)
    for moment, code in ((method.revoked, "issuer.key-revoked"), (method.expires, "issuer.key-expired")):
        # Without a date of its own a proof can't show that it was made in time.
        if moment is not None and (created is None or created > moment):
            return _issuer(Finding.FAILED, code, until=moment.isoformat(), **facts)
    return _issuer(Finding.PASSED, "issuer.known", **facts)


def no_key(finding: Finding, code: str, **facts: str) -> NamedKey:
    """The answer where no key could be had."""
    return NamedKey(None, problem=_issuer(finding, code, **facts))


def _issuer(finding: Finding, code: str, **facts: str) -> Check:
    return Check(CheckName.ISSUER, finding, code, facts)
