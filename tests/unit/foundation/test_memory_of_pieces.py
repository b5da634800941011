"""Receiving a large file costs the memory of one small piece, however large the file is."""

from __future__ import annotations

import tracemalloc
from uuid import uuid4

from foundation.files import FileStore, Received, sha256_of
from foundation.pieces import PieceStore

MB = 1024 * 1024


class Endless:
    """So many bytes, made when they are read."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int) -> bytes:
        given = min(size, self.left)
        self.left -= given
        return bytes(given)


def test_a_hundred_megabytes_pass_through_two(tmp_path):
    owner, key = uuid4(), uuid4()
    pieces, files = PieceStore(tmp_path / "uploads"), FileStore(tmp_path / "files")
    pieces.begin(owner, key)
    tracemalloc.start()

    at = 0
    for _piece in range(20):
        at = pieces.add(owner, key, Endless(5 * MB), at=at)
    path = pieces.path(owner, key)
    stored = files.adopt(owner, Received(path, sha256_of(path), at))

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert stored.size == 100 * MB
    assert peak < 2 * MB
