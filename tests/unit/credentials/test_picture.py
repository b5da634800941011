"""The medal tells the truth, looks the same everywhere and takes whatever people are called."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import font_source_sans_pro
import pytest
import segno
from defusedxml import ElementTree
from PIL import Image

from credentials.picture import Medal, Result, Segment, describe, draw_png, draw_svg
from credentials.picture.font import Face

URL = "https://evc.voorbeeldstad.nl/badges/0b7d1f0e-52a1-4c0b-9a55-2f0f8f0d7a11"
HOSTILE_TITLES = [
    "",
    " \n\t ",
    "Ş ß ĳ 👩‍🚒 é",
    "<script>alert('x')</script> & \" ]]>",
    "字" * 40,
    "x" * 10_000,
    "nul \x00 bell \x07 lone \ud800 override \u202e end",
    "Arbeidsongeschiktheidsverzekeringsdeskundige",
    "lange woorden " * 400,
]


def segments(*groups: str) -> tuple[Segment, ...]:
    """ "rp" and "n": a core task with one recognised and one partly, then one with one not yet."""
    letters = {"r": Result.RECOGNISED, "p": Result.PARTLY, "n": Result.NOT_YET}
    return tuple(Segment(letters[letter], i) for i, group in enumerate(groups) for letter in group)


FULL = Medal(
    title="Handhaver toezicht en veiligheid",
    organisation="Gemeente Voorbeeldstad",
    route_label="EVC",
    is_full=True,
    segments=segments("rrrr", "rrp", "rrn"),
    level="NLQF 3",
    month=date(2026, 11, 3),
    language="nl",
    achievement_id="https://evc.voorbeeldstad.nl/achievements/1",
    public_url=URL,
    code="K7QF-93MX-2HTP",
    is_example=False,
)
COMPACT = replace(
    FULL, title="Gesprekstechniek", route_label="EVC Compact", is_full=False, segments=segments("rrrp"), level=None
)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGBA")


def brightness(medal: Medal, places: list[tuple[int, int]]) -> list[int]:
    """How light the ring is at each place (radius, degrees clockwise from the top), 0 to 255, in a greyscale copy."""
    grey = opened(draw_png(medal)).convert("L")
    angles = [(radius / 2, math.radians(degrees)) for radius, degrees in places]
    return [grey.getpixel((round(300 + r * math.sin(a)), round(302 - r * math.cos(a)))) for r, a in angles]


@pytest.mark.parametrize(
    ("letter", "outer_half", "inner_half"), [("r", "dark", "dark"), ("p", "light", "dark"), ("n", "light", "light")]
)
def test_each_result_has_its_own_shape_that_greyscale_keeps(letter, outer_half, inner_half):
    medal = replace(COMPACT, segments=segments(letter * 4))

    shown = brightness(medal, [(505, 45), (467, 45)])

    assert ["light" if value > 230 else "dark" for value in shown] == [outer_half, inner_half]


def test_segments_run_clockwise_from_the_bottom_in_the_order_of_the_standard():
    medal = replace(COMPACT, segments=segments("rnnn"))

    shown = brightness(medal, [(486, degrees) for degrees in (225, 315, 45, 135)])

    assert [value < 200 for value in shown] == [True, False, False, False]


def test_core_tasks_stand_a_little_apart():
    apart, together = segments("rr", "rr"), segments("rrrr")

    assert draw_svg(replace(FULL, segments=apart)) != draw_svg(replace(FULL, segments=together))


def test_a_result_that_does_not_exist_is_refused():
    with pytest.raises(ValueError):
        Segment("excellent", 0)


@pytest.mark.parametrize("count", [0, 1, 40, 120, 5000])
def test_any_number_of_work_processes_can_be_drawn(count):
    medal = replace(FULL, segments=tuple(Segment(list(Result)[i % 3], i // 5) for i in range(count)))

    assert opened(draw_png(medal)).width == 600
    ElementTree.fromstring(draw_svg(medal))


@pytest.mark.parametrize("medal", [FULL, COMPACT])
def test_the_picture_is_600_wide_and_small(medal):
    png = draw_png(medal)

    assert opened(png).width == 600
    assert len(png) < 150_000


@pytest.mark.parametrize("size", [96, 600, 1200])
def test_the_size_asked_for_is_the_width(size):
    picture = opened(draw_png(FULL, size=size))

    assert picture.width == size
    assert picture.height > size


def test_an_impossible_size_is_refused():
    with pytest.raises(ValueError):
        draw_png(FULL, size=0)


def test_the_same_facts_give_the_same_bytes():
    again = replace(FULL, segments=segments("rrrr", "rrp", "rrn"))

    assert draw_png(FULL) == draw_png(again)
    assert draw_svg(FULL) == draw_svg(again)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Iets anders"},
        {"organisation": "Waterschap Voorbeeld"},
        {"route_label": "EVC plus"},
        {"is_full": False},
        {"segments": segments("rrrr", "rrp", "rrr")},
        {"level": "NLQF 4"},
        {"level": None},
        {"month": date(2027, 1, 3)},
        {"language": "en"},
        {"achievement_id": "https://evc.voorbeeldstad.nl/achievements/2"},
        {"public_url": None},
        {"code": "AAAA-BBBB-CCCC"},
        {"is_example": True},
    ],
    ids=lambda change: f"{next(iter(change))}",
)
def test_every_fact_shows_on_the_picture(change):
    changed = replace(FULL, **change)

    assert draw_png(changed) != draw_png(FULL)
    assert draw_svg(changed).count(b"<path") > 20


def test_the_qr_leads_to_the_public_page_and_keeps_its_quiet_zone():
    picture = opened(draw_png(FULL)).convert("L")
    left, top, right, _ = (
        picture.crop((0, 596, 205, picture.height - 8)).point(lambda v: 255 if v < 40 else 0).getbbox()
    )
    expected = [list(row) for row in segno.make_qr(URL, error="m").matrix]
    module = (right - left) / len(expected)

    def dark(column: int, row: int) -> bool:
        return picture.getpixel((round(left + (column + 0.5) * module), round(596 + top + (row + 0.5) * module))) < 128

    size = len(expected)
    assert module == int(module), "modules lie on whole pixels"
    assert [[dark(x, y) for x in range(size)] for y in range(size)] == [[bool(m) for m in row] for row in expected]
    around = [*range(-4, 0), *range(size, size + 4)]
    assert not any(dark(x, y) for x in around for y in range(-4, size + 4))
    assert not any(dark(x, y) for y in around for x in range(-4, size + 4))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://[", "https://a.nl/" + "x" * 3000, "https://a.nl/\ud800"]
)
def test_an_address_that_can_not_be_scanned_or_opened_gets_no_qr(url):
    assert draw_png(replace(FULL, public_url=url)) == draw_png(replace(FULL, public_url=None))


def test_outside_the_plate_the_picture_is_transparent_and_inside_it_nowhere():
    alpha = opened(draw_png(FULL)).getchannel("A")

    assert alpha.getpixel((0, 0)) == 0
    assert alpha.crop((40, 0, 560, alpha.height)).getextrema() == (255, 255)


@pytest.mark.parametrize("medal", [FULL, COMPACT, replace(FULL, is_example=True, language="en")])
def test_the_svg_needs_nothing_and_runs_nothing(medal):
    svg = draw_svg(medal)
    root = ElementTree.fromstring(svg)
    allowed = {"viewBox", "width", "height", "role", "fill", "stroke", "stroke-width", "d", "cx", "cy", "r"}
    allowed |= {"shape-rendering", "{http://www.w3.org/XML/1998/namespace}lang"}

    assert {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()} == {
        *("svg", "title", "desc", "circle", "path")
    }
    assert {name for element in root.iter() for name in element.attrib} <= allowed
    assert b"url(" not in svg
    assert svg.count(b"http") == 1, "the namespace only"


def test_the_svg_says_in_words_what_it_shows():
    root = ElementTree.fromstring(draw_svg(replace(FULL, is_example=True)))
    texts = {element.tag.split("}")[1]: element.text for element in root if element.text and element.text.strip()}

    assert texts["title"] == "EVC: Handhaver toezicht en veiligheid"
    assert texts["desc"] == (
        "Voorbeeld. EVC: Handhaver toezicht en veiligheid. Uitgegeven door Gemeente Voorbeeldstad, november 2026. "
        "Niveau van de standaard: NLQF 3. 8 erkend, 1 deels erkend, 1 nog niet. Code: K7QF-93MX-2HTP."
    )


def test_the_words_follow_the_language():
    assert "November 2026" in describe(replace(FULL, language="en"))
    assert "8 recognised, 1 partly, 1 not yet" in describe(replace(FULL, language="en"))


@pytest.mark.parametrize("text", HOSTILE_TITLES, ids=range(len(HOSTILE_TITLES)))
def test_any_text_can_be_drawn(text):
    medal = replace(FULL, title=text, organisation=text, route_label=text, level=text, code=text)

    assert opened(draw_png(medal, size=96)).width == 96
    ElementTree.fromstring(draw_svg(medal))


def test_what_the_font_lacks_is_replaced_and_what_it_has_stays():
    bold = Face(Path(font_source_sans_pro.font_files_otf["SourceSansProBold"]))

    assert bold.printable("Ş\u0327 ß  e\u0301 👩‍🚒\n字 ½ \u202eok") == "Ş ß é ? ½ ok"


def test_letters_come_out_the_same_when_threads_draw_at_once():
    path = Path(font_source_sans_pro.font_files_otf["SourceSansProBold"])
    letters = [chr(code) for code in range(ord("!"), ord("~"))] * 4
    alone = Face(path)

    shared = Face(path)
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(shared.outline, letters))

    assert together == [alone.outline(letter) for letter in letters]
