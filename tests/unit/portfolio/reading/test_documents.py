"""Whatever is uploaded: an answer with what was seen, or a refusal that says what to do. Never a crash, never a guess."""

import io
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from django.utils import translation
from PIL import ExifTags, Image

from foundation.errors import InvalidInput
from portfolio.reading import examine, render_page
from portfolio.reading.sentences import WARNINGS, warning
from tests.unit.portfolio.reading.paper import Paper

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(autouse=True)
def _in_english():
    """The sentences that are looked at here are the source texts."""
    with translation.override("en"):
        yield


@pytest.fixture
def look_at(tmp_path):
    def look(content, name="diploma.pdf"):
        path = tmp_path / "upload"
        path.write_bytes(content)
        return examine(path, name=name)

    return look


def refusal_of(look_at, content, name="diploma.pdf"):
    with pytest.raises(InvalidInput) as caught:
        look_at(content, name)
    return caught.value


def diploma():
    return Paper().at(70, 80, "Naam: Fatima el Amrani").at(70, 100, "Crebo: 25409")


def changed(change, **save):
    pdf = diploma().pdf()
    change(pdf)
    target = io.BytesIO()
    pdf.save(target, **save)
    return target.getvalue()


def photo(size=(400, 300), mode="RGB", form="JPEG", **save):
    image = Image.new(mode, size)
    target = io.BytesIO()
    image.save(target, form, **save)
    return target.getvalue()


# --- PDF --------------------------------------------------------------------------------------------------------------


def test_a_good_pdf_gives_its_pages_its_fields_and_a_preview(look_at):
    seen = look_at(diploma().new_page().at(70, 80, "Bijlage").content())

    assert (seen.media_type, seen.page_count, seen.has_text, seen.kind) == ("application/pdf", 2, True, "diploma")
    assert {name: field.value for name, field in seen.fields.items()} == {
        "holder": "Fatima el Amrani",
        "crebo": "25409",
    }
    assert seen.warnings == ()
    assert seen.active_content == ()
    with Image.open(io.BytesIO(seen.preview)) as preview:
        assert (preview.format, max(preview.size)) == ("JPEG", 1200)
        assert seen.preview_type == "image/jpeg"


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8, 0.95, 0.99])
def test_an_upload_that_broke_off_is_refused_as_damaged(look_at, part):
    content = diploma().content()

    refused = refusal_of(look_at, content[: int(len(content) * part)])

    assert refused.code == "damaged"
    assert "not complete" in str(refused)


def test_a_hole_in_the_middle_is_refused_as_damaged(look_at):
    content = diploma().content()
    middle = len(content) // 3

    assert refusal_of(look_at, content[:middle] + content[middle + 200 :]).code == "damaged"


def test_white_space_behind_the_end_does_no_harm(look_at):
    assert look_at(diploma().content() + b"\r\n" + b"\x00" * 500).page_count == 1


def test_a_file_with_a_password_is_refused_without_asking_for_it(look_at):
    content = diploma().content(encryption=pikepdf.Encryption(owner="baas", user="Geheim2018"))

    refused = refusal_of(look_at, content)

    assert refused.code == "encrypted"
    assert "without a password" in str(refused)


def test_a_file_that_only_forbids_printing_is_taken(look_at):
    assert (
        look_at(diploma().content(encryption=pikepdf.Encryption(owner="baas", user=""))).fields["crebo"].value
        == "25409"
    )


def test_a_file_without_pages_is_refused(look_at):
    target = io.BytesIO()
    pikepdf.new().save(target)

    assert refusal_of(look_at, target.getvalue()).code == "damaged"


def _script_on_opening(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _script_by_name(pdf):
    action = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["start", action])))


def _attachment(pdf):
    pdf.attachments["page.html"] = b"<script>alert(1)</script>"


def _launch_behind_a_link(pdf):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[0].Annots = pikepdf.Array([link])


@pytest.mark.parametrize(
    ("hide", "found"),
    [
        (_script_on_opening, {"javascript", "open-action"}),
        (_script_by_name, {"javascript"}),
        (_attachment, {"embedded-file"}),
        (_launch_behind_a_link, {"launch"}),
    ],
)
def test_what_acts_by_itself_or_travels_along_is_seen_and_remarked(look_at, hide, found):
    for options in ({}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}):
        seen = look_at(changed(hide, **options))

        assert set(seen.active_content) == found
        assert "active-content" in seen.warnings


def test_opening_at_a_page_and_links_to_the_web_are_not_active(look_at):
    def harmless(pdf):
        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
        pdf.pages[0].Annots = pikepdf.Array([link])

    assert look_at(changed(harmless)).active_content == ()


def test_pages_with_phone_numbers_or_bsns_are_pointed_out(look_at):
    paper = Paper().at(70, 80, "Verslag van 14 januari 2025, kenmerk 2025-004417")
    paper.new_page().at(70, 80, "Melder: J. Jansen, telefoon 06-12345678")
    paper.new_page().at(70, 80, "BSN 111222333")
    paper.new_page().at(70, 80, "Zaaknummer 111222334")

    seen = look_at(paper.content())

    assert seen.personal_data_pages == (2, 3)
    assert "personal-data" in seen.warnings


def test_a_scan_has_no_text_and_nothing_is_made_up(look_at):
    scan = io.BytesIO()
    Image.new("L", (600, 800), 200).save(scan, "PDF")

    seen = look_at(scan.getvalue())

    assert (seen.has_text, seen.fields) == (False, {})
    assert seen.warnings == ("scan",)
    assert seen.preview


