"""What the README of the engine shows is true: its Python runs, and its figures are those that the bench makes."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from tests.bench_credentials.running import FIGURES
from tests.bench_credentials.targets import REACH

README = (Path(__file__).resolve().parents[3] / "credentials" / "README.md").read_text(encoding="utf-8")


def test_the_python_of_the_readme_issues_a_badge_and_finds_it_valid():
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "README.md", "exec"), {})

    assert printed.getvalue().startswith("valid ['readable.ok', 'schema.ok', 'context.ok', 'proof.ok', 'issuer.known'")


def test_the_table_of_figures_has_every_figure_and_every_target():
    table = README.partition("<!-- figures -->")[2].partition("<!-- /figures -->")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.strip().splitlines()[2:]]

    assert {figure for figure, *_rest in rows} == set(FIGURES)
    shown = {
        (figure, badge, peer): reach for figure, badge, _ours, peer, _theirs, _ratio, reach, _reached in rows if reach
    }
    assert shown == {where: f"{reach:g}" for where, reach in REACH.items()}
