"""``manage.py export_standard CODE [--version V] OUT.json``: a standard as a CASE 1.1 package."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evc.standards.case.exporting import exported_package
from evc.standards.selectors import find_version
from foundation.errors import ErkendError


class Command(BaseCommand):
    help = "Export a qualification standard as a CASE 1.1 package (JSON)."

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> Any:
        # Django's own --version, of Django, makes place for that of the standard.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE", help="the key or the code of the standard")
        parser.add_argument("--version", dest="label", metavar="V", default="", help="its label; else the newest one")
        parser.add_argument("out", type=Path, metavar="OUT.json", help="the file to write, or - for standard output")

    def handle(self, *args: Any, code: str, label: str, out: Path, **options: Any) -> None:
        try:
            version = find_version(code, label)
        except ErkendError as error:
            raise CommandError(str(error.message)) from error
        package = exported_package(version)
        text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
        if str(out) == "-":
            self.stdout.write(text)
            return
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{out}: can't be written ({error.strerror}).") from error
        self.stdout.write(f"{version}: {len(package['CFItems'])} items written to {out}.")
