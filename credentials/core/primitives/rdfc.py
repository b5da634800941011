"""RDF Dataset Canonicalization, RDFC-1.0 (https://www.w3.org/TR/rdf-canon/), with a limit on the work.

A quad is a tuple of four N-Quads terms as text in canonical form: ``<iri>``, ``_:label`` or a quoted literal; the last
is "" for the default graph. Section numbers are those of the Recommendation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import permutations

from credentials.core.errors import CanonicalisationLimit
from credentials.core.limits import allowance

Quad = tuple[str, str, str, str]

# By name, as making one through ``hashlib.new`` takes as long as hashing a small text.
HASHES = {"sha256": hashlib.sha256, "sha384": hashlib.sha384}

# Blank nodes alike, one behind the other, that a path follows. Calls as deep as the longest would be too many for Python.
MAX_PATH = 150

_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in [*range(0x20), 0x7F]},
    0x08: "\\b",
    0x09: "\\t",
    0x0A: "\\n",
    0x0C: "\\f",
    0x0D: "\\r",
    0x22: '\\"',
    0x5C: "\\\\",
}


def escape_literal(text: str) -> str:
    """Escape as canonical N-Quads ask (section 5 of N-Quads 1.2): short forms first, other controls as \\uXXXX."""
    return text.translate(_ESCAPES)


Mention = tuple[str, str, int]
"""Where another blank node stands beside one in a quad: its position (``s``, ``o`` or ``g``), ``<predicate>`` ("" with
``g``), its number."""


def canonical_nquads(quads: Iterable[Quad], *, hash_name: str = "sha256") -> tuple[str, dict[str, str]]:
    """Return the canonical N-Quads and the map from the blank node labels that came in to the canonical ones.

    Labels in the map have no ``_:``. ``hash_name`` is ``sha256`` or ``sha384``. Raises CanonicalisationLimit when the
    blank nodes ask for more steps than are left (``limits``), or for a path longer than ``MAX_PATH``.
    """
    distinct = set(quads)
    blank = _BlankNodes(distinct)
    hashes = [_digest(hash_name, blank.first_degree(number)) for number in range(len(blank.names))]
    labels = dict(zip(blank.names, label_nodes(hashes, blank.mentions, hash_name=hash_name), strict=True))
    lines = sorted(_line(tuple(labels.get(term, term) for term in quad)) for quad in distinct)
    return "".join(lines), {node[2:]: label[2:] for node, label in labels.items()}


def label_nodes(
    first_degree: Sequence[str], mentions: Callable[[int], Sequence[Mention]], *, hash_name: str
) -> list[str]:
    """Return the canonical label (``_:c14n0``…) of each blank node (section 4.4, from step 3 on).

    Blank nodes are numbers here: ``first_degree`` holds the hash of each (section 4.6, in hex), ``mentions`` gets one and
    returns the others that it shares a quad with, once for each quad and position. Raises CanonicalisationLimit as
    ``canonical_nquads`` does.
    """
    return _Labelling(first_degree, mentions, hash_name).labels()


def _line(quad: tuple[str, ...]) -> str:
    subject, predicate, value, graph = quad
    return f"{subject} {predicate} {value} {graph} .\n" if graph else f"{subject} {predicate} {value} .\n"


class _BlankNodes:
    """The blank nodes of a dataset, numbered, with the quads that each stands in."""

    def __init__(self, quads: set[Quad]) -> None:
        self._quads_of: dict[str, list[Quad]] = {}
        for quad in sorted(quads):
            for node in {term for term in quad if term.startswith("_:")}:
                self._quads_of.setdefault(node, []).append(quad)
        self.names = list(self._quads_of)
        self._numbers = {name: number for number, name in enumerate(self.names)}

    def first_degree(self, number: int) -> str:
        """The lines that a node stands in, with itself as _:a and others as _:z (section 4.6, steps 1 to 4)."""
        node = self.names[number]
        return "".join(
            sorted(
                _line(tuple(("_:a" if term == node else "_:z") if term.startswith("_:") else term for term in quad))
                for quad in self._quads_of[node]
            )
        )

    def mentions(self, number: int) -> list[Mention]:
        node = self.names[number]
        return [
            (position, "" if position == "g" else predicate, self._numbers[term])
            for subject, predicate, value, graph in self._quads_of[node]
            for term, position in ((subject, "s"), (value, "o"), (graph, "g"))
            if term.startswith("_:") and term != node
        ]


class _Labelling:
    """Unique first degree hashes get their label at once, the others by the paths that lead away from them.

    ``issued`` stands for the temporary identifier issuer of the Recommendation (section 4.5): node to ``_:b0``…, in the
    order of issuing.
    """

    def __init__(
        self,
        first_degree: Sequence[str],
        mentions: Callable[[int], Sequence[Mention]],
        hash_name: str,
    ) -> None:
        self._first_degree = first_degree
        self._mentions = mentions
        self._spend = allowance().spend
        self._levels_left = MAX_PATH
        self._new_hash = HASHES[hash_name]
        self._canonical: dict[int, str] = {}
        self._hashes: dict[str, str] = {}

    def labels(self) -> list[str]:
        by_hash: dict[str, list[int]] = {}
        for node, first_degree in enumerate(self._first_degree):
            by_hash.setdefault(first_degree, []).append(node)
        shared: list[list[int]] = []
        for first_degree in sorted(by_hash):
            nodes = by_hash[first_degree]
            if len(nodes) == 1:
                self._issue(nodes[0])
            else:
                shared.append(nodes)
        for nodes in shared:
            results = [self._n_degree(node, {node: "_:b0"}) for node in nodes if node not in self._canonical]
            for _, issued in sorted(results, key=lambda result: result[0]):
                for node in issued:
                    self._issue(node)
        return [self._canonical[node] for node in range(len(self._first_degree))]

    def _issue(self, node: int) -> None:
        if node not in self._canonical:
            self._canonical[node] = f"_:c14n{len(self._canonical)}"

    def _hash(self, text: str) -> str:
        """In hex. Blank nodes alike, which is why they come here, ask for the same hashes many times."""
        known = self._hashes.get(text)
        if known is None:
            known = self._hashes[text] = self._new_hash(text.encode()).hexdigest()
        return known

    def _related(self, mentions: Sequence[Mention], issued: dict[int, str]) -> dict[str, list[int]]:
        """The nodes beside one by the hash of how they are related to it (section 4.7)."""
        canonical, first_degree, hashes = self._canonical, self._first_degree, self._hashes
        related: dict[str, list[int]] = {}
        for position, predicate, other in mentions:
            text = position + predicate + (canonical.get(other) or issued.get(other) or first_degree[other])
            hashed = hashes.get(text) or self._hash(text)
            if hashed in related:
                related[hashed].append(other)
            else:
                related[hashed] = [other]
        return related

    def _n_degree(self, node: int, issued: dict[int, str]) -> tuple[str, dict[int, str]]:
        """Section 4.8. ``issued`` is used up: what holds afterwards is the one that comes back."""
        mentions = self._mentions(node)
        self._spend(len(mentions) + 1)
        if len(mentions) == 1:
            [(position, predicate, other)] = mentions
            label = self._canonical.get(other) or issued.get(other)
            if label is not None:
                # The end of a chain, of which there may be many alike.
                return self._hash(self._hash(position + predicate + label) + label), issued
        self._go_further()
        related = self._related(mentions, issued)
        data = []
        for related_hash in sorted(related):
            data.append(related_hash)
            nodes = related[related_hash]
            if len(nodes) > 1:
                path, issued = self._shortest_path(nodes, issued)
                data.append(path)
                continue
            # One order only: nothing to compare, nothing to copy.
            [other] = nodes
            label = self._canonical.get(other) or issued.get(other)
            if label is None:
                label = issued[other] = f"_:b{len(issued)}"
                other_hash, issued = self._n_degree(other, issued)
                data.append(f"{label}{label}<{other_hash}>")
            else:
                data.append(label)
        self._levels_left += 1
        return self._hash("".join(data)), issued

    def _go_further(self) -> None:
        """A path comes to one more node."""
        self._levels_left -= 1
        if self._levels_left < 0:
            raise CanonicalisationLimit(
                f"More than {MAX_PATH} unnamed parts of the document are alike, one behind the other.",
                cap="path",
                limit=MAX_PATH,
            )

    def _shortest_path(self, nodes: list[int], issued: dict[int, str]) -> tuple[str, dict[int, str]]:
        """Steps 5.1 to 5.4: the least path of all orders in which the nodes can be visited."""
        chosen: tuple[str, dict[int, str]] = "", issued
        for order in permutations(nodes):
            self._spend(len(order) + len(issued))
            tried = self._path(order, dict(issued), chosen[0])
            if tried is not None and (not chosen[0] or tried[0] < chosen[0]):
                chosen = tried
        return chosen

    def _path(self, order: Sequence[int], issued: dict[int, str], chosen: str) -> tuple[str, dict[int, str]] | None:
        """Steps 5.4.4 to 5.4.6: the path of one order, None as soon as it can't beat the chosen one."""
        path = ""
        recursion: list[int] = []
        for node in order:
            label = self._canonical.get(node)
            if label is None:
                label = issued.get(node)
                if label is None:
                    recursion.append(node)
                    label = issued[node] = f"_:b{len(issued)}"
            path += label
            if _is_worse(path, chosen):
                return None
        for node in recursion:
            label = issued[node]
            related_hash, issued = self._n_degree(node, issued)
            path += f"{label}<{related_hash}>"
            if _is_worse(path, chosen):
                return None
        return path, issued


def _is_worse(path: str, chosen: str) -> bool:
    return bool(chosen) and len(path) >= len(chosen) and path > chosen


def _digest(hash_name: str, text: str) -> str:
    return HASHES[hash_name](text.encode()).hexdigest()
