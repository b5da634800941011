"""Many credentials at once: issue those of one achievement, and check what lies in a pile.

Both hand back one after the other, so that memory does not grow with the number.
"""

from __future__ import annotations

import json
import multiprocessing
import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import orjson

from credentials.core.contexts import PUBLISHED, ContextSet
from credentials.core.credential_checks import Surroundings
from credentials.core.primitives.data_integrity import EDDSA_RDFC, add_proof, context_for_signing
from credentials.core.primitives.keys import Signer
from credentials.core.primitives.rdfc import HASHES
from credentials.core.primitives.shared_form import SHARED, SUBJECT, SharedForm
from credentials.core.primitives.term_definitions import Uncompiled
from credentials.core.report import Report
from credentials.core.summary import Summary, summarise
from credentials.core.verify import verify_in

_AT_ONCE = 32


def issue_many(
    credentials: Iterable[Mapping[str, Any]],
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    contexts: ContextSet = PUBLISHED,
) -> Iterator[bytes]:
    """Add an ``eddsa-rdfc-2022`` proof to each; yield them as JSON in UTF-8, in order.

    As ``data_integrity.add_proof``, to the byte; what consecutive credentials have in common, their achievement, is
    canonicalised and written once. Raises what ``add_proof`` does, at the credential that can't be signed.
    """
    shared = _SharedParts(contexts)
    for credential in credentials:
        secured = add_proof(
            credential,
            signer=signer,
            verification_method=verification_method,
            created=created,
            cryptosuite=EDDSA_RDFC,
            contexts=contexts,
            document_hash=shared.hash_of(credential),
        )
        yield shared.as_json(secured)


def verify_many(texts: Iterable[bytes], around: Surroundings, *, processes: int) -> Iterator[Report]:
    """Check many credentials, each a JSON text or a token, in several processes; yield the reports in order.

    What ``around`` holds goes along to the processes as it is when the first report is asked for; each keeps its own
    cache. Where processes can't be made that way (they are forked), one does all the work.
    """
    if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from (verify_in(around, text) for text in texts)
        return
    under_way = _UnderWay(processes * _AT_ONCE * 4)
    with multiprocessing.get_context("fork").Pool(processes, _surroundings.append, (around,)) as pool:
        try:
            for text, report in pool.imap(_checked, under_way.taken_from(texts), chunksize=_AT_ONCE):
                under_way.ended()
                # What it states is read again where it is wanted: that is less than to send it between processes.
                yield report if report.read is None else report._replace(read=partial(_read_again, text))
        finally:
            under_way.stop()


class _SharedParts:
    """The hash and the JSON of credentials whose achievement is that of the one before."""

    def __init__(self, contexts: ContextSet) -> None:
        self._forms = SharedForm(contexts)
        self._written: tuple[dict[str, Any], orjson.Fragment] | None = None
        self._is_shared = False

    def hash_of(self, credential: Mapping[str, Any]) -> bytes | None:
        """The SHA-256 of the canonical form, None where it has to be made in the ordinary way."""
        unsecured = {name: value for name, value in credential.items() if name != "proof"}
        unsecured["@context"] = context_for_signing(credential.get("@context"))
        try:
            content = self._forms.content(unsecured)
        except (Uncompiled, UnicodeEncodeError):
            self._is_shared = False
            return None
        self._is_shared = True
        return HASHES["sha256"](content).digest()

    def as_json(self, secured: dict[str, Any]) -> bytes:
        try:
            if self._is_shared:
                secured = {**secured, SUBJECT: {**secured[SUBJECT], SHARED: self._fragment()}}
            return orjson.dumps(secured)
        except TypeError:  # an integer of more than 64 bits
            return json.dumps(secured, ensure_ascii=False, separators=(",", ":")).encode()

    def _fragment(self) -> orjson.Fragment:
        part = self._forms.part
        assert part is not None
        if self._written is None or self._written[0] is not part:
            self._written = part, orjson.Fragment(orjson.dumps(part))
        return self._written[1]


class _UnderWay:
    """Hands out no more than can be dealt with soon: a pool would take all there is, at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._free = threading.Semaphore(most)
        self._is_stopped = False

    def taken_from(self, texts: Iterable[bytes]) -> Iterator[bytes]:
        for text in texts:
            self._free.acquire()
            if self._is_stopped:
                return
            yield text

    def ended(self) -> None:
        self._free.release()

    def stop(self) -> None:
        """Whoever asked for the reports wants no more of them."""
        self._is_stopped = True
        self._free.release(self._most)


# What a process of the pool gets when it starts.
_surroundings: list[Surroundings] = []


def _checked(text: bytes) -> tuple[bytes, Report]:
    report = verify_in(_surroundings[-1], text)
    return text, report if report.read is None else report._replace(read=_nothing_read)


def _nothing_read() -> Summary:
    return summarise({})


def _read_again(text: bytes) -> Summary:
    from credentials.core.badge_file import read_file  # noqa: PLC0415  # seldom wanted

    return summarise(read_file(text))
