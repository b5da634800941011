"""Runs the figures and prints each as one line of JSON. It judges nothing: ``reach`` is what
to stay under, or for what is measured against a peer, what to get over.

Pages: CPU time of this process around one request, every figure once a round so that a noisy moment hits all alike, and
the medians compared. ``ratio`` is how many times the empty page; ``queries`` is exact.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Sequence

from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from tests.bench.data import make_data
from tests.bench.jobs import JOBS
from tests.bench.pages import Figure, figures
from tests.standalone import prepare_database


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="FIGURE", help="only these; without it all of them")
    parser.add_argument("--rounds", type=int, default=40, help="requests a page")
    chosen = parser.parse_args(arguments)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core: moving between two costs what isn't ours
    wanted = set(chosen.names)
    if not wanted or wanted - JOBS.keys():
        _pages(wanted, chosen.rounds)
    for name, job in JOBS.items():
        if not wanted or name in wanted:
            _print(figure=name, **job())
    return 0


def _pages(wanted: set[str], rounds: int) -> None:
    prepare_database()
    _say("making the data …")
    with override_settings(ROOT_URLCONF="tests.bench.urls"):
        floor, *rest = figures(make_data())
        chosen = [figure for figure in rest if not wanted or figure.name in wanted]
        _say(f"{len(chosen)} pages, {rounds} rounds …")
        queries = {figure.name: _queries(figure) for figure in (floor, *chosen)}
        times = _rounds((floor, *chosen), rounds)
    least = statistics.median(times[floor.name])
    for figure in (floor, *chosen):
        middle = statistics.median(times[figure.name])
        _print(
            figure=figure.name,
            ratio=round(middle / least, 2),
            reach=figure.reach,
            milliseconds=round(middle * 1000, 2),
            queries=queries[figure.name],
        )


def _rounds(chosen: Sequence[Figure], rounds: int) -> dict[str, list[float]]:
    """Seconds of CPU by figure. The first round warms up and does not count."""
    times: dict[str, list[float]] = {figure.name: [] for figure in chosen}
    gc.collect()
    for number in range(rounds + 1):
        for figure in chosen:
            started = time.process_time()
            figure.request(number)
            if number:
                times[figure.name].append(time.process_time() - started)
    return times


def _queries(figure: Figure) -> int:
    """How many queries the page takes once it is warm; fails loudly when it does not answer as it should."""
    figure.request(0)
    with CaptureQueriesContext(connection) as captured:
        answer = figure.request(1)
    if answer.status_code != figure.status:
        raise RuntimeError(f"{figure.name} answers {answer.status_code}: a wrong page is not worth timing")
    return len(captured)


def _print(**figure: object) -> None:
    print(json.dumps(figure), flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
