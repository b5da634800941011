"""Check a badge, and print the checks."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from credentials.command_line.evidence import add_evidence, evidence_of
from credentials.command_line.files import NoFile, print_json, read
from credentials.core.badge_file import verify_file
from credentials.core.report import Check, CheckName, Finding, KnownIssuer, Report, ReportVerdict
from credentials.plain_text import printable, report_lines
from credentials.plain_words import meaning_of

EXIT_CODES = "Exit codes: 0 valid and from a known issuer, 1 not valid, 2 unreadable, 3 undecided."
CODE_OF = {
    ReportVerdict.VALID: 0,
    ReportVerdict.INVALID: 1,
    ReportVerdict.UNREADABLE: 2,
    ReportVerdict.UNDECIDED: 3,
}
FILE_HELP = "a PNG, SVG, JSON or JWT file, or - for standard input"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=FILE_HELP)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    add_evidence(parser)
    parser.add_argument(
        "--accept-issuer", metavar="DID", action="append", default=[], help="an issuer that you know; may be repeated"
    )
    parser.add_argument("--issuers", metavar="LIST", help="a JSON file with issuers that you know: README.md shows one")
    parser.add_argument("--address", metavar="EMAIL", help="the holder's e-mail address, to compare with the badge")


def run(options: argparse.Namespace) -> int:
    report = _report(options)
    name = printable(options.file)
    if options.json:
        print_json(report.as_json())
    elif report.verdict is ReportVerdict.UNREADABLE:
        print(f"{name}: unreadable: {meaning_of(report.check(CheckName.READABLE))}", file=sys.stderr)
    else:
        print(f"{name}: {report.verdict}", "", *report_lines(report), sep="\n")
    return CODE_OF[report.verdict]


def _listed(name: str) -> dict[str, KnownIssuer]:
    from credentials.core.issuer_list import read_issuer_list  # noqa: PLC0415  # only where there is one

    return read_issuer_list(read(name))


def _report(options: argparse.Namespace) -> Report:
    evidence = evidence_of(options)
    accepted = {did: KnownIssuer(did=did, name="") for did in options.accept_issuer}
    if options.issuers is not None:
        accepted |= _listed(options.issuers)
    try:
        data = read(options.file)
    except NoFile as error:
        return Report((Check(CheckName.READABLE, Finding.FAILED, f"readable.{error.code}"),))
    return verify_file(
        data,
        now=datetime.now(UTC),
        resolve_did=evidence.resolve_did,
        load_status_list=evidence.load_status_list,
        fetch=evidence.fetch,
        is_known_issuer=accepted.get,
        expected_address=options.address,
    )
