"""Film and sound inside the bounded process: whether the file is whole, how long it plays, whether it says where it was made.

Nothing is decoded. Of the ISO base media format (MP4, MOV, M4A; ISO/IEC 14496-12) the boxes are walked; of other kinds
nothing is known but their first bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from portfolio.reading.refused import Refused

_ISO = frozenset({"video/mp4", "video/x-m4v", "video/quicktime", "video/3gpp", "audio/mp4"})
_MOST_BOXES = 100_000  # a fragmented film has two a fragment
_MOST_INDEX_BYTES = 64 * 1024 * 1024
_PLACES = (b"\xa9xyz", b"location.ISO6709", b"loci")
_LONGEST_SECONDS = 100 * 3600


def examine(path: Path, media_type: str) -> dict[str, Any]:
    """Raises Refused ``damaged`` when the film or recording is not whole."""
    duration: int | None = None
    has_place = False
    if media_type in _ISO:
        index = _index(path, media_type)
        duration = _duration_seconds(index)
        has_place = any(mark in index for mark in _PLACES)
        if media_type != "audio/mp4" and b"vide" not in _handlers(index) and b"soun" in _handlers(index):
            media_type = "audio/mp4"
    is_sound = media_type.startswith("audio/")
    return {
        "media_type": media_type,
        "page_count": None,
        "width": 0,
        "height": 0,
        "has_text": False,
        "duration_seconds": duration,
        "kind": "reflection" if is_sound else "work-product",
        "warnings": ["media-has-location"] if has_place else [],
        "preview": None,
        "preview_type": "",
    }


def _index(path: Path, media_type: str) -> bytes:
    """The content of the box ``moov``, which says what is in the film; without it, or with a box cut short, nothing plays."""
    found: bytes | None = None
    with path.open("rb") as stream:
        end = stream.seek(0, 2)
        for kind, start, stop in _boxes(stream, 0, end, media_type):
            if kind == b"moov" and found is None:
                if stop - start > _MOST_INDEX_BYTES:
                    raise Refused("too-heavy")
                stream.seek(start)
                found = stream.read(stop - start)
    if found is None:
        raise Refused("damaged", media_type=media_type)
    return found


def _boxes(stream: BinaryIO, start: int, end: int, media_type: str) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start and end of the content of each box. Raises Refused ``damaged`` for one that goes on behind the end."""
    for _ in range(_MOST_BOXES):
        if end - start < 8:
            return
        stream.seek(start)
        header = stream.read(16)
        size, kind, behind = int.from_bytes(header[:4]), header[4:8], 8
        if size == 1 and len(header) == 16:
            size, behind = int.from_bytes(header[8:16]), 16
        elif size == 0:
            size = end - start
        if size < behind or start + size > end:
            raise Refused("damaged", media_type=media_type)
        yield kind, start + behind, start + size
        start += size
    raise Refused("too-heavy")


def _duration_seconds(index: bytes) -> int | None:
    """The length in whole seconds, rounded, by the movie header (8.2.2); None where it doesn't say."""
    place = index.find(b"mvhd")
    if place < 4:
        return None
    box = index[place + 4 : place - 4 + int.from_bytes(index[place - 4 : place])]
    try:
        if box[0] == 1:
            scale, length = struct.unpack_from(">IQ", box, 20)
            unknown = length == 0xFFFFFFFFFFFFFFFF
        else:
            scale, length = struct.unpack_from(">II", box, 12)
            unknown = length == 0xFFFFFFFF
    except (struct.error, IndexError):
        return None
    seconds = round(length / scale) if scale and length and not unknown else 0
    return seconds if 0 < seconds <= _LONGEST_SECONDS else None


def _handlers(index: bytes) -> set[bytes]:
    """What the tracks are for (8.4.3): ``vide``, ``soun``, …"""
    found: set[bytes] = set()
    place = index.find(b"hdlr")
    while place >= 0:
        found.add(index[place + 12 : place + 16])
        place = index.find(b"hdlr", place + 4)
    return found
