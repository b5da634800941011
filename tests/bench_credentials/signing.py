"""Figures ``sign``, ``verify``, ``jcs-sign`` and ``jcs-verify``: one badge at a time, another one each time.

Ours signs a parsed document with a key in memory: every check that issuing does is in it, writing the JSON is not.
Ours verifies from JSON text and gives the whole report: data model, schema, safe mode, proof, issuer (did:web, known),
dates, and the status in a signed list that is at hand. So do ``@digitalbazaar/vc`` and openbadgeslib, as far as they
look at these; PyLD checks the bare proof. The JCS figures are the proof alone, on a parsed document.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache

from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.data_integrity import EDDSA_JCS, EDDSA_RDFC, add_proof, verify_proof
from credentials.core.report import ReportVerdict
from credentials.core.verify import verify_document
from tests.bench_credentials import node, peers
from tests.bench_credentials.badges import ISSUER_DID, STATUS_LIST, Json, Shape, make_badge
from tests.bench_credentials.issuer import KEY, METHOD, created, did_document, known_issuer, status_list
from tests.bench_credentials.measuring import LONG_TURN, TURN, Contender, Line, compared, in_process, say, side_by_side
from tests.bench_credentials.peers import DifferentBytes, signed_text

Work = Callable[[], object]


def sign(rounds: int) -> Iterator[Line]:
    """``eddsa-rdfc-2022`` on each shape of badge."""
    with node.started() as bazaar:
        for shape in Shape:
            say(f"sign {shape}: {rounds} rounds …")
            contenders = [
                in_process("ours", lambda number, shape=shape: _own_sign(shape, number)),
                in_process("pyld", lambda number, shape=shape: _pyld_sign(shape, number), warm_ups=1),
                in_process("floor", lambda number, shape=shape: _floor_sign(shape, number)),
            ]
            if bazaar:
                contenders.append(_bazaar_sign(bazaar, shape))
            medians = side_by_side(contenders, rounds)
            _require_equal_bytes(shape, rounds)
            yield from compared("sign", shape, medians)


def verify(rounds: int) -> Iterator[Line]:
    """From JSON text to a whole report, on each shape of badge."""
    library = peers.OpenBadgesLib()
    with node.started() as bazaar:
        for shape in Shape:
            say(f"verify {shape}: {rounds} rounds …")
            contenders = [
                in_process("ours", lambda number, shape=shape: _own_verify(signed_text(shape, number))),
                in_process("pyld", lambda number, shape=shape: _check(peers.pyld_verify, shape, number), warm_ups=1),
                in_process("floor", lambda number, shape=shape: _floor_verify(shape, number)),
                in_process("openbadgeslib", lambda number, shape=shape: _check(library.verify, shape, number)),
            ]
            if bazaar:
                contenders.append(_bazaar_verify(bazaar, shape))
            medians = side_by_side(contenders, rounds)
            _require_equal_bytes(shape, rounds)
            yield from compared("verify", shape, medians)


def jcs_sign(rounds: int) -> Iterator[Line]:
    """``eddsa-jcs-2022`` beside its own floor."""
    say(f"jcs: {rounds} rounds …")

    def prepare(number: int) -> Work:
        document = _unsigned(Shape.IDS, number)
        return lambda: _signed(document, number, EDDSA_JCS)

    def prepare_floor(number: int) -> Work:
        data = peers.jcs_bytes(make_badge(Shape.IDS, number))
        return lambda: peers.floor_sign(data)

    medians = side_by_side([in_process("ours", prepare), in_process("floor", prepare_floor)], rounds, turn=LONG_TURN)
    for number in range(rounds * LONG_TURN):
        document = make_badge(Shape.IDS, number)
        if _signed(document, number, EDDSA_JCS) != peers.jcs_sign(document, created(number)):
            raise DifferentBytes(f"Badge {number} signed with {EDDSA_JCS} is not what it should be.")
    yield from compared("jcs-sign", Shape.IDS, medians)


def jcs_verify(rounds: int) -> Iterator[Line]:
    """The same the other way round."""

    def prepare(number: int) -> Work:
        document = json.loads(peers.as_text(peers.jcs_sign(make_badge(Shape.IDS, number), created(number))))
        return lambda: verify_proof(document, document["proof"], KEY.public)

    def prepare_floor(number: int) -> Work:
        data = peers.jcs_bytes(make_badge(Shape.IDS, number))
        signature = peers.floor_sign(data)
        return lambda: peers.floor_verify(data, signature)

    medians = side_by_side([in_process("ours", prepare), in_process("floor", prepare_floor)], rounds, turn=LONG_TURN)
    yield from compared("jcs-verify", Shape.IDS, medians)


def verified(text: str) -> ReportVerdict:
    """Check as a verifier does that knows this issuer and has its documents at hand."""
    report = verify_document(
        text,
        now=peers.utc_now(),
        resolve_did=_DIDS.__getitem__,
        load_status_list=_lists().__getitem__,
        is_known_issuer=known_issuer,
    )
    return report.verdict


_DIDS = {ISSUER_DID: did_document()}


@cache
def _lists() -> dict[str, Json]:
    return {STATUS_LIST: status_list()}


def _unsigned(shape: Shape, number: int) -> Json:
    """The badge as it is once JSON was read: no text or object in it is shared with another badge."""
    document: Json = json.loads(peers.as_text(make_badge(shape, number)))
    return document


def _signed(document: Json, number: int, cryptosuite: str = EDDSA_RDFC) -> Json:
    return add_proof(document, signer=KEY, verification_method=METHOD, created=created(number), cryptosuite=cryptosuite)


def _own_sign(shape: Shape, number: int) -> Work:
    document = _unsigned(shape, number)
    return lambda: _signed(document, number)


def _pyld_sign(shape: Shape, number: int) -> Work:
    document = _unsigned(shape, number)
    return lambda: peers.pyld_sign(document, created(number))


def _floor_sign(shape: Shape, number: int) -> Work:
    data = peers.canonical_bytes(shape, number)
    return lambda: peers.floor_sign(data)


def _floor_verify(shape: Shape, number: int) -> Work:
    data = peers.canonical_bytes(shape, number)
    signature = peers.floor_sign(data)
    return lambda: peers.floor_verify(data, signature)


def _own_verify(text: str) -> Work:
    def work() -> None:
        if (verdict := verified(text)) is not ReportVerdict.VALID:
            raise DifferentBytes(f"We find the badge {verdict}.")

    return work


def _check(check: Callable[[str], None], shape: Shape, number: int) -> Work:
    text = signed_text(shape, number)
    return lambda: check(text)


def _bazaar_sign(bazaar: node.DigitalBazaar, shape: Shape) -> Contender:
    def run(number: int) -> float:
        seconds, signature = bazaar.issue(peers.as_text(make_badge(shape, number)), number)
        if signature != json.loads(signed_text(shape, number))["proof"]["proofValue"]:
            raise DifferentBytes(f"@digitalbazaar/vc signs badge {number} of {shape} in another way.")
        return seconds

    return Contender("digitalbazaar", run, node.WARM_UPS)


def _bazaar_verify(bazaar: node.DigitalBazaar, shape: Shape) -> Contender:
    return Contender("digitalbazaar", lambda number: bazaar.verify(signed_text(shape, number)), node.WARM_UPS)


def _require_equal_bytes(shape: Shape, rounds: int) -> None:
    """No figure counts unless we make PyLD's canonical bytes and its signature of every badge that was measured."""
    for number in range(rounds * TURN):
        document = _unsigned(shape, number)
        if canonicalise(document).encode() != peers.canonical_bytes(shape, number):
            raise DifferentBytes(f"We make other bytes of badge {number} of {shape} than PyLD.")
        if _signed(document, number) != json.loads(signed_text(shape, number)):
            raise DifferentBytes(f"We sign badge {number} of {shape} in another way than PyLD.")
