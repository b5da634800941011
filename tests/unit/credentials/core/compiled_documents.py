"""Small documents for the tests of the fast way to the canonical form, and what the general way writes of them."""

from __future__ import annotations

from typing import Any

from credentials.core.primitives.canonical import canonical_form, to_quads
from credentials.core.primitives.rdfc import canonical_nquads

V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
X = "https://x.example/"
ISSUER = "https://www.w3.org/2018/credentials#issuer"  # published as ``issuer``
XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"
P, Q = f"{X}p", f"{X}q"  # members by their address: they mean something in every context


def a_document(*local: Any, **members: Any) -> dict[str, Any]:
    return {"@context": [V2, OB, *local], "type": "VerifiableCredential", **members}


def general(document: dict[str, Any]) -> bytes:
    return canonical_nquads(to_quads(document))[0].encode()


def compiled(document: dict[str, Any]) -> str:
    """The lines, where both ways write them alike and the fast way did write them."""
    form = canonical_form(document)
    assert form.is_compiled
    assert form.content == general(document)
    return form.content.decode()


def term(name: str, **definition: Any) -> dict[str, Any]:
    """An inline context of one term; keywords are written with an underscore: ``_type``."""
    return {name: {"@id": X + name, **{key.replace("_", "@"): value for key, value in definition.items()}}}


def nested(levels: int, innermost: Any) -> Any:
    for _ in range(levels):
        innermost = {P: innermost}
    return innermost


def nested_lists(levels: int) -> Any:
    innermost: Any = {P: "a"}
    for _ in range(levels):
        innermost = {"rij": [innermost]}
    return innermost


BOX = {"Doos": {"@id": f"{X}Doos", "@context": {"in": f"{X}in", "naam": f"{X}naam-in-doos"}}}
SCOPE = term("lid", _context={"binnen": f"{X}binnen"})
LIST = term("rij", _container="@list")
REFERENCES = term("adressen", _container="@list", _type="@id")
WORD = term("woord", _type="@vocab")
DAY = term("dag", _type=XSD_DATE)
MANY = range(12)
A, B = {P: "a"}, {P: "b"}
USUAL = {"id": "@id", "type": "@type"}
