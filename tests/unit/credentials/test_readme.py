"""What the README of the engine shows is true: its Python runs, and its figures are those that the bench makes."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

from PIL import Image

from credentials.command_line import COMMANDS, main
from tests.bench_credentials.running import FIGURES
from tests.bench_credentials.targets import REACH

README = (Path(__file__).resolve().parents[3] / "credentials" / "README.md").read_text(encoding="utf-8")


def _did_in(folder: Path) -> str:
    """The did:key of the key that was made there; "" before."""
    file = folder / "key.json"
    return str(json.loads(file.read_text())["controller"]) if file.exists() else ""


def _unsigned_badge(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "README.md", "exec"), names)
    badge: dict[str, Any] = names["badge"]
    return badge


def test_the_python_of_the_readme_issues_a_badge_and_finds_it_valid():
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "README.md", "exec"), {})

    assert printed.getvalue().startswith("valid ['readable.ok', 'schema.ok', 'context.ok', 'proof.ok', 'issuer.known'")


def test_the_table_of_commands_has_every_command():
    section = README.partition("| command |")[2].partition("\n\n")[0]

    assert set(re.findall(r"`(\w+)`", section)) == set(COMMANDS)


def test_the_shell_of_the_readme_ends_with_a_valid_badge(tmp_path, capsys, monkeypatch):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (lines,) = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (8, 8)).save("picture.png")

    for line in lines.splitlines():
        words = shlex.split(line.replace("did:key:z6Mk…", _did_in(tmp_path)), comments=True)
        if words[3] == "issue":
            Path("badge.json").write_text(json.dumps(_unsigned_badge(code) | {"issuer": _did_in(tmp_path)}))
        assert words[:3] == ["python", "-m", "credentials"]
        assert main(words[3:]) == 0

    assert "badge.png: valid" in capsys.readouterr().out


def test_the_table_of_figures_has_every_figure_and_every_target():
    table = README.partition("<!-- figures -->")[2].partition("<!-- /figures -->")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.strip().splitlines()[2:]]

    assert {figure for figure, *_rest in rows} == set(FIGURES)
    shown = {
        (figure, badge, peer): reach for figure, badge, _ours, peer, _theirs, _ratio, reach, _reached in rows if reach
    }
    assert shown == {where: f"{reach:g}" for where, reach in REACH.items()}
