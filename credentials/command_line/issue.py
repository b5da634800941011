"""Sign a credential: the document as it is, with a proof in it, or as a JWT.

Everything that a verifier would refuse is refused here, with the place in the document. The document's issuer must be
the DID of the key (or of --method). `disclose` can later show parts of what --cryptosuite ecdsa-sd-2023 signed.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from credentials.command_line.files import add_output, as_json, deliver, read, require_one_standard_input
from credentials.command_line.key_files import add_signing, signing_of
from credentials.core.errors import CredentialError
from credentials.core.issue import issue_credential, issue_jwt
from credentials.core.primitives.data_integrity import ECDSA_JCS, ECDSA_RDFC, ECDSA_SD, EDDSA_JCS, EDDSA_RDFC
from credentials.core.primitives.json_text import parse_json_object
from credentials.core.primitives.timestamps import parse_timestamp

EXIT_CODES = "Exit codes: 0 it was signed, 2 it was not."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="DOCUMENT", help="the unsigned credential as JSON, or - for standard input")
    add_signing(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--cryptosuite",
        choices=(EDDSA_RDFC, EDDSA_JCS, ECDSA_RDFC, ECDSA_JCS, ECDSA_SD),
        help="how to sign it; eddsa-rdfc-2022 or ecdsa-rdfc-2019 unless named, as the key is",
    )
    form.add_argument("--jwt", action="store_true", help="make a compact JWT (VC-JOSE-COSE), not JSON")
    parser.add_argument(
        "--created", metavar="MOMENT", help="when it was signed, as 2026-11-24T12:00:00Z; now unless given"
    )
    parser.add_argument(
        "--mandatory",
        metavar="POINTER",
        action="append",
        help="with ecdsa-sd-2023: what is always shown; issuer, dates and status unless named; may be repeated",
    )
    parser.add_argument("--json", action="store_true", help="print a JWT inside a JSON object")
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    require_one_standard_input(options.file, options.key)
    if options.mandatory is not None and options.cryptosuite != ECDSA_SD:
        raise CredentialError(f"--mandatory goes with --cryptosuite {ECDSA_SD} only.")
    created = _moment(options.created)
    key, method = signing_of(options)
    document = parse_json_object(read(options.file))
    if options.jwt:
        token = issue_jwt(document, signer=key, verification_method=method, created=created)
        text = as_json({"jwt": token}) if options.json else token
    else:
        pointers = _mandatory(document, options) if options.cryptosuite == ECDSA_SD else ()
        text = as_json(
            issue_credential(
                document,
                signer=key,
                verification_method=method,
                created=created,
                cryptosuite=options.cryptosuite,
                mandatory_pointers=pointers,
            )
        )
    deliver(f"{text}\n".encode(), options)
    return 0


def _moment(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    moment = parse_timestamp(text)
    if moment is None:
        raise CredentialError(f"{text} is no moment with seconds and a time zone, as 2026-11-24T12:00:00Z.")
    return moment


def _mandatory(document: dict[str, object], options: argparse.Namespace) -> list[str]:
    from credentials.core.primitives.disclosure_results import usual_mandatory_pointers  # noqa: PLC0415  # seldom wanted

    return usual_mandatory_pointers(document) if options.mandatory is None else list(options.mandatory)
