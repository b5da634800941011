"""PDF files, opened inside the bounded process: is it whole, what does it hold, what does it say, what does it look like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
from PIL import Image

from portfolio.reading import scan
from portfolio.reading.layout import Page, Word
from portfolio.reading.personal import has_personal_data
from portfolio.reading.picture import encoded
from portfolio.reading.refused import Refused
from portfolio.reading.understanding import Understood, understand

MOST_PAGES = 1000
_PAGES_FOR_FIELDS = 3
_PAGES_FOR_REMARKS = 100
_MOST_LETTERS = 12_000  # on one page; more is a drawing or a newspaper, and takes a minute to put in order
_MOST_WORDS = 1500
_MOST_OBJECTS = 50_000
_TAIL_BYTES = 2048
_PREVIEW_TYPE = "image/jpeg"

# Actions that do something by themselves or reach outside (ISO 32000-2, 12.6.4); going to a page is none of them.
_ACTIVE_ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "form-submit",
    "/ImportData": "form-import",
    "/Rendition": "multimedia",
    "/Movie": "multimedia",
    "/Sound": "multimedia",
}
_ACTIVE_SUBTYPES = {
    "/FileAttachment": "embedded-file",
    "/RichMedia": "multimedia",
    "/Screen": "multimedia",
    "/3D": "multimedia",
}


def examine(path: Path, *, preview_pixels: int, roots: Sequence[str] = (), tesseract: str = "") -> dict[str, Any]:
    """All that can be told of the file. Raises Refused ``damaged``, ``encrypted`` or ``too-many-pages``.

    ``roots``: certificates in PEM form whose signatures are trusted. ``tesseract``: the program that reads scans, if any.
    """
    _require_an_end(path)
    with _whole(path) as pdf:
        page_count = len(pdf.pages)
        active_content, signed = _inner_workings(pdf)
    if page_count == 0:
        raise Refused("damaged", media_type="application/pdf")
    if page_count > MOST_PAGES:
        raise Refused("too-many-pages", page_count=page_count, most=MOST_PAGES)

    told = understand(lambda: read_pages(path), page_count=page_count)
    with document_in(path) as document:
        has_text, personal = _remarks(document)
        width, height = document[0].get_size()
        preview = encoded(drawn_page(document[0], preview_pixels), _PREVIEW_TYPE)
        warnings = [] if told.was_read else ["text-not-read"]
        if not has_text:
            told, warning = _read_scan(document, tesseract)
            warnings.append(warning)
    return told.as_answer() | {
        "page_count": page_count,
        "width": round(width),
        "height": round(height),
        "has_text": has_text,
        "active_content": sorted(active_content),
        "signature": _signature(path, roots) if signed else {"state": "not-signed", "signer": ""},
        "personal_data_pages": personal,
        "warnings": warnings,
        "preview": preview,
        "preview_type": _PREVIEW_TYPE,
    }


def _signature(path: Path, roots: Sequence[str]) -> dict[str, str]:
    from portfolio.reading import signatures  # noqa: PLC0415 -- takes a second to load, and few files are signed

    return signatures.check(path, roots=roots)


def _read_scan(document: pypdfium2.PdfDocument, tesseract: str) -> tuple[Understood, str]:
    """What the first page says of a document that has only pictures of text, and the remark that belongs to it."""
    page = scan.read_page(drawn_page(document[0], scan.PIXELS), number=1, program=tesseract) if tesseract else None
    if page is None:
        return Understood(), "scan"
    return understand(lambda: [page], page_count=len(document)), "read-from-scan"


def render(path: Path, *, page: int, pixels: int) -> bytes:
    """One page (counted from 1) drawn as a PNG. Raises Refused ``page-not-found`` and others."""
    with document_in(path) as document:
        if not 1 <= page <= len(document):
            raise Refused("page-not-found", page=page, page_count=len(document))
        return encoded(drawn_page(document[page - 1], pixels), "image/png")


def text_of_page(path: Path, *, page: int, tesseract: str = "") -> dict[str, Any]:
    """What stands on a page (from 1), in the order of the file: of a scan what was read from the picture.

    {"text", "was_scanned"}. Raises Refused ``page-not-found`` and others.
    """
    with document_in(path) as document:
        if not 1 <= page <= len(document):
            raise Refused("page-not-found", page=page, page_count=len(document))
        found = document[page - 1]
        text = found.get_textpage().get_text_bounded().replace("\r\n", "\n").strip()
        if text or not tesseract:
            return {"text": text, "was_scanned": False}
        read = scan.read_page(drawn_page(found, scan.PIXELS), number=page, program=tesseract)
    return {"text": "\n".join(line.text for line in read.lines) if read else "", "was_scanned": True}


def _require_an_end(path: Path) -> None:
    """A PDF ends with where its table of contents is; an upload that broke off does not (ISO 32000-2, 7.5.5)."""
    with path.open("rb") as stream:
        stream.seek(max(0, stream.seek(0, 2) - _TAIL_BYTES))
        tail = stream.read()
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise Refused("damaged", media_type="application/pdf")


def _whole(path: Path) -> pikepdf.Pdf:
    """Opened without any repair: what has to be guessed together is not what was signed or scanned."""
    try:
        return pikepdf.open(path, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    except (pikepdf.PdfError, ValueError, RuntimeError, OverflowError):
        raise Refused("damaged", media_type="application/pdf") from None


def _inner_workings(pdf: pikepdf.Pdf) -> tuple[set[str], bool]:
    """What in the file acts by itself or travels along in it, and whether it carries a digital signature."""
    found: set[str] = set()
    if "/AA" in pdf.Root:
        found.add("open-action")
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") not in {"/GoTo", "/Named", None}:
        found.add("open-action")
    signed = False
    for number, indirect in enumerate(pdf.objects):
        if number >= _MOST_OBJECTS:
            found.add("not-all-checked")
            break
        for part in _dictionaries(indirect):
            kind, action, subtype = (str(part.get(key, "")) for key in ("/Type", "/S", "/Subtype"))
            if action in _ACTIVE_ACTIONS:
                found.add(_ACTIVE_ACTIONS[action])
            if subtype in _ACTIVE_SUBTYPES:
                found.add(_ACTIVE_SUBTYPES[subtype])
            if kind == "/EmbeddedFile" or "/EF" in part:
                found.add("embedded-file")
            if "/XFA" in part:
                found.add("xfa-form")
            signed = signed or ("/ByteRange" in part and "/Contents" in part)
    return found, signed


def _dictionaries(thing: pikepdf.Object, depth: int = 0) -> Iterator[pikepdf.Object]:
    """The dictionaries in an object, those that stand directly in it included; references lead to objects of their own."""
    if depth > 8:
        return
    children: list[object] = []
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
        children += [thing.get(key) for key in thing.keys()]  # noqa: SIM118 -- a stream can't be iterated
    elif isinstance(thing, pikepdf.Array):
        children += list(thing)
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _dictionaries(child, depth + 1)


def read_pages(path: Path) -> list[Page]:
    """The words of the first pages with their places."""
    pages: list[Page] = []
    with pdfplumber.open(path) as plumber:
        for number, page in enumerate(plumber.pages[:_PAGES_FOR_FIELDS], start=1):
            if len(page.chars) > _MOST_LETTERS:
                continue
            upright = page.filter(lambda thing: thing["object_type"] == "char" and thing["upright"]).dedupe_chars()
            words = upright.extract_words(x_tolerance_ratio=0.15, extra_attrs=["fontname", "size"])
            left, top, right, bottom = page.cropbox  # what is drawn of the paper
            kept = [_word(each, left, top) for each in words[:_MOST_WORDS]]
            pages.append(Page(number, kept, width=right - left, height=bottom - top))
            page.close()
    return pages


def _word(each: dict[str, Any], left: float, top: float) -> Word:
    """``left`` and ``top``: where the paper begins."""
    return Word(
        each["text"],
        each["x0"] - left,
        each["x1"] - left,
        each["top"] - top,
        each["bottom"] - top,
        max(float(each["size"]), 1.0),
        str(each["fontname"]),
    )


@contextmanager
def document_in(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        raise Refused("damaged", media_type="application/pdf") from None
    try:
        if document.get_formtype():
            document.init_forms()  # so that what somebody filled in is drawn; this build runs no scripts
        yield document
    finally:
        document.close()


def _remarks(document: pypdfium2.PdfDocument) -> tuple[bool, list[int]]:
    """Whether any page has text, and the pages that seem to hold a phone number or a BSN."""
    has_text, personal = False, []
    for index in range(min(len(document), _PAGES_FOR_REMARKS)):
        try:
            text = document[index].get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError:
            continue
        has_text = has_text or any(char.isalnum() for char in text)
        if has_personal_data(text):
            personal.append(index + 1)
    return has_text, personal


def drawn_page(page: pypdfium2.PdfPage, pixels: int) -> Image.Image:
    width, height = page.get_size()
    scale = min(pixels / max(width, height, 1.0), 6.0)
    try:
        image: Image.Image = page.render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, ValueError):
        raise Refused("damaged", media_type="application/pdf") from None
    return image.convert("RGB")
