"""Whole jobs: the demo as somebody starts it, putting a credential in a picture, receiving a large file."""

from __future__ import annotations

import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from PIL import Image

from credentials import picture
from credentials.core.primitives.baking import bake_png
from foundation.files import FileStore, Received, sha256_of
from foundation.pieces import PieceStore
from tests.bench.reports import report
from tests.bench.standards import import_standard

ROOT = Path(__file__).resolve().parents[2]
_MEDAL = picture.Medal(
    title="Handhaver in de buitenruimte",
    organisation="EVC-huis Meting",
    route_label="EVC",
    is_full=True,
    segments=tuple(picture.Segment("recognised", group=number // 4) for number in range(12)),
    level="NLQF 3",
    month=date(2026, 11, 24),
    language="nl",
    achievement_id="https://erkend.example/achievements/5f6b",
    public_url="https://erkend.example/badges/5f6b",
    code="ABCD-EFGH-JKLM",
    is_example=True,
)
_BAKES = 200
_RE_ENCODES = 15
_PIECE_BYTES, _PIECES = 5 * 1024 * 1024, 20


def demo() -> dict[str, object]:
    """`manage.py demo` in an empty folder: seconds of CPU of it and the readers it starts, and its largest memory."""
    with tempfile.TemporaryDirectory(prefix="erkend-bench-") as folder:
        own = {"ERKEND_DATA_DIR": f"{folder}/data", "ERKEND_SETTINGS": "development"}
        left = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        child = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "demo", "--out", f"{folder}/out"],
            env=left | own,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"manage.py demo ended with {child.returncode}")
    return {
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
        "reach": 15,
        "memory_mb": round(used.ru_maxrss / 1024),
        "memory_reach": 300,
    }


def bake() -> dict[str, object]:
    """How many times faster a chunk is put into stored bytes than Pillow writes the same picture anew."""
    medal = picture.draw_png(_MEDAL, size=600)
    credential = '{"credential": "' + "x" * 10_000 + '"}'
    baked = _median(lambda: bake_png(medal, credential), times=_BAKES)
    opened = Image.open(BytesIO(medal))
    opened.load()
    encoded = _median(lambda: opened.save(BytesIO(), "PNG"), times=_RE_ENCODES)
    return {"peer": "pillow", "ratio": round(encoded / baked), "reach": 500, "microseconds": round(baked * 1e6, 1)}


def upload() -> dict[str, object]:
    """Receiving 100 MB in pieces of 5 MB and keeping it: how many times the CPU of its sha256 alone (without the network's)."""
    piece, owner = os.urandom(_PIECE_BYTES), uuid4()

    def receive() -> None:
        with tempfile.TemporaryDirectory(prefix="erkend-bench-") as folder:
            pieces, files, key, at = PieceStore(Path(folder, "uploads")), FileStore(Path(folder, "files")), uuid4(), 0
            pieces.begin(owner, key)
            for _number in range(_PIECES):
                at = pieces.add(owner, key, BytesIO(piece), at=at)
            path = pieces.path(owner, key)
            files.adopt(owner, Received(path, sha256_of(path), at))

    def hash_alone() -> None:
        digest = hashlib.sha256()
        for _number in range(_PIECES):
            digest.update(piece)

    return {"peer": "sha256", "ratio": round(_median(receive, times=5) / _median(hash_alone, times=5), 2), "reach": 2}


JOBS: dict[str, Callable[[], dict[str, object]]] = {
    "bake": bake,
    "demo": demo,
    "import-standard": import_standard,
    "report": lambda: report(_MEDAL),
    "upload": upload,
}


def _median(work: Callable[[], object], *, times: int) -> float:
    """Seconds of CPU."""
    spent = []
    for _round in range(times):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return statistics.median(spent)
