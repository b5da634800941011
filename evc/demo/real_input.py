"""The same story on real input: standards and documents from a folder beside the project (``manage.py demo --input``).

The people and most texts stay those of the example story; the work processes get the codes of the real standards, and the
papers are the ones in the folder. What changes stands in ``story/texts/real-*.json``:
``codes`` example code -> real code (null: this standard has no such work process), ``replace`` and ``merge`` parts of the
trajectory, ``items`` facts of evidence whose paper is another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from evc.demo.documents import make_documents
from evc.demo.story.outline import StandardOutline
from evc.demo.story.reading import TEXTS, Json, read_cast, read_portfolio, read_text, read_trajectory
from evc.demo.story.trajectory import Story, TrajectoryStory
from foundation.errors import InvalidInput

TRAJECTORIES = ("full", "compact", "level", "underway")


def real_story(folder: Path) -> Story:
    """The story on ``folder/standards`` and ``folder/documents``.

    Raises InvalidInput, naming the files, when something that the story needs is not there.
    """
    changes = {key: read_text(f"real-{key}") for key in TRAJECTORIES}
    _require(folder, changes)
    item_facts = {name: facts for one in changes.values() for name, facts in _facts_of(one)}
    trajectories = tuple(_trajectory(key, changes[key], folder, item_facts) for key in TRAJECTORIES)
    documents = make_documents()
    for claimed in (claimed for row in trajectories for claimed in row.items):
        if (name := claimed.item.file) and name not in documents:
            documents[name] = (folder / "documents" / name).read_bytes()
    used = {claimed.item.file for row in trajectories for claimed in row.items}
    return Story(read_cast(), trajectories, {name: data for name, data in documents.items() if name in used})


def _trajectory(key: str, change: Json, folder: Path, item_facts: Mapping[tuple[str, str], Json]) -> TrajectoryStory:
    texts = _recode(read_text(change["based_on"]), change["codes"])
    texts = _merge({**texts, **change["replace"]}, change["merge"])
    standard = StandardOutline.from_file(folder / "standards" / f"{change['standard']}.json")
    return read_trajectory(
        key,
        texts,
        standard=standard,
        portfolio=read_portfolio(_portfolio(texts["portfolio"], item_facts)),
        log_content=_log(texts["log"], change["codes"], folder) if texts["log"] else None,
    )


def _facts_of(change: Json) -> list[tuple[tuple[str, str], Json]]:
    """Per person and item, because one person shows the same paper in two trajectories."""
    person = read_text(change["based_on"])["portfolio"]
    return [((person, item), facts) for item, facts in change["items"].items()]


def _portfolio(person: str, item_facts: Mapping[tuple[str, str], Json]) -> list[Json]:
    rows = {row["key"]: row for row in read_text(f"portfolio-{person}")}
    for (owner, item), facts in item_facts.items():
        if owner == person:
            rows[item] = {**rows.get(item, {}), **facts}
    return list(rows.values())


def _log(log: Json, codes: Mapping[str, str | None], folder: Path) -> bytes:
    """The folder's file where it has one of that name, else the example's own log with the real codes in it."""
    real = Path(folder, "documents", log["file"])
    if real.is_file():
        return real.read_bytes()
    text = Path(TEXTS, log["file"]).read_text(encoding="utf-8")
    for example, code in codes.items():
        if code:
            text = text.replace(f";{example};", f";{code};")
    return text.encode("utf-8-sig")


def _recode(value: Any, codes: Mapping[str, str | None]) -> Any:
    """The same JSON with other work process codes; what hangs on a code that has no counterpart is left out."""
    if isinstance(value, dict):
        return {codes.get(name, name): _recode(part, codes) for name, part in value.items() if codes.get(name, name)}
    if isinstance(value, list):
        kept = [part for part in value if not (isinstance(part, dict) and _is_dropped(part.get("work_process"), codes))]
        return [_recode(part, codes) for part in kept if not (isinstance(part, str) and _is_dropped(part, codes))]
    if isinstance(value, str):
        return codes.get(value, value)
    return value


def _is_dropped(code: str | None, codes: Mapping[str, str | None]) -> bool:
    return code is not None and code in codes and codes[code] is None


def _merge(base: Json, changes: Json) -> Json:
    """Dictionaries grow together, anything else is replaced."""
    merged = dict(base)
    for name, value in changes.items():
        old = merged.get(name)
        merged[name] = _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _require(folder: Path, changes: Mapping[str, Json]) -> None:
    needed = {folder / "standards" / f"{change['standard']}.json" for change in changes.values()}
    for change in changes.values():
        files = [facts.get("file") for facts in change["items"].values()] + [
            change["replace"].get("log", {}).get("file")
        ]
        needed |= {folder / "documents" / name for name in files if name}
    if missing := sorted(str(path.relative_to(folder)) for path in needed if not path.is_file()):
        raise InvalidInput(
            _("The folder %(folder)s misses %(files)s. Choose the folder that holds standards and documents.")
            % {"folder": folder, "files": ", ".join(missing)},
            code="input-incomplete",
            files=missing,
        )
