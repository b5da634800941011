"""The pack as a ZIP that is sent while it is made: memory doesn't grow with it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from evc.quality.pack.registry import Section, sections, sections_by_part
from evc.standards.models import ProviderRecognition
from foundation.spreadsheets import BYTE_ORDER_MARK, csv_lines, guarded

_ROWS_AT_ONCE = 200


def stream_pack(recognition: ProviderRecognition) -> Iterator[bytes]:
    """The ZIP in pieces: index.html, and a CSV a section (UTF-8 with a mark, semicolons: what Excel opens by itself here)."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        counts: dict[str, int] = {}
        for each in sections():
            counts[each.key] = 0
            with archive.open(file_of(each), "w") as member:
                for count, piece in _csv(each, recognition):
                    counts[each.key] += count
                    member.write(piece)
                    if sent := pipe.take():
                        yield sent
        archive.writestr("index.html", _index(recognition, counts))
    yield pipe.take()


def file_of(section: Section) -> str:
    return f"{section.part.value}-{section.key}.csv"


def _csv(section: Section, recognition: ProviderRecognition) -> Iterator[tuple[int, bytes]]:
    """How many rows, and their bytes."""
    yield 0, BYTE_ORDER_MARK + csv_lines([[str(column) for column in section.columns]])
    waiting: list[list[str]] = []
    for row in section.rows(recognition):
        waiting.append([guarded(cell) for cell in row])
        if len(waiting) == _ROWS_AT_ONCE:
            yield len(waiting), csv_lines(waiting)
            waiting = []
    if waiting:
        yield len(waiting), csv_lines(waiting)


def _index(recognition: ProviderRecognition, counts: dict[str, int]) -> str:
    parts = [
        (part.label, [(each.title, file_of(each), counts[each.key]) for each in found])
        for part, found in sections_by_part()
    ]
    return render_to_string(
        "quality/pack_index.html",
        {"recognition": recognition, "parts": parts, "made_at": timezone.now(), "language": get_language() or "nl"},
    )


class _Pipe:
    """What zipfile writes to when there is no way back."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken, self._waiting = bytes(self._waiting), bytearray()
        return taken
