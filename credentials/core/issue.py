"""Issuing: what must be right about a document before it gets a signature, and the signatures it can get.

A verifier finds the same faults later, but by then the credential is in somebody's hands. So everything that can be
known without a network is judged here: JSON, data model, the Open Badges schema, safe mode, and whose key it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.data_model import check_data_model, issuer_id_of
from credentials.core.errors import MalformedCredential, UnsafeDocument
from credentials.core.open_badge_rules import check_open_badge
from credentials.core.primitives.data_integrity import ECDSA_RDFC, ECDSA_SD, EDDSA_RDFC, add_proof
from credentials.core.primitives.json_pointers import pointer_step
from credentials.core.primitives.json_text import require_fitting, require_readable
from credentials.core.primitives.keys import KeyKind, Signer
from credentials.core.schema import check_open_badge_schema, is_open_badge


def issue_credential(
    document: Mapping[str, Any],
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    cryptosuite: str | None = None,
    mandatory_pointers: Sequence[str] = (),
    contexts: ContextSet = PUBLISHED,
) -> dict[str, Any]:
    """Return the document with a Data Integrity proof; it keeps every member and their order.

    ``cryptosuite`` None: the one that fits the key. ``mandatory_pointers`` (JSON pointers) are for ecdsa-sd-2023, which
    makes a base proof: what its holder must always show. Raises what ``require_issuable`` and ``add_proof`` raise.
    """
    require_issuable(document, issuer_id=verification_method.partition("#")[0])
    suite = cryptosuite or default_cryptosuite(signer.kind)
    with _blaming_a_place(document):
        if suite == ECDSA_SD:
            from credentials.core.primitives.selective_disclosure import add_base_proof  # noqa: PLC0415  # seldom wanted

            return add_base_proof(
                document,
                signer=signer,
                verification_method=verification_method,
                created=created,
                mandatory_pointers=mandatory_pointers,
                contexts=contexts,
            )
        return add_proof(
            document,
            signer=signer,
            verification_method=verification_method,
            created=created,
            cryptosuite=suite,
            contexts=contexts,
        )


def issue_jwt(
    document: Mapping[str, Any],
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    contexts: ContextSet = PUBLISHED,
) -> str:
    """Return the document as a compact VC-JWT (VC-JOSE-COSE). Raises what ``require_issuable`` and ``envelope`` raise."""
    from credentials.core.envelopes import envelope  # noqa: PLC0415  # seldom wanted

    require_issuable(document, issuer_id=verification_method.partition("#")[0])
    with _blaming_a_place(document):
        return envelope(document, signer=signer, kid=verification_method, issued_at=created, contexts=contexts)


def default_cryptosuite(kind: KeyKind) -> str:
    """The suite of a key when none is asked for: the one that most verifiers read."""
    return EDDSA_RDFC if kind is KeyKind.ED25519 else ECDSA_RDFC


def require_issuable(document: Mapping[str, Any], *, issuer_id: str) -> None:
    """Raise for the first thing that is wrong with a document that ``issuer_id`` is about to sign.

    MalformedCredential names the place as a JSON pointer in ``field``; UnreadableDocument is for what JSON can't hold.
    What safe mode finds is raised when it is signed.
    """
    require_readable(document)
    require_fitting(document)
    check_data_model(document)
    if issuer_id_of(document) != issuer_id:
        field = "/issuer/id" if isinstance(document["issuer"], Mapping) else "/issuer"
        rule = f"must be {issuer_id}, whose key signs"
        raise MalformedCredential(f"{field} {rule}.", field=field, detail=rule)
    if is_open_badge(document):
        check_open_badge_schema(document)
        check_open_badge(document)


@contextmanager
def _blaming_a_place(document: Mapping[str, Any]) -> Iterator[None]:
    """Safe mode knows the name it stumbled over; add where in the document that name stands."""
    try:
        yield
    except UnsafeDocument as error:
        if error.field is None:
            error.field = next(_places(document, error.data.get("value"), ""), None)
        raise


def _places(value: Any, named: Any, path: str) -> Iterator[str]:
    """JSON pointers to where ``named`` is a key or a text. Contexts are no data and are passed over."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            place = path + pointer_step(key)
            if key == named:
                yield place
            if key != "@context":
                yield from _places(item, named, place)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _places(item, named, f"{path}/{number}")
    elif value == named and isinstance(value, str):
        yield path
