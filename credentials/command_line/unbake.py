"""Take the credential out of a picture, PNG or SVG: its text exactly as it was signed, JSON or JWT. Nothing is checked."""

from __future__ import annotations

import argparse
import sys

from credentials.command_line.files import add_output, as_json, deliver, read
from credentials.core.primitives.baking import sniff, unbake
from credentials.core.primitives.json_text import parse_json_object

EXIT_CODES = "Exit codes: 0 it was found, 2 there is none, or the picture can't be read."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="PICTURE", help="a PNG or SVG file, or - for standard input")
    parser.add_argument(
        "--json", action="store_true", help="print it inside a JSON object that says what it was found in"
    )
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    data = read(options.file)
    text = unbake(data)
    if options.json:
        found = {"credential": parse_json_object(text)} if text.startswith("{") else {"text": text}
        deliver(f"{as_json({'kind': sniff(data), **found})}\n".encode(), options)
        return 0
    # Not a byte more than was signed, save on a terminal, where a prompt comes next.
    end = "\n" if options.out is None and sys.stdout.isatty() else ""
    deliver(f"{text}{end}".encode(), options)
    return 0
