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

from credentials.core.bulk import issue_many, verify_many
from credentials.core.primitives.canonical import canonicalise
from credentials.core.report import ReportVerdict
from tests.bench_credentials import peers
from tests.bench_credentials.badges import Json, Shape, make_badge
from tests.bench_credentials.issuer import KEY, METHOD, created
from tests.bench_credentials.measuring import ALL_CORES, TURN, Line, compared, line, on_cores, say
from tests.bench_credentials.peers import DifferentBytes
from tests.bench_credentials.signing import surroundings

ROOT = Path(__file__).resolve().parents[2]
BADGES = 10_000
FEWER = 1_000
ACHIEVEMENT = 7

_PILES = 4  # in which one and two cores have their turns
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


def parallel(badges: int) -> Iterator[Line]:
    """Seconds that pass until every badge of a mixed pile has its report, on two cores and on one."""
    if len(ALL_CORES) < 2:
        say("parallel: left out, there is one core only")
        return
    say(f"parallel: {badges} badges …")
    spent = {1: 0.0, 2: 0.0}
    size = max(1, badges // _PILES)
    for first in range(0, badges, size):
        texts = _mixed(range(first, min(first + size, badges)))
        for cores in (1, 2) if first // size % 2 else (2, 1):
            spent[cores] += _seconds(texts, cores)
    yield line("parallel", "mixed", spent[2], "1-core", spent[1], unit="s")


def _mixed(numbers: range) -> list[bytes]:
    """Signed badges of every shape, each of an achievement of its own."""
    shapes = list(Shape)
    documents = (make_badge(shapes[number % len(shapes)], number) for number in numbers)
    return list(_issue_many(documents))


def _seconds(texts: list[bytes], cores: int) -> float:
    with on_cores(cores):
        started = time.perf_counter()
        verdicts = {report.verdict for report in verify_many(texts, surroundings(), processes=cores)}
        spent = time.perf_counter() - started
    if verdicts != {ReportVerdict.VALID}:
        raise DifferentBytes(f"Badges of ours are {verdicts}.")
    return spent


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
    return issue_many(documents, signer=KEY, verification_method=METHOD, created=created(0))


def _document(number: int) -> Json:
    """An unsigned badge as it is once JSON was read; all are of one achievement."""
    document: Json = json.loads(peers.as_text(make_badge(Shape.IDS, number, achievement=ACHIEVEMENT)))
    return document


def _megabytes(badges: int) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY_OF.format(badges)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return int(done.stdout) / 1024
