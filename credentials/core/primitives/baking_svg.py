"""Baking into SVG: one element first inside ``<svg …>``, with JSON in CDATA or a JWT in ``verify``.

Open Badges 3.0 calls it ``<openbadges:credential>``. In 2.0 it is ``<openbadges:assertion>``, whose ``verify`` may also
be the badge's address, beside its JSON or alone. The picture is never parsed and written again: the element is put
between its bytes, so that the drawing stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import errors as expat_errors

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser

from credentials.core.errors import CredentialError, UnreadableDocument
from credentials.core.limits import limits
from credentials.core.primitives.baking_editions import EDITIONS, OPEN_BADGES_2, OPEN_BADGES_3, Edition
from credentials.core.primitives.baking_limits import as_credential_bytes, as_credential_text, over_limit
from credentials.core.primitives.json_text import parse_json_object

PREFIX = "openbadges"
MAX_TAGS = 500_000  # tags and attributes: fifty times as many as a rich drawing has

_EDITION_OF_TAG = {edition.tag: edition for edition in EDITIONS}
_SVG_TAGS = ("{http://www.w3.org/2000/svg}svg", "svg")

_DECLARED_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_NOT_IN_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # all but XML 1.0, production [2] Char
_COMPACT_JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
_CUT_OFF = frozenset(
    expat_errors.codes[message]
    for message in (
        expat_errors.XML_ERROR_NO_ELEMENTS,
        expat_errors.XML_ERROR_UNCLOSED_TOKEN,
        expat_errors.XML_ERROR_PARTIAL_CHAR,
        expat_errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


def bake_svg(svg: bytes, credential_text: str, *, edition: Edition = OPEN_BADGES_3) -> bytes:
    """The same drawing with the credential in it, in place of any badge that was there, of another edition too.

    The drawing must be UTF-8. Raises CredentialError ``not-bakeable``, ``too-large`` or what is wrong with the drawing.
    """
    as_credential_bytes(credential_text)
    if _NOT_IN_XML.search(credential_text):
        raise CredentialError("The credential holds a control character, which SVG can't carry.", code="not-bakeable")
    declared = _DECLARED_ENCODING.match(svg)
    if b"\0" in svg or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):  # NUL: UTF-16, undeclared
        raise CredentialError("Only a drawing in UTF-8 can become a badge.", code="not-bakeable")

    drawing = _read(svg)
    root_start, root_end = drawing.root_start, _end_of_tag(svg, drawing.root_start)
    root_name = re.split(rb"[\s/>]", svg[root_start + 1 : root_end], maxsplit=1)[0]

    declaration = f' xmlns:{PREFIX}="{edition.namespace}"'.encode()
    on_root = on_element = b""
    if PREFIX not in drawing.root_prefixes:
        on_root = declaration
    elif drawing.root_prefixes[PREFIX] != edition.namespace:  # the drawing uses our prefix for something else
        on_element = declaration
    element = _write_element(credential_text, edition, on_element)

    name_end = root_start + 1 + len(root_name)
    head = svg[:name_end] + on_root
    if svg[root_end - 2 : root_end] == b"/>":
        return head + svg[name_end : root_end - 2] + b">" + element + b"</" + root_name + b">" + svg[root_end:]

    parts = [head, svg[name_end:root_end], element]
    kept_from = root_end
    for start, end in drawing.spans(svg):
        parts.append(svg[kept_from:start])
        kept_from = end
    parts.append(svg[kept_from:])
    return b"".join(parts)


def unbake_svg(svg: bytes) -> str:
    """The badge's text in this SVG. Raises CredentialError; the codes are in ``baking``."""
    drawing = _read(svg)
    for edition in EDITIONS:
        found = [baked for baked in drawing.baked if baked.edition is edition]
        if len(found) > 1:
            raise CredentialError(
                "This picture holds more than one badge, so it is unclear which one counts.", code="baked-twice"
            )
        if found:
            return as_credential_text(_text_of(found[0]).encode("utf-8", "surrogatepass"))
    raise CredentialError("This is a picture without a badge in it.", code="not-a-badge")


@dataclass
class _Baked:
    edition: Edition
    start: int  # offset of its start tag
    verify: str
    text: list[str] = field(default_factory=list)
    end_event: int = -1  # where expat reported its end: before </…>, or behind an empty element


