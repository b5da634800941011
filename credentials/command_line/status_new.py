"""Make a signed Bitstring Status List: publish it at the address that --list names."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from credentials.command_line.files import add_output, as_json, deliver
from credentials.command_line.key_files import add_signing, signing_of
from credentials.core.errors import CredentialError
from credentials.core.issue import issue_credential
from credentials.core.primitives.bitstrings import with_bits
from credentials.core.primitives.did import did_of
from credentials.core.status_list import MAX_LIST_BYTES, MINIMUM_BITS, REVOCATION, build_status_list_credential

EXIT_CODES = "Exit codes: 0 the list was made, 2 it was not."
MOST_BITS = 8 * MAX_LIST_BYTES  # what our own verifier reads


def configure(parser: argparse.ArgumentParser) -> None:
    add_signing(parser)
    parser.add_argument("--list", metavar="URL", required=True, help="the address where it will stand")
    parser.add_argument(
        "--size",
        metavar="N",
        type=int,
        default=MINIMUM_BITS,
        help=f"entries, at least {MINIMUM_BITS} and a multiple of 8",
    )
    parser.add_argument("--purpose", default=REVOCATION, help="revocation unless named")
    parser.add_argument(
        "--set", metavar="INDEX", type=int, action="append", default=[], help="an entry to set; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="the list is JSON already; for likeness with the others")
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    if not MINIMUM_BITS <= options.size <= MOST_BITS or options.size % 8:
        raise CredentialError(f"A list has {MINIMUM_BITS} to {MOST_BITS} entries, a multiple of 8.")
    key, method = signing_of(options)
    now = datetime.now(UTC)
    unsigned = build_status_list_credential(
        list_url=options.list,
        issuer_did=did_of(method),
        bits=with_bits(bytes(options.size // 8), options.set, True),
        valid_from=now,
        purpose=options.purpose,
    )
    signed = issue_credential(unsigned, signer=key, verification_method=method, created=now)
    deliver(f"{as_json(signed)}\n".encode(), options)
    return 0
