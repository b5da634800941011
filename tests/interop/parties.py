"""Who signs, what they sign, and what each side says of it, for the tests with others' implementations."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from credentials.core.contexts import CREDENTIALS_V1, DATA_INTEGRITY_V2, OPEN_BADGES_3
from credentials.core.errors import Unreachable
from credentials.core.primitives.bitstrings import with_bit
from credentials.core.primitives.did import did_key_for, resolve_did_key
from credentials.core.primitives.keys import KeyKind
from credentials.core.report import CheckName, KnownIssuer, Report
from credentials.core.status_list import build_status_entry, build_status_list_credential
from credentials.core.verify import verify_document
from tests.interop.node import run_script
from tests.unit.credentials.core.samples import NOW, STATUS_LIST, SeedSigner, build, sign

Json = dict[str, Any]
Place = tuple[str | int, ...]

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
INDEX = 94_567
# What is changed in a badge after it was signed, from its first member to its deepest.
PLACES: tuple[Place, ...] = (
    ("name",),
    ("issuer", "name"),
    ("credentialSubject", "result", 0, "value"),
    ("credentialSubject", "achievement", "criteria", "narrative"),
)


@dataclass(frozen=True)
class Party:
    """Somebody with a did:key of this kind, who signs with this suite."""

    suite: str
    kind: KeyKind
    seed: int = 7

    @property
    def signer(self) -> SeedSigner:
        return SeedSigner(self.seed, kind=self.kind)

    @property
    def did(self) -> str:
        return did_key_for(self.signer.public)[0]

    @property
    def method(self) -> str:
        return did_key_for(self.signer.public)[1]

    @property
    def document(self) -> Json:
        return resolve_did_key(self.did)

    @property
    def key(self) -> Json:
        """The key as ``suites.mjs`` and ``dcc.mjs`` want it."""
        key = {"id": self.method, "controller": self.did, "publicKeyMultibase": self.signer.public.to_multibase()}
        if self.kind is KeyKind.ED25519:
            return {**key, "seedHex": (bytes([self.seed]) * 32).hex()}
        return {**key, "secretKeyMultibase": self.signer.to_multibase()}

    def signs(self, document: Json, **options: Any) -> Json:
        """The document with a proof made here."""
        return sign(document, self.signer, self.method, cryptosuite=self.suite, **options)

    def issuing(self, credential: Json) -> Json:
        """The task of making a proof there."""
        return {"action": "issue", "credential": credential, "suite": self.suite, "key": self.key}

    def __str__(self) -> str:
        return f"{self.suite} {self.kind}"


def badge_of(party: Party, *, has_status: bool = False) -> Json:
    """An unsigned badge of data model 2.0."""
    entry = build_status_entry(list_url=STATUS_LIST, index=INDEX) if has_status else None
    return build(did=party.did, valid_from=LONG_AGO, status_entry=entry)


def badge_1_1_of(party: Party, *contexts: str) -> Json:
    """An unsigned badge of data model 1.1, whose context has no proofs: the last of its contexts defines them."""
    badge = badge_of(party)
    badge["@context"] = [CREDENTIALS_V1, OPEN_BADGES_3, *(contexts or [DATA_INTEGRITY_V2])]
    badge["issuanceDate"] = badge.pop("validFrom")
    return badge


def status_list_of(party: Party, *, is_withdrawn: bool) -> Json:
    """The unsigned list that the badge's entry points at."""
    bits = with_bit(bytes(16_384), INDEX, is_withdrawn)
    return build_status_list_credential(list_url=STATUS_LIST, issuer_did=party.did, bits=bits, valid_from=LONG_AGO)


def there(tasks: list[Json], *documents: Json) -> list[Any]:
    """What Digital Bazaar's implementation answers to each task of ``suites.mjs``, when it may read these documents."""
    answers: list[Any] = run_script("suites.mjs", {"documents": documents, "tasks": tasks})["answers"]
    return answers


def verifying(credential: Json) -> Json:
    return {"action": "verify", "credential": credential}


def verified(*, statuses: tuple[Json, ...] = ()) -> Json:
    """The answer of ``suites.mjs`` when nothing is wrong."""
    return {"verified": True, "statuses": list(statuses), "error": None}


def report_here(document: Json | str, *lists: Json) -> Report:
    """Our report, with every issuer known and no document at hand but these status lists."""
    at = {one["id"]: one for one in lists}

    def load(address: str) -> Json:
        if address not in at:
            raise Unreachable(f"{address} does not answer.")
        return at[address]

    return verify_document(
        document,
        now=NOW,
        resolve_did=load,
        load_status_list=load,
        is_known_issuer=lambda did: KnownIssuer(did=did, name=""),
    )


def code_here(document: Json, check: CheckName, *lists: Json) -> str:
    return report_here(document, *lists).check(check).code


def changed(document: Json, place: Place) -> Json:
    """A copy with one more character at this place."""
    copied = copy.deepcopy(document)
    holder: Any = copied
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] += "!"
    return copied
