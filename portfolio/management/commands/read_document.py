"""`manage.py read_document`: what a document says, whether we take it, and who signed it. Needs no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portfolio.reading.sentences import signature_sentence
from portfolio.reading.summary import READ_FIELDS, read_document


class Command(BaseCommand):
    help = (
        "Read documents as they are read at an upload. A file that is refused is an answer too: the exit code stays 0."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one line of JSON a file")
        parser.add_argument(
            "--trust",
            action="append",
            type=Path,
            metavar="ROOT.pem",
            help="a certificate whose signatures are trusted, instead of those of ERKEND_SIGNATURE_ROOTS; may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        roots = self._roots(options["trust"])
        for path in options["files"]:
            if not path.is_file():
                raise CommandError(f"{path} is no file that can be read.")
        for path in options["files"]:
            found = read_document(
                path,
                roots=roots,
                limit_bytes=settings.ERKEND_MAX_DOCUMENT_BYTES,
                media_limit_bytes=settings.ERKEND_MAX_MEDIA_BYTES,
            )
            self.stdout.write(json.dumps(found, ensure_ascii=False) if options["json"] else _in_lines(found))
            self.stdout.flush()

    def _roots(self, files: list[Path] | None) -> list[str]:
        if files is None:
            return list(settings.ERKEND_SIGNATURE_ROOTS)
        try:
            texts = [file.read_text(encoding="ascii") for file in files]
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"--trust: {error}") from error
        if not all("BEGIN CERTIFICATE" in text for text in texts):
            raise CommandError("--trust: give a certificate in PEM form (-----BEGIN CERTIFICATE-----).")
        return texts


def _in_lines(found: dict[str, Any]) -> str:
    """The same for people: a line for each thing that was found."""
    lines = [found["file"]]
    if found["problem"]:
        return "\n".join([*lines, f"  {found['problem']}"])
    lines += [f"  {name}: {found[name]}" for name in ("kind", *READ_FIELDS, "pages") if found[name] is not None]
    if found["signature"]:
        lines.append(f"  {signature_sentence({'state': found['signature'], 'signer': found['signer'] or ''})}")
    if found["has_text"] is False:
        lines.append("  no text in it")
    return "\n".join(lines)
