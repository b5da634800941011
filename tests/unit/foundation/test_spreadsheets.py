"""Text in a CSV cell: never a command, and the same text when it is read back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foundation.spreadsheets import guarded, unguarded

texts = st.text(st.sampled_from("'=+-@\t\rab 1"), max_size=8) | st.text(max_size=20)


@given(texts)
def test_what_was_guarded_reads_back_as_it_was(text: str):
    assert unguarded(guarded(text)) == text


@given(texts)
def test_no_cell_begins_like_a_formula(text: str):
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
