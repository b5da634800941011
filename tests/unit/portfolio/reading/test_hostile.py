"""A file that is made to hurt costs a bounded process some seconds, and its sender a refusal; nobody else notices."""

import io
import os
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pikepdf
import pytest

from foundation.bounds import MEMORY_BYTES
from foundation.errors import InvalidInput
from portfolio.reading import examine
from portfolio.reading.bounded import ask_worker
from portfolio.reading.pdf import read_pages
from portfolio.reading.refused import Refused
from portfolio.reading.understanding import understand
from tests.unit.portfolio.reading.paper import Paper

ROOT = Path(__file__).resolve().parents[4]


def request_for(path, media_type="application/pdf"):
    return {"do": "examine", "path": str(path), "media_type": media_type, "pixels": 1200}


def blown_up(content, megabytes):
    """A stream of a few kB that unpacks to so many MB of the same."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(content * (1024 * 1024 // len(content))) for _ in range(megabytes))
    return packed + packer.flush()


def pdf_with_content(packed):
    pdf = Paper().pdf()
    pdf.pages[0].Contents = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)
    target = io.BytesIO()
    pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return target.getvalue()


def outcome(path, name):
    """``answered`` or the code of the refusal, and never anything else, nor late."""
    started = time.monotonic()
    try:
        examine(path, name=name)
    except InvalidInput as refused:
        answer = refused.code
    else:
        answer = "answered"
    assert time.monotonic() - started < 40
    return answer


@pytest.mark.parametrize("unit", [b"q " * 32, b"0 0 m 9 9 l S "], ids=["states", "lines"])
def test_a_pdf_that_unpacks_to_far_more_than_it_weighs_is_bounded(tmp_path, unit):
    path = tmp_path / "bomb"
    path.write_bytes(pdf_with_content(blown_up(unit, 1500)))
    assert path.stat().st_size < 8 * 1024 * 1024

    assert outcome(path, "bomb.pdf") in {"answered", "too-heavy", "damaged"}


def test_a_png_whose_hidden_text_unpacks_to_far_more_is_bounded(tmp_path):
    def chunk(kind, body):
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    header = (8).to_bytes(4) + (8).to_bytes(4) + b"\x08\x00\x00\x00\x00"
    text = b"Comment\x00\x00" + blown_up(b"x" * 64, 1500)
    pixels = zlib.compress((b"\x00" * 9) * 8)
    path = tmp_path / "bomb"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"zTXt", text)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )

    assert outcome(path, "bomb.png") == "damaged"


def test_pages_that_lead_in_a_circle_are_refused(tmp_path):
    pdf = Paper().pdf()
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    path = tmp_path / "circle"
    pdf.save(path)

    assert outcome(path, "circle.pdf") == "damaged"


@pytest.mark.parametrize("seed", range(6))
def test_a_file_with_bytes_changed_at_random_is_answered_or_refused(tmp_path, seed):
    content = bytearray(Paper().at(70, 80, "Bijlage").content())
    step = len(content) // 23
    for place in range(seed * 7, len(content), step):
        content[place] = (content[place] * 31 + seed) % 256
    path = tmp_path / "changed"
    path.write_bytes(bytes(content))

    assert outcome(path, "changed.pdf") in {"answered", "damaged", "encrypted", "type-mismatch", "too-heavy"}


def test_a_worker_that_hangs_is_ended_and_the_file_refused(tmp_path):
    path = tmp_path / "never"
    os.mkfifo(path)  # to open it is to wait for ever
    started = time.monotonic()

    with pytest.raises(Refused) as caught:
        ask_worker(request_for(path), wall_seconds=1.0)

    assert caught.value.code == "too-heavy"
    assert time.monotonic() - started < 5


def test_a_worker_that_fails_means_a_damaged_file_and_no_crash(tmp_path):
    with pytest.raises(Refused) as caught:
        ask_worker(request_for(tmp_path / "not-there"))

    assert caught.value.code == "damaged"


def test_text_that_takes_too_long_leaves_the_fields_empty(tmp_path):
    paper = Paper()
    for number in range(60):
        paper.column(20, 20 + 13 * number, "veel tekst zonder eind en zonder doel op elke regel", size=9)

    path = paper.save(tmp_path)

    told = understand(lambda: read_pages(path), seconds=0.001)

    assert (told.was_read, told.fields, told.kind) == (False, {}, None)


@pytest.mark.parametrize(
    ("greed", "code"),
    [
        (f"bytearray({2 * MEMORY_BYTES})", "MemoryError"),
        ("[open('/dev/null') for _ in range(100)]", "Too many open files"),
        ("open('big', 'wb').write(bytes(30 * 1024 * 1024))", "File too large"),
    ],
)
def test_the_bounds_of_the_worker_hold(tmp_path, greed, code):
    program = f"from foundation.bounds import bound_this_process; bound_this_process(); kept = {greed}"

    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode != 0
    assert code in ended.stderr


def test_nothing_of_our_environment_reaches_the_worker(tmp_path, monkeypatch):
    """It is asked to read its own environment as if that were a picture; a secret would be in the answer's size."""
    monkeypatch.setenv("ERKEND_KEY_SECRET", "x" * 1000)
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\nenv > {tmp_path}/seen\necho '{{\"answer\": {{}}}}'\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))

    ask_worker(request_for(tmp_path))

    seen = {line.split("=", 1)[0] for line in (tmp_path / "seen").read_text().splitlines()}
    assert seen <= {"PATH", "PYTHONPATH", "LANG", "PYTHONDONTWRITEBYTECODE", "PWD", "_", "SHLVL", "OLDPWD"}
