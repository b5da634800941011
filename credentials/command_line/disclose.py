"""Make a copy of a badge that shows a part of it, still signed by its issuer.

For badges signed with ecdsa-sd-2023. Beside what is named, what the issuer made mandatory is shown.
"""

from __future__ import annotations

import argparse

from credentials.command_line.files import add_output, as_json, deliver, read
from credentials.command_line.verify import FILE_HELP
from credentials.core.badge_file import read_file
from credentials.core.primitives.disclosure_results import pointers_to_results
from credentials.core.primitives.selective_disclosure import derive

EXIT_CODES = "Exit codes: 0 the copy was made, 2 it was not."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=FILE_HELP)
    parser.add_argument(
        "--result",
        metavar="ID",
        action="append",
        default=[],
        help="a result, by its id or the code of its work process or core task; may be repeated",
    )
    parser.add_argument(
        "--pointer", metavar="/PATH", action="append", default=[], help="a part, as a JSON pointer; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="the copy is JSON already; for likeness with the others")
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    document = read_file(read(options.file))
    pointers = [*options.pointer]
    if options.result:
        pointers += pointers_to_results(document, options.result)
    deliver(f"{as_json(derive(document, pointers=pointers))}\n".encode(), options)
    return 0
