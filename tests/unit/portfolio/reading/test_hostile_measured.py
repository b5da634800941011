"""Each kind of hostile file is a test of its own: its answer, how long that took, and how much memory, at the peak."""

import io
import json
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from foundation.errors import InvalidInput
from portfolio.reading import examine
from tests.unit.portfolio.reading.conftest import HOSTILE
from tests.unit.portfolio.reading.letters import paragraph, word
from tests.unit.portfolio.reading.paper import Paper
from tests.unit.portfolio.reading.test_hostile import blown_up, pdf_with_content

ROOT = Path(__file__).resolve().parents[4]
MOST_SECONDS = 40  # the clock of the worker and the start of both processes, on a machine that does more
MOST_MEGABYTES = 1100  # what the worker may ask for and not one page more
MOST_OWN_MEGABYTES = 200


def pages(count):
    """A PDF of so many pages, each with a few words."""
    pdf = Paper().at(70, 80, "Bladzijde").pdf()
    for _ in range(count - 1):
        pdf.pages.append(pdf.pages[0])
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def png(width, height):
    """A PNG of any size that holds one row: only its head tells how large it would be."""

    def chunk(kind, body):
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    header = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    rows = zlib.compress(bytes(3 * width + 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def picture(form, size=(300, 200), **save):
    target = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(target, form, **save)
    return target.getvalue()


def zip_bomb(main="word/document.xml"):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(main, b"<x>")
        for number in range(6):
            packed.writestr(f"word/media/{number}.bin", bytes(50_000_000))
    return target.getvalue()


def lying_zip():
    """Its table of contents says that the document is small; it unpacks to 40 MB."""
    body = f"<document><body>{' ' * 40_000_000}</body></document>"
    content = word(body=body)
    real, small = len(body).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert real in content
    return content.replace(real, small)


def encrypted():
    return Paper().at(70, 80, "Geheim").content(encryption=pikepdf.Encryption(owner="a", user="b"))


def deep_xml():
    return word(body="<document><body>" + "<p>" * 200_000 + "</p>" * 200_000 + "</body></document>")


def long_words():
    return Paper().at(70, 80, "Naam: " + "van der " * 4000).content()


FILES = {
    "pdf that unpacks to 1.5 GB": (
        "a.pdf",
        lambda: pdf_with_content(blown_up(b"q " * 32, 1500)),
        {"answered", "too-heavy", "damaged"},
    ),
    "pdf of 2000 pages": ("a.pdf", lambda: pages(2000), {"too-many-pages"}),
    "pdf of 900 pages": ("a.pdf", lambda: pages(900), {"answered"}),
    "pdf with a password": ("a.pdf", encrypted, {"encrypted"}),
    "pdf cut short": ("a.pdf", lambda: pages(20)[:-900], {"damaged"}),
    "pdf with one endless line": ("a.pdf", long_words, {"answered"}),
    "picture of 10,000 by 10,000": ("a.png", lambda: png(10_000, 10_000), {"image-too-large"}),
    "picture of 30,000 by 30,000": ("a.png", lambda: png(30_000, 30_000), {"image-too-large"}),
    "picture of 2 by 4,000,000,000": ("a.png", lambda: png(2, 4_000_000_000 % 2**31), {"image-too-large", "damaged"}),
    "photo of 48 million pixels": ("a.jpg", lambda: picture("JPEG", (8000, 6000)), {"answered"}),
    "photo cut short": ("a.jpg", lambda: picture("JPEG")[:-2000], {"damaged"}),
    "picture with a page behind it": ("a.png", lambda: picture("PNG") + b"<html><script>1</script>", {"answered"}),
    "page named as a picture": ("a.png", lambda: b"<html><script>alert(1)</script></html>", {"type-mismatch"}),
    "drawing with a script": ("a.svg", lambda: b"<svg onload='alert(1)'/>", {"type-not-allowed"}),
    "word document that unpacks to 300 MB": ("a.docx", zip_bomb, {"unpacks-too-far"}),
    "word document that lies about its size": ("a.docx", lying_zip, {"damaged", "unpacks-too-far"}),
    "word document nested 200,000 deep": ("a.docx", deep_xml, {"answered", "too-heavy", "damaged"}),
    "word document cut short": ("a.docx", lambda: word(paragraph("Brief"))[:-30], {"damaged"}),
    "film whose index is longer than the file": (
        "a.mp4",
        lambda: b"\x00\x00\x00\x10ftypisom\x00\x00\x00\x00" + b"\x00\x00\x00\x01moov" + b"\x7f" * 8 + bytes(500),
        {"damaged"},
    ),
    "film of 100,000 empty boxes": (
        "a.mp4",
        lambda: b"\x00\x00\x00\x10ftypisom\x00\x00\x00\x00" + b"\x00\x00\x00\x08free" * 100_001,
        {"damaged", "too-heavy"},
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gets_an_answer_within_its_bounds(tmp_path, name, record_property):
    called, content, answers = FILES[name]
    path = tmp_path / "upload"
    path.write_bytes(content())

    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.portfolio.reading.measured", path, called],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "foundation.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    record_property(HOSTILE, f"{name:42} {seen['answer']:18} {seen['seconds']:5.1f} s {seen['megabytes']:6.0f} MB")
    assert seen["answer"] in answers
    assert seen["seconds"] < MOST_SECONDS
    assert seen["megabytes"] < MOST_MEGABYTES
    assert seen["own_megabytes"] < MOST_OWN_MEGABYTES


def test_a_hostile_file_holds_up_nobody_elses(tmp_path):
    heavy, light = tmp_path / "heavy.pdf", tmp_path / "light.pdf"
    heavy.write_bytes(pdf_with_content(blown_up(b"0 0 m 9 9 l S ", 1500)))
    light.write_bytes(Paper().at(70, 80, "Naam: Roos Terpstra").content())
    ended = {}

    def look(path):
        with suppress(InvalidInput):
            examine(path, name=path.name)
        ended[path.name] = time.monotonic()

    slow = threading.Thread(target=look, args=[heavy])
    slow.start()
    time.sleep(0.5)  # until its process has begun to read
    look(light)

    assert slow.is_alive()
    slow.join()
    assert ended["light.pdf"] < ended["heavy.pdf"]
