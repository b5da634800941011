"""What a document says, in the words of the command ``read_document`` and of those who check our reading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from foundation.errors import ErkendError
from foundation.files import DOCUMENT_LIMIT_BYTES, MEDIA_LIMIT_BYTES, SHEET_TYPE, sniff_file
from portfolio.reading.documents import Examination, examine, is_practice_log
from portfolio.reading.practice_log import LIMIT_BYTES, has_log_header

READ_FIELDS = ("title", "holder", "birth_date", "institution", "date", "level", "crebo", "dossier_code")
FIELDS = (
    "file",
    "accept",
    "problem",
    "kind",
    *READ_FIELDS,
    "signature",
    "signer",
    "pages",
    "has_text",
)
_CSV_TYPES = frozenset({"text/csv", "text/plain"})


def read_document(
    path: Path,
    *,
    roots: Sequence[str],
    limit_bytes: int = DOCUMENT_LIMIT_BYTES,
    media_limit_bytes: int = MEDIA_LIMIT_BYTES,
) -> dict[str, Any]:
    """``FIELDS`` of one file. What is not in the document is None; ``problem`` says why a file is refused.

    ``accept`` is True, False, or ``with-warning`` for what holds something that acts by itself or travels along.

    A practice log (CSV, XLSX) is taken where practice logs are imported. Raises OSError when the file can't be read.
    """
    answer: dict[str, Any] = dict.fromkeys(FIELDS) | {"file": path.name, "accept": False}
    try:
        if _is_practice_log(path):
            return answer | {"accept": True, "kind": "practice-log", "has_text": True}
        seen = examine(path, name=path.name, limit_bytes=limit_bytes, media_limit_bytes=media_limit_bytes, roots=roots)
    except ErkendError as error:
        return answer | {"problem": str(error)}
    return answer | _told(seen)


def _told(seen: Examination) -> dict[str, Any]:
    found = {name: seen.fields[name].value if name in seen.fields else None for name in READ_FIELDS}
    return found | {
        "accept": "with-warning" if seen.active_content else True,
        "kind": seen.kind,
        "signature": seen.signature["state"] if seen.signature else None,
        "signer": seen.signature["signer"] or None if seen.signature else None,
        "pages": seen.page_count,
        "has_text": seen.has_text,
    }


def _is_practice_log(path: Path) -> bool:
    sniffed = sniff_file(path)
    if path.stat().st_size > LIMIT_BYTES:
        return False
    if sniffed.media_type == SHEET_TYPE and path.suffix.lower() in {".xlsx", ""}:
        return is_practice_log(path)
    return sniffed.media_type in _CSV_TYPES and has_log_header(path.read_bytes())
