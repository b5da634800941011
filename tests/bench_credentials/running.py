"""Runs the figures: prints each as one line of JSON, and at the end all of them as a table on standard error."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence

from tests.bench_credentials import bulk, cold_start, files, signing
from tests.bench_credentials.measuring import TURN, Line, on_cores, say
from tests.bench_credentials.targets import table

# By name: what makes the lines of the figure, out of how often each contender has its turn and how many badges there are.
FIGURES: dict[str, Callable[[int, int], Iterator[Line]]] = {
    "sign": lambda rounds, _badges: signing.sign(rounds),
    "issue-text": lambda rounds, _badges: signing.issue_text(rounds),
    "verify": lambda rounds, _badges: signing.verify(rounds),
    "jcs-sign": lambda rounds, _badges: signing.jcs_sign(rounds),
    "jcs-verify": lambda rounds, _badges: signing.jcs_verify(rounds),
    "bulk": lambda _rounds, badges: bulk.bulk(badges),
    "bulk-memory": lambda _rounds, badges: bulk.memory(badges),
    "parallel": lambda _rounds, badges: bulk.parallel(badges),
    "cold-start": lambda rounds, _badges: cold_start.cold_start(rounds),
    "bake": lambda rounds, _badges: files.bake(rounds),
    "status-list": lambda rounds, _badges: files.status_list(rounds),
    "status-list-million": lambda rounds, _badges: files.status_list_million(rounds),
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench_credentials", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="FIGURE", help=f"only these: {', '.join(FIGURES)}")
    parser.add_argument("--rounds", type=int, default=5, help=f"turns of each contender, of {TURN} badges (default 5)")
    parser.add_argument("--badges", type=int, default=bulk.BADGES, help=f"in bulk (default {bulk.BADGES})")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.names) - FIGURES.keys():
        parser.error(f"there is no figure {', '.join(sorted(unknown))}")
    names = [name for name in FIGURES if not chosen.names or name in chosen.names]
    started = time.monotonic()
    lines: list[Line] = []
    with on_cores(1):  # moving to another costs what isn't ours
        for name in names:
            for line in FIGURES[name](chosen.rounds, chosen.badges):
                print(line.as_json(), flush=True)
                lines.append(line)
    say(f"\n{table(lines)}\n\n{time.monotonic() - started:.0f} seconds")
    return 0
