"""DID documents, status lists and the parts of Open Badges 2.0 from a folder, so that a verdict needs no network.

The folder holds JSON documents, each in a file of its own of any name. A document is found by its ``id``: the DID of a
DID document, the URL of a status list credential or of a hosted badge. Files that are no JSON object with an ``id`` are
passed over, so that other things may lie there too.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from credentials.core.errors import CredentialError, Unreachable, UnreadableDocument
from credentials.core.limits import limits
from credentials.core.primitives.did import resolve_did_key
from credentials.core.primitives.json_text import parse_json_object

if TYPE_CHECKING:
    from pathlib import Path

_UNSAFE = r"[^A-Za-z0-9._-]+"


class EvidenceFolder:
    """What lies in one folder, read when it is made.

    Raises CredentialError ``evidence.no-folder`` when there is no such folder, ``evidence.ambiguous`` when two
    documents that differ have the same ``id``.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        if not os.path.isdir(folder):
            raise CredentialError(f"{folder} is not a folder.", code="evidence.no-folder", folder=str(folder))
        self._documents: dict[str, dict[str, Any]] = {}
        for name in sorted(os.listdir(folder)):
            document = _read_document(os.path.join(folder, name))
            if document is None:
                continue
            known = self._documents.setdefault(document["id"], document)
            if known != document:
                raise CredentialError(
                    f"Two documents in {folder} say that they are {document['id']}, and they differ.",
                    code="evidence.ambiguous",
                    id=document["id"],
                )

    def resolve_did(self, did: str) -> dict[str, Any]:
        """The DID document. A did:key needs none here. Raises Unreachable when it isn't in the folder."""
        if did.startswith("did:key:"):
            return resolve_did_key(did)
        return self._find(did)

    def load_status_list(self, url: str) -> dict[str, Any]:
        """The status list credential. Raises Unreachable when it isn't in the folder."""
        return self._find(url)

    def fetch(self, address: str) -> dict[str, Any]:
        """A part of an Open Badge 2.0. Raises Unreachable when it isn't in the folder."""
        return self._find(address)

    def _find(self, document_id: str) -> dict[str, Any]:
        try:
            return self._documents[document_id]
        except KeyError:
            raise Unreachable(
                f"{document_id} is not in the evidence folder.", code="unreachable.not-in-folder", id=document_id
            ) from None


def write_evidence(folder: Path, documents: Iterable[Mapping[str, Any]]) -> list[Path]:
    """Write documents where an EvidenceFolder finds them, each under a name made from its ``id``; makes the folder.

    Writing the same document again replaces it. Returns the files in the order of the documents.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_write_document(folder, document) for document in documents]


def _read_document(path: str) -> dict[str, Any] | None:
    if not os.path.isfile(path) or os.path.getsize(path) > limits().max_bytes:
        return None
    with open(path, "rb") as file:
        content = file.read()
    try:
        document = parse_json_object(content)
    except UnreadableDocument:
        return None
    return document if isinstance(document.get("id"), str) else None


def _write_document(folder: Path, document: Mapping[str, Any]) -> Path:
    document_id = document["id"]
    readable = re.sub(_UNSAFE, "-", document_id).strip("-.")[:80]
    # Two ids may look alike once made safe for a file's name; their hashes don't.
    path = folder / f"{readable}.{hashlib.sha256(document_id.encode()).hexdigest()[:8]}.json"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
