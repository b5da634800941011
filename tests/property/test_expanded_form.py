"""Our step from expanded JSON-LD to RDF says what PyLD's says, for documents small enough for PyLD's."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyld import jsonld

from credentials.core.primitives.canonical import to_quads
from credentials.core.primitives.rdfc import Quad, canonical_nquads, escape_literal

EX = "https://example.org/"
CONTEXT = {
    "id": "@id",
    "type": "@type",
    "p": EX + "p",
    "q": {"@id": EX + "q", "@type": "@id"},
    "ordered": {"@id": EX + "ordered", "@container": "@list"},
    "apart": {"@id": EX + "apart", "@container": "@graph"},
    "reverse": {"@reverse": EX + "reverse"},
    "spoken": {"@id": EX + "spoken", "@container": "@language"},
    "json": {"@id": EX + "json", "@type": "@json"},
    "T": EX + "T",
}
# No 0, 1 or truth value: Python finds 1 and True equal, and PyLD takes them for one value. Nor a text with and without its
# direction, which PyLD does not compare.
values = st.one_of(
    st.sampled_from(["a", "b", 'c"\n', 2, 3.5, 10**22]),
    st.sampled_from([{"@value": "a", "@language": "nl"}, {"@value": "d", "@direction": "rtl"}]),
)
ids = st.sampled_from([None, None, EX + "1", EX + "2", "_:x", "_:y"])


@st.composite
def node_objects(draw: st.DrawFn, levels: int = 1) -> dict[str, Any]:
    node: dict[str, Any] = {"p": draw(st.lists(values, max_size=3))}
    if identity := draw(ids):
        node["id"] = identity
    if draw(st.booleans()):
        node["type"] = draw(st.lists(st.sampled_from(["T", EX + "U", "_:x"]), max_size=2))
    if draw(st.booleans()):
        node["q"] = draw(st.lists(st.sampled_from([EX + "1", EX + "2", "_:x", "_:z"]), max_size=2))
    if draw(st.integers(0, 3)) == 0:
        node["spoken"] = {"nl": draw(st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2)), "en": "a"}
    if draw(st.integers(0, 3)) == 0:
        node["json"] = draw(st.sampled_from([{"a": [1, "x"]}, [], "tekst", 4]))
    if levels:
        inner = node_objects(levels - 1)
        node["ordered"] = draw(st.lists(st.one_of(values, inner), max_size=3))
        for name in ("p", "apart", "reverse"):
            node[name] = [*node.get(name, []), *draw(st.lists(inner, max_size=2))]
    return node


def by_pyld(document: dict[str, Any]) -> set[Quad]:
    options = {"base": None, "rdfDirection": "i18n-datatype", "processingMode": "json-ld-1.1"}
    dataset = jsonld.to_rdf(document, options)
    return {
        (term(triple["subject"]), term(triple["predicate"]), term(triple["object"]), graph_term(graph))
        for graph, triples in dataset.items()
        for triple in triples
    }


def graph_term(name: str) -> str:
    if name == "@default":
        return ""
    return name if name.startswith("_:") else f"<{name}>"


def term(found: dict[str, Any]) -> str:
    if found["type"] == "blank node":
        return str(found["value"])
    if found["type"] == "IRI":
        return f"<{found['value']}>"
    text = f'"{escape_literal(found["value"])}"'
    if "language" in found:
        return f"{text}@{found['language']}"
    return text if found["datatype"].endswith("#string") else f"{text}^^<{found['datatype']}>"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(node_objects(), min_size=1, max_size=2))
def test_it_makes_the_statements_that_pyld_makes(nodes):
    document = {"@context": CONTEXT, "id": EX + "root", "p": nodes}

    assert canonical_nquads(to_quads(document))[0] == canonical_nquads(by_pyld(document))[0]
