"""The statements of a document as selective disclosure signs them: canonical N-Quads with secret names for blank nodes.

Sections 3.4.1 to 3.4.9 and 3.4.14 to 3.4.16 of Data Integrity ECDSA Cryptosuites (https://www.w3.org/TR/vc-di-ecdsa/).
Which statements a pointer chooses is found by making the RDF of the chosen part; ``disclosure_nodes`` sees to it that
blank nodes are recognised again there.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.errors import NotDisclosable, UnusablePointer
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.disclosure_nodes import NamedDocument
from credentials.core.primitives.disclosure_pointers import select
from credentials.core.primitives.multibase import encode_base64url
from credentials.core.primitives.rdfc import canonical_nquads

MAX_STATEMENTS = 5_000

# What a canonical line is made of, as far as it matters here: literals and IRIs, to be passed over, and blank nodes.
_TERM = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|<[^>]*>|_:(\S+)')


def blank_labels(canonical: str) -> frozenset[str]:
    """Return the labels (without ``_:``) of the blank nodes in canonical N-Quads."""
    return frozenset(match[1] for match in _TERM.finditer(canonical) if match[1] is not None)


def relabelled_lines(canonical: str, labels: Mapping[str, str]) -> list[str]:
    """Give the blank nodes of canonical N-Quads other labels, and return the lines, sorted again, each with its line feed.

    ``labels`` has a label (without ``_:``) for each that is there.
    """

    def replace(match: re.Match[str]) -> str:
        return match[0] if match[1] is None else f"_:{labels[match[1]]}"

    # Not splitlines: other ends of line stand unescaped in literals.
    return sorted(f"{line}\n" for line in _TERM.sub(replace, canonical).split("\n")[:-1])


def secret_label(hmac_key: bytes, canonical_label: str) -> str:
    """Section 3.4.4: ``u`` and the base64url of the HMAC-SHA-256 of ``c14n0`` and so on."""
    return encode_base64url(hmac.digest(hmac_key, canonical_label.encode(), "sha256"))


@dataclass(frozen=True, slots=True)
class Choice:
    """What some pointers choose of the statements of a document."""

    indexes: frozenset[int]
    """Positions in ``Statements.lines``."""
    reader_labels: Mapping[str, str]
    """From the canonical labels that a reader of the chosen part alone will find, to the secret ones that belong there."""


class Statements:
    """All statements of one document under secret labels, and which of them a set of pointers chooses."""

    def __init__(self, named: NamedDocument, lines: Iterable[str], labels: Mapping[str, str]) -> None:
        self.lines = tuple(lines)
        """Canonical N-Quads in ascending order, each with its line feed."""
        self._named = named
        self._labels = labels
        self._index = {line: number for number, line in enumerate(self.lines)}

    @classmethod
    def of(cls, document: Mapping[str, Any], *, hmac_key: bytes, contexts: ContextSet = PUBLISHED) -> Self:
        """Read a document without its proof.

        Raises UnsafeDocument and its kin as ``canonicalise`` does, NotDisclosable for a document that ``NamedDocument``
        refuses or that makes more than ``MAX_STATEMENTS`` statements.
        """
        canonical = canonicalise(document, contexts=contexts)
        if canonical.count("\n") > MAX_STATEMENTS:
            raise NotDisclosable(f"The document makes over {MAX_STATEMENTS} statements.", limit=MAX_STATEMENTS)
        named = NamedDocument.of(document, canonical, contexts=contexts)
        secret = {label: secret_label(hmac_key, label) for label in named.labels.values()}
        labels = {name: secret[label] for name, label in named.labels.items()}
        return cls(named, relabelled_lines(canonical, secret), labels)

    def chosen_by(self, pointers: Collection[str]) -> Choice:
        """Find the statements that the pointers choose; without pointers there are none.

        Raises UnusablePointer for a pointer that leads nowhere, or into something that is signed as a whole: an ordered
        list, a text with its language.
        """
        if not pointers:
            return Choice(frozenset(), {})
        canonical, found = canonical_nquads(self._named.quads_of(select(self._named.document, pointers)))
        if not found.keys() <= self._labels.keys():
            raise _signed_as_a_whole()
        reader_labels = {label: self._labels[name] for name, label in found.items()}
        chosen = relabelled_lines(canonical, reader_labels)
        if not self._index.keys() >= set(chosen):
            raise _signed_as_a_whole()
        return Choice(frozenset(self._index[line] for line in chosen), reader_labels)


def _signed_as_a_whole() -> UnusablePointer:
    return UnusablePointer("A pointer leads into an ordered list or a text with a language: choose that as a whole.")
