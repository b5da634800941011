"""JSON-LD contexts and JSON schemas, shipped byte for byte and never fetched.

``index.json`` names for each file its address, the sha256 of its bytes, the published package it was taken from and the
licence. A context is found by the exact text of its URL: no redirect, no normalisation, no network.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from credentials.core.errors import CredentialError, UnknownContext

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"
DATA_INTEGRITY_V2 = "https://w3id.org/security/data-integrity/v2"
DID_V1 = "https://www.w3.org/ns/did/v1"
MULTIKEY_V1 = "https://w3id.org/security/multikey/v1"
OPEN_BADGES_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OPEN_BADGES_PREFIX = "https://purl.imsglobal.org/spec/ob/v3p0/context-3."
ACHIEVEMENT_SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"

_HERE = os.path.dirname(__file__)
NAMES_FILE = os.path.join(_HERE, "published_names.json")
"""Made by ``naming``."""


class DamagedContext(CredentialError):
    """A shipped file is not the one that was published: the installation is broken."""

    code = "context.damaged"


class ContextSet(Mapping[str, dict[str, Any]]):
    """Contexts by URL. The published ones, and in tests those that a test vector needs besides."""

    def __init__(self, extra: Mapping[str, dict[str, Any]] | None = None) -> None:
        self._extra = dict(extra or {})

    def __getitem__(self, url: str) -> dict[str, Any]:
        if url in self._extra:
            return self._extra[url]
        return load_context(url)

    def __contains__(self, url: object) -> bool:
        return url in self._extra or url in _contexts()

    # What was compiled from a set is remembered under it: a set is itself, whatever it holds.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __iter__(self) -> Any:
        yield from self._extra
        yield from _contexts()

    def __len__(self) -> int:
        return len(self._extra) + len(_contexts())


def load_context(url: str) -> dict[str, Any]:
    """Return the parsed context; raise UnknownContext for a URL that isn't shipped."""
    try:
        entry = _contexts()[url]
    except KeyError:
        raise UnknownContext(f"The context {url} is not one that this verifier knows.", url=url) from None
    return _parsed(entry["file"], entry["sha256"])


def load_schema(url: str) -> dict[str, Any] | None:
    """Return the parsed JSON schema at this address, None where it isn't shipped."""
    entry = _schemas().get(url)
    return _parsed(entry["file"], entry["sha256"]) if entry else None


def published_digests(url: str) -> frozenset[str] | None:
    """Return the hex sha256 of every known edition of the bytes at ``url``; None when the resource is not at hand."""
    entry = _contexts().get(url) or _schemas().get(url)
    if entry is None:
        return None
    return frozenset([entry["sha256"], *entry.get("other_editions_sha256", [])])


def read_bytes(url: str) -> bytes | None:
    """Return the shipped bytes of a context or schema, for digests other than SHA-256."""
    entry = _contexts().get(url) or _schemas().get(url)
    return _checked_bytes(entry["file"], entry["sha256"]) if entry else None


@cache
def published_names() -> Mapping[str, Collection[str]]:
    """Return, for each address of a property or type in the shipped contexts, the names that it goes by there."""
    names: dict[str, list[str]] = json.loads(_bytes_in(NAMES_FILE))
    return names


def _bytes_in(path: str) -> bytes:
    with open(path, "rb") as file:  # pathlib takes longer to load than these files to read
        return file.read()


def _checked_bytes(name: str, sha256: str) -> bytes:
    content = _bytes_in(os.path.join(_HERE, name))
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedContext(f"The file {name} is not the published one; install the program again.", file=name)
    return content


@cache
def _parsed(name: str, sha256: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(_checked_bytes(name, sha256))
    return document


@cache
def _index() -> dict[str, Any]:
    index: dict[str, Any] = json.loads(_bytes_in(os.path.join(_HERE, "index.json")))
    return index


@cache
def _contexts() -> dict[str, dict[str, Any]]:
    return {entry["url"]: entry for entry in _index()["contexts"]}


@cache
def _schemas() -> dict[str, dict[str, Any]]:
    return {entry["url"]: entry for entry in _index()["schemas"]}


PUBLISHED = ContextSet()
