"""Writes small Word documents, as the programs of people do: paragraphs, headings, tables, headers and text boxes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_STYLES = (
    f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'/>"
    "<w:style w:type='paragraph' w:styleId='Kop1'><w:basedOn w:val='Normal'/><w:rPr><w:b/><w:sz w:val='36'/></w:rPr></w:style>"
    "</w:styles>"
)

Table = Sequence[Sequence[str]]


def paragraph(text: str, *, heading: bool = False, centred: bool = False) -> str:
    """One paragraph: ``\\n`` breaks the line, ``\\t`` is a tab, ``**`` around a word makes it bold."""
    style = ('<w:pStyle w:val="Kop1"/>' if heading else "") + ('<w:jc w:val="center"/>' if centred else "")
    runs = []
    for number, part in enumerate(text.split("**")):
        bold = "<w:rPr><w:b/></w:rPr>" if number % 2 else ""
        inside = "".join(
            {"\n": "<w:br/>", "\t": "<w:tab/>"}.get(piece, f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
            for piece in part.replace("\n", "\0\n\0").replace("\t", "\0\t\0").split("\0")
            if piece
        )
        runs.append(f"<w:r>{bold}{inside}</w:r>")
    return f"<w:p><w:pPr>{style}</w:pPr>{''.join(runs)}</w:p>"


def table(rows: Table) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def text_box(text: str) -> str:
    """A drawing with text, in the new form and once more in the old form for old programs."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        f"<w:p><w:r><mc:AlternateContent {_MC}><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def word(
    *blocks: str, header: str = "", more: Mapping[str, bytes | str] | None = None, body: str | None = None
) -> bytes:
    """A .docx of these blocks; ``more``: parts by name; ``body``: the whole document part, when it has to be odd."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": body or f"<w:document {_W}><w:body>{''.join(blocks)}</w:body></w:document>",
        "word/styles.xml": _STYLES,
    }
    if header:
        parts["word/header1.xml"] = f"<w:hdr {_W}>{paragraph(header)}</w:hdr>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (parts | dict(more or {})).items():
            packed.writestr(name, content)
    return target.getvalue()
