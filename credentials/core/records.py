"""Which documents are Comprehensive Learner Records, and the badges in them; ``clr`` makes one and knows its rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from credentials.core.contexts import CREDENTIALS_V2
from credentials.core.lenient import items_of, objects_of, texts_in

CLR = "ClrCredential"


def is_clr(document: Mapping[str, Any]) -> bool:
    """Say whether ``clr.check_clr`` is meant for this document: a CLR 2.0 on data model 2.0."""
    return items_of(document.get("@context"))[:1] == [CREDENTIALS_V2] and CLR in texts_in(document.get("type"))


def credentials_in(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The badges of a CLR, of either data model; none for any other document."""
    if CLR in texts_in(document.get("type")):
        for subject in objects_of(document.get("credentialSubject")):
            yield from objects_of(subject.get("verifiableCredential"))
