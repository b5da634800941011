"""From a JSON-LD document to canonical N-Quads (RDFC-1.0), in safe mode: what would be lost is an error.

Two ways with one answer: ``compiled_form`` for what the compiled contexts cover, which is nearly everything in use, and
otherwise ``expansion`` and ``rdfc``. PyLD takes long to load, so that it is loaded when it is needed first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.primitives.compiled_form import compiled_form
from credentials.core.primitives.json_text import require_readable
from credentials.core.primitives.rdfc import DEFAULT_WORK_LIMIT, Quad, canonical_nquads
from credentials.core.primitives.term_definitions import ABSOLUTE_IRI, Uncompiled

MAX_QUADS = 10_000


def is_absolute_iri(text: object) -> bool:
    """Say whether this is a string that is an absolute IRI (URL, DID and URN included) without white space."""
    return isinstance(text, str) and ABSOLUTE_IRI.fullmatch(text) is not None


def canonicalise(
    document: Mapping[str, Any],
    *,
    contexts: ContextSet = PUBLISHED,
    work_limit: int = DEFAULT_WORK_LIMIT,
    max_quads: int = MAX_QUADS,
    hash_name: str = "sha256",
) -> str:
    """Return the canonical N-Quads (RDFC-1.0) of a JSON-LD document; each line ends with a line feed.

    ``hash_name`` names the hash that labels blank nodes, ``sha256`` or ``sha384``. Raises UnknownContext, UnsafeDocument,
    CanonicalisationLimit (more than ``max_quads`` statements, or blank nodes that ask for more than ``work_limit``
    steps), and UnreadableDocument for a lone surrogate, a NaN or too many levels.
    """
    return _canonical_bytes(document, contexts, work_limit, max_quads, hash_name).decode()


def canonical_digest(
    document: Mapping[str, Any], *, contexts: ContextSet = PUBLISHED, hash_name: str = "sha256"
) -> bytes:
    """The hash of the canonical N-Quads in UTF-8; the same hash labels the blank nodes. Raises as ``canonicalise``."""
    content = _canonical_bytes(document, contexts, DEFAULT_WORK_LIMIT, MAX_QUADS, hash_name)
    digest: bytes = getattr(hashlib, hash_name)(content).digest()
    return digest


def _canonical_bytes(
    document: Mapping[str, Any], contexts: ContextSet, work_limit: int, max_quads: int, hash_name: str
) -> bytes:
    try:
        return compiled_form(
            document, contexts=contexts, max_quads=max_quads, work_limit=work_limit, hash_name=hash_name
        )
    except (Uncompiled, UnicodeEncodeError):
        quads = to_quads(document, contexts=contexts, max_quads=max_quads)
        return canonical_nquads(quads, work_limit=work_limit, hash_name=hash_name)[0].encode()


def to_quads(document: Mapping[str, Any], *, contexts: ContextSet = PUBLISHED, max_quads: int = MAX_QUADS) -> set[Quad]:
    """Return the RDF of a document, expanded in safe mode. Raises as ``canonicalise`` does."""
    from credentials.core.primitives.expansion import expand_to_quads  # noqa: PLC0415  # the slow path

    require_readable(dict(document))
    return expand_to_quads(document, contexts=contexts, max_quads=max_quads)
