"""The states and the steps between them as a drawing (Mermaid) and a table, read from the code itself.

Which moves exist comes from ``states.MOVES``; which function makes a move, from every ``states.move(…, to=State.X)`` in
the services of evc. ``docs/states.md`` is this document; a test holds it equal.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evc.trajectories.models import State
from evc.trajectories.states import ENDED, MOVES

_EVC = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Step:
    """A function that moves a trajectory: where it stands, and the first sentence of what it says of itself."""

    to: State
    name: str
    module: str  # "evc/trajectories/services/dossier.py"
    says: str


def states_document() -> str:
    """The whole of docs/states.md."""
    lines = [
        "# The states of a trajectory",
        "",
        "Drawn from `evc/trajectories/states.py` by `manage.py draw_states`; a test holds it equal to the code.",
        "A supplement is asked for at most as often as the route says. Pausing, ending for silence, an appeal and a",
        "correction are objects beside the state: they have their own pages and their own entries in the log.",
        "",
        "```mermaid",
        *_diagram(),
        "```",
        "",
        "## Which function makes which step",
        "",
        "| to | function | what it does |",
        "|---|---|---|",
        *(f"| {step.to.value} | `{step.name}` in `{step.module}` | {step.says} |" for step in steps()),
        "",
    ]
    return "\n".join(lines)


def steps() -> list[Step]:
    """In the order of the states, then by file and name."""
    order = list(MOVES)
    found = {step for path in sorted(_EVC.glob("*/services/*.py")) for step in _steps_in(path)}
    return sorted(found, key=lambda step: (order.index(step.to), step.module, step.name))


def _diagram() -> Iterator[str]:
    yield "stateDiagram-v2"
    yield f"    [*] --> {next(iter(MOVES)).value}"
    for state, moves in MOVES.items():
        for to in sorted(moves, key=list(MOVES).index):
            yield f"    {state.value} --> {to.value}"
        if state in ENDED:
            yield f"    {state.value} --> [*]"


def _steps_in(path: Path) -> Iterator[Step]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and (to := _target(call)) is not None:
                says = (ast.get_docstring(function) or "").split("\n\n")[0].replace("\n", " ").strip()
                yield Step(to, function.name, str(path.relative_to(_EVC.parent)), says)


def _target(call: ast.Call) -> State | None:
    """The state that ``states.move(…, to=State.X)`` goes to; None for any other call."""
    function = call.func
    if not (isinstance(function, ast.Attribute) and function.attr == "move"):
        return None
    if not (isinstance(function.value, ast.Name) and function.value.id == "states"):
        return None
    for keyword in call.keywords:
        if keyword.arg == "to" and isinstance(keyword.value, ast.Attribute):
            return State[keyword.value.attr]
    return None
