"""``@digitalbazaar/vc`` in a Node process that stays: ``eddsa-rdfc-2022``, contexts, key and status list from memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from credentials.core.primitives.timestamps import format_timestamp
from tests.bench_credentials.badges import Json
from tests.bench_credentials.issuer import METHOD, SEED, created, did_document, status_list
from tests.bench_credentials.measuring import say
from tests.bench_credentials.peers import DifferentBytes
from tests.interop.node import install_packages, start_script

WARM_UPS = 100  # V8 compiles what runs often: after 25 turns it takes twice what it takes after 100


class DigitalBazaar:
    """The process, which waits for a question and answers it."""

    def __init__(self) -> None:
        process = start_script("bench.mjs")
        assert process.stdin is not None
        assert process.stdout is not None
        self._process, self._questions, self._answers = process, process.stdin, process.stdout
        self._send({"seedHex": SEED.hex(), "verificationMethod": METHOD, "documents": [did_document(), status_list()]})

    def end(self) -> None:
        """Close its input, upon which it ends."""
        self._questions.close()
        self._process.wait()
        self._answers.close()

    def issue(self, text: str, number: int) -> tuple[float, str]:
        """Sign an unsigned credential; return seconds of CPU and the signature."""
        answer = self._ask({"do": "issue", "text": text, "created": format_timestamp(created(number))})
        return answer["microseconds"] / 1e6, answer["proofValue"]

    def verify(self, text: str) -> float:
        """Check a signed credential with its status; return seconds of CPU."""
        answer = self._ask({"do": "verify", "text": text})
        if not answer["verified"]:
            raise DifferentBytes("@digitalbazaar/vc does not accept our badge.")
        return answer["microseconds"] / 1e6

    def _ask(self, question: Json) -> Json:
        self._send(question)
        line = self._answers.readline()
        if not line:
            raise RuntimeError("The Node process ended; its reason stands above.")
        answer: Json = json.loads(line)
        return answer

    def _send(self, message: Json) -> None:
        self._questions.write(json.dumps(message) + "\n")
        self._questions.flush()


@contextmanager
def started() -> Iterator[DigitalBazaar | None]:
    """Start it and end it; None, with the reason on standard error, where Node or its packages can't be had."""
    try:
        install_packages()
    except pytest.skip.Exception as reason:
        say(f"Left out: {reason}")
        yield None
        return
    bazaar = DigitalBazaar()
    try:
        yield bazaar
    finally:
        bazaar.end()
