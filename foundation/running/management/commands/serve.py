"""`manage.py serve`: the web server and a job worker, until Ctrl+C."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from foundation.errors import Unavailable
from foundation.running.preparing import prepare
from foundation.running.serving import Pair, run


class Command(BaseCommand):
    help = "Serve Erkend on this machine, with one job worker. Both stop together."
    requires_system_checks: list[str] = []  # they run in the server; a second start is quick

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="the port on 127.0.0.1; that of ERKEND_PUBLIC_URL unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        prepare()
        connections.close_all()
        port = options["port"] or urlsplit(settings.ERKEND_PUBLIC_URL).port or 8000
        pair = Pair(
            root=Path(settings.BASE_DIR),
            settings_module=os.environ["DJANGO_SETTINGS_MODULE"],
            port=port,
            threads=settings.ERKEND_WEB_THREADS,
        )
        try:
            ended = run(pair, when_ready=self._say_where)
        except Unavailable as error:
            raise CommandError(str(error)) from None
        if ended is not None:
            raise CommandError(
                f"The {ended} stopped by itself; what it said stands above. The rest was stopped as well."
            )
        self.stdout.write("Erkend has stopped.")

    def _say_where(self) -> None:
        self.stdout.write(self.style.SUCCESS(f"Erkend runs at {settings.ERKEND_PUBLIC_URL} — Ctrl+C stops it."))
        self.stdout.flush()