def test_a_long_document_is_read_within_five_seconds(look_at):
    paper = Paper().at(70, 80, "Opgesteld door: Fatima el Amrani")
    for number in range(40):
        paper.new_page().column(
            70, 80, *[f"{number} In de binnenstad staan fietsen waar hulpdiensten langs moeten."] * 45
        )
    content = paper.content()
    started = time.monotonic()

    seen = look_at(content)

    assert (seen.page_count, seen.fields["holder"].value) == (41, "Fatima el Amrani")
    assert time.monotonic() - started < 5


def test_each_page_can_be_drawn_and_a_page_that_is_not_there_is_told(tmp_path):
    path = diploma().new_page().save(tmp_path)

    with Image.open(io.BytesIO(render_page(path, 2, pixels=800))) as picture:
        assert (picture.format, max(picture.size)) == ("PNG", 800)
    for page in (0, 3, -1):
        with pytest.raises(InvalidInput) as caught:
            render_page(path, page)
        assert caught.value.code == "page-not-found"


# --- pictures ---------------------------------------------------------------------------------------------------------


def phone_photo():
    """400 by 300 on its side (orientation 6), red on top when held upright, with a place and a serial number."""
    image = Image.new("RGB", (400, 300), "blue")
    image.paste("red", (0, 0, 40, 300))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Fictief"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 1.0, 2.0)
    exif.get_ifd(ExifTags.IFD.Exif)[0xA431] = "SERIE-12345"
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif, comment=b"secret")
    return target.getvalue()


def test_a_photo_on_its_side_gets_an_upright_preview_without_place_or_device(look_at):
    content = phone_photo()
    assert b"SERIE-12345" in content

    seen = look_at(content, "foto.jpg")

    assert (seen.media_type, seen.width, seen.height, seen.page_count) == ("image/jpeg", 300, 400, 1)
    assert "has-location" in seen.warnings
    for secret in (b"SERIE", b"Fictief", b"Exif", b"secret"):
        assert secret not in seen.preview
    with Image.open(io.BytesIO(seen.preview)) as preview:
        assert preview.size == (300, 400)
        assert not preview.getexif()
        red, _, blue = preview.getpixel((150, 10))
        assert red > blue


@pytest.mark.parametrize("orientation", range(1, 10))
def test_every_orientation_of_exif_is_turned_upright(look_at, orientation):
    upright = Image.new("RGB", (64, 32), "white")
    upright.paste("red", (0, 0, 16, 16))  # the corner on the top left
    stored = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    target = io.BytesIO()
    (upright.transpose(stored) if stored is not None else upright).save(target, "JPEG", exif=exif, quality=95)

    seen = look_at(target.getvalue(), "foto.jpg")

    assert (seen.width, seen.height) == (64, 32)
    with Image.open(io.BytesIO(seen.preview)) as preview:
        corner, elsewhere = preview.getpixel((6, 6)), preview.getpixel((50, 24))
    assert corner[1] < 100 < elsewhere[1]


def test_the_tail_behind_a_png_does_not_come_along(look_at):
    seen = look_at(photo(form="PNG") + b"<html><script>alert(1)</script></html>", "foto.png")

    assert seen.media_type == "image/png"
    assert seen.preview_type == "image/png"
    assert b"script" not in seen.preview
    assert seen.preview.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1", "I;16"])
def test_png_in_any_colours_gets_a_preview(look_at, mode):
    assert look_at(photo(mode=mode, form="PNG"), "plaatje.png").preview


@pytest.mark.parametrize("mode", ["L", "CMYK", "YCbCr"])
def test_jpeg_in_any_colours_gets_a_preview(look_at, mode):
    assert look_at(photo(mode=mode), "foto.jpeg").preview


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_that_broke_off_is_refused_as_damaged(look_at, form):
    noise = Image.effect_noise((400, 300), 80)
    target = io.BytesIO()
    noise.save(target, form)
    content = target.getvalue()

    refused = refusal_of(look_at, content[: len(content) // 2], f"foto.{form.lower()}")

    assert refused.code == "damaged"
    assert "picture" in str(refused)


def test_a_picture_of_too_many_pixels_is_refused_from_its_header(look_at):
    giant = bytearray(photo((8, 8), form="PNG"))
    giant[16:24] = (30_000).to_bytes(4) * 2
    giant[29:33] = zlib.crc32(giant[12:29]).to_bytes(4)
    started = time.monotonic()

    refused = refusal_of(look_at, bytes(giant), "reus.png")

    assert refused.code == "image-too-large"
    assert refused.data == {"width": 30_000, "height": 30_000}
    assert time.monotonic() - started < 2


def test_a_picture_can_be_drawn_at_another_size(tmp_path):
    path = tmp_path / "foto"
    path.write_bytes(phone_photo())

    with Image.open(io.BytesIO(render_page(path, pixels=100))) as picture:
        assert picture.size == (75, 100)


def test_each_remark_has_its_sentence():
    assert all(warning(code).endswith(".") for code in WARNINGS)


def test_the_bounded_process_knows_no_django():
    code = (
        "import portfolio.reading.worker, portfolio.reading.pdf, portfolio.reading.picture, sys;"
        "others = set(sys.modules) - {'foundation', 'foundation.bounds'};"  # how a bounded process says no
        "sys.exit(any(name.split('.')[0] in {'django', 'foundation'} for name in others))"
    )

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
