"""Files in a person's folder that belong to nothing: what a process left behind that was killed between file and row.

A file is loose only when no column and no text of any model names it. Columns of files are found by their name (``…sha256``),
so that a model that is made later is known here without being told.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Field, JSONField, Model, Q, TextField
from django.db.models.functions import Cast

from foundation.people.models import Person

LOOSE_AFTER_SECONDS = 24 * 3600  # longer than any upload, reading or import takes
LOOK_BACK_SECONDS = 7 * 24 * 3600  # a folder that nothing was put in since holds nothing new that is loose
_SHA256 = re.compile(r"[0-9a-f]{64}")
# They tell of files that are gone, and keep none.
_ONLY_TELL = frozenset({"audit", "jobs", "sessions"})


def sweep_loose_files(now: float | None = None) -> int:
    """Remove what belongs to nothing; gives how many files."""
    now = time.time() if now is None else now
    return sum(_sweep(owner, folder, now) for owner, folder in _folders(now))


def _folders(now: float) -> Iterator[tuple[UUID, Path]]:
    root = settings.ERKEND_FILES_DIR
    if not root.exists():
        return
    recent = {path.name: path for path in root.iterdir() if _is_recent(path, now)}
    owners = [UUID(name) for name in recent if _is_uuid(name)]
    for owner in Person.objects.filter(pk__in=owners).values_list("pk", flat=True):
        yield owner, recent[str(owner)]


def _sweep(owner: UUID, folder: Path, now: float) -> int:
    old = {
        path.name: path
        for path in folder.iterdir()
        if _SHA256.fullmatch(path.name) and path.stat().st_mtime < now - LOOSE_AFTER_SECONDS
    }
    loose = [sha256 for sha256 in set(old) - _named_in_columns(set(old)) if not _is_named_in_texts(sha256)]
    for sha256 in loose:
        old[sha256].unlink(missing_ok=True)
    return len(loose)


def _named_in_columns(wanted: set[str]) -> set[str]:
    found: set[str] = set()
    for model, field in _fields():
        if isinstance(field, CharField) and field.name.endswith("sha256"):
            rows = model._default_manager.filter(**{f"{field.name}__in": list(wanted - found)})
            found |= set(rows.values_list(field.name, flat=True))
    return found


def _is_named_in_texts(sha256: str) -> bool:
    """Whether any text or list of facts holds it: a frozen dossier, what was kept of an import. Slow, and seldom asked."""
    for model, field in _fields():
        if isinstance(field, JSONField):
            rows = model._default_manager.annotate(as_text=Cast(field.name, TextField()))
            if rows.filter(Q(as_text__contains=sha256)).exists():
                return True
        elif (
            isinstance(field, TextField)
            and model._default_manager.filter(**{f"{field.name}__contains": sha256}).exists()
        ):
            return True
    return False


def _fields() -> Iterator[tuple[type[Model], Field[Any, Any]]]:
    for model in apps.get_models():
        if model._meta.app_label not in _ONLY_TELL and model._meta.managed:
            for field in model._meta.concrete_fields:
                yield model, field


def _is_recent(path: Path, now: float) -> bool:
    return path.is_dir() and path.stat().st_mtime > now - LOOK_BACK_SECONDS


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
