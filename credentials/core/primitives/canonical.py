"""From a JSON-LD document to canonical N-Quads (RDFC-1.0), in safe mode: what would be lost is an error.

Two ways with one answer: ``compiled_form`` for what the compiled contexts cover, which is nearly everything in use, and
otherwise ``expansion`` and ``rdfc``. PyLD takes long to load, so that it is loaded when it is needed first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.limits import DEFAULT, Limits, within
from credentials.core.primitives.compiled_form import compiled_form
from credentials.core.primitives.json_text import require_readable
from credentials.core.primitives.rdfc import HASHES, Quad, canonical_nquads
from credentials.core.primitives.term_definitions import ABSOLUTE_IRI, Uncompiled


def is_absolute_iri(text: object) -> bool:
    """Say whether this is a string that is an absolute IRI (URL, DID and URN included) without white space."""
    return isinstance(text, str) and ABSOLUTE_IRI.fullmatch(text) is not None


def canonicalise(
    document: Mapping[str, Any],
    *,
    contexts: ContextSet = PUBLISHED,
    hash_name: str = "sha256",
    limits: Limits = DEFAULT,
) -> str:
    """Return the canonical N-Quads (RDFC-1.0) of a JSON-LD document; each line ends with a line feed.

    ``hash_name`` names the hash that labels blank nodes, ``sha256`` or ``sha384``. Raises UnknownContext, UnsafeDocument,
    CanonicalisationLimit (too many statements, or too much work), and UnreadableDocument for a lone surrogate, a NaN or
    too many levels.
    """
    with within(limits):
        return canonical_form(document, contexts=contexts, hash_name=hash_name).content.decode()


def canonical_digest(
    document: Mapping[str, Any], *, contexts: ContextSet = PUBLISHED, hash_name: str = "sha256"
) -> bytes:
    """The hash of the canonical N-Quads in UTF-8; the same hash labels the blank nodes. Raises as ``canonicalise``."""
    return canonical_form(document, contexts=contexts, hash_name=hash_name).digest(hash_name)


class CanonicalForm(NamedTuple):
    content: bytes
    """The canonical N-Quads in UTF-8."""
    is_compiled: bool
    """Whether the compiled form covered it: then every ``id`` in the document is one absolute IRI."""

    def digest(self, hash_name: str) -> bytes:
        return HASHES[hash_name](self.content).digest()


def canonical_form(
    document: Mapping[str, Any],
    *,
    contexts: ContextSet = PUBLISHED,
    hash_name: str = "sha256",
) -> CanonicalForm:
    """The bytes of ``canonicalise``, and how they were made."""
    with within():
        try:
            return CanonicalForm(compiled_form(document, contexts=contexts, hash_name=hash_name), is_compiled=True)
        except (Uncompiled, UnicodeEncodeError):
            quads = to_quads(document, contexts=contexts)
            text, _ = canonical_nquads(quads, hash_name=hash_name)
            return CanonicalForm(text.encode(), is_compiled=False)


def to_quads(document: Mapping[str, Any], *, contexts: ContextSet = PUBLISHED, limits: Limits = DEFAULT) -> set[Quad]:
    """Return the RDF of a document, expanded in safe mode. Raises as ``canonicalise`` does."""
    from credentials.core.primitives.expansion import expand_to_quads  # noqa: PLC0415  # the slow path

    with within(limits):
        require_readable(dict(document))
        return expand_to_quads(document, contexts=contexts)
