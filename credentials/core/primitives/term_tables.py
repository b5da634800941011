"""JSON-LD contexts, compiled: for node objects of each type a table from a member's name to how its values are written.

JSON-LD 1.1 context processing (https://www.w3.org/TR/json-ld11-api/, sections 4.1 and 4.2) for the part that credentials
use: terms with an address, a type coercion, ``@set`` and ``@list``, protected terms, prefixes, ``@vocab``, scoped and
type-scoped contexts. Whatever else a context holds raises Uncompiled, and so does whatever is wrong: the general way
(``expansion``) then decides. So nothing here has to be lenient, and no error is worded here. Where PyLD differs from the
letter of the standard (it checks scoped contexts while a context is still half defined, say) this follows PyLD: both
ways must accept the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from credentials.core.contexts import ContextSet, published_names
from credentials.core.errors import CredentialError
from credentials.core.limits import allowance
from credentials.core.primitives.term_definitions import (
    NO_CONTEXT,
    XSD,
    Definer,
    Term,
    Uncompiled,
    require_iri,
)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

LITERAL, REFERENCE, VOCABULARY = 0, 1, 2
IN_LIST = 4  # added to one of these: the values are an RDF collection


class Inside(NamedTuple):
    """What the values of a member need that aren't a text or an address."""

    datatype: str
    """Of a literal, as ``^^<…>``; "" for a plain one."""
    texts: ActiveContext
    """The context in which a text is expanded, where the vocabulary gives its meaning."""
    objects: ActiveContext
    around: ActiveContext | None
    """The context around small objects, where it differs from theirs."""


Entry = tuple[int, str, str, Inside]
"""How the values of a member are written: LITERAL, REFERENCE or VOCABULARY (or one of these IN_LIST) · ``<predicate> `` ·
what follows a literal's quoted text, with `` .`` and LF · the rest, see Inside."""

Plan = tuple[bool, tuple[tuple[str, int, str, str, Inside], ...]]
"""How an object with certain members is written: each member's name with its entry, in order of their predicates; before
them whether this is the order of its lines, with those of its types first and each member having one value."""

_TYPE = f"<{RDF}type> "
_ALIASES = {"@id": "id", "@type": "type"}
# A stranger may send any number of contexts, types and members, of any size. What is remembered counts in units of some
# hundred bytes: for one ``@context``, and for all together. Beyond that it is forgotten, and begun anew with the next
# document. (The context of most badges takes some 2,500 with all that badges of many issuers use of it.)
_MOST_OF_A_ROOT = 25_000
_MOST_OF_ALL = 100_000
_CHARACTERS_OF_A_UNIT = 20
_MAX_CONTEXT_LEVELS = 16


class ActiveContext:
    """What names mean at one place of a document (JSON-LD 1.1 API, section 3.2). It never changes."""

    __slots__ = ("_extended", "_harmless", "previous", "root", "tables", "terms", "vocab")

    def __init__(
        self, root: Root, terms: Mapping[str, Term], vocab: str | None, previous: ActiveContext | None = None
    ) -> None:
        self.root = root
        self.terms = terms
        self.vocab = vocab
        self.previous = previous
        """What holds again inside nested objects, where the types of the object around them brought this context."""
        self.tables: dict[Any, NodeTable] = {}
        """By the ``type`` of an object: a text, a tuple of texts, or () for none."""
        self._extended: dict[Any, ActiveContext] = {}
        self._harmless: set[str] = set()

    def extend(self, local: Any, *, override_protected: bool = False, propagate: bool = True) -> ActiveContext:
        """The context after processing a local one. Raises Uncompiled."""
        key = (_key_of(local), override_protected, propagate)
        known = self._extended.get(key)
        if known is None:
            try:
                known = _extended(self, local, override_protected=override_protected, propagate=propagate)
            except RecursionError as error:  # terms defined by terms
                raise Uncompiled("@context") from error
            if self.root.may_remember(len(known.terms) + _units(key[0])):
                self._extended[key] = known
        return known

    def reverted(self) -> ActiveContext:
        return self.previous or self

    def expand(self, name: str) -> str:
        """The absolute IRI or keyword that a name stands for; for one that has a published name, by that name only."""
        expanded = self._expanded(name)
        if expanded is None or is_alias(name, expanded):
            raise Uncompiled(name)
        return expanded

    def require_harmless(self, name: str) -> None:
        """Raise Uncompiled where this name, looked up here though it counts elsewhere, would hide a published name."""
        if name in self._harmless:
            return
        expanded = self._expanded(name)
        if expanded is not None and is_alias(name, expanded):
            raise Uncompiled(name)
        if self.root.may_remember(_units(name)):
            self._harmless.add(name)

    def table_of(self, types: Any) -> NodeTable:
        """The table for objects with this ``type``: a text, a tuple of texts, or () for none. Raises Uncompiled."""
        try:
            return self.tables.get(types) or self.table_for(types)
        except TypeError as error:
            raise Uncompiled("type") from error

    def table_for(self, types: Any) -> NodeTable:
        """The table that is not among ``tables`` yet. Raises Uncompiled."""
        table = NodeTable(self, types if isinstance(types, tuple) else (types,))
        if self.root.may_remember(_units(table.type_lines) + 5):
            self.tables[types] = table
        return table

    def _expanded(self, name: str) -> str | None:
        """IRI expansion (section 5.2) relative to the vocabulary; None for a name that means nothing."""
        term = self.terms.get(name)
        if term is not None:
            return term.iri
        if name.startswith("@"):
            raise Uncompiled(name)
        prefix, colon, suffix = name.partition(":")
        if colon and prefix:
            known = None if suffix.startswith("//") else self.terms.get(prefix)
            if known is not None and known.is_prefix:
                raise Uncompiled(name)
            return require_iri(name)
        return None if self.vocab is None else require_iri(self.vocab + name)


