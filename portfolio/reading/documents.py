"""What an uploaded document is, says and looks like: asked of a bounded process, answered in our own words."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.errors import Unavailable
from foundation.files import DOCUMENT_LIMIT_BYTES, MEDIA_LIMIT_BYTES, require_evidence_file
from portfolio.reading.bounded import ask_worker
from portfolio.reading.fields import ReadField
from portfolio.reading.refused import Refused
from portfolio.reading.sentences import refusal

PREVIEW_PIXELS = 1200
_WIDEST_PIXELS = 2400


@dataclass(frozen=True, slots=True)
class Examination:
    """What is known of a document after looking inside.

    ``media_type`` was confirmed by its real parser. ``page_count``: None where there are no pages (Word, film, sound).
    ``width`` and ``height``: pixels of the upright picture, or points of a PDF's first page. ``kind``: see ``kinds``.
    ``active_content``: codes of what acts by itself or travels along (javascript, launch, open-action, embedded-file, …).
    ``signature``: ``{"state": …, "signer": …}``, see ``signatures``; None where nobody can look (film, sound, a signed Word
    file). ``personal_data_pages``: pages, from 1, that seem to hold a phone number or BSN. ``warnings``: codes, see
    ``sentences.WARNINGS``. ``preview``: drawn anew, its longest side at most 1200 pixels, without any metadata; None where
    there is nothing to draw.
    """

    media_type: str
    extension: str
    size: int
    page_count: int | None
    width: int
    height: int
    has_text: bool
    duration_seconds: int | None
    kind: str | None
    active_content: tuple[str, ...]
    signature: dict[str, str] | None
    fields: dict[str, ReadField]
    personal_data_pages: tuple[int, ...]
    warnings: tuple[str, ...]
    preview: bytes | None
    preview_type: str

    def expired_on(self, day: date) -> bool:
        """Whether the paper itself says that it was valid no longer than before ``day``."""
        until = self.fields.get("valid_until")
        return until is not None and date.fromisoformat(until.value) < day


def examine(
    path: Path,
    *,
    name: str,
    limit_bytes: int = DOCUMENT_LIMIT_BYTES,
    media_limit_bytes: int = MEDIA_LIMIT_BYTES,
    roots: Sequence[str] = (),
) -> Examination:
    """Look inside a file that somebody uploaded under ``name``; ``roots``: certificates in PEM form whose signatures are trusted.

    Raises InvalidInput (codes: ``foundation.files`` and ``portfolio.reading.sentences``), and Unavailable when the machine
    can start no process for it.
    """
    sniffed = require_evidence_file(path, name=name, limit_bytes=limit_bytes, media_limit_bytes=media_limit_bytes)
    request = {"do": "examine", "path": str(path.resolve()), "media_type": sniffed.media_type, "pixels": PREVIEW_PIXELS}
    answer = _ask(request | {"roots": list(roots), "tesseract": shutil.which("tesseract") or ""})
    active_content = tuple(answer.get("active_content", ()))
    personal_data_pages = tuple(answer.get("personal_data_pages", ()))
    warnings = [*answer["warnings"]]
    for code, applies in (("active-content", active_content), ("personal-data", personal_data_pages)):
        if applies:
            warnings.append(code)
    picture = sniffed.media_type.startswith("image/")
    return Examination(
        media_type=answer.get("media_type", sniffed.media_type),
        extension=sniffed.extension,
        size=path.stat().st_size,
        page_count=answer["page_count"],
        width=answer["width"],
        height=answer["height"],
        has_text=answer.get("has_text", False),
        duration_seconds=answer.get("duration_seconds"),
        kind=answer.get("kind"),
        active_content=active_content,
        signature=answer.get("signature", {"state": "not-signed", "signer": ""} if picture else None),
        fields={name: ReadField(**field) for name, field in answer.get("fields", {}).items()},
        personal_data_pages=personal_data_pages,
        warnings=tuple(warnings),
        preview=_bytes(answer) if answer["preview"] else None,
        preview_type=answer["preview_type"],
    )


def is_practice_log(path: Path) -> bool:
    """Whether a spreadsheet (.xlsx) has the columns of a practice log. Raises as ``examine`` does."""
    return bool(_ask({"do": "practice-log", "path": str(path.resolve())})["is_practice_log"])


def read_log_rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of a practice log in a spreadsheet (.xlsx), each with its number. Raises as ``examine`` does."""
    return [(number, cells) for number, cells in _ask({"do": "log-rows", "path": str(path.resolve())})["rows"]]


def render_page(path: Path, page: int = 1, *, pixels: int = PREVIEW_PIXELS) -> bytes:
    """One page (from 1) of a PDF, or the whole picture, drawn anew as a PNG whose longest side is at most ``pixels``.

    Raises InvalidInput ``page-not-found``, ``damaged``, ``too-heavy`` and the like; Unavailable as ``examine`` does.
    """
    media_type = require_evidence_file(path, name="", limit_bytes=path.stat().st_size).media_type
    if media_type != "application/pdf" and not media_type.startswith("image/"):
        raise refusal("page-not-found", {"page": page, "page_count": 0})
    pixels = max(16, min(pixels, _WIDEST_PIXELS))
    return _bytes(
        _ask({"do": "render", "path": str(path.resolve()), "media_type": media_type, "page": page, "pixels": pixels})
    )


@dataclass(frozen=True, slots=True)
class PageText:
    """What stands on a page; ``was_scanned``: read from a picture, so it may hold mistakes. "" where there is nothing to read."""

    text: str
    was_scanned: bool


def page_text(path: Path, page: int) -> PageText:
    """The text of one page (from 1) of a PDF, for whoever can't or won't read the picture. Raises as ``render_page`` does."""
    request = {"do": "page-text", "path": str(path.resolve()), "page": page}
    return PageText(**_only(_ask(request | {"tesseract": shutil.which("tesseract") or ""}), "text", "was_scanned"))


@dataclass(frozen=True, slots=True)
class Covered:
    """A copy with blocks burned in, and its first page as a preview."""

    copy: bytes
    media_type: str
    preview: bytes
    preview_type: str


def cover(path: Path, media_type: str, *, boxes: Sequence[Mapping[str, float]]) -> Covered:
    """The picture or PDF drawn anew with the boxes (see ``covering``) burned in. Raises as ``examine`` does."""
    request = {"do": "cover", "path": str(path.resolve()), "media_type": media_type, "pixels": PREVIEW_PIXELS}
    answer = _ask(request | {"boxes": [dict(box) for box in boxes]})
    return Covered(base64.b64decode(answer["copy"]), answer["media_type"], _bytes(answer), answer["preview_type"])


def find_numbers(path: Path, media_type: str) -> list[dict[str, float]]:
    """Boxes around what may be a BSN, to be proposed. Raises as ``examine`` does."""
    request = {"do": "numbers", "path": str(path.resolve()), "media_type": media_type}
    found: list[dict[str, float]] = _ask(request | {"tesseract": shutil.which("tesseract") or ""})["boxes"]
    return found


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    try:
        return ask_worker(request)
    except Refused as refused:
        raise refusal(refused.code, refused.facts) from None
    except OSError as error:
        raise Unavailable(
            _("We can't look into files at this moment. Nothing was lost; try again in a few minutes."),
            code="reading-unavailable",
        ) from error


def _only(answer: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: answer[name] for name in names}


def _bytes(answer: dict[str, Any]) -> bytes:
    return base64.b64decode(answer["preview"])
