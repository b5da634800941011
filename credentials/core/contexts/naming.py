"""The names that properties and types have in the shipped contexts: ``published_names.json`` is made from them here.

``python -m credentials.core.contexts.naming`` makes it anew when a context was added; a test compares the two. To find
the names each time would take reading all contexts, where a badge uses two or three.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from credentials.core.contexts import NAMES_FILE, PUBLISHED


def collect_names() -> dict[str, list[str]]:
    """For each address of a property or type in the shipped contexts the names that it goes by there, in order."""
    names: dict[str, set[str]] = {}
    for url in PUBLISHED:
        context = PUBLISHED[url]["@context"]
        for part in context if isinstance(context, list) else [context]:
            if isinstance(part, Mapping):
                _collect(part, part, names)
    return {iri: sorted(terms) for iri, terms in sorted(names.items())}


def _collect(context: Mapping[str, Any], prefixes: Mapping[str, Any], names: dict[str, set[str]]) -> None:
    for term, definition in context.items():
        if term.startswith("@"):
            continue
        iri = definition.get("@id") if isinstance(definition, Mapping) else definition
        if isinstance(iri, str) and not iri.startswith("@"):
            names.setdefault(_expanded(iri, prefixes), set()).add(term)
        scoped = definition.get("@context") if isinstance(definition, Mapping) else None
        for part in scoped if isinstance(scoped, list) else [scoped]:
            if isinstance(part, Mapping):
                _collect(part, prefixes, names)


def _expanded(iri: str, prefixes: Mapping[str, Any]) -> str:
    """Expand ``sec:proof`` with the prefixes of the context that it stands in, and a term with the term's own address."""
    prefix, _, suffix = iri.partition(":")
    known = prefixes.get(prefix)
    base = known.get("@id") if isinstance(known, Mapping) else known
    if not isinstance(base, str) or base == iri or suffix.startswith("//"):
        return iri
    return _expanded(base, prefixes) + suffix


if __name__ == "__main__":
    Path(NAMES_FILE).write_text(json.dumps(collect_names(), indent=1) + "\n", encoding="utf-8")
