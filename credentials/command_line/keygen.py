"""Make a key, and tell its did:key.

The secret goes to the file that --out names, which its owner alone can read. It is printed only with --show-secret.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from credentials.command_line.files import NotWritten, print_json, write
from credentials.command_line.key_files import key_file
from credentials.core.primitives.did import did_key_for
from credentials.core.primitives.keys import KeyKind, SecretKey
from credentials.plain_text import table

EXIT_CODES = "Exit codes: 0 the key was made, 2 it could not be kept."
KINDS = {"ed25519": KeyKind.ED25519, "p256": KeyKind.P256, "p384": KeyKind.P384}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind", choices=KINDS, default="ed25519", help="ed25519 unless named; p256 for selective disclosure"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="write the key here, with its secret (mode 0600)")
    parser.add_argument("--force", action="store_true", help="write over a file that is there; its key is lost")
    parser.add_argument("--show-secret", action="store_true", help="print the secret too")
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(options: argparse.Namespace) -> int:
    if options.out is None and not options.show_secret:
        raise NotWritten("The secret would be lost: name a file with --out, or have it printed with --show-secret.")
    key = SecretKey.generate(KINDS[options.kind])
    if options.out is not None:
        write(options.out, key_file(key), force=options.force, is_secret=True)
    did, method = did_key_for(key.public)
    facts = {
        "kind": str(key.kind),
        "did": did,
        "verificationMethod": method,
        "publicKeyMultibase": key.public.to_multibase(),
    }
    if options.show_secret:
        facts["secretKeyMultibase"] = key.to_multibase()
    if options.json:
        print_json(facts)
    else:
        print(*table(list(facts.items())), sep="\n")
    return 0
