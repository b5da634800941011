"""Say what the status lists that a badge names say of it, entry by entry.

The lists are checked first: a list that is changed, another's or out of date says nothing. The badge's own proof is not
checked; `verify` does that. `status new` makes a list.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from credentials.command_line.evidence import Evidence, add_evidence, evidence_of
from credentials.command_line.files import print_json, read
from credentials.command_line.verify import FILE_HELP
from credentials.core.badge_file import read_file
from credentials.core.data_model import issuer_id_of
from credentials.core.lenient import items_of
from credentials.core.report import Check, Finding, worst
from credentials.core.status_checks import check_statuses
from credentials.plain_text import printable, table
from credentials.plain_words import meaning_of

EXIT_CODES = "Exit codes: 0 nothing is the matter, 1 withdrawn, suspended or malformed, 2 unreadable, 3 undecided."
_CODE_OF = {Finding.PASSED: 0, Finding.ABSENT: 0, Finding.FAILED: 1, Finding.NOT_CHECKED: 3}
_SET = frozenset({"status.revoked", "status.suspended"})


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=FILE_HELP)
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    add_evidence(parser)


def run(options: argparse.Namespace) -> int:
    evidence = evidence_of(options)
    document = read_file(read(options.file))
    entries = items_of(document.get("credentialStatus"))
    checks = [_look_up(entry, document, evidence) for entry in entries]
    if options.json:
        print_json([_as_json(entry, check) for entry, check in zip(entries, checks, strict=True)])
    elif not entries:
        print(f"{printable(options.file)}: it names no status list, so it can't be withdrawn")
    else:
        print(*table([_row(entry, check) for entry, check in zip(entries, checks, strict=True)]), sep="\n")
    return _CODE_OF[worst(checks).finding] if checks else 0


def _look_up(entry: Any, document: Mapping[str, Any], evidence: Evidence) -> Check:
    return check_statuses(
        {**document, "credentialStatus": [entry]},
        issuer_id=issuer_id_of(document),
        now=datetime.now(UTC),
        resolve_did=evidence.resolve_did,
        load_status_list=evidence.load_status_list,
    )


def _row(entry: Any, check: Check) -> tuple[str, ...]:
    return (_text(entry, "statusPurpose"), _text(entry, "statusListIndex"), str(check.finding), meaning_of(check))


def _as_json(entry: Any, check: Check) -> dict[str, Any]:
    is_set = True if check.code in _SET else False if check.finding is Finding.PASSED else None
    return {
        "purpose": _text(entry, "statusPurpose"),
        "index": _text(entry, "statusListIndex"),
        "list": _text(entry, "statusListCredential"),
        "set": is_set,
        "finding": str(check.finding),
        "code": check.code,
        "facts": dict(check.facts),
    }


def _text(entry: Any, member: str) -> str:
    value = entry.get(member) if isinstance(entry, Mapping) else None
    return value if isinstance(value, str) else ""
