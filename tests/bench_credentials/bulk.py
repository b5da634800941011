"""Figures ``bulk``, ``bulk-memory`` and ``parallel``: many badges in one go.

``bulk`` issues badges of one achievement, from parsed documents to JSON bytes. Its clock stands still while the next
document is made, and while the peers have their turn. ``bulk-memory`` is the largest memory of a process that issues ten
times as many beside one that issues a thousand. ``parallel`` is the only figure in elapsed time, and on two cores.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.data_integrity import add_proof
from tests.bench_credentials import peers
from tests.bench_credentials.badges import Json, Shape, make_badge
from tests.bench_credentials.issuer import KEY, METHOD, created
from tests.bench_credentials.measuring import TURN, Line, compared, line, say
from tests.bench_credentials.peers import DifferentBytes

ROOT = Path(__file__).resolve().parents[2]
BADGES = 10_000
FEWER = 1_000
ACHIEVEMENT = 7

_CHUNK = 100  # badges; the median is of what a badge takes in each of these
_MEMORY_OF = "from tests.bench_credentials.bulk import report_memory; report_memory({})"


def bulk(badges: int) -> Iterator[Line]:
    """Issue them all; after each chunk PyLD and the floor take their turn."""
    say(f"bulk: {badges} badges …")
    run = _Bulk(badges)
    spent = {"ours": run.chunks(), "pyld": run.pyld, "floor": run.floor}
    yield from compared("bulk", Shape.IDS, {name: statistics.median(times) for name, times in spent.items()})


def memory(badges: int) -> Iterator[Line]:
    """Megabytes of a process that issues so many, beside one that issues a tenth."""
    fewer = badges * FEWER // BADGES
    say(f"bulk-memory: {badges} and {fewer} badges …")
    many, few = (_megabytes(count) for count in (badges, fewer))
    yield line("bulk-memory", Shape.IDS, many, str(fewer), few, unit="MB")


def report_memory(badges: int) -> None:
    """Issue so many and print the largest memory of this process, in kB."""
    for _text in _issue_many(map(_document, range(badges))):
        pass
    # Not getrusage: a child inherits the largest memory of its parent there.
    status = Path("/proc/self/status").read_text()
    print(next(row.split()[1] for row in status.splitlines() if row.startswith("VmHWM")))


class _Bulk:
    """One run of issuing, and the turns of the peers inside it. Times are seconds of CPU a badge."""

    def __init__(self, badges: int) -> None:
        self.pyld: list[float] = []
        self.floor: list[float] = []
        self._badges = badges
        self._spent = 0.0
        self._running_since = 0.0

    def chunks(self) -> list[float]:
        """What a badge of ours took, by chunk."""
        taken: list[float] = []
        size = min(_CHUNK, self._badges)
        issued = _issue_many(self._documents())
        self._start()
        for number, text in enumerate(issued):
            if number % size == size - 1:
                self._stop()
                taken.append(self._spent / size)
                self._spent = 0.0
                self._others(number, text)
                self._start()
        return taken

    def _documents(self) -> Iterator[Json]:
        for number in range(self._badges):
            self._stop()
            document = _document(number)
            self._start()
            yield document

    def _others(self, number: int, text: bytes) -> None:
        """The peers' turn, with what was just issued; no figure counts unless PyLD issues the same badge."""
        document = _document(number)
        started = time.process_time()
        theirs = peers.as_text(peers.pyld_sign(document, created(0))).encode()
        self.pyld.append(time.process_time() - started)
        if json.loads(theirs) != json.loads(text):
            raise DifferentBytes(f"Badge {number} is issued in another way than PyLD would.")
        for one in [canonicalise(_document(number - before)).encode() for before in range(min(TURN, number + 1))]:
            started = time.process_time()
            peers.floor_sign(one)
            self.floor.append(time.process_time() - started)

    def _start(self) -> None:
        self._running_since = time.process_time()

    def _stop(self) -> None:
        self._spent += time.process_time() - self._running_since


def _issue_many(documents: Iterable[Json]) -> Iterator[bytes]:
    """Sign one after another, as JSON bytes."""
    for document in documents:
        signed = add_proof(document, signer=KEY, verification_method=METHOD, created=created(0))
        yield peers.as_text(signed).encode()


def _document(number: int) -> Json:
    """An unsigned badge as it is once JSON was read; all are of one achievement."""
    document: Json = json.loads(peers.as_text(make_badge(Shape.IDS, number, achievement=ACHIEVEMENT)))
    return document


def _megabytes(badges: int) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY_OF.format(badges)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return int(done.stdout) / 1024
