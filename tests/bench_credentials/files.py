"""Figures ``bake``, ``status-list`` and ``status-list-million``: what is done to files that lie ready.

``bake`` puts a badge into the stored bytes of a drawn medal of 600 pixels; the peer is Pillow, which writes the picture
anew. ``status-list`` sets one of 131,072 entries, packs and signs the list; the peer does it with gzip at its highest
level and PyLD. ``status-list-million`` sets 1,000 of 1,000,000 entries and makes the JSON that is served; the floor is
gzip of the list, once.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterator
from datetime import date
from io import BytesIO

from PIL import Image

from credentials import picture
from credentials.core.primitives.baking import bake_png
from credentials.core.primitives.bitstrings import with_bits
from credentials.core.primitives.data_integrity import add_proof
from credentials.core.status_list import build_status_list_credential
from tests.bench_credentials import peers
from tests.bench_credentials.badges import ISSUER_DID, LIST_BITS, STATUS_LIST, Json, Shape, make_badge
from tests.bench_credentials.issuer import KEY, LIST_ISSUED, METHOD, list_bits
from tests.bench_credentials.measuring import LONG_TURN, Line, compared, in_process, say, side_by_side
from tests.bench_credentials.signing import Work

MILLION = 1_000_000
FLIPS = 1_000
PIXELS = 600  # each side

_LEVEL = 6  # gzip's own choice between time and size


def bake(rounds: int) -> Iterator[Line]:
    """A badge of 10 KB into a picture."""
    say(f"bake: {rounds} rounds …")
    medal = _medal()
    opened = Image.open(BytesIO(medal))
    opened.load()

    def prepare(number: int) -> Work:
        text = peers.as_text(make_badge(Shape.IDS, number))
        return lambda: bake_png(medal, text)

    medians = side_by_side(
        [
            in_process("ours", prepare),
            in_process("pillow", lambda _number: lambda: opened.save(BytesIO(), "PNG"), warm_ups=1),
        ],
        rounds,
        turn=LONG_TURN,
    )
    yield from compared("bake", Shape.IDS, medians)


def status_list(rounds: int) -> Iterator[Line]:
    """One entry of 131,072, to a signed list."""
    say(f"status-list: {rounds} rounds …")
    bits = list_bits()

    def prepare_peer(number: int) -> Work:
        return lambda: peers.pyld_sign(_packed_by_peer(_with_bit(bits, 2 * number % LIST_BITS)), LIST_ISSUED)

    contenders = [
        in_process("ours", lambda number: lambda: _signed_list(bits, [2 * number % LIST_BITS])),
        in_process("gzip9-pyld", prepare_peer, warm_ups=1),
    ]
    yield from compared("status-list", "", side_by_side(contenders, rounds))


def status_list_million(rounds: int) -> Iterator[Line]:
    """A thousand entries of a million, to the JSON that is served."""
    say(f"status-list-million: {rounds} rounds …")
    bits = list_bits(MILLION)
    step = MILLION // FLIPS

    def prepare(number: int) -> Work:
        chosen = range(2 * number % step, MILLION, step)
        return lambda: peers.as_text(_signed_list(bits, chosen)).encode()

    def prepare_floor(number: int) -> Work:
        changed = with_bits(bits, range(2 * number % step, MILLION, step), True)
        return lambda: gzip.compress(changed, _LEVEL, mtime=0)

    medians = side_by_side([in_process("ours", prepare), in_process("floor", prepare_floor)], rounds)
    yield from compared("status-list-million", "", medians)


def _signed_list(bits: bytes, chosen: list[int] | range) -> Json:
    unsigned = build_status_list_credential(
        list_url=STATUS_LIST,
        issuer_did=ISSUER_DID,
        bits=with_bits(bits, chosen, True),
        valid_from=LIST_ISSUED,
    )
    return add_proof(unsigned, signer=KEY, verification_method=METHOD, created=LIST_ISSUED)


def _with_bit(bits: bytes, index: int) -> bytes:
    changed = bytearray(bits)
    changed[index // 8] |= 0x80 >> index % 8
    return bytes(changed)


def _packed_by_peer(bits: bytes) -> Json:
    packed = base64.urlsafe_b64encode(gzip.compress(bits, 9, mtime=0)).rstrip(b"=").decode()
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": STATUS_LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": ISSUER_DID,
        "validFrom": "2024-01-01T00:00:00Z",
        "credentialSubject": {
            "id": f"{STATUS_LIST}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": f"u{packed}",
        },
    }


def _medal() -> bytes:
    segments = tuple(picture.Segment("recognised", group=number // 4) for number in range(12))
    medal = picture.Medal(
        title="Toezicht in de wijk",
        organisation="EVC-huis Voorbeeld",
        route_label="EVC",
        is_full=True,
        segments=segments,
        level="NLQF 3",
        month=date(2024, 1, 8),
        language="nl",
        achievement_id="https://evc-huis.example/a/toezicht-7",
        public_url="https://evc-huis.example/c/7",
        code="ABCD-EFGH-JKLM",
        is_example=True,
    )
    return picture.draw_png(medal, size=PIXELS)
