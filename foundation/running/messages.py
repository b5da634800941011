"""Texts to translate: found in Python and templates, kept in a .po, compiled to a .mo. Babel does it; no gettext is needed.

Only messages change a .po: places carry no line numbers and dates stay, so that a diff shows what was said anew.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOMS = ("foundation", "evc", "credentials", "portfolio", "api", "frontend")
_SKIPPED_FOLDERS = {"migrations", "locale", "static", "__pycache__"}
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_OPTIONS = {"encoding": "utf-8"}


def extract(root: Path) -> Catalog:
    """Every message in the rooms below ``root``, with the files it stands in."""
    catalog = Catalog(project="Erkend", charset="utf-8")
    for path in _sources(root):
        place = path.relative_to(root).as_posix()
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Django blanks out what is no message but keeps its indentation, which Python's tokens would trip over.
            source = "\n".join(line.lstrip() for line in templatize(source, origin=place).splitlines())
        for call in extract_python(io.BytesIO(source.encode()), _KEYWORDS, ["Translators:"], _OPTIONS):  # type: ignore[arg-type]
            _line, keyword, messages, comments = cast("tuple[int, str, object, list[str]]", call)
            context, message = _message(keyword, messages)
            if message:
                catalog.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalog


def _sources(root: Path) -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            is_source = path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in path.parts)
            if is_source and not _SKIPPED_FOLDERS & set(path.relative_to(root).parts):
                yield path


def _message(keyword: str, messages: object) -> tuple[str | None, str | tuple[str, ...] | None]:
    """Context and message (a pair when it has a plural) from a call's arguments; None when one is no literal."""
    given = tuple(messages) if isinstance(messages, (tuple, list)) else (messages,)
    name = keyword.removesuffix("_lazy").removesuffix("_noop")
    takes_context, takes_plural = name in {"pgettext", "npgettext"}, name in {"ngettext", "npgettext"}
    context = given[0] if takes_context else None
    texts = given[1 if takes_context else 0 :][: 2 if takes_plural else 1]
    if not all(isinstance(text, str) and text for text in texts) or (takes_context and not isinstance(context, str)):
        return None, None
    return context, tuple(texts) if takes_plural else texts[0]


def read(path: Path, *, locale: str) -> Catalog:
    """The catalogue in a .po file, or an empty one."""
    if not path.exists():
        return Catalog(
            locale=locale,
            header_comment="# `manage.py translate extract` brings this file up to date; only the msgstr lines are ours.",
            project="Erkend",
            version="1",
            msgid_bugs_address="-",
            last_translator="-",
            language_team="-",
            charset="utf-8",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def update(path: Path, found: Catalog, *, locale: str) -> Catalog:
    """Bring a .po file up to date: translations stay, new messages come without one, what is gone goes."""
    catalog = read(path, locale=locale)
    dated = catalog.creation_date
    catalog.update(found, no_fuzzy_matching=True)
    catalog.creation_date = dated
    catalog.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, catalog, width=120, include_lineno=False, sort_by_file=True)
    _write_whole(path, written.getvalue())
    return catalog


def problems(path: Path, found: Catalog, *, locale: str) -> list[str]:
    """What keeps a translation from being complete, a line each: missing, unsure, wrong placeholders, no longer used."""
    catalog = read(path, locale=locale)
    lines = []
    for message in found:
        if not message.id:
            continue
        kept = catalog.get(_first(message), message.context)
        if kept is None or not _is_translated(kept):
            lines.append(
                f"missing: {_first(message)!r} ({', '.join(sorted({place for place, _ in message.locations}))})"
            )
        elif kept.fuzzy:
            lines.append(f"fuzzy: {_first(message)!r}")
    for message, errors in catalog.check():
        lines.extend(f"wrong: {_first(message)!r}: {error}" for error in errors)
    lines.extend(
        f"not used any more: {_first(message)!r}"
        for message in catalog
        if message.id and found.get(_first(message), message.context) is None
    )
    return lines


def _first(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def _is_translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(texts)


def compile_catalogue(po: Path) -> bool:
    """Write the .mo beside a .po when it is missing or older. True when it was written."""
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
        return False
    with po.open("rb") as file:
        catalog = read_po(file, locale=po.parts[-3])
    compiled = io.BytesIO()
    write_mo(compiled, catalog)  # leaves fuzzy ones out
    _write_whole(mo, compiled.getvalue())
    return True


def catalogues(locale_dir: Path) -> list[Path]:
    return sorted(locale_dir.glob("*/LC_MESSAGES/django.po"))


def _write_whole(path: Path, content: bytes) -> None:
    """Written aside and moved in place: two commands at once can't leave half a file."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    os.chmod(name, 0o644)
    os.replace(name, path)
