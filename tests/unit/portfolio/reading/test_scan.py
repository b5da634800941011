"""Scans are read where Tesseract is installed, and said to be scans elsewhere. The program itself is played by a script."""

import io
import os
import shutil

import pytest
from PIL import Image, ImageDraw

from portfolio.reading import examine

WORDS = (
    (1, 100, "Certificaat"),
    (2, 300, "Naam:"),
    (2, 300, "Roos"),
    (2, 300, "Terpstra"),
    (3, 400, "Datum"),
    (3, 400, "afgifte:"),
    (3, 400, "3"),
    (3, 400, "mei"),
    (3, 400, "2024"),
)


def table(confidence=96):
    """What Tesseract prints with ``tsv``: a row a line, and under it a row a word."""
    head = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
    rows, x, last = [head], 0, 0
    for line, top, text in WORDS:
        if line != last:
            x, last = 200, line
            rows.append(f"4\t1\t1\t1\t{line}\t0\t200\t{top}\t1500\t50\t-1\t")
        rows.append(f"5\t1\t1\t1\t{line}\t1\t{x}\t{top}\t{30 * len(text)}\t50\t{confidence}\t{text}")
        x += 30 * len(text) + 20
    return "\n".join(rows)


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """Puts a program on the PATH that answers as Tesseract does; ``says`` is what it reads."""

    def install(says, *, ends=0):
        answer = tmp_path / "answer"
        answer.write_text(says)
        program = tmp_path / "tesseract"
        program.write_text(
            f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo nld; exit 0; fi\ncat > {tmp_path}/picture\n'
            f'echo "$@" > {tmp_path}/asked\ncat {answer}\nexit {ends}\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return tmp_path

    return install


@pytest.fixture
def scan(tmp_path):
    """A PDF that is one picture of lines, a little askew."""
    image = Image.new("L", (1200, 1700), 255)
    draw = ImageDraw.Draw(image)
    for y in range(200, 1500, 60):
        draw.rectangle((150, y, 1000, y + 14), fill=30)
    path = tmp_path / "scan.pdf"
    image.rotate(1.8, fillcolor=255).save(path, "PDF")
    return path


def test_what_tesseract_reads_is_proposed_with_its_place_and_a_remark(tesseract, scan):
    folder = tesseract(table())

    seen = examine(scan, name="scan.pdf")

    assert {name: field.value for name, field in seen.fields.items()} == {
        "holder": "Roos Terpstra",
        "date": "2024-05-03",
    }
    assert all(field.box for field in seen.fields.values())
    assert (seen.has_text, seen.kind, seen.warnings) == (False, "course-certificate", ("read-from-scan",))
    assert "-l nld tsv" in (folder / "asked").read_text()


def test_the_picture_is_put_straight_before_it_is_read(tesseract, scan):
    folder = tesseract(table())

    examine(scan, name="scan.pdf")

    with Image.open(io.BytesIO((folder / "picture").read_bytes())) as picture:
        dark = [sum(value < 128 for value in row) for row in _rows(picture.convert("L").resize((300, 425)))]
    assert max(dark) > 180  # a whole line lies on one row of pixels


def _rows(image):
    data = image.tobytes()
    return [data[start : start + image.width] for start in range(0, len(data), image.width)]


def test_words_that_it_is_not_sure_of_are_not_proposed(tesseract, scan):
    tesseract(table(confidence=20))

    seen = examine(scan, name="scan.pdf")

    assert (seen.fields, seen.warnings) == ({}, ("scan",))


@pytest.mark.parametrize(("says", "ends"), [("", 0), ("nonsense\tall\tthe\tway", 0), (table(), 1)])
def test_a_program_that_fails_leaves_a_scan(tesseract, scan, says, ends):
    tesseract(says, ends=ends)

    assert examine(scan, name="scan.pdf").warnings == ("scan",)


def test_a_photo_of_a_paper_is_read_too(tesseract, tmp_path):
    tesseract(table())
    path = tmp_path / "foto.jpg"
    Image.new("RGB", (800, 600), "white").save(path)

    seen = examine(path, name="foto.jpg")

    assert (seen.fields["holder"].value, seen.kind) == ("Roos Terpstra", "course-certificate")
    assert seen.warnings == ("read-from-scan",)


def test_without_the_program_it_is_said_to_be_a_scan(scan, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _program: None)

    seen = examine(scan, name="scan.pdf")

    assert (seen.fields, seen.warnings) == ({}, ("scan",))
