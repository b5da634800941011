"""Text in pictures of paper, read by Tesseract where that program is installed. Runs inside the bounded process."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from collections.abc import Iterator
from itertools import pairwise

from PIL import Image

from portfolio.reading.layout import Page, Word

PIXELS = 2800  # of the longest side: some 240 a inch on A4, which is what it reads best
_SECONDS = 12.0
_LEAST_SURE = 70.0  # percent; below it is dirt, handwriting or print that is too small
_POINTS_OF_A4 = 842.0
_MOST_WORDS = 1500
_FEWEST_WORDS = 5  # fewer is a number plate, not a paper


def read_page(image: Image.Image, *, number: int, program: str) -> Page | None:
    """The words in the picture with their places, as if they had been typed; None when there is nothing to be read.

    ``program``: where Tesseract is. It gets the bounds of this process, and an end in time of its own.
    """
    picture = io.BytesIO()
    _straightened(image.convert("L")).save(picture, "PNG", compress_level=1)
    try:
        done = subprocess.run(  # noqa: S603 -- the program that the server found on its own PATH
            [program, "stdin", "stdout", "-l", _languages(program), "tsv"],
            input=picture.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env=_environment(),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    scale = _POINTS_OF_A4 / max(image.size)
    words = list(_words(done.stdout.decode("utf-8", errors="replace"), scale))[:_MOST_WORDS]
    if len(words) < _FEWEST_WORDS:
        return None
    return Page(number, words, width=image.width * scale, height=image.height * scale)


def _languages(program: str) -> str:
    """Dutch and English, as far as they are installed."""
    listed = subprocess.run(  # noqa: S603 -- as above
        [program, "--list-langs"], capture_output=True, timeout=_SECONDS, check=True, env=_environment()
    )
    installed = set((listed.stdout + listed.stderr).decode(errors="replace").split())
    return "+".join(language for language in ("nld", "eng") if language in installed) or "eng"


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}


def _straightened(image: Image.Image) -> Image.Image:
    """Turned by the few degrees that paper lies askew: rows of text are then dark and light in turn, most sharply so."""
    small = image.copy()
    small.thumbnail((600, 600))

    def sharpness(degrees: float) -> float:
        rows = small.rotate(degrees, Image.Resampling.BILINEAR, fillcolor=255).resize(
            (1, small.height), Image.Resampling.BOX
        )
        values = rows.tobytes()
        return float(sum((above - below) ** 2 for above, below in pairwise(values)))

    best = max((step / 4 for step in range(-16, 17)), key=lambda degrees: (sharpness(degrees), -abs(degrees)))
    return image.rotate(best, Image.Resampling.BICUBIC, fillcolor=255) if best else image


def _words(table: str, scale: float) -> Iterator[Word]:
    """The words of Tesseract's table that it is sure of; those of one line stand on one line, and are of one size."""
    lines: dict[tuple[str, ...], tuple[float, float]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            x, y, width, height = (float(row[name]) * scale for name in ("left", "top", "width", "height"))
            line = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
            if row["level"] == "4":
                lines[line] = (y, y + height)
            text = (row["text"] or "").strip()
            if row["level"] != "5" or not text or float(row["conf"]) < _LEAST_SURE:
                continue
        except (KeyError, TypeError, ValueError):
            continue
        top, bottom = lines.get(line, (y, y + height))
        yield Word(text, x, x + width, top, bottom, max(round(0.9 * (bottom - top)), 4.0), "scan")
