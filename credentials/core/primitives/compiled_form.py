"""From JSON straight to canonical N-Quads: the fast way, for documents that the compiled contexts cover.

The same lines as expansion, RDF and RDFC-1.0 give (a property test compares them with PyLD's), without making any of the
steps between. What it can't write with certainty raises Uncompiled: language maps, ``@json``, ``@graph``, ``@reverse``,
named blank nodes, and everything that is wrong. In such a document every blank node stands in one place only, so that
the blank nodes form a forest; that is what makes their labels cheap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring
from typing import Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.limits import allowance
from credentials.core.primitives.rdfc import HASHES, Mention, escape_literal, label_nodes
from credentials.core.primitives.term_definitions import XSD, Uncompiled
from credentials.core.primitives.term_tables import (
    IN_LIST,
    LITERAL,
    RDF,
    REFERENCE,
    ActiveContext,
    Entry,
    Inside,
    root_context,
)

_FIRST, _REST, _NIL = f"<{RDF}first> ", f"<{RDF}rest> ", f"<{RDF}nil> .\n"
_HTTPS = "https://"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(//)?")
_USUAL_IRIS = re.compile(r"[!#-;=?-\[\]_a-z~]*")
_NOT_IN_IRIS = re.compile(r"[\s\x00-\x20<>\"{}|^`\\]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_DOUBLE = re.compile(r"(\d)0*E\+?(-)?0*(\d)")
_LANGUAGE_MEMBERS = frozenset({"@value", "@language"})
# Node objects inside one another; below the limit of ``json_text`` with a list around each and a context in the last.
MAX_LEVELS = 20
_LARGE = 10**21
_SHORTEST_QUAD, _USUAL_QUAD = 12, 100  # bytes


def compiled_form(document: Mapping[str, Any], *, contexts: ContextSet = PUBLISHED, hash_name: str) -> bytes:
    """The canonical N-Quads of a document, in UTF-8.

    Raises Uncompiled, CanonicalisationLimit for entangled blank nodes or too many statements, and UnicodeEncodeError for
    half a character.
    """
    if type(document) is not dict or document.get("@context") is None:
        raise Uncompiled("@context")
    context = root_context(document["@context"], contexts)
    content = _content(document, context, encode_basestring, hash_name)
    if has_rare_controls(content):
        content = _content(document, context, _quoted, hash_name)
    require_quads(content)
    return content


def _content(
    document: dict[str, Any],
    context: ActiveContext,
    quote: Callable[[str], str],
    hash_name: str,
) -> bytes:
    statements = Statements(context.root.prefixes, quote)
    statements.take_up(document, context)
    labels = label_nodes(statements.first_degree(hash_name), statements.mentions, hash_name=hash_name)
    # One by one, as a single character of a wider script would make all of the text wide and slow.
    return b"".join([block.encode() for _, block in statements.blocks(labels)])


def require_quads(content: bytes) -> None:
    """Count the statements in canonical N-Quads. Raises CanonicalisationLimit for too many."""
    left = allowance()
    if len(content) > left.limits.max_quads * _SHORTEST_QUAD:
        left.require_quads(content.count(b"\n"))
    left.spend(len(content) // _USUAL_QUAD)


def has_rare_controls(content: bytes) -> bool:
    """Whether the quotes of JSON may not be those of N-Quads here: they differ for the rarer control characters."""
    if b"\\" in content and any(part[:1] == b"u" for part in content.split(b"\\")[1:]):
        return True
    return b"\x7f" in content


def _quoted(text: str) -> str:
    return f'"{escape_literal(text)}"'


class Statements:
    """What one document or a part of it states. A *tail* is what follows the subject: ``<predicate> object .`` LF."""

    def __init__(self, prefixes: set[str], quote: Callable[[str], str] = encode_basestring) -> None:
        self._quote = quote
        self._prefixes = prefixes
        self._iris: list[str] = []
        self.tails_of_iris: dict[str, list[str]] = {}
        """By subject in <>."""
        # Of each blank node, by its number: its tails; the blank nodes that it leads to; the subject that leads to it (an
        # IRI in <>, the number of a blank node, or None) and by which predicate.
        self._tails: list[list[str]] = []
        self._children: list[list[Mention]] = []
        self._parents: list[tuple[str | int | None, str]] = []
        # The lines that a blank node stands in, as its first hash is made of, where they are known already.
        self._texts: dict[int, str] = {}
        # What IRIs say of blank nodes: the subject, its tails, the predicate, the number of the blank node.
        self._of_blank_nodes: list[tuple[str, list[str], str, int]] = []
        # Subjects whose tails may not be in order, or stand there twice.
        self._unordered: set[str | int] = set()

    def take_up(self, members: dict[str, Any], context: ActiveContext, *, levels: int = MAX_LEVELS) -> None:
        """Take up a node object and all in it; the context is that of the object before its types. Raises Uncompiled."""
        self._node(members, context, None, "", levels)
        iris = "".join(self._iris)
        if not _USUAL_IRIS.fullmatch(iris) and _NOT_IN_IRIS.search(iris):
            raise Uncompiled("@id")

    def first_degree(self, hash_name: str) -> list[str]:
        """Of each blank node the hash of the lines that it stands in (RDFC-1.0, section 4.6), in hex."""
        new_hash = HASHES[hash_name]
        hashes: list[str] = []
        known: dict[str, str] = {}
        for number in range(len(self._tails)):
            text = self._texts.get(number) or self._first_degree(number)
            hashed = known.get(text)
            if hashed is None:
                hashed = known[text] = new_hash(text.encode()).hexdigest()
            hashes.append(hashed)
        return hashes

    def mentions(self, number: int) -> list[Mention]:
        """The blank nodes that this one shares a line with."""
        parent, predicate_to = self._parents[number]
        if type(parent) is not int:
            return self._children[number]
        return [*self._children[number], ("s", predicate_to, parent)]

    def says_of(self, subject: str) -> bool:
        """Whether there is a line about this IRI (in <>)."""
        tails = self.tails_of_iris.get(subject)
        return bool(tails) or any(of is tails for _, of, _, _ in self._of_blank_nodes)

    def blocks(self, labels: list[str]) -> list[tuple[str, str]]:
        """Once: the lines about each subject, in order, after a text that gives this order. ``labels``: of blank nodes."""
        unordered = self._unordered
        for subject, tails, predicate, number in self._of_blank_nodes:
            tails.append(f"{predicate}{labels[number]} .\n")
            unordered.add(subject)
        blocks = []
        for subject in sorted(self.tails_of_iris):
            lead, tails = f"{subject} ", self.tails_of_iris[subject]
            if subject in unordered:
                tails = sorted(set(tails))
            blocks.append((lead, lead + lead.join(tails) if tails else ""))
        # The space belongs to the order: _:c14n1 comes before _:c14n10.
        for lead, number in sorted((f"{label} ", number) for number, label in enumerate(labels)):
            tails, children = self._tails[number], self._children[number]
            if children:
                tails += [f"{predicate} {labels[child]} .\n" for _, predicate, child in children]
            if number in unordered or (children and number not in self._texts):
                tails = sorted(set(tails))
            blocks.append((lead, lead + lead.join(tails) if tails else ""))
        return blocks

    def _node(  # noqa: PLR0912, PLR0915  # the one hot loop: calls from it would take half of its time
        self, members: dict[str, Any], context: ActiveContext, parent: str | int | None, predicate_to: str, levels: int
    ) -> str | int:
        """Take up a node object; return its subject: an IRI in <>, or the number of a blank node."""
        types = members.get("type", ())
        if type(types) is list:
            types = tuple(types)
        try:
            table = context.tables.get(types)
        except TypeError as error:
            raise Uncompiled("type") from error
        if table is None:
            table = context.table_for(types)
        iris = self._iris
        me: str | int
        children: list[Mention] | None = None
        if "id" in members:
            identity = members["id"]
            if type(identity) is str and identity[:8] == _HTTPS:
                iris.append(identity)
                me = f"<{identity}>"
            else:
                me = f"<{self._iri(identity)}>"
            tails = self.tails_of_iris.get(me)
            if tails is None:
                tails = self.tails_of_iris[me] = table.type_lines[:]
            else:
                tails += table.type_lines
                self._unordered.add(me)
        else:
            me, tails, children = self._blank_node(table.type_lines[:], parent, predicate_to)
        quote, add = self._quote, tails.append
        names = tuple(members)
        is_ordered, steps = table.plans.get(names) or table.plan_for(names)
        for name, kind, predicate, ending, rest in steps:
            value = members[name]
            if kind == LITERAL and type(value) is str:
                add(predicate + quote(value) + ending)
                continue
            if kind >= IN_LIST:
                self._list(value, (kind, predicate, ending, rest), me, tails, children, levels)
                continue
            if type(value) is list:
                is_ordered = is_ordered and len(value) < 2
            else:
                value = (value,)
            for item in value:
                if type(item) is str:
                    if kind == LITERAL:
                        add(predicate + quote(item) + ending)
                    elif kind == REFERENCE and item[:8] == _HTTPS:
                        iris.append(item)
                        add(f"{predicate}<{item}> .\n")
                    else:
                        add(f"{predicate}<{self._resource(item, kind, rest.texts)}> .\n")
                elif type(item) is dict and "@value" not in item:
                    inside = rest.objects
                    if levels == 1 or "@context" in item or (len(item) <= 2 and rest.around is not None):
                        inside = self._context_of(item, rest, levels)
                    other = self._node(item, inside, me, predicate, levels - 1)
                    if type(other) is str:
                        add(f"{predicate}{other} .\n")
                    else:
                        self._lead(me, tails, children, predicate, other)
                elif item is not None:
                    add(f"{predicate}{self._literal(item, rest.datatype)} .\n")
        if not tails and not children and children is not None:
            raise Uncompiled("an object that says nothing")
        if not is_ordered:
            self._unordered.add(me)
        return me

    def _blank_node(
        self, tails: list[str], parent: str | int | None, predicate_to: str
    ) -> tuple[int, list[str], list[Mention]]:
        children: list[Mention] = []
        self._tails.append(tails)
        self._children.append(children)
        self._parents.append((parent, predicate_to[:-1]))
        return len(self._tails) - 1, tails, children

    def _context_of(self, members: dict[str, Any], rest: Inside, levels: int) -> ActiveContext:
        """The context of an object in a member, before its types count. At the last level there may be none."""
        if levels == 1:
            raise Uncompiled("levels")
        if rest.around is not None and len(members) <= 2:
            # PyLD looks up the members of a small object in the context around it as well, to tell what kind it is.
            for name in members:
                rest.around.require_harmless(name)
        if "@context" not in members:
            return rest.objects
        return rest.objects.extend(members["@context"])

    def _lead(
        self, me: str | int, tails: list[str], children: list[Mention] | None, predicate: str, other: str | int
    ) -> None:
        """Note that a subject leads to a blank node, whose label is found later, or to an IRI."""
        if isinstance(other, str):
            tails.append(f"{predicate}{other} .\n")
            return
        if children is None:
            self._of_blank_nodes.append((str(me), tails, predicate, other))
        else:
            children.append(("o", predicate[:-1], other))

    def _list(
        self,
        value: Any,
        entry: Entry,
        me: str | int,
        tails: list[str],
        children: list[Mention] | None,
        levels: int,
    ) -> None:
        """An RDF collection: a chain of blank nodes."""
        if value is None:
            return
        kind, predicate, ending, rest = entry
        if kind == LITERAL + IN_LIST and type(value) is list and value and all(type(item) is str for item in value):
            self._list_of_texts(value, predicate, ending, me, tails, children)
            return
        for item in value if type(value) is list else (value,):
            if item is None:
                continue
            cell, cell_tails, cell_children = self._blank_node([], me, predicate)
            self._lead(me, tails, children, predicate, cell)
            if type(item) is str and kind == LITERAL + IN_LIST:
                cell_tails.append(f"{_FIRST}{self._quote(item)}{ending}")
            elif type(item) is str:
                cell_tails.append(f"{_FIRST}<{self._resource(item, kind - IN_LIST, rest.texts)}> .\n")
            elif type(item) is dict and "@value" not in item:
                other = self._node(item, self._context_of(item, rest, levels), cell, _FIRST, levels - 1)
                self._lead(cell, cell_tails, cell_children, _FIRST, other)
            else:
                cell_tails.append(f"{_FIRST}{self._literal(item, rest.datatype)} .\n")
            me, tails, children, predicate = cell, cell_tails, cell_children, _REST
        tails.append(f"{predicate}{_NIL}")

    def _list_of_texts(
        self,
        texts: list[str],
        predicate: str,
        ending: str,
        me: str | int,
        tails: list[str],
        children: list[Mention] | None,
    ) -> None:
        """A collection as it nearly always is. What its blank nodes hash to first can be written down at once."""
        number = len(self._tails)
        self._lead(me, tails, children, predicate, number)
        around = (
            f"{me} {predicate}_:a .\n" if type(me) is str else "",
            "" if type(me) is str else f"_:z {predicate}_:a .\n",
        )
        last = number + len(texts) - 1
        for text in texts:
            first = f"{_FIRST}{self._quote(text)}{ending}"
            if number < last:
                self._tails.append([first])
                self._children.append([("o", _REST[:-1], number + 1)])
                own = f"_:a {first}_:a {_REST}_:z .\n"
            else:
                self._tails.append([first, f"{_REST}{_NIL}"])
                self._children.append([])
                own = f"_:a {first}_:a {_REST}{_NIL}"
            self._parents.append((me, predicate[:-1]))
            self._texts[number] = f"{around[0]}{own}{around[1]}"
            me, predicate, number = number, _REST, number + 1
            around = "", f"_:z {_REST}_:a .\n"

    def _iri(self, text: Any) -> str:
        """An absolute IRI as it stands; that it holds no forbidden character is looked at once for all."""
        if type(text) is not str:
            raise Uncompiled("@id")
        if not text.startswith(_HTTPS):
            scheme = _SCHEME.match(text)
            if scheme is None or (scheme[2] is None and scheme[1] in self._prefixes):
                raise Uncompiled(text)
        self._iris.append(text)
        return text

    def _resource(self, text: str, kind: int, inside: ActiveContext) -> str:
        if kind == REFERENCE:
            return self._iri(text)
        expanded = inside.expand(text)
        if expanded.startswith("@"):
            raise Uncompiled(text)
        return expanded

    def _literal(self, value: Any, datatype: str) -> str:
        """A number, a truth value, or a text with its language."""
        if type(value) is dict:
            return self._tagged(value)
        if type(value) is bool:
            text, own = ("true" if value else "false"), "boolean"
        elif type(value) is int and abs(value) < _LARGE:
            text, own = str(value), "integer"
        elif type(value) is float and abs(value) < _LARGE:  # which NaN isn't
            text, own = (str(int(value)), "integer") if value.is_integer() else (_canonical_double(value), "double")
        else:
            raise Uncompiled("value")
        return f'"{text}"{datatype or f"^^<{XSD}{own}>"}'

    def _tagged(self, value: dict[str, Any]) -> str:
        text, language = value["@value"], value.get("@language", "nl")
        if type(text) is not str or type(language) is not str or not _LANGUAGE_MEMBERS.issuperset(value):
            raise Uncompiled("@value")
        if not _LANGUAGE.fullmatch(language):
            raise Uncompiled("@language")
        return f"{self._quote(text)}@{language.lower()}" if "@language" in value else self._quote(text)

    def _first_degree(self, number: int) -> str:
        """The lines that a blank node stands in, with itself as _:a and others as _:z (RDFC-1.0, section 4.6)."""
        own = self._tails[number]
        children = self._children[number]
        if len(own) > 1:
            own = list(set(own))
        if children:
            own = own + [f"{predicate} _:z .\n" for _, predicate, _ in children]
        if len(own) > 1:
            own.sort()
        text = "_:a " + "_:a ".join(own)
        parent, predicate_to = self._parents[number]
        if parent is None:
            return text
        if type(parent) is str:
            return f"{parent} {predicate_to} _:a .\n{text}"
        return f"{text}_:z {predicate_to} _:a .\n"


def _canonical_double(value: float) -> str:
    """XML Schema's canonical form, with the sixteen digits that JSON-LD gives (section 8.2.2 of its API)."""
    return _DOUBLE.sub(r"\1E\2\3", f"{value:1.15E}")
