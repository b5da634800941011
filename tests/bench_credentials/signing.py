"""Figures ``sign``, ``issue-text``, ``verify``, ``jcs-sign`` and ``jcs-verify``: one badge at a time, another one each time.

``sign`` adds a proof to a parsed document with a key in memory; safe mode is in it, writing the JSON is not.
``issue-text`` is the whole way from JSON text to JSON bytes, with the data model, the schema and the rules of Open Badges.

``verify`` goes from JSON text to every check of the report: data model, schema, safe mode, proof, issuer (did:web, known),
dates, and the status in a signed list. All documents are at hand; what was found of the list is kept from one badge to
the next, as the product does. What the badge states is read when somebody asks for it, which nobody does here.
``@digitalbazaar/vc`` and openbadgeslib check their status too, and the list each time, as they offer nothing else; PyLD
checks the bare proof. The JCS figures are the proof alone, on a parsed document.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from credentials.core.issue import issue_credential
from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.data_integrity import EDDSA_JCS, EDDSA_RDFC, add_proof, verify_proof
from credentials.core.primitives.json_text import parse_json_object
from credentials.core.report import ReportVerdict
from credentials.core.status_cache import StatusListCache
from credentials.core.verify import Surroundings, verify_in
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
            _make_inputs(shape, rounds)
            contenders = [
                in_process("ours", lambda number, shape=shape: _own_sign(shape, number)),
                in_process("pyld", lambda number, shape=shape: _pyld_sign(shape, number), warm_ups=1),
                in_process("floor", lambda number, shape=shape: _floor_sign(shape, number)),
            ]
            signatures: dict[int, str] = {}
            if bazaar:
                contenders.append(_bazaar_sign(bazaar, shape, signatures))
            medians = side_by_side(contenders, rounds)
            _require_equal_bytes(shape, rounds, signatures)
            yield from compared("sign", shape, medians)


def issue_text(rounds: int) -> Iterator[Line]:
    """Everything that issuing checks, and the JSON on both sides."""
    for shape in Shape:
        say(f"issue-text {shape}: {rounds} rounds …")
        _make_inputs(shape, rounds)
        contenders = [
            in_process("ours", lambda number, shape=shape: _own_issue(shape, number)),
            in_process("pyld", lambda number, shape=shape: _pyld_issue(shape, number), warm_ups=1),
            in_process("floor", lambda number, shape=shape: _floor_sign(shape, number)),
        ]
        yield from compared("issue-text", shape, side_by_side(contenders, rounds))


def verify(rounds: int) -> Iterator[Line]:
    """From JSON text to a whole report, on each shape of badge."""
    library = peers.OpenBadgesLib()
    with node.started() as bazaar:
        for shape in Shape:
            say(f"verify {shape}: {rounds} rounds …")
            _make_inputs(shape, rounds)
            contenders = [
                in_process("ours", lambda number, shape=shape: _own_verify(signed_text(shape, number))),
                in_process("pyld", lambda number, shape=shape: _check(peers.pyld_verify, shape, number), warm_ups=1),
                in_process("floor", lambda number, shape=shape: _floor_verify(shape, number)),
                in_process("openbadgeslib", lambda number, shape=shape: _check(library.verify, shape, number)),
            ]
            if bazaar:
                contenders.append(_bazaar_verify(bazaar, shape))
            medians = side_by_side(contenders, rounds)
            _require_equal_bytes(shape, rounds, {})
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
    return verify_in(surroundings(), text).verdict


def surroundings() -> Surroundings:
    """What such a verifier has, at this moment."""
    return Surroundings(
        now=peers.utc_now(),
        resolve_did=_DIDS.__getitem__,
        load_status_list=_lists().__getitem__,
        is_known_issuer=known_issuer,
        status_cache=_CHECKED_LISTS,
    )


_DIDS = {ISSUER_DID: did_document()}
_CHECKED_LISTS = StatusListCache()


@cache
def _lists() -> dict[str, Json]:
    return {STATUS_LIST: status_list()}


def _make_inputs(shape: Shape, rounds: int) -> None:
    """Let PyLD make what the turns need beforehand: right before a turn it would leave the processor's memory full."""
    for number in range(rounds * TURN):
        peers.canonical_bytes(shape, number)
        signed_text(shape, number)


def _unsigned(shape: Shape, number: int) -> Json:
    """The badge as it is once JSON was read: no text or object in it is shared with another badge."""
    document: Json = json.loads(peers.as_text(make_badge(shape, number)))
    return document


def _signed(document: Json, number: int, cryptosuite: str = EDDSA_RDFC) -> Json:
    return add_proof(document, signer=KEY, verification_method=METHOD, created=created(number), cryptosuite=cryptosuite)


def _own_sign(shape: Shape, number: int) -> Work:
    document = _unsigned(shape, number)
    return lambda: _signed(document, number)


def _own_issue(shape: Shape, number: int) -> Work:
    text, when = peers.as_text(make_badge(shape, number)), created(number)

    def work() -> bytes:
        issued = issue_credential(parse_json_object(text), signer=KEY, verification_method=METHOD, created=when)
        return peers.as_text(issued).encode()

    return work


def _pyld_issue(shape: Shape, number: int) -> Work:
    text, when = peers.as_text(make_badge(shape, number)), created(number)
    return lambda: peers.as_text(peers.pyld_sign(json.loads(text), when)).encode()


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


def _bazaar_sign(bazaar: node.DigitalBazaar, shape: Shape, signatures: dict[int, str]) -> Contender:
    """It leaves each signature in ``signatures``."""

    def run(number: int) -> float:
        seconds, signatures[number] = bazaar.issue(peers.as_text(make_badge(shape, number)), number)
        return seconds

    return Contender("digitalbazaar", run, node.WARM_UPS)


def _bazaar_verify(bazaar: node.DigitalBazaar, shape: Shape) -> Contender:
    return Contender("digitalbazaar", lambda number: bazaar.verify(signed_text(shape, number)), node.WARM_UPS)


def _require_equal_bytes(shape: Shape, rounds: int, signatures: Mapping[int, str]) -> None:
    """No figure counts unless every badge that was measured has PyLD's canonical bytes and signature, everywhere."""
    for number in range(rounds * TURN):
        document, expected = _unsigned(shape, number), json.loads(signed_text(shape, number))
        if canonicalise(document).encode() != peers.canonical_bytes(shape, number):
            raise DifferentBytes(f"We make other bytes of badge {number} of {shape} than PyLD.")
        if _signed(document, number) != expected:
            raise DifferentBytes(f"We sign badge {number} of {shape} in another way than PyLD.")
        if signatures.get(number, expected["proof"]["proofValue"]) != expected["proof"]["proofValue"]:
            raise DifferentBytes(f"@digitalbazaar/vc signs badge {number} of {shape} in another way than PyLD.")
