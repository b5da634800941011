"""A file in pieces: what is on disk is what was received, after whatever happens."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest

from foundation.errors import NotFound
from foundation.pieces import Checksum, ChecksumMismatch, DiskFull, OffsetMoved, PieceStore

OWNER = uuid4()


@pytest.fixture
def store(tmp_path):
    return PieceStore(tmp_path)


@pytest.fixture
def key(store):
    made = uuid4()
    store.begin(OWNER, made)
    return made


class Broken:
    """A connection that gives one piece and then breaks."""

    def __init__(self, piece: bytes) -> None:
        self.given = [piece]

    def read(self, size: int) -> bytes:
        if not self.given:
            raise ConnectionResetError
        return self.given.pop()


def test_pieces_follow_each_other(store, key):
    assert store.add(OWNER, key, BytesIO(b"abc"), at=0) == 3
    assert store.add(OWNER, key, BytesIO(b"def"), at=3) == 6
    assert store.path(OWNER, key).read_bytes() == b"abcdef"


@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_piece_that_does_not_begin_at_the_end_is_refused_and_told_where_that_is(store, key, at):
    store.add(OWNER, key, BytesIO(b"abc"), at=0)

    with pytest.raises(OffsetMoved) as caught:
        store.add(OWNER, key, BytesIO(b"xyz"), at=at)

    assert caught.value.data["offset"] == 3
    assert store.path(OWNER, key).read_bytes() == b"abc"


def test_what_came_before_the_connection_broke_is_kept(store, key):
    with pytest.raises(ConnectionResetError):
        store.add(OWNER, key, Broken(b"abc"), at=0)

    assert store.size(OWNER, key) == 3


def test_a_damaged_piece_leaves_nothing(store, key, tmp_path):
    store.add(OWNER, key, BytesIO(b"abc"), at=0)

    with pytest.raises(ChecksumMismatch):
        store.add(OWNER, key, BytesIO(b"dXf"), at=3, checksum=Checksum("sha256", hashlib.sha256(b"def").digest()))

    assert store.path(OWNER, key).read_bytes() == b"abc"
    assert [path.name for path in (tmp_path / str(OWNER)).iterdir()] == [str(key)]


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_proven_piece_is_added(store, key, algorithm):
    digest = hashlib.new(algorithm, b"def").digest()

    assert store.add(OWNER, key, BytesIO(b"def"), at=0, checksum=Checksum(algorithm, digest)) == 3


def test_of_two_at_once_one_goes_on_and_nothing_is_mixed(store, key):
    class Slow:
        def __init__(self, letter: bytes) -> None:
            self.left, self.letter = 50, letter

        def read(self, size: int) -> bytes:
            self.left -= 1
            time.sleep(0.001)
            return self.letter * 100 if self.left >= 0 else b""

    outcomes: list[object] = []

    def send(letter: bytes) -> None:
        try:
            outcomes.append(store.add(OWNER, key, Slow(letter), at=0))
        except OffsetMoved:
            outcomes.append("moved")

    threads = [threading.Thread(target=send, args=[letter]) for letter in (b"a", b"b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, outcomes)) == ["5000", "moved"]
    assert store.path(OWNER, key).read_bytes() in {b"a" * 5000, b"b" * 5000}


def test_a_full_disk_is_said_and_half_a_piece_does_not_count(store, key, monkeypatch):
    store.add(OWNER, key, BytesIO(b"abc"), at=0)
    real = os.pwrite

    def full(descriptor: int, data: bytes, offset: int) -> int:
        if offset > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data[:2], offset)

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(DiskFull):
        store.add(OWNER, key, BytesIO(b"defghi"), at=3)

    assert store.path(OWNER, key).read_bytes() == b"abc"


def test_after_a_kill_the_size_is_what_was_received(store, key):
    """A process that is killed while a piece comes in: the next one goes on exactly there."""
    script = (
        "import sys, time\nfrom uuid import UUID\nfrom pathlib import Path\nfrom foundation.pieces import PieceStore\n"
        "class Source:\n"
        "    given = 0\n"
        "    def read(self, size):\n"
        "        if self.given == 3:\n"
        "            print('three', flush=True); time.sleep(60)\n"
        "        self.given += 1\n"
        "        return b'x' * 1000\n"
        f"PieceStore(Path({str(store.root)!r})).add(UUID({str(OWNER)!r}), UUID({str(key)!r}), Source(), at=0)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=Path(__file__).resolve().parents[3],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()

    assert store.size(OWNER, key) == 3000
    assert store.add(OWNER, key, BytesIO(b"y"), at=3000) == 3001


def test_somebody_elses_file_is_not_there(store, key):
    with pytest.raises(NotFound):
        store.size(uuid4(), key)


def test_removing_takes_everything_of_it_along(store, key, tmp_path):
    (tmp_path / str(OWNER) / f"{key}.0123").write_bytes(b"half")

    store.remove(OWNER, key)

    assert not list((tmp_path / str(OWNER)).iterdir())
