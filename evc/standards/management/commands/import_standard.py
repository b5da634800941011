"""``manage.py import_standard FILE [--json]``: a standard from a CASE package, a spreadsheet or our own form."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evc.standards.case.levels import Role, are_levels
from evc.standards.importing.fetching import fetch_standard
from evc.standards.importing.keeping import Imported, keep_standard
from evc.standards.importing.reading import Reading, read_standard
from evc.standards.importing.refusing import refused
from foundation.errors import ErkendError


def _levels(text: str) -> dict[str, int]:
    parts = text.split(",")
    told = dict(zip(Role, (int(part) for part in parts if part.strip().isdigit()), strict=False))
    if len(parts) != len(told) or not are_levels(told):
        raise ArgumentTypeError("three depths, each below the one before, as 1,2,3")
    return {str(role): depth for role, depth in told.items()}


class Command(BaseCommand):
    help = (
        "Import a qualification standard: a CASE package (JSON), an Excel file, a CSV file or the form erkend-standard/1, "
        "recognised by its content. Nothing is kept of a file with a problem."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a file, or an https address")
        parser.add_argument("--json", action="store_true", help="answer with one JSON object")
        parser.add_argument(
            "--levels",
            type=_levels,
            metavar="UNIT,WORK_PROCESS,CRITERION",
            help="of a CASE package: the depths at which these stand (1 is the top)",
        )

    def handle(self, *args: Any, file: str, levels: dict[str, int] | None, **options: Any) -> None:
        as_json: bool = options["json"]
        try:
            reading = read_standard(_bytes_of(file), levels=levels)
            imported = keep_standard(reading, by=None)
        except ErkendError as error:
            self._refuse(file, error, as_json)
            return
        if as_json:
            self.stdout.write(json.dumps(_answer(reading, imported), ensure_ascii=False, indent=2))
        else:
            self._tell(reading, imported)

    def _refuse(self, file: str, error: ErkendError, as_json: bool) -> None:
        problems = error.data.get("problems") or [{"where": "", "problem": str(error.message)}]
        if as_json:
            answer = {"ok": False, "code": error.code, "message": str(error.message), "problems": problems}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            raise SystemExit(1)
        lines = [f"  {_place(problem)}{problem['problem']}" for problem in problems]
        raise CommandError("\n".join([f"{file}: nothing was imported.", *lines]))

    def _tell(self, reading: Reading, imported: Imported) -> None:
        counts = reading.counts
        made = "imported" if imported.is_new else "this text was here already, nothing was made"
        self.stdout.write(
            f"{imported.version}: {made}. {counts['units']} units, {counts['work_processes']} work processes, "
            f"{counts['criteria']} criteria."
        )
        if reading.skipped:
            self.stdout.write(f"  Not known here, skipped: {', '.join(reading.skipped)}.")
        for note in reading.notes:
            self.stdout.write(f"  {note}")
        if imported.changes:
            data = imported.changes.as_data()
            counted = ", ".join(f"{len(data[name])} {name}" for name in ("added", "gone", "reworded", "moved"))
            self.stdout.write(f"  Against {data['from']}: {counted}.")


def _bytes_of(file: str) -> bytes:
    if file.startswith(("https://", "http://")):
        return fetch_standard(file)
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise refused(f"The file can't be read ({error.strerror}). Check its name.", code="no-file") from error


def _place(problem: dict[str, str]) -> str:
    place = ", ".join(filter(None, (problem.get("where"), problem.get("field"))))
    return f"{place}: " if place else ""


def _answer(reading: Reading, imported: Imported) -> dict[str, Any]:
    version = imported.version
    return {
        "ok": True,
        "kind": reading.kind,
        "standard": {"key": version.standard.key, "code": version.standard.code, "title": version.standard.title},
        "version": {"id": str(version.pk), "label": version.label, "is_new": imported.is_new},
        "counts": reading.counts,
        "skipped": list(reading.skipped),
        "notes": list(reading.notes),
        "levels": dict(reading.levels or {}),
        "changes": imported.changes.as_data() if imported.changes is not None else None,
        "problems": [],
    }
