"""Secret keys as files: what ``keygen`` writes, and what ``--key`` takes besides."""

from __future__ import annotations

import argparse
from typing import Any

from credentials.command_line.files import as_json, read
from credentials.core.errors import MalformedDid, MalformedKey, UnreadableDocument
from credentials.core.primitives.did import did_key_for, did_of
from credentials.core.primitives.json_text import parse_json_object
from credentials.core.primitives.keys import SecretKey


def key_file(key: SecretKey) -> bytes:
    """A Multikey with its secret, as JSON."""
    did, method = did_key_for(key.public)
    members = {
        "id": method,
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": key.public.to_multibase(),
        "secretKeyMultibase": key.to_multibase(),
    }
    return f"{as_json(members)}\n".encode()


def read_key(name: str) -> SecretKey:
    """The key in a file: a Multikey or a JWK in JSON, or the bare secret in multibase. Raises NoFile or MalformedKey."""
    try:
        text = read(name).decode("ascii").strip()
        if not text.startswith("{"):
            return SecretKey.from_multibase(text)
        members = parse_json_object(text)
        return SecretKey.from_jwk(members) if "kty" in members else _from_multikey(members)
    except (UnicodeDecodeError, UnreadableDocument, MalformedKey) as error:
        # Nothing of the file is told: it may be a secret after all.
        raise MalformedKey(f"{name} holds no secret key that can sign here.") from error


def add_signing(parser: argparse.ArgumentParser) -> None:
    """The arguments that ``signing_of`` reads."""
    parser.add_argument("--key", metavar="FILE", required=True, help="the secret key: a file of keygen, or a JWK")
    parser.add_argument(
        "--method", metavar="DID-URL", help="the key's verification method, when it is another than its did:key's"
    )


def signing_of(options: argparse.Namespace) -> tuple[SecretKey, str]:
    """The key, and the verification method to name in proofs."""
    key = read_key(options.key)
    method = options.method or did_key_for(key.public)[1]
    if did_of(method) == method:
        raise MalformedDid(f"{method} names no key of its DID: a verification method ends in # and a name.")
    return key, method


def _from_multikey(members: dict[str, Any]) -> SecretKey:
    secret = members.get("secretKeyMultibase")
    if not isinstance(secret, str):
        raise MalformedKey("There is no secret in this key.")
    key = SecretKey.from_multibase(secret)
    stated = members.get("publicKeyMultibase", key.public.to_multibase())
    if stated != key.public.to_multibase():
        raise MalformedKey("The two halves of this key don't belong together.")
    return key
