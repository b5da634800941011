"""What each figure should reach, and the table of a run for people. The bench judges nothing: it prints figures."""

from __future__ import annotations

from collections.abc import Iterable

from tests.bench_credentials.measuring import Line, is_floor

# By figure, badge and peer: at most so many times a floor, at least so many times faster than any other peer.
REACH: dict[tuple[str, str, str], float] = {
    ("sign", "ids", "pyld"): 45,
    ("sign", "ids", "digitalbazaar"): 45,
    ("sign", "ids", "floor"): 7,
    ("sign", "bnodes", "pyld"): 20,
    ("sign", "bnodes", "digitalbazaar"): 20,
    ("sign", "bnodes", "floor"): 18,
    ("verify", "ids", "pyld"): 35,
    ("verify", "ids", "digitalbazaar"): 35,
    ("verify", "ids", "openbadgeslib"): 130,
    ("verify", "ids", "floor"): 5,
    ("verify", "bnodes", "pyld"): 17,
    ("verify", "bnodes", "digitalbazaar"): 20,
    ("verify", "bnodes", "openbadgeslib"): 60,
    ("verify", "bnodes", "floor"): 10,
    ("bulk", "ids", "pyld"): 75,
    ("bulk", "ids", "floor"): 4.5,
    ("bulk-memory", "ids", "1000"): 1.1,
    ("parallel", "mixed", "1-core"): 1.7,
    ("jcs-sign", "ids", "floor"): 2.5,
    ("jcs-verify", "ids", "floor"): 1.6,
    ("cold-start", "ids", "import-cryptography"): 6,
    ("bake", "ids", "pillow"): 500,
    ("status-list", "", "gzip9-pyld"): 10,
    ("status-list-million", "", "floor"): 1.5,
}


def table(lines: Iterable[Line]) -> str:
    """Every line with its target and whether it was reached, in Markdown."""
    rows = [("figure", "badge", "ours", "peer", "the peer's", "ratio", "reach", "reached")]
    rows += [_row(line) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    padded.insert(1, ["-" * width for width in widths])
    return "\n".join(f"| {' | '.join(row)} |" for row in padded)


def is_reached(line: Line) -> bool | None:
    """Whether the target is reached; None where there is none."""
    reach = REACH.get((line.figure, line.badge, line.peer))
    if reach is None:
        return None
    return line.ratio <= reach if is_floor(line.peer) else line.ratio >= reach


def _row(line: Line) -> tuple[str, ...]:
    reach = REACH.get((line.figure, line.badge, line.peer))
    kind = "times it" if is_floor(line.peer) else "times faster"
    return (
        line.figure,
        line.badge,
        f"{line.value:.3g} {line.unit}",
        line.peer,
        f"{line.peer_value:.3g} {line.unit}",
        f"{line.ratio:.3g} {kind}",
        "" if reach is None else f"{reach:g}",
        {True: "yes", False: "no", None: ""}[is_reached(line)],
    )