class Root:
    """What all contexts share that begin at the same ``@context``."""

    def __init__(self, contexts: ContextSet, key: Any) -> None:
        self.contexts = contexts
        self.prefixes: set[str] = set()
        self.initial = ActiveContext(self, {}, None)
        self.size = _units(key[1])
        self._key = key

    def may_remember(self, units: int) -> bool:
        """Whether there is room for something of this size; where there is none, the next document gets another root."""
        self.size += units
        if self.size <= _MOST_OF_A_ROOT:
            return True
        _roots.pop(self._key, None)
        return False


class NodeTable:
    """For objects of certain types in a certain context: the entry of each member."""

    __slots__ = ("_context", "_entries", "_untyped", "plans", "type_lines")

    def __init__(self, context: ActiveContext, types: tuple[Any, ...]) -> None:
        _require_usual_keywords(context)
        self._untyped = context
        self._context = _typed(context, types)
        _require_usual_keywords(self._context)
        self.type_lines = sorted({f"{_TYPE}<{require_iri(context.expand(kind))}> .\n" for kind in types})
        for kind in types:
            self._context.require_harmless(kind)
        self._entries: dict[str, Entry | None] = {"@context": None}
        self.plans: dict[tuple[str, ...], Plan] = {}
        """By the names of an object's members, in their order."""

    def plan_for(self, names: tuple[str, ...]) -> Plan:
        """The plan that is not among ``plans`` yet. Raises Uncompiled."""
        steps = [(name, *entry) for name in names if (entry := self.entry(name)) is not None]
        steps.sort(key=lambda step: step[2])
        predicates = [_TYPE, *(step[2] for step in steps)]
        plan = all(before < after for before, after in pairwise(predicates)), tuple(steps)
        if self._context.root.may_remember(2 * _units(names)):
            self.plans[names] = plan
        return plan

    def entry(self, name: str) -> Entry | None:
        """How the values of a member are written; None for id, type and @context. Raises Uncompiled."""
        if name not in self._entries:
            entry = self._compiled(name)
            if not self._context.root.may_remember(2 * _units(name) + 3):
                return entry
            self._entries[name] = entry
        return self._entries[name]

    def _compiled(self, name: str) -> Entry | None:
        self._untyped.require_harmless(name)
        iri = self._context.expand(name)
        if iri in _ALIASES:
            return None
        if not name.isascii():
            # Half a character in a name whose value is null would leave no trace in the lines.
            raise Uncompiled(name)
        term = self._context.terms.get(name) or Term(require_iri(iri))
        inside = self._inside(name, term)
        inside.require_harmless(name)
        child = inside.reverted()
        if term.scoped is not NO_CONTEXT:
            child = child.extend(term.scoped, override_protected=True)
        kind, datatype = _written(term)
        around = inside if inside.previous is not None else None
        if term.container == "@list":
            kind += IN_LIST
        return kind, f"<{iri}> ", f"{datatype} .\n", Inside(datatype, inside, child, around)

    def _inside(self, name: str, term: Term) -> ActiveContext:
        if term.scoped is NO_CONTEXT:
            return self._context
        inside = self._context.extend(term.scoped, override_protected=True)
        if inside.terms.get(name) != term:
            # A context that gives another meaning to the very term that brings it: let the general way see to that.
            raise Uncompiled(name)
        return inside


