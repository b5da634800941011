"""What a set of evidence lacks, as a table, and the one property that keeps it honest."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.models import EvidenceKind
from portfolio.signals import FAMILIES, Bar, Piece, Practice, Signal, signals

BAR = Bar(pieces=2, recent_from=date(2021, 11, 28))
RECENT, OLD = date(2025, 3, 1), date(2015, 3, 1)
MADE, STORY, PAPER, SAID = (
    EvidenceKind.WORK_PRODUCT,
    EvidenceKind.REFLECTION,
    EvidenceKind.DIPLOMA,
    EvidenceKind.TESTIMONY,
)
NO_PRACTICE = Practice()

TABLE = {
    "nothing": ([], NO_PRACTICE, Signal.NOTHING_YET),
    "one-thing-made": ([Piece(MADE, RECENT)], NO_PRACTICE, Signal.TOO_LITTLE),
    "two-made": ([Piece(MADE, RECENT), Piece(MADE, RECENT)], NO_PRACTICE, Signal.ONE_SIDED),
    "made-and-told": ([Piece(MADE, RECENT), Piece(STORY, RECENT)], NO_PRACTICE, None),
    "made-and-told-long-ago": ([Piece(MADE, OLD), Piece(STORY, OLD)], NO_PRACTICE, Signal.TOO_OLD),
    "one-of-them-recent": ([Piece(MADE, OLD), Piece(STORY, RECENT)], NO_PRACTICE, None),
    "without-a-day": ([Piece(MADE), Piece(STORY, OLD)], NO_PRACTICE, None),
    "on-the-day-itself": ([Piece(MADE, BAR.recent_from), Piece(STORY, OLD)], NO_PRACTICE, None),
    "only-said": ([Piece(SAID, RECENT), Piece(SAID, RECENT)], NO_PRACTICE, Signal.ONLY_INDIRECT),
    "paper-and-said": ([Piece(PAPER, RECENT), Piece(SAID, RECENT)], NO_PRACTICE, Signal.ONLY_INDIRECT),
    "said-and-done": ([Piece(SAID, RECENT), Piece(PAPER, OLD)], Practice(confirmed=3, recent=3), None),
    "done-too-little": ([Piece(MADE, RECENT), Piece(STORY, RECENT)], Practice(3, 3, False), Signal.REPETITIONS_MISSING),
    "done-but-nothing-linked": ([], Practice(confirmed=3, recent=3), Signal.NOTHING_YET),
}


@pytest.mark.parametrize("name", TABLE)
def test_the_first_signal_is_what_matters_most(name: str) -> None:
    pieces, practice, expected = TABLE[name]

    assert next(iter(signals(pieces, practice, BAR)), None) == expected


def test_every_kind_of_evidence_has_a_family() -> None:
    assert set(FAMILIES) == set(EvidenceKind)


def test_what_a_route_asks_decides_what_is_too_little() -> None:
    pieces = [Piece(MADE, RECENT), Piece(STORY, RECENT)]

    assert signals(pieces, NO_PRACTICE, Bar(pieces=3, recent_from=BAR.recent_from)) == (Signal.TOO_LITTLE,)


_PIECES = st.lists(
    st.builds(
        Piece,
        kind=st.sampled_from(EvidenceKind.values),
        day=st.none() | st.dates(min_value=date(2010, 1, 1), max_value=date(2026, 1, 1)),
    ),
    max_size=6,
)


@given(pieces=_PIECES, confirmed=st.integers(0, 5), recent=st.integers(0, 5), enough=st.booleans(), data=st.data())
def test_a_signal_never_goes_away_by_removing_evidence(
    pieces: list[Piece], confirmed: int, recent: int, enough: bool, data: st.DataObject
) -> None:
    practice = Practice(confirmed, min(recent, confirmed), enough)
    kept = data.draw(st.lists(st.sampled_from(pieces), unique_by=id, max_size=len(pieces)) if pieces else st.just([]))
    less = Practice(data.draw(st.integers(0, practice.confirmed)), 0, enough and data.draw(st.booleans()))
    less = Practice(less.confirmed, min(practice.recent, less.confirmed), less.is_enough)

    assert set(signals(pieces, practice, BAR)) <= set(signals(kept, less, BAR))
