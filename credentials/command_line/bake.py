"""Put a credential into a picture, PNG or SVG, without changing what it shows. One that is in it already is replaced."""

from __future__ import annotations

import argparse

from credentials.command_line.files import add_output, deliver, print_json, read, require_one_standard_input
from credentials.core.errors import CredentialError
from credentials.core.open_badge_2 import is_open_badge_2
from credentials.core.primitives.baking import bake_png, bake_svg, sniff, unbake
from credentials.core.primitives.baking_editions import OPEN_BADGES_2, OPEN_BADGES_3
from credentials.core.primitives.json_text import parse_json_object

EXIT_CODES = "Exit codes: 0 the picture was made, 2 it was not."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="CREDENTIAL", help="the signed credential, JSON or JWT, or - for standard input"
    )
    parser.add_argument("picture", metavar="PICTURE", help="a PNG or SVG file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="say what was made as JSON; needs --out")
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    require_one_standard_input(options.file, options.picture)
    if options.json and options.out is None:
        raise CredentialError("--json prints what was made: name a file for the picture with --out.")
    text = unbake(read(options.file))
    picture = read(options.picture)
    kind = sniff(picture)
    content = parse_json_object(text) if text.startswith("{") else text
    edition = OPEN_BADGES_2 if is_open_badge_2(content) else OPEN_BADGES_3
    if kind == "png":
        baked = bake_png(picture, text, edition=edition)
    elif kind == "svg":
        baked = bake_svg(picture, text, edition=edition)
    else:
        raise CredentialError(f"{options.picture} is neither a PNG nor an SVG.", code="unknown-kind")
    deliver(baked, options, is_binary=True)
    if options.json:
        print_json({"file": str(options.out), "kind": kind, "bytes": len(baked)})
    return 0