def root_context(local: Any, contexts: ContextSet) -> ActiveContext:
    """The context of a document, from its ``@context``. Raises Uncompiled."""
    key = (contexts, _key_of(local))
    known = _roots.get(key)
    if known is None:
        known = Root(contexts, key).initial.extend(local)
        if sum(context.root.size for context in list(_roots.values())) > _MOST_OF_ALL:
            _roots.clear()
        if known.root.size <= _MOST_OF_A_ROOT:
            _roots[key] = known
    return known


def _units(names: Any) -> int:
    """How much a name takes, or several: each at least one unit."""
    if isinstance(names, str):
        return 1 + len(names) // _CHARACTERS_OF_A_UNIT
    return sum(map(_units, names or ()))


# By the set of contexts and the local context.
_roots: dict[Any, ActiveContext] = {}


def is_alias(name: str, expanded: str) -> bool:
    """Whether something that has a published name goes by another one here (``expansion`` says why that is refused)."""
    keyword = _ALIASES.get(expanded)
    if keyword is not None:
        return name != keyword
    names = published_names().get(expanded)
    return names is not None and name not in names


def _typed(context: ActiveContext, types: tuple[Any, ...]) -> ActiveContext:
    """With the contexts of these types, which count for the members of one object and not for those inside it."""
    if not all(type(kind) is str for kind in types):
        raise Uncompiled("type")
    typed = context
    for kind in sorted(types):
        term = context.terms.get(kind)
        if term is not None and term.scoped is not NO_CONTEXT:
            if term.scoped is None:
                raise Uncompiled(kind)
            typed = typed.extend(term.scoped, propagate=False)
    return typed


def _require_usual_keywords(context: ActiveContext) -> None:
    for keyword, name in _ALIASES.items():
        term = context.terms.get(name)
        if term is None or term.iri != keyword:
            raise Uncompiled(name)


def _written(term: Term) -> tuple[int, str]:
    if term.container == "@graph" or term.coercion in ("@json", f"{XSD}double"):
        raise Uncompiled(term.iri)
    if term.coercion == "@id":
        return REFERENCE, ""
    if term.coercion == "@vocab":
        return VOCABULARY, ""
    if term.coercion in (None, "@none"):
        return LITERAL, ""
    return LITERAL, f"^^<{term.coercion}>"


def _extended(base: ActiveContext, local: Any, *, override_protected: bool, propagate: bool) -> ActiveContext:
    """Context Processing (section 4.1.2)."""
    active = base
    if not propagate and active.previous is None:
        active = ActiveContext(base.root, base.terms, base.vocab, previous=base)
    for item in _items(local, base.root.contexts, levels=0):
        if item is None:
            if not override_protected:
                raise Uncompiled("@context")
            active = base.root.initial
        else:
            allowance().spend(2 * len(item) + len(active.terms) // 20 + 1)
            definer = Definer(active.terms, active.vocab, item, validate=_validator(active))
            definer.define_all(override_protected=override_protected)
            active = ActiveContext(base.root, definer.terms, definer.vocab, active.previous)
            base.root.prefixes |= {name for name in item if name in definer.terms and definer.terms[name].is_prefix}
    return active


def _validator(active: ActiveContext) -> Any:
    """A scoped context that can't be processed where it is defined is an error, even when nothing uses it."""

    def validate(terms: Mapping[str, Term], vocab: str | None, scoped: Any) -> None:
        partial = ActiveContext(active.root, terms, vocab, active.previous)
        _extended(partial, scoped, override_protected=True, propagate=True)

    return validate


def _items(local: Any, contexts: ContextSet, *, levels: int) -> Iterator[Mapping[str, Any] | None]:
    """The context objects in a local context, those at known addresses included, in their order."""
    if levels > _MAX_CONTEXT_LEVELS:
        raise Uncompiled("@context")
    for item in local if isinstance(local, list) else [local]:
        if isinstance(item, str):
            try:
                document = contexts[item]
            except CredentialError as error:
                raise Uncompiled(item) from error
            yield from _items(document["@context"], contexts, levels=levels + 1)
        elif item is None or isinstance(item, Mapping):
            yield item
        else:
            raise Uncompiled("@context")


def _key_of(local: Any) -> Any:
    """Something hashable that is the same for the same context only."""
    if isinstance(local, str):
        return local
    if isinstance(local, list) and all(type(item) is str for item in local):
        return tuple(local)
    _require_shallow(local, 1)
    try:
        text = json.dumps(local, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (TypeError, ValueError) as error:
        raise Uncompiled("@context") from error
    return (None, text)


def _require_shallow(value: Any, level: int) -> None:
    if level > _MAX_CONTEXT_LEVELS:
        raise Uncompiled("@context")
    if isinstance(value, Mapping):
        for item in value.values():
            _require_shallow(item, level + 1)
    elif isinstance(value, list):
        for item in value:
            _require_shallow(item, level + 1)
