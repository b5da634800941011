"""One local context, term by term: JSON-LD 1.1 API, section 4.2 (Create Term Definition), for what credentials use.

Strict where PyLD is lenient and never the other way round: Uncompiled sends the document along the general way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"

# RFC 3987 in the form that N-Quads can hold: a scheme, then none of the characters that IRIREF excludes. No white space of
# any script either: PyLD counts such an address as relative and leaves its statements out without a word.
ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x20<>\"{}|^`\\]*")

_TERM_MEMBERS = frozenset({"@id", "@type", "@container", "@context", "@protected", "@prefix"})
_CONTAINERS: Mapping[Any, str] = {None: "", "@set": "@set", "@list": "@list", "@graph": "@graph"}
_PREFIX_ENDINGS = frozenset(":/?#[]@")


class Uncompiled(Exception):  # no error: it sends the document along the general way
    """The compiled form does not cover this."""


class _NoContext:
    """A term without a context of its own, where None is a context of null."""


NO_CONTEXT: Final = _NoContext()


class Term(NamedTuple):
    """A term definition. ``iri`` is an absolute IRI or a keyword, None for a term that was taken away."""

    iri: str | None
    coercion: str | None = None
    """``@id``, ``@vocab``, ``@json``, ``@none``, or the IRI of a datatype."""
    container: str = ""
    """``@set``, ``@list``, ``@graph`` or ""."""
    scoped: Any = NO_CONTEXT
    is_prefix: bool = False
    is_protected: bool = False


class Definer:
    """Defines the terms of one local context on top of those that were there.

    ``validate`` gets the terms and the vocabulary so far, and a scoped context; it raises Uncompiled for one that can't
    be processed.
    """

    def __init__(
        self,
        terms: Mapping[str, Term],
        vocab: str | None,
        local: Mapping[str, Any],
        *,
        validate: Callable[[Mapping[str, Term], str | None, Any], None],
    ) -> None:
        self.terms = dict(terms)
        self.vocab = vocab
        self._local = local
        self._validate = validate
        self._is_defined: dict[str, bool] = {}
        self._protects = False

    def define_all(self, *, override_protected: bool) -> None:
        """Raises Uncompiled for anything that isn't covered or isn't right."""
        self._read_keywords()
        for name, definition in self._local.items():
            if name.startswith("@"):
                continue
            self._define(name, override_protected=override_protected)
            if isinstance(definition, Mapping) and "@context" in definition:
                self._validate(self.terms, self.vocab, definition["@context"])

    def _read_keywords(self) -> None:
        for name, value in self._local.items():
            if not isinstance(name, str):
                raise Uncompiled("@context")
            if not name.startswith("@"):
                continue
            if name == "@vocab" and isinstance(value, str) and "://" in value:
                self.vocab = require_iri(value)
            elif name == "@protected" and value is True:
                self._protects = True
            elif name != "@version" or value != 1.1:
                raise Uncompiled(name)

    def _define(self, name: str, *, override_protected: bool) -> None:
        if name in self._is_defined:
            if self._is_defined[name]:
                return
            raise Uncompiled(name)
        self._is_defined[name] = False
        previous = self.terms.pop(name, None)
        term = self._term(name, self._local[name])
        if previous is not None and previous.is_protected and not override_protected:
            term = Term(term.iri, term.coercion, term.container, term.scoped, term.is_prefix, is_protected=True)
            if term != previous:
                raise Uncompiled(name)
        self.terms[name] = term
        self._is_defined[name] = True

    def _term(self, name: str, value: Any) -> Term:
        if not name or ":" in name or "/" in name or name.startswith("@"):
            raise Uncompiled(name)
        is_simple = value is None or isinstance(value, str)
        definition: Any = {"@id": value} if is_simple else value
        if not isinstance(definition, Mapping) or not _TERM_MEMBERS.issuperset(definition):
            raise Uncompiled(name)
        iri = self._iri_of(name, definition)
        return Term(
            iri=iri,
            coercion=self._coercion(definition),
            container=_container(definition),
            scoped=definition.get("@context", NO_CONTEXT),
            is_prefix=_flag(definition, "@prefix", is_simple and iri is not None and iri[-1] in _PREFIX_ENDINGS),
            is_protected=_flag(definition, "@protected", self._protects),
        )

    def _iri_of(self, name: str, definition: Mapping[str, Any]) -> str | None:
        if "@id" not in definition:
            if self.vocab is None:
                raise Uncompiled(name)
            return require_iri(self.vocab + name)
        stated = definition["@id"]
        if stated is None:
            return None
        if not isinstance(stated, str) or stated == name:
            raise Uncompiled(name)
        if stated in ("@id", "@type"):
            if "@prefix" in definition:
                raise Uncompiled(name)
            return stated
        return self._expand(stated)

    def _coercion(self, definition: Mapping[str, Any]) -> str | None:
        if "@type" not in definition:
            return None
        stated = definition["@type"]
        if not isinstance(stated, str):
            raise Uncompiled("@type")
        return stated if stated in ("@id", "@vocab", "@json", "@none") else self._expand(stated)

    def _expand(self, value: str) -> str:
        """IRI expansion (section 5.2) while a context is being processed: to an absolute IRI."""
        if value.startswith("@"):
            raise Uncompiled(value)
        self._define_first(value)
        if value in self.terms:
            return require_iri(self.terms[value].iri)
        prefix, colon, suffix = value.partition(":")
        if not colon or not prefix:
            return require_iri(value if self.vocab is None else self.vocab + value)
        if not suffix.startswith("//"):
            self._define_first(prefix)
            known = self.terms.get(prefix)
            if known is not None and known.is_prefix:
                return require_iri(f"{known.iri}{suffix}")
        return require_iri(value)

    def _define_first(self, name: str) -> None:
        """What a term is defined by comes before it. (PyLD then forgets that protected terms may be overridden.)"""
        if name in self._local and not name.startswith("@") and not self._is_defined.get(name):
            self._define(name, override_protected=False)


def require_iri(text: str | None) -> str:
    if text is None or ABSOLUTE_IRI.fullmatch(text) is None:
        raise Uncompiled(text)
    return text


def _container(definition: Mapping[str, Any]) -> str:
    stated = definition.get("@container")
    if isinstance(stated, list) and len(stated) == 1:
        stated = stated[0]
    if (
        not isinstance(stated, str | None)
        or ("@container" in definition and stated is None)
        or stated not in _CONTAINERS
    ):
        raise Uncompiled("@container")
    return _CONTAINERS[stated]


def _flag(definition: Mapping[str, Any], member: str, default: bool) -> bool:
    value = definition.get(member, default)
    if not isinstance(value, bool):
        raise Uncompiled(member)
    return value
