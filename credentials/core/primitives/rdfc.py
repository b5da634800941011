"""RDF Dataset Canonicalization, RDFC-1.0 (https://www.w3.org/TR/rdf-canon/), with a limit on the work.

A quad is a tuple of four N-Quads terms as text in canonical form: ``<iri>``, ``_:label`` or a quoted literal; the last
is "" for the default graph. Section numbers are those of the Recommendation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from itertools import permutations

from credentials.core.errors import CanonicalisationLimit

Quad = tuple[str, str, str, str]

# Hashes of paths, permutations included. The hardest case of the W3C test suite that must succeed stays well below it;
# half a second of work on an ordinary machine.
DEFAULT_WORK_LIMIT = 20_000

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


def canonical_nquads(
    quads: Iterable[Quad], *, work_limit: int = DEFAULT_WORK_LIMIT, hash_name: str = "sha256"
) -> tuple[str, dict[str, str]]:
    """Return the canonical N-Quads and the map from the blank node labels that came in to the canonical ones.

    Labels in the map have no ``_:``. Raises CanonicalisationLimit when the blank nodes ask for more than
    ``work_limit`` steps.
    """
    canonicaliser = _Canonicaliser(set(quads), work_limit, hash_name)
    issued = canonicaliser.issue_labels()
    labels = {node: f"_:{label}" for node, label in issued.items()}
    lines = sorted(_line(tuple(labels.get(term, term) for term in quad)) for quad in canonicaliser.quads)
    return "".join(lines), {node[2:]: label for node, label in issued.items()}


def _line(quad: tuple[str, ...]) -> str:
    subject, predicate, value, graph = quad
    return f"{subject} {predicate} {value} {graph} .\n" if graph else f"{subject} {predicate} {value} .\n"


class _Issuer:
    """Section 4.5: labels in order of first use. ``issued`` maps a blank node to its label without ``_:``."""

    def __init__(self, prefix: str, issued: dict[str, str] | None = None) -> None:
        self.prefix = prefix
        self.issued = issued if issued is not None else {}

    def issue(self, node: str) -> str:
        label = self.issued.get(node)
        if label is None:
            label = self.issued[node] = f"{self.prefix}{len(self.issued)}"
        return label

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, dict(self.issued))


class _Canonicaliser:
    def __init__(self, quads: set[Quad], work_limit: int, hash_name: str) -> None:
        self.quads = quads
        self.work_left = work_limit
        self.new_hash: Callable[[bytes], hashlib._Hash] = getattr(hashlib, hash_name)
        self.canonical = _Issuer("c14n")
        self.first_degree: dict[str, str] = {}
        self.quads_of: dict[str, list[Quad]] = {}
        for quad in sorted(quads):
            for node in {term for term in quad if term.startswith("_:")}:
                self.quads_of.setdefault(node, []).append(quad)

    def issue_labels(self) -> dict[str, str]:
        """Section 4.4: unique first degree hashes get their label at once, the others by the paths that lead away."""
        by_hash: dict[str, list[str]] = {}
        for node in self.quads_of:
            by_hash.setdefault(self._hash_first_degree(node), []).append(node)
        shared: list[list[str]] = []
        for _, nodes in sorted(by_hash.items()):
            if len(nodes) == 1:
                self.canonical.issue(nodes[0])
            else:
                shared.append(nodes)
        for nodes in shared:
            results: list[tuple[str, _Issuer]] = []
            for node in nodes:
                if node not in self.canonical.issued:
                    issuer = _Issuer("b")
                    issuer.issue(node)
                    results.append(self._hash_n_degree(node, issuer))
            for _, issuer in sorted(results, key=lambda result: result[0]):
                for node in issuer.issued:
                    self.canonical.issue(node)
        return self.canonical.issued

    def _hash(self, text: str) -> str:
        return self.new_hash(text.encode()).hexdigest()

    def _spend(self) -> None:
        self.work_left -= 1
        if self.work_left < 0:
            raise CanonicalisationLimit("The document's unnamed parts are entangled too much to be checked.")

    def _hash_first_degree(self, node: str) -> str:
        """Section 4.6."""
        known = self.first_degree.get(node)
        if known is None:
            lines = sorted(
                _line(tuple(("_:a" if term == node else "_:z") if term.startswith("_:") else term for term in quad))
                for quad in self.quads_of[node]
            )
            known = self.first_degree[node] = self._hash("".join(lines))
        return known

    def _hash_related(self, related: str, predicate: str, issuer: _Issuer, position: str) -> str:
        """Section 4.7."""
        if related in self.canonical.issued:
            name = f"_:{self.canonical.issued[related]}"
        elif related in issuer.issued:
            name = f"_:{issuer.issued[related]}"
        else:
            name = self._hash_first_degree(related)
        return self._hash(position + (predicate if position != "g" else "") + name)

    def _related_by_hash(self, node: str, issuer: _Issuer) -> dict[str, list[str]]:
        related: dict[str, list[str]] = {}
        for subject, predicate, value, graph in self.quads_of[node]:
            for term, position in ((subject, "s"), (value, "o"), (graph, "g")):
                if term.startswith("_:") and term != node:
                    related.setdefault(self._hash_related(term, predicate, issuer, position), []).append(term)
        return related

    def _hash_n_degree(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """Section 4.8."""
        self._spend()
        data = ""
        for related_hash, nodes in sorted(self._related_by_hash(node, issuer).items()):
            data += related_hash
            chosen_path, chosen_issuer = "", issuer
            for permutation in permutations(nodes):
                self._spend()
                tried = self._path(permutation, issuer.copy(), chosen_path)
                if tried is not None and (not chosen_path or tried[0] < chosen_path):
                    chosen_path, chosen_issuer = tried
            data += chosen_path
            issuer = chosen_issuer
        return self._hash(data), issuer

    def _path(self, permutation: tuple[str, ...], issuer: _Issuer, chosen: str) -> tuple[str, _Issuer] | None:
        """Steps 5.4.4 to 5.4.6: the path of one permutation, None as soon as it can't beat the chosen one."""
        path = ""
        recursion: list[str] = []
        for related in permutation:
            if related in self.canonical.issued:
                path += f"_:{self.canonical.issued[related]}"
            else:
                if related not in issuer.issued:
                    recursion.append(related)
                path += f"_:{issuer.issue(related)}"
            if _is_worse(path, chosen):
                return None
        for related in recursion:
            related_hash, result = self._hash_n_degree(related, issuer)
            path += f"_:{issuer.issue(related)}<{related_hash}>"
            issuer = result
            if _is_worse(path, chosen):
                return None
        return path, issuer


def _is_worse(path: str, chosen: str) -> bool:
    return bool(chosen) and len(path) >= len(chosen) and path > chosen
