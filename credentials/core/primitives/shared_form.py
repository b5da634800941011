"""Canonical forms of many documents that have a part in common: its lines are written once.

For badges of one achievement: most of such a badge says what the achievement is. That part states nothing of a blank node
outside it and nothing outside states anything of one in it, so that its lines can differ in one thing only, the labels of
its blank nodes. Those hang on where the hashes of the other blank nodes fall among its own, and there are few ways.
"""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from credentials.core.contexts import ContextSet
from credentials.core.primitives.compiled_form import MAX_LEVELS, Statements, has_rare_controls, require_quads
from credentials.core.primitives.rdfc import label_nodes
from credentials.core.primitives.term_definitions import Uncompiled
from credentials.core.primitives.term_tables import IN_LIST, ActiveContext, root_context

SUBJECT, SHARED = "credentialSubject", "achievement"
_HASH = "sha256"
_MAX_WAYS = 500

Block = tuple[str, bytes]


@dataclass(slots=True)
class _Shared:
    """The part in common, in one context."""

    part: dict[str, Any]
    """A copy: that the part is still the same is asked of what it holds."""
    context: ActiveContext
    hashes: list[str]
    """The first hash of each blank node, by its number."""
    ordered: list[str]
    subjects: frozenset[str]
    has_numbers: bool
    ways: dict[tuple[int, ...], tuple[list[Block], list[str]]] = field(default_factory=dict)
    """By where the others' hashes fall: the blocks of the part, and the labels of the others in order of their hashes."""

    def is_still(self, part: dict[str, Any]) -> bool:
        """Python finds 1, 1.0 and True equal, which JSON doesn't."""
        return self.part == part and (not self.has_numbers or repr(self.part) == repr(part))

    def statements(self) -> Statements:
        statements = Statements(self.context.root.prefixes)
        statements.take_up(self.part, self.context, levels=MAX_LEVELS - 2)
        return statements


class SharedForm:
    """Remembers the achievement of the document before."""

    def __init__(self, contexts: ContextSet) -> None:
        self._contexts = contexts
        self._shared: _Shared | None = None

    def content(self, document: Mapping[str, Any]) -> bytes:
        """The canonical N-Quads of a document without proofs, in UTF-8.

        Raises Uncompiled where this isn't the way, and CanonicalisationLimit.
        """
        context = root_context(document["@context"], self._contexts)
        part = _part_of(document)
        shared = self._shared_part(part, _context_of_part(document, context))
        own = Statements(context.root.prefixes)
        own.take_up({**document, SUBJECT: {**document[SUBJECT], SHARED: {"id": part["id"]}}}, context)
        if any(own.says_of(subject) for subject in shared.subjects & own.tails_of_iris.keys()):
            raise Uncompiled("both state something of one subject")
        shared_blocks, labels = _labelled(shared, own)
        own_blocks = [(lead, block.encode()) for lead, block in own.blocks(labels)]
        if has_rare_controls(b"".join([block for _, block in own_blocks])):
            raise Uncompiled("controls")
        content = b"".join([block for _, block in sorted(shared_blocks + own_blocks)])
        require_quads(content)
        return content

    def _shared_part(self, part: dict[str, Any], context: ActiveContext) -> _Shared:
        shared = self._shared
        if shared is None or shared.context is not context or not shared.is_still(part):
            shared = self._shared = _read(copy.deepcopy(part), context)
        return shared

    @property
    def part(self) -> dict[str, Any] | None:
        """The copy of the part that the document before shared; the same object as long as the part is the same."""
        return self._shared.part if self._shared is not None else None


def _part_of(document: Mapping[str, Any]) -> dict[str, Any]:
    subject = document.get(SUBJECT)
    part = subject.get(SHARED) if type(subject) is dict else None
    if type(part) is not dict or type(part.get("id")) is not str or "@context" in part or len(part) <= 2:
        raise Uncompiled(SHARED)
    return part


def _context_of_part(document: Mapping[str, Any], context: ActiveContext) -> ActiveContext:
    for member in (SUBJECT, SHARED):
        holder = document if member == SUBJECT else document[SUBJECT]
        if member == SHARED and "@context" in holder:
            raise Uncompiled("@context")
        types = holder.get("type", ())
        table = context.table_of(tuple(types) if type(types) is list else types)
        entry = table.entry(member)
        if entry is None or entry[0] >= IN_LIST:
            raise Uncompiled(member)
        context = entry[3].objects
    return context


def _read(part: dict[str, Any], context: ActiveContext) -> _Shared:
    shared = _Shared(part, context, [], [], frozenset(), has_numbers=_has_numbers(part))
    statements = shared.statements()
    shared.hashes = statements.first_degree(_HASH)
    shared.ordered = sorted(shared.hashes)
    shared.subjects = frozenset(statements.tails_of_iris)
    return shared


def _has_numbers(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_numbers(item) for item in value.values())
    if isinstance(value, list):
        return any(_has_numbers(item) for item in value)
    return isinstance(value, (int, float))


def _labelled(shared: _Shared, own: Statements) -> tuple[list[Block], list[str]]:
    """The blocks of the shared part, and the labels of the document's own blank nodes by their numbers."""
    hashes = own.first_degree(_HASH)
    order = sorted(range(len(hashes)), key=hashes.__getitem__)
    places = tuple(bisect_left(shared.ordered, hashes[number]) for number in order)
    if len(set(hashes)) < len(hashes) or not set(hashes).isdisjoint(shared.hashes):
        # Blank nodes that are alike are told apart by what is around them.
        raise Uncompiled("alike")
    if places not in shared.ways:
        if len(shared.ways) >= _MAX_WAYS:
            shared.ways.clear()
        shared.ways[places] = _way(shared, [hashes[number] for number in order])
    blocks, in_order = shared.ways[places]
    labels = [""] * len(hashes)
    for number, label in zip(order, in_order, strict=True):
        labels[number] = label
    return blocks, labels


def _way(shared: _Shared, others: list[str]) -> tuple[list[Block], list[str]]:
    """Label the blank nodes of the part and the others, whose hashes are unlike all else, together."""
    statements = shared.statements()
    count = len(shared.hashes)
    labels = label_nodes(
        # Nobody asks for the mentions of the others: their first hash has told them apart.
        [*shared.hashes, *others],
        statements.mentions,
        hash_name=_HASH,
    )
    blocks = [(lead, block.encode()) for lead, block in statements.blocks(labels[:count])]
    if has_rare_controls(b"".join([block for _, block in blocks])):
        raise Uncompiled("controls")
    return blocks, labels[count:]
