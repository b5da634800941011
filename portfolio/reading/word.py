"""Word documents (.docx), read inside the bounded process: their text, set out as lines so that the same readers find the fields.

A Word document has no pages until it is printed, so lines get made-up places: what stands under, beside and larger than
what is true; how far is not. ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from portfolio.reading import kinds
from portfolio.reading.fields import propose
from portfolio.reading.layout import Page, Word
from portfolio.reading.packed import attribute, child, local, opened, read_xml
from portfolio.reading.personal import has_personal_data
from portfolio.reading.refused import Refused

_MAIN = re.compile(r"word/document\d*\.xml")
_MARGIN_TEXT = re.compile(r"word/(header|footer)\d*\.xml")
_MOST_LINES = 400
_BODY_SIZE = 11.0
_HEADING_SIZES = {"title": 22.0, "titel": 22.0, "heading1": 16.0, "kop1": 16.0, "heading2": 13.0, "kop2": 13.0}
_WIDTH_EM = 0.5  # of a letter, on the average
_LEFT, _RIGHT = 70.0, 525.0
_BETWEEN_CELLS = 30.0

# Parts that act by themselves or travel along.
_ACTIVE_PARTS = (
    (re.compile(r"word/embeddings/|\.bin$"), "embedded-file"),
    (re.compile(r"word/activeX/"), "multimedia"),
)


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a paragraph; runs in cells that a tab parts."""

    cells: tuple[tuple[_Run, ...], ...]
    centred: bool = False

    @property
    def text(self) -> str:
        return "\t".join("".join(run.text for run in cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Style:
    size: float | None = None
    bold: bool | None = None
    centred: bool | None = None


def examine(path: Path) -> dict[str, Any]:
    """What the document says. There is no preview of it. Raises Refused ``damaged``, ``encrypted``, ``unpacks-too-far``."""
    with opened(path) as packed:
        names = packed.namelist()
        main = next((name for name in names if _MAIN.fullmatch(name)), None)
        if main is None:
            raise Refused("damaged", media_type="office")
        reader = _Reader(_styles(packed, names))
        margins = {kind: _margin_lines(packed, names, kind, reader) for kind in ("header", "footer")}
        body = child(read_xml(packed, main), "body")
        if body is None:
            raise Refused("damaged", media_type="office")
        sheet = _Sheet()
        sheet.add_rows(margins["header"])
        reader.set_out(body, sheet)
        sheet.add_rows(margins["footer"])
        active = _active_content(packed, names)
        is_signed = any(name.startswith("_xmlsignatures/") for name in names)
    pages = [Page(1, sheet.words)]
    fields = propose(pages)
    text = "\n".join(sheet.texts)
    warnings = ["personal-data"] if has_personal_data(text) else []
    return {
        "page_count": None,
        "width": 0,
        "height": 0,
        "has_text": any(char.isalnum() for char in text),
        "active_content": active,
        # How Word signs is another standard than that of PDF, and nothing here checks it.
        "signature": None if is_signed else {"state": "not-signed", "signer": ""},
        "fields": {name: asdict(found) for name, found in fields.items()},
        "kind": kinds.kind_of_text(pages, fields, page_count=1),
        "personal_data_pages": [],
        "warnings": warnings,
        "preview": None,
        "preview_type": "",
    }


@dataclass
class _Sheet:
    """Words with made-up places, from top to bottom."""

    words: list[Word] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    _baseline: float = 60.0

    def add_rows(self, rows: Sequence[_Row]) -> None:
        """Lines of one or more paragraphs; so far apart that each is a text of its own."""
        for row in rows:
            size = max((run.size for cell in row.cells for run in cell), default=_BODY_SIZE)
            self._baseline += 2.2 * size
            self._place(row.cells, [_LEFT + 90.0 * number for number in range(len(row.cells))], row.centred)
            self.texts.append(row.text)

    def add_table_row(self, cells: Sequence[Sequence[_Row]], lefts: Sequence[float]) -> None:
        """The cells beside each other, the lines of each under one another."""
        depth = max((len(rows) for rows in cells), default=0)
        for number in range(depth):
            self._baseline += 2.0 * _BODY_SIZE if number == 0 else 1.5 * _BODY_SIZE
            for rows, left in zip(cells, lefts, strict=True):
                if number < len(rows):
                    self._place([[run for cell in rows[number].cells for run in cell]], [left], centred=False)
                    self.texts.append(rows[number].text)

    def _place(self, cells: Sequence[Sequence[_Run]], lefts: Sequence[float], centred: bool) -> None:
        if len(self.texts) > _MOST_LINES:
            return
        end = 0.0
        for cell, left in zip(cells, lefts, strict=True):
            x = max(left, end + _BETWEEN_CELLS if end else left)
            if centred and len(cells) == 1:
                width = sum(len(run.text) * run.size * _WIDTH_EM for run in cell)
                x = max(_LEFT, (_LEFT + _RIGHT - width) / 2)
            end = self._write(cell, x)

    def _write(self, runs: Sequence[_Run], x: float) -> float:
        """The words of the runs on the baseline; one that changes letters half-way is one word. Answers with its end."""
        start, text, first = x, "", None
        for run in runs:
            for char in run.text:
                step = run.size * _WIDTH_EM
                if char.isspace():
                    self._keep(text, start, x, first)
                    text, first = "", None
                else:
                    if not text:
                        start, first = x, run
                    text += char
                x += step
        self._keep(text, start, x, first)
        return x

    def _keep(self, text: str, x0: float, x1: float, run: _Run | None) -> None:
        if text and run is not None:
            bottom = self._baseline + 0.21 * run.size
            font = "Word-Bold" if run.bold else "Word"
            self.words.append(Word(text, x0, x1, bottom - run.size, bottom, run.size, font))


class _Reader:
    """Walks through the elements of a document in the order in which they are read."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self._styles = styles

    def set_out(self, element: Any, sheet: _Sheet) -> None:
        for each in element:
            kind = local(each)
            if kind == "p":
                sheet.add_rows(self.paragraph(each))
            elif kind == "tbl":
                self._table(each, sheet)
            elif kind in {"sdt", "sdtContent", "customXml", "ins", "smartTag", "txbxContent"}:
                self.set_out(each, sheet)

    def paragraph(self, element: Any) -> list[_Row]:
        """Its lines, and behind them those of the text boxes that are anchored in it."""
        style = self._style_of(element)
        rows: list[list[list[_Run]]] = [[[]]]
        boxes: list[_Row] = []
        for run, piece in self._pieces(element, style, boxes):
            if piece == "\n":
                rows.append([[]])
            elif piece == "\t":
                rows[-1].append([])
            else:
                rows[-1][-1].append(_Run(piece, run.size or _BODY_SIZE, bool(run.bold)))
        lines = [
            _Row(tuple(tuple(cell) for cell in cells if cell), centred=bool(style.centred))
            for cells in rows
            if any("".join(run.text for run in cell).strip() for cell in cells)
        ]
        return lines + boxes

    def _pieces(self, element: Any, style: _Style, boxes: list[_Row]) -> Iterator[tuple[_Style, str]]:
        for each in element:
            kind = local(each)
            if kind == "r":
                run = self._run_style(each, style)
                if run is not None:
                    yield from self._of_run(each, run, boxes)
            elif kind in {"hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "moveTo"}:
                yield from self._pieces(each, style, boxes)

    def _of_run(self, run: Any, style: _Style, boxes: list[_Row]) -> Iterator[tuple[_Style, str]]:
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

    def _text_boxes(self, element: Any) -> list[_Row]:
        """The text in drawings; of two forms of the same drawing only the first."""
        if local(element) == "Fallback":
            return []
        if local(element) == "txbxContent":
            return [row for each in element if local(each) == "p" for row in self.paragraph(each)]
        return [row for each in element for row in self._text_boxes(each)]

    def _table(self, table: Any, sheet: _Sheet) -> None:
        rows = [[self._cell(cell) for cell in _deep(row, "tc")] for row in _deep(table, "tr")]
        widest: dict[int, int] = {}
        for cells in rows:
            for number, lines in enumerate(cells):
                widest[number] = max([widest.get(number, 0), *(len(line.text) for line in lines)])
        lefts = [_LEFT]
        for number in range(len(widest) - 1):
            lefts.append(lefts[-1] + widest[number] * _BODY_SIZE * _WIDTH_EM * 1.5 + _BETWEEN_CELLS)
        for cells in rows:
            sheet.add_table_row(cells, lefts[: len(cells)])

    def _cell(self, cell: Any) -> list[_Row]:
        found: list[_Row] = []
        for each in cell:
            if local(each) == "p":
                found += self.paragraph(each)
            elif local(each) in {"tbl", "tr", "tc", "sdt", "sdtContent"}:
                found += self._cell(each)
        return found

    def _style_of(self, paragraph: Any) -> _Style:
        properties = child(paragraph, "pPr")
        if properties is None:
            return self._styles.get("", _Style(_BODY_SIZE))
        named = child(properties, "pStyle")
        style = self._styles.get(attribute(named, "val") or "" if named is not None else "") or self._styles.get("")
        style = style or _Style(_BODY_SIZE)
        place = child(properties, "jc")
        centred = attribute(place, "val") == "center" if place is not None else style.centred
        return _Style(style.size, style.bold, centred)

    def _run_style(self, run: Any, style: _Style) -> _Style | None:
        """None for hidden text."""
        properties = child(run, "rPr")
        if properties is None:
            return style
        if child(properties, "vanish") is not None:
            return None
        own = _style(properties)
        return _Style(own.size or style.size, style.bold if own.bold is None else own.bold, style.centred)


def _deep(element: Any, name: str) -> list[Any]:
    """Children with this name, also where a content control is wrapped around them; not those of a table inside."""
    found: list[Any] = []
    for each in element:
        if local(each) == name:
            found.append(each)
        elif local(each) in {"sdt", "sdtContent", "customXml"}:
            found += _deep(each, name)
    return found


def _style(properties: Any) -> _Style:
    size, bold = child(properties, "sz"), child(properties, "b")
    half_points = attribute(size, "val") if size is not None else None
    return _Style(
        size=float(half_points) / 2 if half_points and half_points.isdigit() and 0 < int(half_points) < 800 else None,
        bold=None if bold is None else attribute(bold, "val") not in {"0", "false", "off"},
    )


def _styles(packed: zipfile.ZipFile, names: Sequence[str]) -> dict[str, _Style]:
    """Letters and place of each named style; the default one under the empty name."""
    if "word/styles.xml" not in names:
        return {}
    found: dict[str, _Style] = {}
    default = _Style(_BODY_SIZE)
    for each in read_xml(packed, "word/styles.xml"):
        if local(each) == "docDefaults":
            letters = next((part for part in each.iter() if local(part) == "rPr"), None)
            default = _Style(_style(letters).size or _BODY_SIZE) if letters is not None else default
        if local(each) != "style" or attribute(each, "type") != "paragraph":
            continue
        name = attribute(each, "styleId") or ""
        letters, place = child(each, "rPr"), child(each, "pPr")
        own = _style(letters) if letters is not None else _Style()
        parent = child(each, "basedOn")
        above = found.get(attribute(parent, "val") or "", default) if parent is not None else default
        aligned = child(place, "jc") if place is not None else None
        style = _Style(
            size=own.size or _HEADING_SIZES.get(name.lower()) or above.size,
            bold=above.bold if own.bold is None else own.bold,
            centred=above.centred if aligned is None else attribute(aligned, "val") == "center",
        )
        found[name] = style
        if attribute(each, "default") in {"1", "true"}:
            found[""] = style
    return {"": default} | found


def _margin_lines(packed: zipfile.ZipFile, names: Sequence[str], kind: str, reader: _Reader) -> list[_Row]:
    """What stands above or below every page, each text once."""
    seen: dict[str, _Row] = {}
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
