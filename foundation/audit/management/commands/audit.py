"""`manage.py audit verify`: proves every chain of the audit log."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.audit.chain import check_all, check_chain


class Command(BaseCommand):
    help = "Prove that no entry of the audit log was changed, removed or put in between."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["verify"])
        parser.add_argument("--chain", help="only this chain, for example organisation:<uuid>")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = [check_chain(options["chain"])] if options["chain"] else list(check_all())
        for finding in findings:
            verdict = "whole" if finding.is_whole else f"BROKEN at entry {finding.broken_at}: {finding.reason}"
            self.stdout.write(f"{finding.chain}  {finding.entries} entries  {verdict}")
        if broken := [finding for finding in findings if not finding.is_whole]:
            raise CommandError(
                f"{len(broken)} of {len(findings)} chains are broken. Restore them from a backup and find out who could write."
            )
        self.stdout.write(self.style.SUCCESS(f"{len(findings)} chains are whole."))
