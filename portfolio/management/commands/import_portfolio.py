"""`manage.py import_portfolio IN.zip --for EMAIL`: take in what was exported from this or another Erkend."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.errors import ErkendError
from foundation.people.models import Person
from foundation.people.selectors import person_with_address
from portfolio.taking_along import import_portfolio


class Command(BaseCommand):
    help = "Add what is in an export to a person's portfolio: all of it or nothing. The same export twice adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the ZIP that export_portfolio wrote")
        parser.add_argument("--for", dest="email", required=True, help="an address of the person")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"]
        owner = person_with_address(email) or Person.objects.filter(email__iexact=email).first()
        if owner is None:
            raise CommandError("Nobody here has this address.")
        try:
            with options["file"].open("rb") as source:
                done = import_portfolio(source, to=owner, by=None)
        except OSError as error:
            raise CommandError(f"{options['file']} can't be read: {error.strerror}.") from error
        except ErkendError as error:
            raise CommandError(str(error.message)) from error
        if done.is_known:
            self.stdout.write("Everything in it is here already. Nothing was added.")
            return
        parts = ", ".join(f"{name} {count}" for name, count in done.new.items() if count)
        self.stdout.write(f"Added: {parts}.")
