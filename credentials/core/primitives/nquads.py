"""N-Quads (https://www.w3.org/TR/n-quads/) to read: text in, quads in the form that ``rdfc`` canonicalises out.

The grammar is held to the letter. Reading brings each term into its canonical form: escapes are resolved and written
again as canonical N-Quads ask, and ``xsd:string`` is left out.
"""

from __future__ import annotations

import re

from credentials.core.errors import UnreadableDocument
from credentials.core.limits import allowance, limits
from credentials.core.primitives.json_text import too_large
from credentials.core.primitives.rdfc import Quad, escape_literal

_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IRI = rf"<([^\x00-\x20<>\"{{}}|^`\\]*(?:(?:{_UCHAR})[^\x00-\x20<>\"{{}}|^`\\]*)*)>"
# Production PN_CHARS_BASE, and what may follow in a label (PN_CHARS).
_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_LABEL_CHARACTER = rf"{_LETTER}_:0-9\u00b7\u0300-\u036f\u203f-\u2040-"
_LABEL = rf"(_:[{_LETTER}_:0-9](?:[{_LABEL_CHARACTER}.]*[{_LABEL_CHARACTER}])?)"
_TEXT = rf'"([^"\\\n\r]*(?:(?:\\[tbnrf"\'\\]|{_UCHAR})[^"\\\n\r]*)*)"'
_LANGUAGE = r"@([A-Za-z]+(?:-[A-Za-z0-9]+)*)"
_SPACE = r"[ \t]*"
_STATEMENT = re.compile(
    rf"{_SPACE}(?:{_IRI}|{_LABEL}){_SPACE}{_IRI}{_SPACE}"
    rf"(?:{_IRI}|{_LABEL}|{_TEXT}(?:\^\^{_IRI}|{_LANGUAGE})?){_SPACE}"
    rf"(?:(?:{_IRI}|{_LABEL}){_SPACE})?\.{_SPACE}(?:#.*)?"
)
_NOTHING = re.compile(rf"{_SPACE}(?:#.*)?")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_ESCAPE = re.compile(rf"{_UCHAR}|\\(.)")
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def parse_nquads(content: str | bytes) -> set[Quad]:
    """Read a whole document; a statement that stands there twice counts once.

    Raises UnreadableDocument ``nquads.malformed`` with the ``line`` (from 1), and ``readable.too-large``, and
    CanonicalisationLimit for too many statements (``limits``).
    """
    left = allowance()
    quads: set[Quad] = set()
    for number, line in enumerate(re.split(r"\r\n|\r|\n", _decoded(content)), start=1):
        if _NOTHING.fullmatch(line):
            continue
        quads.add(_statement(line, number))
        left.require_quads(len(quads))
    return quads


def _decoded(content: str | bytes) -> str:
    if len(content) > limits().max_bytes:
        raise too_large()
    if isinstance(content, str):
        return content
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise UnreadableDocument("This is not text in UTF-8.", code="nquads.malformed") from error


def _statement(line: str, number: int) -> Quad:
    match = _STATEMENT.fullmatch(line)
    if match is None:
        raise _malformed(number, "it is no statement of N-Quads")
    subject, subject_label, predicate, value, label, text, datatype, language, graph, graph_label = match.groups()
    return (
        subject_label or _iri(subject, number),
        _iri(predicate, number),
        label or (_iri(value, number) if text is None else _literal(text, datatype, language, number)),
        graph_label or (_iri(graph, number) if graph is not None else ""),
    )


def _iri(escaped: str, number: int) -> str:
    iri = _unescaped(escaped, number)
    if not _ABSOLUTE.fullmatch(iri):
        raise _malformed(number, "an address in it is not absolute")
    return f"<{iri}>"


def _literal(escaped: str, datatype: str | None, language: str | None, number: int) -> str:
    text = f'"{escape_literal(_unescaped(escaped, number))}"'
    if language is not None:
        return f"{text}@{language}"
    kind = _iri(datatype, number) if datatype is not None else f"<{_XSD_STRING}>"
    return text if kind == f"<{_XSD_STRING}>" else f"{text}^^{kind}"


def _unescaped(text: str, number: int) -> str:
    if "\\" not in text:
        return text

    def resolved(match: re.Match[str]) -> str:
        if match[1] is not None:
            return _SHORT[match[1]]
        code = int(match[0][2:], 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise _malformed(number, "an escape in it stands for no character")
        return chr(code)

    return _ESCAPE.sub(resolved, text)


def _malformed(number: int, reason: str) -> UnreadableDocument:
    return UnreadableDocument(f"Line {number} can't be read: {reason}.", code="nquads.malformed", line=number)
