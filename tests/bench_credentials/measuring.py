"""Measuring several contenders side by side: in turns, on one core, in CPU time, another input every time."""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass

ALL_CORES = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
"""Those that this process was started with; empty where the system does not say."""

_FLOORS = frozenset({"floor", "import-cryptography"})
TURN = 20
"""Repetitions, each of another badge, before the next contender has its turn: who comes after somebody that took a hundred
times as long finds the processor's memory full of other things."""
LONG_TURN = 25
"""For what takes some microseconds only."""

_FIRST_WARM_UP = 1_000_000  # numbers of badges that no round has
_WARM_UP_BADGES = 10
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do the work. ``run`` gets the number of a repetition and returns what it took, in seconds of CPU."""

    name: str
    run: Callable[[int], float]
    warm_ups: int = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One figure beside one peer, as it is printed."""

    figure: str
    value: float
    unit: str
    peer: str
    peer_value: float
    ratio: float
    badge: str

    def as_json(self) -> str:
        return json.dumps(asdict(self))


def is_floor(peer: str) -> bool:
    """Whether this is what nobody can beat: then ``ratio`` is how many times the peer, else how many times faster.

    A number is the smaller run of the same work, whose memory the larger one is compared with.
    """
    return peer in _FLOORS or peer.isdigit()


def line(figure: str, badge: str, value: float, peer: str, peer_value: float, *, unit: str = "ms") -> Line:
    """Compare two values, of which less is better."""
    ratio = value / peer_value if is_floor(peer) else peer_value / value
    return Line(figure, _rounded(value), unit, peer, _rounded(peer_value), _rounded(ratio), badge)


@contextmanager
def on_cores(count: int) -> Iterator[None]:
    """Keep this process, and the children it starts, on so many cores, where the system can."""
    if not ALL_CORES:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(ALL_CORES)[:count]))
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def in_process(name: str, prepare: Callable[[int], Callable[[], object]], *, warm_ups: int = 3) -> Contender:
    """Make a contender of work in this process. ``prepare`` makes the input, which is not timed, and returns the work."""

    def run(number: int) -> float:
        work = prepare(number)
        started = time.process_time()
        work()
        return time.process_time() - started

    return Contender(name, run, warm_ups)


def side_by_side(contenders: Sequence[Contender], rounds: int, *, turn: int = TURN) -> dict[str, float]:
    """Let each contender in turn do the next ``turn`` repetitions, in every round; return the medians in seconds."""
    for contender in contenders:
        for number in range(contender.warm_ups):
            contender.run(_FIRST_WARM_UP + number % _WARM_UP_BADGES)
    times: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    gc.collect()
    gc.freeze()  # what stays for the whole run is not looked through again in the middle of somebody's turn
    for first in range(0, rounds * turn, turn):
        for contender in contenders:
            times[contender.name] += [contender.run(number) for number in range(first, first + turn)]
    gc.unfreeze()
    return {name: statistics.median(spent) for name, spent in times.items()}


def compared(figure: str, badge: str, medians: dict[str, float], *, ours: str = "ours") -> list[Line]:
    """Ours beside each of the others, in milliseconds."""
    own = medians[ours] * 1000
    return [line(figure, badge, own, peer, spent * 1000) for peer, spent in medians.items() if peer != ours]


def say(text: str) -> None:
    """Tell whoever waits; the figures have standard output to themselves."""
    print(text, file=sys.stderr, flush=True)


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
