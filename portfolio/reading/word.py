"""Word documents (.docx), read inside the bounded process: their text, set out as lines so that the same readers find the fields.

A Word document has no pages until it is printed, so lines get made-up places: what stands under, beside and larger than
what is true; how far is not. ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from portfolio.reading.layout import Page
from portfolio.reading.packed import attribute, child, local, opened, read_xml
from portfolio.reading.personal import has_personal_data
from portfolio.reading.refused import Refused
from portfolio.reading.understanding import understand
from portfolio.reading.word_lines import BODY_SIZE, Row, Run, Sheet
from portfolio.reading.word_styles import Style, style_of, styles_of

_MAIN = re.compile(r"word/document\d*\.xml")
_MARGIN_TEXT = re.compile(r"word/(header|footer)\d*\.xml")

# Parts that act by themselves or travel along.
_ACTIVE_PARTS = (
    (re.compile(r"word/embeddings/|\.bin$"), "embedded-file"),
    (re.compile(r"word/activeX/"), "multimedia"),
)


def examine(path: Path) -> dict[str, Any]:
    """What the document says. There is no preview of it. Raises Refused ``damaged``, ``encrypted``, ``unpacks-too-far``."""
    with opened(path) as packed:
        names = packed.namelist()
        main = next((name for name in names if _MAIN.fullmatch(name)), None)
        if main is None:
            raise Refused("damaged", media_type="office")
        reader = _Reader(styles_of(packed, names))
        margins = {kind: _margin_lines(packed, names, kind, reader) for kind in ("header", "footer")}
        body = child(read_xml(packed, main), "body")
        if body is None:
            raise Refused("damaged", media_type="office")
        sheet = Sheet()
        sheet.add_rows(margins["header"])
        reader.set_out(body, sheet)
        sheet.add_rows(margins["footer"])
        active = _active_content(packed, names)
        is_signed = any(name.startswith("_xmlsignatures/") for name in names)
    told = understand(lambda: [Page(1, sheet.words)])
    text = "\n".join(sheet.texts)
    remarks = (("text-not-read", not told.was_read), ("personal-data", has_personal_data(text)))
    return told.as_answer() | {
        "page_count": None,
        "width": 0,
        "height": 0,
        "has_text": any(char.isalnum() for char in text),
        "active_content": active,
        # How Word signs is another standard than that of PDF, and nothing here checks it.
        "signature": None if is_signed else {"state": "not-signed", "signer": ""},
        "personal_data_pages": [],
        "warnings": [code for code, applies in remarks if applies],
        "preview": None,
        "preview_type": "",
    }


class _Reader:
    """Walks through the elements of a document in the order in which they are read."""

    def __init__(self, styles: dict[str, Style]) -> None:
        self._styles = styles

    def set_out(self, element: Any, sheet: Sheet) -> None:
        for each in element:
            kind = local(each)
            if kind == "p":
                sheet.add_rows(self.paragraph(each))
            elif kind == "tbl":
                self._table(each, sheet)
            elif kind in {"sdt", "sdtContent", "customXml", "ins", "smartTag", "txbxContent"}:
                self.set_out(each, sheet)

    def paragraph(self, element: Any) -> list[Row]:
        """Its lines, and behind them those of the text boxes that are anchored in it."""
        style = self._style_of(element)
        rows: list[list[list[Run]]] = [[[]]]
        boxes: list[Row] = []
        for run, piece in self._pieces(element, style, boxes):
            if piece == "\n":
                rows.append([[]])
            elif piece == "\t":
                rows[-1].append([])
            else:
                rows[-1][-1].append(Run(piece, run.size or BODY_SIZE, bool(run.bold)))
        lines = [
            Row(tuple(tuple(cell) for cell in cells if cell), centred=bool(style.centred))
            for cells in rows
            if any("".join(run.text for run in cell).strip() for cell in cells)
        ]
        return lines + boxes

    def _pieces(self, element: Any, style: Style, boxes: list[Row]) -> Iterator[tuple[Style, str]]:
        for each in element:
            kind = local(each)
            if kind == "r":
                run = self._run_style(each, style)
                if run is not None:
                    yield from self._of_run(each, run, boxes)
            elif kind in {"hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "moveTo"}:
                yield from self._pieces(each, style, boxes)

    def _of_run(self, run: Any, style: Style, boxes: list[Row]) -> Iterator[tuple[Style, str]]:
        for each in run:
            match local(each):
                case "t":
                    yield style, each.text or ""
                case "tab" | "ptab":
                    yield style, "\t"
                case "br" | "cr":
                    yield style, "\n"
                case "noBreakHyphen":
                    yield style, "-"
                case "drawing" | "pict" | "AlternateContent" | "object":
                    boxes += self._text_boxes(each)

    def _text_boxes(self, element: Any) -> list[Row]:
        """The text in drawings; of two forms of the same drawing only the first."""
        if local(element) == "Fallback":
            return []
        if local(element) == "txbxContent":
            return [row for each in element if local(each) == "p" for row in self.paragraph(each)]
        return [row for each in element for row in self._text_boxes(each)]

    def _table(self, table: Any, sheet: Sheet) -> None:
        rows = [[self._cell(cell) for cell in _deep(row, "tc")] for row in _deep(table, "tr")]
        sheet.add_table(rows)

    def _cell(self, cell: Any) -> list[Row]:
        found: list[Row] = []
        for each in cell:
            if local(each) == "p":
                found += self.paragraph(each)
            elif local(each) in {"tbl", "tr", "tc", "sdt", "sdtContent"}:
                found += self._cell(each)
        return found

    def _style_of(self, paragraph: Any) -> Style:
        properties = child(paragraph, "pPr")
        if properties is None:
            return self._styles.get("", Style(BODY_SIZE))
        named = child(properties, "pStyle")
        style = self._styles.get(attribute(named, "val") or "" if named is not None else "") or self._styles.get("")
        style = style or Style(BODY_SIZE)
        place = child(properties, "jc")
        centred = attribute(place, "val") == "center" if place is not None else style.centred
        return Style(style.size, style.bold, centred)

    def _run_style(self, run: Any, style: Style) -> Style | None:
        """None for hidden text."""
        properties = child(run, "rPr")
        if properties is None:
            return style
        if child(properties, "vanish") is not None:
            return None
        own = style_of(properties)
        return Style(own.size or style.size, style.bold if own.bold is None else own.bold, style.centred)


def _deep(element: Any, name: str) -> list[Any]:
    """Children with this name, also where a content control is wrapped around them; not those of a table inside."""
    found: list[Any] = []
    for each in element:
        if local(each) == name:
            found.append(each)
        elif local(each) in {"sdt", "sdtContent", "customXml"}:
            found += _deep(each, name)
    return found


def _margin_lines(packed: zipfile.ZipFile, names: Sequence[str], kind: str, reader: _Reader) -> list[Row]:
    """What stands above or below every page, each text once."""
    seen: dict[str, Row] = {}
    for name in sorted(names):
        if (match := _MARGIN_TEXT.fullmatch(name)) and match.group(1) == kind:
            for each in read_xml(packed, name).iter():
                if local(each) == "p":
                    for row in reader.paragraph(each):
                        seen.setdefault(row.text, row)
    return list(seen.values())[:20]


def _active_content(packed: zipfile.ZipFile, names: Sequence[str]) -> list[str]:
    found = {code for name in names for pattern, code in _ACTIVE_PARTS if pattern.search(name)}
    settings = "word/_rels/settings.xml.rels"
    if settings in names:  # a template that is fetched from elsewhere when the document opens
        links = read_xml(packed, settings)
        if any(attribute(link, "TargetMode") == "External" for link in links):
            found.add("launch")
    return sorted(found)
