"""`manage.py export_portfolio EMAIL OUT.zip`: a person's whole portfolio as one ZIP."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.errors import ErkendError
from foundation.people.models import Person
from foundation.people.selectors import person_with_address
from portfolio.taking_along import export_portfolio


class Command(BaseCommand):
    help = "Write a person's whole portfolio as one ZIP, which they can read and another Erkend can take in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="an address of the person")
        parser.add_argument("out", type=Path, help="the ZIP to write")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"]
        owner = person_with_address(email) or Person.objects.filter(email__iexact=email).first()
        if owner is None:
            raise CommandError("Nobody here has this address.")
        target: Path = options["out"]
        try:
            # Beside its place and renamed at the end: a ZIP that was cut off is never mistaken for a whole one.
            with tempfile.NamedTemporaryFile(dir=target.resolve().parent, prefix=".export-", delete=False) as made:
                try:
                    done = export_portfolio(owner, made, by=None)
                    made.flush()
                    os.fsync(made.fileno())
                    os.replace(made.name, target)
                except BaseException:
                    Path(made.name).unlink(missing_ok=True)
                    raise
        except OSError as error:
            raise CommandError(f"{target} can't be written: {error.strerror}.") from error
        except ErkendError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(
            f"{target}: {done.items} items, {done.entries} entries, {done.files} files, {done.badges} badges"
        )
