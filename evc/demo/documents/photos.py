"""The photos of the demo, drawn with Pillow: a certificate on a table, taken sideways, and bicycles at a station.

The first carries what a phone writes into a photo: a place, a serial number and an orientation. The program has to
turn it upright and to keep the rest from others. The place is a round number of degrees, nobody's home.
"""

from __future__ import annotations

import io
import math
import random
from functools import cache
from importlib import resources

import pypdfium2
from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from PIL.ImageDraw import ImageDraw as Canvas

_SIZE = (1600, 1200)
_SIDEWAYS = 6  # EXIF: the viewer turns the picture a quarter to the right
_WHITE = (0xFB, 0xFA, 0xF7)
_INK = (0x12, 0x35, 0x5B)


def photo_of_certificate(pdf: bytes) -> bytes:
    """A JPEG of the first page of a PDF, lying on a wooden table; 1600 x 1200 when held upright."""
    picture = _table()
    paper = _first_page(pdf, width=1130)
    sheet = Image.new("RGBA", _SIZE)
    sheet.paste(paper, ((_SIZE[0] - paper.width) // 2, (_SIZE[1] - paper.height) // 2 + 30))
    sheet = sheet.rotate(-3.5, Image.Resampling.BICUBIC)
    # Looking at it from a chair: the far edge of the paper is shorter than the near one.
    quad = (-150, -60, 40, _SIZE[1] + 20, _SIZE[0] - 60, _SIZE[1] + 20, _SIZE[0] + 120, -60)
    sheet = sheet.transform(_SIZE, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
    shadow = ImageChops.offset(sheet.getchannel("A"), 14, 18).filter(ImageFilter.BoxBlur(14)).point(lambda a: a * 0.55)
    picture.paste((30, 18, 8), mask=shadow)
    picture.paste(sheet, mask=sheet)
    _mug(picture, 1432, 168)
    _light(picture)
    target = io.BytesIO()
    picture.transpose(Image.Transpose.ROTATE_90).save(target, "JPEG", quality=80, exif=_phone_data())
    return target.getvalue()


def photo_of_bicycles() -> bytes:
    """A PNG of 1280 x 960: a full rack at a station and one bicycle on the guide line for people who can't see."""
    picture = _sky((2560, 1920))
    canvas = ImageDraw.Draw(picture)
    _houses(canvas)
    _square(canvas)
    for x in range(220, 1700, 210):
        canvas.line([(x, 1240), (x, 1130), (x + 60, 1110), (x + 60, 1220)], fill=(120, 128, 136), width=12)
    colours = [(178, 58, 46), _INK, (27, 127, 92), (70, 74, 80), (228, 161, 27), (90, 60, 130), (40, 110, 150)]
    for place, colour in enumerate(colours):
        _bicycle(canvas, 270 + place * 210, 1220, 1.0, colour)
    _bicycle(canvas, 1690, 1680, 1.65, (178, 58, 46))
    _sign(canvas)
    picture = picture.reduce(2)
    target = io.BytesIO()
    picture.save(target, "PNG", compress_level=6)
    return target.getvalue()


def _phone_data() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Voorbeeld"
    exif[ExifTags.Base.Model] = "Voorbeeldtelefoon 1"
    exif[ExifTags.Base.Orientation] = _SIDEWAYS
    exif[ExifTags.Base.DateTime] = "2026:05:02 20:41:00"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = "VB-000123"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (52.0, 0.0, 0.0)
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = (4.0, 0.0, 0.0)
    return exif


def _first_page(pdf: bytes, *, width: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        picture: Image.Image = page.render(scale=width / page.get_width()).to_pil()
        return picture.convert("RGBA")
    finally:
        document.close()


def _table() -> Image.Image:
    """Planks with a grain, the same each time."""
    chance = random.Random("table")  # noqa: S311 - a drawing, no secret
    picture = Image.new("RGB", _SIZE, (150, 104, 66))
    canvas = ImageDraw.Draw(picture)
    for top in range(0, _SIZE[1], 200):
        shade = chance.randint(-14, 14)
        canvas.rectangle((0, top, _SIZE[0], top + 200), fill=(150 + shade, 104 + shade, 66 + shade))
        for _ in range(46):
            y, swing, phase = top + chance.uniform(4, 196), chance.uniform(1, 7), chance.uniform(0, 6)
            tone = shade + chance.randint(-26, 18)
            points = [(x, y + swing * math.sin(x / 190 + phase)) for x in range(0, _SIZE[0] + 40, 40)]
            canvas.line(points, fill=(146 + tone, 100 + tone, 62 + tone), width=chance.randint(1, 3))
        canvas.line([(0, top), (_SIZE[0], top)], fill=(84, 54, 32), width=4)
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def _mug(picture: Image.Image, x: int, y: int) -> None:
    """A mug of coffee from above, drawn larger and scaled down so that its edge is smooth."""
    mug = Image.new("RGBA", (840, 840))
    canvas = ImageDraw.Draw(mug)
    canvas.rounded_rectangle((60, 340, 300, 480), 60, outline=(*_INK, 255), width=44)
    for radius, colour in ((300, _INK), (276, (236, 232, 222)), (262, (92, 56, 34)), (250, (74, 43, 25))):
        canvas.ellipse((440 - radius, 420 - radius, 440 + radius, 420 + radius), fill=(*colour, 255))
    canvas.arc((240, 220, 600, 580), 200, 265, fill=(134, 92, 62, 255), width=16)
    mug = mug.reduce(2)
    shadow = mug.getchannel("A").filter(ImageFilter.BoxBlur(10)).point(lambda a: a * 0.5)
    corner = (x - 220, y - 210)
    picture.paste((30, 18, 8), (corner[0] + 16, corner[1] + 22), shadow)
    picture.paste(mug, corner, mug)


def _light(picture: Image.Image) -> None:
    """A lamp above the table: corners darker than the middle."""
    corners = Image.radial_gradient("L").resize(_SIZE).point(lambda value: max(0, value - 90) * 0.62)
    picture.paste((22, 14, 10), mask=corners)


def _sky(size: tuple[int, int]) -> Image.Image:
    return Image.merge("RGB", [_gradient(first, last) for first, last in ((150, 232), (190, 226), (222, 208))]).resize(
        size, Image.Resampling.BILINEAR
    )


def _gradient(first: int, last: int) -> Image.Image:
    return Image.linear_gradient("L").point(lambda value: first + (last - first) * value / 255)


def _houses(canvas: Canvas) -> None:
    chance = random.Random("houses")  # noqa: S311 - a drawing, no secret
    x = -30
    for brick in (
        (140, 74, 58),
        (112, 84, 72),
        (166, 118, 84),
        (92, 66, 60),
        (150, 92, 70),
        (122, 96, 84),
        (158, 84, 62),
        (104, 76, 66),
    ):
        width, top = chance.randint(300, 380), chance.randint(300, 420)
        canvas.rectangle((x, top, x + width, 1010), fill=brick)
        middle = x + width / 2
        steps = [(x, top), (x + width * 0.2, top - 70), (x + width * 0.3, top - 70), (middle - 34, top - 150)]
        mirrored = [(2 * middle - px, py) for px, py in reversed(steps)]
        canvas.polygon(steps + mirrored, fill=brick)
        canvas.line(steps + mirrored, fill=_WHITE, width=9)
        for row in range(3):
            for column in range(3):
                left, upper = x + 40 + column * (width - 60) / 3, top + 60 + row * 180
                right, lower = left + (width - 170) / 3, upper + 116
                canvas.rectangle((left, upper, right, lower), fill=(66, 84, 100), outline=_WHITE, width=8)
                canvas.line([((left + right) / 2, upper), ((left + right) / 2, lower)], fill=_WHITE, width=6)
        canvas.rectangle((middle - 36, 860, middle + 36, 1010), fill=(38, 66, 62), outline=_WHITE, width=7)
        x += width


def _square(canvas: Canvas) -> None:
    """Tiles towards a vanishing point, and the guide line: white ribs to feel with a stick."""
    canvas.rectangle((0, 1010, 2560, 1920), fill=(176, 170, 160))
    for step in range(-40, 41):
        canvas.line([(1280 + step * 66, 1010), (1280 + step * 210, 1920)], fill=(160, 154, 145), width=4)
    for row in range(14):
        y = 1010 + row * row * 5.2
        canvas.line([(0, y), (2560, y)], fill=(160, 154, 145), width=4)
    canvas.rectangle((0, 1000, 2560, 1022), fill=(128, 122, 116))
    for rib in range(5):
        canvas.line([(0, 1600 + rib * 34), (2560, 1600 + rib * 34)], fill=(240, 238, 230), width=15)


def _bicycle(canvas: Canvas, x: float, y: float, scale: float, colour: tuple[int, int, int]) -> None:
    def at(px: float, py: float) -> tuple[float, float]:
        return x + px * scale, y - py * scale

    def stroke(*points: tuple[float, float], fill: tuple[int, int, int], width: float) -> None:
        canvas.line([at(*point) for point in points], fill=fill, width=round(width * scale), joint="curve")

    black = (36, 38, 42)
    left, top = at(-150, 4)
    canvas.ellipse((left, top, left + 300 * scale, top + 20 * scale), fill=(146, 140, 132))
    for hub in (-92, 92):
        (x0, y0), (x1, y1) = at(hub - 62, 124), at(hub + 62, 0)
        canvas.ellipse((x0, y0, x1, y1), outline=black, width=round(9 * scale))
        for spoke in range(0, 180, 30):
            dx, dy = 57 * math.cos(math.radians(spoke)), 57 * math.sin(math.radians(spoke))
            stroke((hub - dx, 62 - dy), (hub + dx, 62 + dy), fill=(150, 152, 156), width=2)
    stroke((-92, 62), (-34, 168), (62, 168), (-4, 66), (-92, 62), fill=colour, width=11)
    stroke((-4, 66), (-44, 196), fill=colour, width=11)
    stroke((92, 62), (56, 206), (28, 222), fill=colour, width=11)
    stroke((28, 222), (2, 216), fill=black, width=12)
    stroke((-78, 200), (-16, 200), fill=black, width=18)
    stroke((-92, 62), (-150, 112), (-40, 132), fill=black, width=5)
    (x0, y0), (x1, y1) = at(-22, 84), at(14, 48)
    canvas.ellipse((x0, y0, x1, y1), fill=(90, 92, 96))


def _sign(canvas: Canvas) -> None:
    canvas.line([(2120, 1420), (2120, 560)], fill=(96, 102, 110), width=26)
    canvas.rounded_rectangle((1880, 420, 2360, 760), 26, fill=(22, 92, 168), outline=_WHITE, width=12)
    canvas.text((2120, 520), "Fietsen", font=_font(92), fill=_WHITE, anchor="mm")
    canvas.text((2120, 630), "alleen in de vakken", font=_font(50), fill=_WHITE, anchor="mm")
    canvas.text((2120, 706), "VOORBEELD", font=_font(32), fill=(200, 216, 234), anchor="mm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    path = resources.files("font_source_sans_pro") / "files" / "SourceSansPro-Semibold.otf"
    return ImageFont.truetype(io.BytesIO(path.read_bytes()), size)
