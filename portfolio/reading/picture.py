"""Photos and other pictures, opened with Pillow inside the bounded process."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pi_heif
from PIL import ExifTags, Image

from portfolio.reading import scan
from portfolio.reading.refused import Refused
from portfolio.reading.understanding import understand

MOST_PIXELS = 50_000_000  # the largest photo that a common phone makes has 48 million
Image.MAX_IMAGE_PIXELS = None  # checked below, where the size can be told

pi_heif.register_heif_opener()
_FORMATS = {"image/jpeg": ("JPEG",), "image/png": ("PNG",), "image/heic": ("HEIF",)}
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, KeyError, struct.error)
_JPEG_QUALITY = 85
_SMALL = 96
_GREY_BELOW, _LIGHT_ABOVE, _PAPER_SHARE = 32, 200, 0.12  # of 255, of 255, of the whole picture

# How to turn what a camera stored, by its EXIF orientation (EXIF 2.32, 4.6.4).
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})


def examine(path: Path, media_type: str, *, preview_pixels: int, tesseract: str = "") -> dict[str, Any]:
    """Upright size in pixels, an upright preview and, with Tesseract, what is written on the paper in it. Raises Refused."""
    with _opened(path, media_type) as image:
        orientation, has_location = _exif(image)
        width, height = image.size
        preview_type = (
            "image/png" if media_type == "image/png" else "image/jpeg"
        )  # a drawing stays sharp, a photo small
        upright = _upright(image, scan.PIXELS if tesseract else preview_pixels, orientation)
    page = scan.read_page(upright, number=1, program=tesseract) if tesseract else None
    told = understand(lambda: [page] if page else [])
    upright.thumbnail((preview_pixels, preview_pixels))
    if orientation in _ON_ITS_SIDE:
        width, height = height, width
    warnings = ["has-location"] if has_location else []
    return {
        "page_count": 1,
        "width": width,
        "height": height,
        "has_text": False,
        "fields": told.as_answer()["fields"],
        "kind": told.kind or (None if _may_show_paper(upright) else "work-product"),
        "warnings": [*warnings, "read-from-scan" if told.fields else "no-text"],
        "preview": encoded(upright, preview_type),
        "preview_type": preview_type,
    }


def _may_show_paper(image: Image.Image) -> bool:
    """A good part of it is white: a sheet of paper may lie there, and who knows which. Any other photo shows work."""
    small = image.resize((_SMALL, _SMALL), Image.Resampling.BOX).convert("HSV").tobytes()
    light = sum(
        saturation < _GREY_BELOW and value > _LIGHT_ABOVE
        for saturation, value in zip(small[1::3], small[2::3], strict=True)
    )
    return light > _PAPER_SHARE * _SMALL * _SMALL


def render(path: Path, media_type: str, *, page: int, pixels: int) -> bytes:
    """The picture drawn anew as a PNG, upright, its longest side at most so many pixels."""
    if page != 1:
        raise Refused("page-not-found", page=page, page_count=1)
    with _opened(path, media_type) as image:
        orientation, _ = _exif(image)
        return encoded(_upright(image, pixels, orientation), "image/png")


def encoded(image: Image.Image, media_type: str) -> bytes:
    """The pixels and nothing else: no EXIF, no place, no comment, nothing behind the end."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    target = io.BytesIO()
    if media_type == "image/png":
        bare.save(target, "PNG")
    else:
        bare.save(target, "JPEG", quality=_JPEG_QUALITY, progressive=True)
    return target.getvalue()


def _opened(path: Path, media_type: str) -> Image.Image:
    """The image with only its header read: a small file may hold more pixels than fit in any memory."""
    try:
        image = Image.open(path, formats=_FORMATS[media_type])
    except _UNREADABLE:
        raise Refused("damaged", media_type=media_type) from None
    if image.width * image.height > MOST_PIXELS:
        image.close()
        raise Refused("image-too-large", width=image.width, height=image.height)
    return image


def _exif(image: Image.Image) -> tuple[int, bool]:
    """Orientation (1 when there is none that makes sense) and whether a place is stored; broken EXIF is no EXIF."""
    try:
        exif = image.getexif()
        orientation = exif.get(ExifTags.Base.Orientation, 1)
        return (orientation if orientation in _TURNS else 1), bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except _UNREADABLE:
        return 1, False


def _upright(image: Image.Image, pixels: int, orientation: int) -> Image.Image:
    try:
        image.draft("RGB", (pixels, pixels))  # a JPEG is then decoded at a fraction of its size
        image.load()
    except _UNREADABLE:
        raise Refused("damaged", media_type="image/jpeg" if image.format != "PNG" else "image/png") from None
    plain = _in_plain_colours(image)
    plain.thumbnail((pixels, pixels))
    if orientation in _TURNS:
        plain = plain.transpose(_TURNS[orientation])
    return plain


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """RGB on white, whatever the palette, the depth or the transparency was."""
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        paper.alpha_composite(layered)
        return paper.convert("RGB")
    return image.convert("RGB")
