"""A badge and its report as files, and everything that a check of it needs without any network."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from credentials import services as credentials
from credentials.core.evidence_folder import write_evidence
from credentials.models import Badge
from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome


def export_badge(badge: Badge, folder: Path, *, name: str) -> None:
    """Write ``name``.png, .svg and .json."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.png").write_bytes(credentials.badge_picture(badge, "png"))
    (folder / f"{name}.svg").write_bytes(credentials.badge_picture(badge, "svg"))
    (folder / f"{name}.json").write_text(badge.document, encoding="utf-8")


def export_report(outcome: Outcome, folder: Path, *, name: str) -> None:
    """Write ``name``.pdf, the sealed report."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.pdf").write_bytes(outcomes.report_file(outcome))


def export_evidence(badges: Iterable[Badge], folder: Path) -> None:
    """Write the did documents and status lists that these badges refer to."""
    documents: dict[str, dict[str, Any]] = {}
    for badge in badges:
        document = credentials.did_document(badge.issuer)
        documents[document["id"]] = document
        status_list = credentials.status_list_document(badge.status_list)
        documents[status_list["id"]] = status_list
    write_evidence(folder, documents.values())
