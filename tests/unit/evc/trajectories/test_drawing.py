"""The drawing of the states is that of the code."""

from __future__ import annotations

from pathlib import Path

from evc.trajectories.drawing import states_document, steps
from evc.trajectories.models import State
from evc.trajectories.states import MOVES

DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "states.md"


def test_the_document_is_what_the_code_draws():
    assert DOCUMENT.read_text(encoding="utf-8") == states_document(), "run `manage.py draw_states`"


def test_every_state_that_can_be_reached_has_a_function_that_goes_there():
    reached = {state for moves in MOVES.values() for state in moves}

    assert {step.to for step in steps()} == reached


def test_every_function_says_what_it_does():
    assert [step.name for step in steps() if not step.says] == []


def test_every_move_is_drawn():
    drawn = states_document()

    assert all(f"    {State(state).value} --> {to.value}\n" in drawn for state, moves in MOVES.items() for to in moves)
