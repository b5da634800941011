"""Write N-Quads or JSON-LD in canonical form (RDFC-1.0). JSON-LD is read in safe mode, with shipped contexts only."""

from __future__ import annotations

import argparse
import sys

from credentials.command_line.files import add_output, deliver, print_json, read
from credentials.core.errors import CanonicalisationLimit, UnknownContext, UnsafeDocument
from credentials.plain_text import printable

EXIT_CODES = (
    "Exit codes: 0 it was written, 1 it has no canonical form (or finding it would take too long), 2 unreadable."
)
NO_CANONICAL_FORM = 1


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="N-Quads or JSON-LD, or - for standard input")
    parser.add_argument("--hash", choices=("SHA256", "SHA384"), default="SHA256", help="SHA256 unless named")
    parser.add_argument(
        "--json", action="store_true", help="print it inside a JSON object, with the number of statements"
    )
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    try:
        canonical = _canonical(read(options.file), options.hash.lower())
    except (CanonicalisationLimit, UnknownContext, UnsafeDocument) as error:
        print(printable(f"{options.file}: {error.message}"), file=sys.stderr)
        return NO_CANONICAL_FORM
    if options.json:
        print_json({"canonical": canonical, "statements": canonical.count("\n"), "hash": options.hash})
    else:
        deliver(canonical.encode(), options)
    return 0


def _canonical(content: bytes, hash_name: str) -> str:
    if content.lstrip()[:1] in (b"{", b"["):
        from credentials.core.primitives.canonical import canonicalise  # noqa: PLC0415  # not for N-Quads
        from credentials.core.primitives.json_text import parse_json_object  # noqa: PLC0415

        return canonicalise(parse_json_object(content), hash_name=hash_name)
    from credentials.core.primitives.nquads import parse_nquads  # noqa: PLC0415  # not for JSON-LD
    from credentials.core.primitives.rdfc import canonical_nquads  # noqa: PLC0415

    return canonical_nquads(parse_nquads(content), hash_name=hash_name)[0]
