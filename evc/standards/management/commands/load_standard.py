"""``manage.py load_standard FILE``: load a standard from its JSON form."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evc.standards.form import parse_form
from evc.standards.loading import load_standard
from evc.standards.selectors import tree
from foundation.errors import ErkendError


class Command(BaseCommand):
    help = "Load a qualification standard from a JSON file in the form erkend-standard/1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        for path in files:
            self._load(path)

    def _load(self, path: Path) -> None:
        try:
            form = json.loads(path.read_bytes().decode("utf-8-sig"))
        except OSError as error:
            raise CommandError(f"{path}: can't be read ({error.strerror}). Check the name of the file.") from error
        except ValueError as error:
            raise CommandError(f"{path}: is not JSON in UTF-8 ({error}). Save it again as UTF-8.") from error
        try:
            version = load_standard(form, by=None)
        except ErkendError as error:
            problems = error.data.get("problems") or [{"where": "", "problem": error.message}]
            lines = [f"  {problem['where']}: {problem['problem']}".rstrip() for problem in problems]
            raise CommandError("\n".join([f"{path}: nothing was loaded.", *lines])) from error
        units = tree(version)
        work_processes = [node for unit in units for node in unit.work_processes]
        criteria = sum(len(node.criteria) for node in work_processes)
        self.stdout.write(f"{version}: {len(units)} units, {len(work_processes)} work processes, {criteria} criteria.")
        if skipped := parse_form(form).skipped:
            self.stdout.write(f"  Not known here, skipped: {', '.join(skipped)}.")
