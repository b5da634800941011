"""`manage.py translate extract | compile | check`: the Dutch words, without GNU gettext."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from foundation.running import messages
from foundation.running.preparing import compile_translations


class Command(BaseCommand):
    help = "Collect the texts of pages and messages into the .po files, compile them, or say what is not translated."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["extract", "compile", "check"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "compile":
            for po in compile_translations():
                self.stdout.write(f"compiled {po.relative_to(settings.BASE_DIR)}")
            return
        root, found = Path(settings.BASE_DIR), messages.extract(Path(settings.BASE_DIR))
        lines = []
        for locale, po in self._catalogues():
            if options["action"] == "extract":
                catalog = messages.update(po, found, locale=locale)
                self.stdout.write(f"{po.relative_to(root)}: {len(catalog)} messages")
            lines += [f"{locale}: {line}" for line in messages.problems(po, found, locale=locale)]
        if options["action"] == "extract":
            self.stdout.write(f"{len(lines)} to translate or repair; `manage.py translate check` names them.")
        elif lines:
            raise CommandError("\n".join([*lines, f"{len(lines)} messages are not translated well."]))

    def _catalogues(self) -> list[tuple[str, Path]]:
        """Every language but the one the source is written in."""
        folder = Path(settings.LOCALE_PATHS[0])
        return [
            (code, folder / code / "LC_MESSAGES" / "django.po") for code, _name in settings.LANGUAGES if code != "en"
        ]
