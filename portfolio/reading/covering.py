"""Covering parts of a picture or a PDF, inside the bounded process: every page becomes pixels with the blocks burned in.

What comes out is drawn anew: no text, no layer, no metadata and no byte of the original lies below a block.
"""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw

from portfolio.reading import picture, scan
from portfolio.reading.pdf import document_in, drawn_page
from portfolio.reading.personal import bsn_places
from portfolio.reading.refused import Refused

MOST_PAGES = 40
MOST_BOXES = 300
_PAGE_PIXELS = 1600  # the longest side of a page: some 140 an inch on A4
_PICTURE_PIXELS = 2400
_INK = (18, 24, 32)
_JPEG_QUALITY = 82
_MARGIN = 0.004  # of the page, around a number that is proposed

Box = Mapping[str, float]  # page, x, y, width, height; fractions of the page from its top left corner


def cover(path: Path, media_type: str, *, boxes: Sequence[Box], preview_pixels: int) -> dict[str, Any]:
    """The covered copy, in base64 under ``copy``, and a preview of its first page. Raises Refused."""
    if media_type == "application/pdf":
        return _covered_pdf(path, boxes, preview_pixels=preview_pixels)
    image = Image.open(io.BytesIO(picture.render(path, media_type, page=1, pixels=_PICTURE_PIXELS))).convert("RGB")
    burn(image, [box for box in boxes if box["page"] == 1])
    kept = "image/png" if media_type == "image/png" else "image/jpeg"
    copy = picture.encoded(image, kept)
    return _answer(copy, kept, image, preview_pixels=preview_pixels)


def burn(image: Image.Image, boxes: Sequence[Box]) -> None:
    """Paint the blocks over the pixels, outwards to whole pixels."""
    width, height = image.size
    pen = ImageDraw.Draw(image)
    for box in boxes:
        left, top = math.floor(box["x"] * width), math.floor(box["y"] * height)
        right, bottom = math.ceil((box["x"] + box["width"]) * width), math.ceil((box["y"] + box["height"]) * height)
        pen.rectangle((left, top, max(right - 1, left), max(bottom - 1, top)), fill=_INK)


def numbers(path: Path, media_type: str, *, tesseract: str = "") -> dict[str, Any]:
    """Boxes around what may be a BSN. Of what is no text it is looked for where Tesseract is installed."""
    if media_type != "application/pdf":
        image = Image.open(io.BytesIO(picture.render(path, media_type, page=1, pixels=scan.PIXELS)))
        return {"boxes": list(_numbers_in_picture(image, 1, tesseract))}
    found: list[dict[str, float]] = []
    with document_in(path) as document:
        for index in range(min(len(document), MOST_PAGES)):
            found += _numbers_on(document[index], index + 1)
        if not found and len(document):
            found += _numbers_in_picture(drawn_page(document[0], scan.PIXELS), 1, tesseract)
    return {"boxes": found[:MOST_BOXES]}


def _covered_pdf(path: Path, boxes: Sequence[Box], *, preview_pixels: int) -> dict[str, Any]:
    copy, first = pikepdf.new(), None
    with document_in(path) as document:
        if len(document) > MOST_PAGES:
            raise Refused("too-many-pages-to-cover", page_count=len(document), most=MOST_PAGES)
        for index in range(len(document)):
            page = document[index]
            image = drawn_page(page, _PAGE_PIXELS)
            burn(image, [box for box in boxes if box["page"] == index + 1])
            _append(copy, image, page.get_size())
            first = first or image
    if first is None:
        raise Refused("damaged", media_type="application/pdf")
    target = io.BytesIO()
    copy.save(target, deterministic_id=True)
    return _answer(target.getvalue(), "application/pdf", first, preview_pixels=preview_pixels)


def _append(pdf: pikepdf.Pdf, image: Image.Image, size: tuple[float, float]) -> None:
    """A page that holds one picture and nothing else."""
    pixels = io.BytesIO()
    image.save(pixels, "JPEG", quality=_JPEG_QUALITY)
    width, height = (min(max(round(side, 2), 1.0), 14_400.0) for side in size)
    drawn = pikepdf.Stream(
        pdf,
        pixels.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, width, height],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(drawn))),
        Contents=pdf.make_indirect(pikepdf.Stream(pdf, f"q {width} 0 0 {height} 0 0 cm /Im0 Do Q".encode())),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _answer(copy: bytes, media_type: str, first: Image.Image, *, preview_pixels: int) -> dict[str, Any]:
    preview = first.copy()
    preview.thumbnail((preview_pixels, preview_pixels))
    preview_type = "image/png" if media_type == "image/png" else "image/jpeg"
    return {
        "copy": base64.b64encode(copy).decode("ascii"),
        "media_type": media_type,
        "preview": picture.encoded(preview, preview_type),
        "preview_type": preview_type,
    }


def _numbers_on(page: pypdfium2.PdfPage, number: int) -> Iterator[dict[str, float]]:
    """Where on a page the text has them."""
    try:
        text = page.get_textpage()
        written = text.get_text_bounded()
        for wanted in {written[start:end] for start, end in bsn_places(written)}:
            searcher = text.search(wanted)
            while (hit := searcher.get_next()) is not None:
                for index in range(text.count_rects(*hit)):
                    yield _box(page, text.get_rect(index), number)
    except pypdfium2.PdfiumError:
        return


def _box(page: pypdfium2.PdfPage, rect: tuple[float, float, float, float], number: int) -> dict[str, float]:
    """A rectangle of the page's own space (points from bottom left, before it is turned) as fractions of what is seen."""
    left, bottom, right, top = page.get_cropbox()
    across, up = (right - left) or 1.0, (top - bottom) or 1.0
    corners = [
        _turned((x - left) / across, 1 - (y - bottom) / up, page.get_rotation())
        for x, y in ((rect[0], rect[1]), (rect[2], rect[3]))
    ]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return _around(number, xs[0], ys[0], xs[1], ys[1])


def _turned(x: float, y: float, degrees: int) -> tuple[float, float]:
    return {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}.get(degrees, (x, y))


def _numbers_in_picture(image: Image.Image, number: int, tesseract: str) -> Iterator[dict[str, float]]:
    page = scan.read_page(image, number=number, program=tesseract) if tesseract else None
    if page is None:
        return
    for word in (word for line in page.lines for word in line.words):
        if bsn_places(word.text):
            width, height = page.width or 1.0, page.height or 1.0
            yield _around(number, word.x0 / width, word.top / height, word.x1 / width, word.bottom / height)


def _around(number: int, left: float, top: float, right: float, bottom: float) -> dict[str, float]:
    x, y = max(0.0, left - _MARGIN), max(0.0, top - _MARGIN)
    return {
        "page": number,
        "x": round(x, 4),
        "y": round(y, 4),
        "width": round(min(1.0, right + _MARGIN) - x, 4),
        "height": round(min(1.0, bottom + _MARGIN) - y, 4),
    }
