"""``python -m credentials``: check a badge, or say what it states, without Django, database or settings.

Exit codes: 0 valid and from a known issuer, 1 not valid, 2 unreadable (or the command can't be carried out), 3 undecided.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from credentials.core.badge_file import read_file, verify_file
from credentials.core.errors import CredentialError
from credentials.core.evidence_folder import EvidenceFolder
from credentials.core.primitives.baking_limits import MAX_FILE_BYTES
from credentials.core.report import Check, CheckName, Finding, KnownIssuer, Report, ReportVerdict, summary_as_json
from credentials.core.summary import summarise
from credentials.network import PublishedEvidence
from credentials.plain_text import printable, report_lines, summary_lines
from credentials.plain_words import meaning_of
from foundation.fetch import Fetcher

EXIT_CODES = {
    ReportVerdict.VALID: 0,
    ReportVerdict.INVALID: 1,
    ReportVerdict.UNREADABLE: 2,
    ReportVerdict.UNDECIDED: 3,
}
UNREADABLE = EXIT_CODES[ReportVerdict.UNREADABLE]

FILE_HELP = "a PNG, SVG or JSON file, or - for standard input"


class NoFile(CredentialError):
    """There is nothing to read at this place."""

    code = "no-file"


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; return the exit code."""
    options = _parser().parse_args(arguments)
    # A title may hold what this terminal has no character for; show it another way rather than stop.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except CredentialError as error:
        print(f"{printable(options.file)}: {printable(error.message)}", file=sys.stderr)
        return UNREADABLE


def verify(options: argparse.Namespace) -> int:
    """Check the badge in a file and print the checks."""
    evidence = EvidenceFolder(options.evidence) if options.evidence else PublishedEvidence(Fetcher())
    accepted = {did: KnownIssuer(did=did, name="") for did in options.accept_issuer}
    try:
        data = _read(options.file)
    except NoFile as error:
        report = Report((Check(CheckName.READABLE, Finding.FAILED, f"readable.{error.code}"),))
    else:
        report = verify_file(
            data,
            now=datetime.now(UTC),
            resolve_did=evidence.resolve_did,
            load_status_list=evidence.load_status_list,
            is_known_issuer=accepted.get,
            expected_address=options.address,
        )
    name = printable(options.file)
    if options.json:
        _print_json(report.as_json())
    elif report.verdict is ReportVerdict.UNREADABLE:
        print(f"{name}: unreadable: {meaning_of(report.check(CheckName.READABLE))}", file=sys.stderr)
    else:
        print(f"{name}: {report.verdict}", "", *report_lines(report), sep="\n")
    return EXIT_CODES[report.verdict]


def inspect(options: argparse.Namespace) -> int:
    """Print what the badge in a file states, without checking any of it."""
    summary = summarise(read_file(_read(options.file)))
    if options.json:
        issuer = {"id": summary.issuer_did, "name": summary.issuer_name, "url": summary.issuer_url}
        _print_json({"issuer": issuer, "credential": summary_as_json(summary)})
    else:
        print(f"{printable(options.file)} states (nothing of it was checked):", "", *summary_lines(summary), sep="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m credentials",
        description="Check an Open Badge, or say what it states.",
        epilog="Exit codes: 0 valid and from a known issuer, 1 not valid, 2 unreadable, 3 undecided.",
    )
    commands = parser.add_subparsers(title="commands", required=True)

    verifying = commands.add_parser("verify", help="check a badge", epilog=parser.epilog, description=verify.__doc__)
    verifying.set_defaults(command=verify)
    verifying.add_argument("file", metavar="FILE", help=FILE_HELP)
    verifying.add_argument("--json", action="store_true", help="print the report as JSON")
    verifying.add_argument(
        "--evidence",
        metavar="DIR",
        type=Path,
        help="take did documents and status lists from this folder, and use no network",
    )
    verifying.add_argument(
        "--accept-issuer", metavar="DID", action="append", default=[], help="an issuer that you know; may be repeated"
    )
    verifying.add_argument("--address", metavar="EMAIL", help="the holder's e-mail address, to compare with the badge")

    inspecting = commands.add_parser("inspect", help="say what a badge states", description=inspect.__doc__)
    inspecting.set_defaults(command=inspect)
    inspecting.add_argument("file", metavar="FILE", help=FILE_HELP)
    inspecting.add_argument("--json", action="store_true", help="print it as JSON")
    return parser


def _read(name: str) -> bytes:
    """The file's bytes, or those of standard input; one more than is allowed, so that its being too large shows."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise NoFile("There is no such file, or it may not be read.") from error


def _print_json(value: Mapping[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    sys.exit(main())
