"""Names for the blank nodes of a document that stay the same when parts of it are left out.

Sections 3.4.5 to 3.4.9 of Data Integrity ECDSA Cryptosuites (https://www.w3.org/TR/vc-di-ecdsa/) give each node without
an ``id`` one, in expanded form, and compact the result. Here the ``id`` is put into the document itself, which keeps its
shape: pointers then lead to the same place in both. That this changed no meaning is checked, not assumed. The cells of
ordered lists have no place for an ``id``; they are named after who holds the list and what it holds.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.errors import CredentialError, NotDisclosable
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.rdfc import Quad, canonical_nquads

JsonObject = dict[str, Any]

MAX_NAMES_TRIED = 64

_FIRST = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>"
_REST = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>"
_NODE, _CELL = "_:node-", "_:cell-"

_Content: TypeAlias = "tuple[str | _Content, ...]"


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document in which every node has an ``id``: its own, or one that starts with ``prefix``."""

    document: JsonObject
    prefix: str
    contexts: ContextSet
    labels: Mapping[str, str]
    """The canonical label of each blank node by its lasting name, both without ``_:``."""

    @classmethod
    def of(cls, document: Mapping[str, Any], canonical: str, *, contexts: ContextSet = PUBLISHED) -> Self:
        """Name the nodes of a document whose canonical N-Quads are ``canonical``.

        Raises NotDisclosable for named graphs (a credential inside a credential) and for blank nodes that the document
        names itself.
        """
        prefix = next(prefix for number in itertools.count() if (prefix := f"urn:bnid:{number}:") not in canonical)
        filled, quads = _filled(document, canonical, prefix, contexts)
        return cls(filled, prefix, contexts, canonical_nquads(_with_named_cells(quads))[1])

    def quads_of(self, part: Mapping[str, Any]) -> set[Quad]:
        """Return the RDF of a part of ``document``, with blank nodes under their lasting names."""
        return _with_named_cells(_blank_again(canonicalise(part, contexts=self.contexts), self.prefix))


def _filled(
    document: Mapping[str, Any], canonical: str, prefix: str, contexts: ContextSet
) -> tuple[JsonObject, set[Quad]]:
    """Return a copy in which every node has an ``id`` and that still means ``canonical``, and its RDF.

    Not every JSON object is a node: a term can hold JSON as it is (``@json``) or texts by language. Which terms do, only
    their contexts know; so where the meaning did change, each name is tried by itself.
    """

    def quads_if_unchanged(candidate: JsonObject) -> set[Quad] | None:
        try:
            quads = _blank_again(canonicalise(candidate, contexts=contexts), prefix)
            return quads if canonical_nquads(quads)[0] == canonical else None
        except CredentialError:
            return None

    filled = _with_ids(document, prefix)
    quads = quads_if_unchanged(filled)
    if quads is None:
        names = sorted(set(_names_of_objects(document)))
        if len(names) > MAX_NAMES_TRIED:
            raise NotDisclosable(f"The document has over {MAX_NAMES_TRIED} names of objects.", limit=MAX_NAMES_TRIED)
        nodes = {name for name in names if quads_if_unchanged(_with_ids(document, prefix, under={name})) is not None}
        filled = _with_ids(document, prefix, under=nodes)
        quads = quads_if_unchanged(filled)
    if quads is None:
        raise NotDisclosable("The parts of this document can't be told apart.")
    return filled, quads


def _with_ids(document: Mapping[str, Any], prefix: str, *, under: Collection[str] | None = None) -> JsonObject:
    """Copy the document and give an ``id`` to objects without one; with ``under`` only those that go by these names."""
    numbers = itertools.count()

    def copied(value: Any, name: str) -> Any:
        if isinstance(value, list):
            return [copied(item, name) for item in value]
        if not isinstance(value, Mapping) or "@value" in value:
            return value
        if str(value.get("id", "")).startswith("_:"):
            raise NotDisclosable("A blank node has a name in this document; leave the id out.")
        copy = {member: item if member == "@context" else copied(item, member) for member, item in value.items()}
        if under is None or name in under:
            copy.setdefault("id", f"{prefix}{next(numbers)}")
        return copy

    result: JsonObject = copied(document, "")
    return result


def _names_of_objects(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _names_of_objects(item, name)
    elif isinstance(value, Mapping):
        yield name
        for member, item in value.items():
            if member != "@context":
                yield from _names_of_objects(item, member)


def _blank_again(canonical: str, prefix: str) -> set[Quad]:
    """Turn the ids that were given back into blank nodes."""
    start = f"<{prefix}"

    def term(text: str) -> str:
        return f"{_NODE}{text[len(start) : -1]}" if text.startswith(start) else text

    quads = map(_quad, canonical.split(" .\n")[:-1])
    return {(term(subject), predicate, term(value), term(graph)) for subject, predicate, value, graph in quads}


def _quad(line: str) -> Quad:
    """Take a canonical line apart, its end (a space, a full stop) left out; only a literal holds spaces."""
    subject, predicate, rest = line.split(" ", 2)
    value, _, graph = rest[rest.rfind('"') + 1 :].partition(" ")
    return subject, predicate, rest[: rest.rfind('"') + 1] + value, graph


def _with_named_cells(quads: set[Quad]) -> set[Quad]:
    """Give the cells of lists names that depend on nothing else in the document."""
    if any(graph for *_, graph in quads):
        raise NotDisclosable("A credential inside a credential can't be shown in parts: show it by itself.")
    lists = _Lists(quads)
    names = lists.names()
    if any(_is_unnamed(term) and term not in names for quad in quads for term in quad):
        raise NotDisclosable("A blank node has a name in this document; leave the id out.")
    return {
        (names.get(subject, subject), predicate, names.get(value, value), graph)
        for subject, predicate, value, graph in quads
    }


def _is_unnamed(term: str) -> bool:
    return term.startswith("_:") and not term.startswith(_NODE)


class _Lists:
    """The ordered lists in a set of quads: chains of cells, each with its first item and the rest (RDF 1.1, rdf:List)."""

    def __init__(self, quads: set[Quad]) -> None:
        self._first = {subject: value for subject, predicate, value, _ in quads if predicate == _FIRST}
        self._rest = {subject: value for subject, predicate, value, _ in quads if predicate == _REST}
        self._heads: dict[tuple[str, str, _Content], list[str]] = defaultdict(list)
        for subject, predicate, value, _ in quads:
            if _is_unnamed(value) and not _is_unnamed(subject):
                self._heads[subject, predicate, self._content(value)].append(value)

    def names(self) -> dict[str, str]:
        """Return the lasting name of each cell. Of lists that are alike in all it does not matter which is which."""
        names: dict[str, str] = {}
        for key, heads in self._heads.items():
            digest = hashlib.sha256(repr(key).encode()).hexdigest()
            for number, head in enumerate(heads):
                self._name(head, f"{_CELL}{digest}-{number}", names)
        return names

    def _name(self, head: str, base: str, names: dict[str, str]) -> None:
        for number, cell in enumerate(self._cells(head)):
            names[cell] = f"{base}-{number}"
            if _is_unnamed(self._first[cell]):
                self._name(self._first[cell], names[cell], names)

    def _content(self, head: str) -> _Content:
        items = (self._first[cell] for cell in self._cells(head))
        return tuple(self._content(item) if _is_unnamed(item) else item for item in items)

    def _cells(self, head: str) -> Iterator[str]:
        while head in self._first:
            yield head
            head = self._rest[head]
