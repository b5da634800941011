"""From expanded JSON-LD to quads (JSON-LD 1.1 API, sections 7.2 and 8.1), in time that grows with the document only.

PyLD gathers what is said of each subject first, comparing every value with all others of the same property: a document
of a few thousand statements then takes minutes. RDF is a set, so that gathering is not needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from credentials.core.limits import allowance
from credentials.core.primitives.rdfc import Quad

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE, _FIRST, _REST, _NIL = (f"<{_RDF}{name}>" for name in ("type", "first", "rest", "nil"))

Literal = Callable[[Mapping[str, Any]], str]
"""Gets a value object and returns it as an N-Quads literal."""


def quads_of(expanded: Sequence[Mapping[str, Any]], *, literal: Literal) -> set[Quad]:
    """The statements of a document in expanded form, all of whose addresses are absolute.

    Raises CanonicalisationLimit for too many (``limits``).
    """
    statements = _Statements(literal)
    statements.take_up(expanded, graph="")
    return statements.quads


class _Statements:
    def __init__(self, literal: Literal) -> None:
        self.quads: set[Quad] = set()
        self._literal = literal
        self._allowance = allowance()
        self._blank_nodes: dict[str, str] = {}
        self._issued = 0

    def take_up(self, nodes: Sequence[Mapping[str, Any]], *, graph: str) -> None:
        for node in nodes:
            if "@value" not in node and "@list" not in node:
                self._node(node, graph)

    def _node(self, node: Mapping[str, Any], graph: str) -> str:
        """Take up what a node object says; return its subject."""
        subject = self._resource(node["@id"]) if "@id" in node else self._new_blank_node()
        for name, values in node.items():
            if name == "@type":
                for kind in values:
                    self._add(subject, _TYPE, self._resource(kind), graph)
            elif name == "@graph":
                self.take_up(values, graph=subject)
            elif name == "@included":
                self.take_up(values, graph=graph)
            elif name == "@reverse":
                for predicate, others in values.items():
                    for other in others:
                        self._add(self._node(other, graph), f"<{predicate}>", subject, graph)
            elif not name.startswith("@"):
                for value in values:
                    self._add(subject, f"<{name}>", self._object(value, graph), graph)
        return subject

    def _object(self, value: Mapping[str, Any], graph: str) -> str:
        if "@value" in value:
            return self._literal(value)
        if "@list" in value:
            return self._list(value["@list"], graph)
        return self._node(value, graph)

    def _list(self, items: Sequence[Mapping[str, Any]], graph: str) -> str:
        """An RDF collection; return its first cell."""
        cells = [self._new_blank_node() for _ in items] + [_NIL]
        for cell, following, item in zip(cells, cells[1:], items, strict=False):
            self._add(cell, _FIRST, self._object(item, graph), graph)
            self._add(cell, _REST, following, graph)
        return cells[0]

    def _resource(self, name: str) -> str:
        """An IRI, or one of the document's own blank nodes under a label that none of ours can have."""
        if not name.startswith("_:"):
            return f"<{name}>"
        if name not in self._blank_nodes:
            self._blank_nodes[name] = self._new_blank_node()
        return self._blank_nodes[name]

    def _new_blank_node(self) -> str:
        self._issued += 1
        return f"_:b{self._issued}"

    def _add(self, subject: str, predicate: str, value: str, graph: str) -> None:
        self.quads.add((subject, predicate, value, graph))
        self._allowance.require_quads(len(self.quads))
