"""The labels of blank nodes: those that PyLD's own labelling gives, and the same both ways to the canonical form."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from pyld import jsonld

from credentials.core.contexts import PUBLISHED
from credentials.core.errors import CanonicalisationLimit
from credentials.core.primitives.canonical import to_quads
from credentials.core.primitives.compiled_form import compiled_form
from credentials.core.primitives.rdfc import canonical_nquads

V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


@st.composite
def entangled(draw: st.DrawFn) -> Any:
    """Trees of objects without ids, many of them alike: their labels are what is hard."""
    leaf = st.fixed_dictionaries({"type": st.just("Alignment")}, optional={"targetName": st.sampled_from("ab")})
    branch = st.recursive(
        leaf,
        lambda inner: st.fixed_dictionaries(
            {"type": st.just("Related")},
            optional={
                "https://x.example/alignment": st.lists(inner, max_size=3),
                "https://x.example/related": st.lists(inner, max_size=2),
                "lijst": st.lists(inner, max_size=2),
                "woorden": st.lists(st.sampled_from("ab"), max_size=3),
                "inLanguage": st.just("nl"),
            },
        ),
        max_leaves=10,
    )
    own = {name: {"@id": f"https://x.example/{name}", "@container": "@list"} for name in ("lijst", "woorden")}
    document = {
        "@context": [V2, OB, own],
        "type": "VerifiableCredential",
        "https://x.example/kinderen": draw(st.lists(branch, min_size=1, max_size=4)),
    }
    return document | draw(st.sampled_from([{}, {"id": "https://x.example/1"}]))


@settings(max_examples=150, deadline=None)
@given(entangled(), st.sampled_from(["sha256", "sha384"]))
def test_objects_that_are_alike_get_the_same_labels_both_ways(document, hash_name):
    general, _ = canonical_nquads(to_quads(document), hash_name=hash_name)
    compiled = compiled_form(document, contexts=PUBLISHED, hash_name=hash_name)
    assert compiled == general.encode()


BLANK = [f"_:e{number}" for number in range(5)]
subjects = st.sampled_from([*BLANK, *BLANK, "<urn:s>"])
quads = st.tuples(
    subjects,
    st.sampled_from(["<urn:p>", "<urn:p>", "<urn:q>"]),
    st.one_of(subjects, st.sampled_from(['"x"', '"y"'])),
    st.just(""),
)


@st.composite
def graphs(draw: st.DrawFn) -> list[tuple[str, str, str, str]]:
    """Small graphs, some of them regular: rings, pairs and cliques, whose nodes only their paths tell apart.

    Without graph names, and no node beside itself: PyLD takes those otherwise than the W3C's tests, which have both.
    """
    some = draw(st.lists(quads, max_size=7))
    size = draw(st.integers(0, 4))
    kind = draw(st.sampled_from(["ring", "clique", "pairs", "star"]))
    nodes = [f"_:k{number}" for number in range(size)]
    edges = {
        "ring": zip(nodes, nodes[1:] + nodes[:1], strict=True),
        "clique": itertools.permutations(nodes, 2),
        "pairs": zip(nodes[::2], nodes[1::2], strict=False),
        "star": ((nodes[0], node) for node in nodes[1:]),
    }[kind]
    some += [(one, "<urn:p>", other, "") for one, other in edges]
    if nodes and draw(st.booleans()):
        some.append((draw(st.sampled_from(BLANK)), "<urn:q>", nodes[0], ""))
    return [quad for quad in some if quad[0] != quad[2]]


@settings(max_examples=300, deadline=None)
@given(graphs())
def test_blank_nodes_get_the_labels_that_pyld_gives_them(graph):
    assume(graph)
    text = "".join(f"{' '.join(filter(None, quad))} .\n" for quad in graph)
    try:
        ours, _ = canonical_nquads(graph)
    except CanonicalisationLimit:
        event("entangled too much")
        return
    options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    assert ours == jsonld.normalize(text, options)