class _Drawing:
    """Follows the parser and keeps only what concerns the badge, and where it stands."""

    def __init__(self) -> None:
        self.parser: _Parser | None = None
        self.baked: list[_Baked] = []
        self.root_start = -1
        self.root_prefixes: dict[str, str] = {}
        self._depth = 0
        self._text_left = limits().max_bytes
        self._open: list[tuple[_Baked, int]] = []

    def start_ns(self, prefix: str, uri: str) -> None:
        if self._depth == 0:
            self.root_prefixes[prefix] = uri

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._depth == 0:
            if tag not in _SVG_TAGS:
                raise CredentialError("This is an XML file, but not an SVG picture.", code="unknown-kind")
            self.root_start = self._offset()
        elif edition := _EDITION_OF_TAG.get(tag):
            baked = _Baked(edition, self._offset(), attributes.get("verify", ""))
            self.baked.append(baked)
            self._open.append((baked, self._depth))
        self._depth += 1

    def data(self, text: str) -> None:
        if self._open:
            self._text_left -= len(text)
            if self._text_left < 0:
                raise over_limit("The badge in this picture is larger than {limit} bytes.", limits().max_bytes)
            self._open[-1][0].text.append(text)

    def end(self, _tag: str) -> None:
        self._depth -= 1
        if self._open and self._open[-1][1] == self._depth:
            self._open.pop()[0].end_event = self._offset()

    def spans(self, svg: bytes) -> list[tuple[int, int]]:
        """From where to where each baked element stands, outermost only, in order."""
        spans: list[tuple[int, int]] = []
        for baked in self.baked:
            if spans and baked.start < spans[-1][1]:
                continue
            tag_end = _end_of_tag(svg, baked.start)
            is_empty = svg[tag_end - 2 : tag_end] == b"/>"
            spans.append((baked.start, tag_end if is_empty else _end_of_tag(svg, baked.end_event)))
        return spans

    def _offset(self) -> int:
        assert self.parser is not None
        return int(self.parser.parser.CurrentByteIndex)


class _Parser(DefusedXMLParser):  # type: ignore[misc]  # defusedxml has no types
    """Refuses entities, external references and a document type of the file's own.

    A mere reference to SVG's public DTD is let through: many drawing programs write one, and it is never loaded.
    """

    def defused_start_doctype_decl(self, name: str, sysid: str, pubid: str, has_internal_subset: int) -> None:
        if has_internal_subset:
            raise DTDForbidden(name, sysid, pubid)


def _read(svg: bytes) -> _Drawing:
    if svg.count(b"<") + svg.count(b"=") > MAX_TAGS:
        raise over_limit("This drawing has more than {limit} tags and attributes.", MAX_TAGS, cap="tags")
    drawing = _Drawing()
    drawing.parser = _Parser(target=drawing, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        drawing.parser.feed(svg)
        drawing.parser.close()
    except DefusedXmlException as error:
        raise CredentialError(
            "This SVG defines entities or a document type of its own, which a badge doesn't need; it was not read.",
            code="unsafe-svg",
        ) from error
    except ParseError as error:
        if error.code in _CUT_OFF:
            raise CredentialError(
                "This picture is cut off: the end of the file is missing.", code="truncated"
            ) from error
        raise CredentialError("This SVG is not well-formed, so it can't be read.", code="malformed") from error
    except (LookupError, ValueError) as error:  # an encoding that Python doesn't know, or one of several bytes
        raise CredentialError("This SVG is in an encoding that can't be read.", code="malformed") from error
    return drawing


def _text_of(baked: _Baked) -> str:
    """The JSON, JWT or address that an element holds."""
    text, verify = "".join(baked.text).strip(), baked.verify.strip()
    if not text or not verify:
        return text or verify
    # In 2.0 the address stands beside the JSON that it leads to. Any other pair is two badges.
    if baked.edition is OPEN_BADGES_2 and not _COMPACT_JWS.fullmatch(verify):
        return text
    raise CredentialError(
        "This picture holds a badge in two forms at once, so it is unclear which one counts.", code="baked-twice"
    )


def _write_element(credential_text: str, edition: Edition, declaration: bytes) -> bytes:
    name = f"{PREFIX}:{edition.element}".encode()
    bare = credential_text.strip()
    if _COMPACT_JWS.fullmatch(bare) or (edition is OPEN_BADGES_2 and not bare.startswith("{")):
        return b"<" + name + declaration + _verify_attribute(bare) + b"/>"
    if edition is OPEN_BADGES_2:
        declaration += _verify_attribute(_address_of(bare))
    # The end of a CDATA section can't stand inside one, so the text is cut there and goes on in a second section.
    text = credential_text.replace("]]>", "]]]]><![CDATA[>").encode("utf-8")
    return b"<" + name + declaration + b"><![CDATA[" + text + b"]]></" + name + b">"


def _verify_attribute(text: str) -> bytes:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f' verify="{escaped}"'.encode()


def _address_of(assertion_text: str) -> str:
    """Where an Open Badge 2.0 says that it is hosted, which an SVG of that edition must name."""
    try:
        address = parse_json_object(assertion_text).get("id")
    except UnreadableDocument as error:
        raise CredentialError(f"The badge can't be read: {error.message}", code="not-bakeable") from error
    if not isinstance(address, str):
        raise CredentialError("An Open Badge 2.0 needs an id to be put in an SVG.", code="not-bakeable")
    return address


def _end_of_tag(svg: bytes, start: int) -> int:
    """The offset behind the ``>`` of the tag that starts here; a ``>`` in an attribute's value is not it."""
    quote = 0
    for offset in range(start, len(svg)):
        byte = svg[offset]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == ord(">"):
            return offset + 1
    raise CredentialError("This picture is cut off: the end of the file is missing.", code="truncated")
