"""Print what a badge states, without checking any of it."""

from __future__ import annotations

import argparse

from credentials.command_line.files import print_json, read
from credentials.command_line.verify import FILE_HELP
from credentials.core.badge_file import read_file
from credentials.core.report import summary_as_json
from credentials.core.summary import summarise
from credentials.plain_text import printable, summary_lines

EXIT_CODES = "Exit codes: 0 it was read, 2 unreadable."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=FILE_HELP)
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(options: argparse.Namespace) -> int:
    summary = summarise(read_file(read(options.file)))
    if options.json:
        issuer = {"id": summary.issuer_did, "name": summary.issuer_name, "url": summary.issuer_url}
        print_json({"issuer": issuer, "credential": summary_as_json(summary)})
    else:
        print(f"{printable(options.file)} states (nothing of it was checked):", "", *summary_lines(summary), sep="\n")
    return 0
