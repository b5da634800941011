"""How the bounded process says no: a code and the facts of it; the words are chosen outside."""

from __future__ import annotations

from collections.abc import Mapping


class Refused(Exception):
    """The file can't be taken: ``encrypted``, ``damaged``, ``image-too-large``, ``too-many-pages``, ``unpacks-too-far``,
    ``too-heavy`` or ``page-not-found``."""

    def __init__(self, code: str, **facts: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, int | str] = facts
