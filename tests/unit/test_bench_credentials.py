"""The bench of the credential engine: what it measures is what it says, and its lines have the agreed form.

Nothing here looks at a time.
"""

from __future__ import annotations

import json
import re

import pytest

from credentials.core.primitives.canonical import canonicalise
from credentials.core.primitives.data_integrity import EDDSA_JCS, add_proof
from credentials.core.report import ReportVerdict
from tests.bench_credentials import peers
from tests.bench_credentials.badges import LIST_BITS, Json, Shape, make_badge, set_places
from tests.bench_credentials.issuer import KEY, METHOD, created
from tests.bench_credentials.measuring import Contender, line, side_by_side
from tests.bench_credentials.running import FIGURES, main
from tests.bench_credentials.signing import verified
from tests.bench_credentials.targets import REACH, is_reached
from tests.require import shared

SHAPES = pytest.mark.parametrize("shape", list(Shape), ids=str)
MEMBERS = {"figure", "value", "unit", "peer", "peer_value", "ratio", "badge"}


def skeleton(value: object) -> object:
    """What members an object has and how long its lists are, without any text."""
    if isinstance(value, dict):
        return {key: skeleton(item) for key, item in value.items()}
    return [skeleton(item) for item in value] if isinstance(value, list) else type(value).__name__


@SHAPES
def test_a_badge_that_the_peer_signed_is_valid_with_every_check(shape):
    assert verified(peers.signed_text(shape, 3)) is ReportVerdict.VALID


@SHAPES
def test_a_badge_that_was_changed_is_not_measured_as_a_valid_one(shape):
    assert verified(peers.signed_text(shape, 3).replace("Bewijs 1", "Bewijs 9")) is ReportVerdict.INVALID


@pytest.mark.parametrize(
    ("shape", "size", "blank_nodes", "results", "evidence"),
    [(Shape.IDS, 10_300, 37, 12, 6), (Shape.BNODES, 8_650, 68, 12, 6), (Shape.SMALL, 3_620, 19, 3, 2)],
    ids=["ids", "bnodes", "small"],
)
def test_a_badge_has_the_size_that_its_shape_says(shape, size, blank_nodes, results, evidence):
    badge = make_badge(shape, 1234)

    assert len(peers.as_text(badge).encode()) == pytest.approx(size, rel=0.04)
    assert len(set(re.findall(r"_:c14n\d+", canonicalise(badge)))) == blank_nodes
    subject = badge["credentialSubject"]
    described = subject["achievement"]["resultDescription"]
    assert len(subject["result"]) == len(described) == results
    assert [len(one["alignment"]) for one in described] == [1] * results
    assert len(badge["evidence"]) == evidence


@SHAPES
def test_a_badge_is_built_as_those_that_the_targets_were_set_with(shape):
    expected = json.loads(shared(f"trial/badges/badge-{shape}.json").read_text(encoding="utf-8"))
    expected["credentialSubject"]["identifier"][0].pop("id", None)  # the schema has no place for it

    assert skeleton(make_badge(shape, 1)) == skeleton(expected)


@SHAPES
def test_every_number_is_another_badge(shape):
    texts = [peers.as_text(make_badge(shape, number)) for number in range(200)]
    assert len(set(texts)) == 200
    assert len({json.loads(text)["credentialSubject"]["achievement"]["id"] for text in texts}) == 200


def test_badges_of_one_achievement_share_it():
    one, other = (make_badge(Shape.IDS, number, achievement=7) for number in (1, 2))
    assert one["credentialSubject"]["achievement"] == other["credentialSubject"]["achievement"]
    assert one["id"] != other["id"]


def test_no_badge_that_is_measured_was_withdrawn():
    withdrawn = set(set_places())
    assert len(withdrawn) == LIST_BITS // 100
    for number in (0, 1, 99, 65_535, 65_536, 1_000_000):
        entry = make_badge(Shape.SMALL, number)["credentialStatus"]
        assert int(entry["statusListIndex"]) not in withdrawn


def test_jcs_of_the_peer_is_what_we_sign():
    badge: Json = make_badge(Shape.IDS, 5)
    signed = add_proof(badge, signer=KEY, verification_method=METHOD, created=created(5), cryptosuite=EDDSA_JCS)
    assert signed == peers.jcs_sign(badge, created(5))


@pytest.mark.parametrize(
    ("peer", "ratio"), [("pyld", 4.0), ("floor", 0.25), ("import-cryptography", 0.25), ("1000", 0.25), ("1-core", 4.0)]
)
def test_the_ratio_is_times_faster_than_a_peer_and_times_a_floor(peer, ratio):
    assert line("sign", "ids", 0.5, peer, 2.0).ratio == ratio


@pytest.mark.parametrize(
    ("peer", "value", "reached"),
    [("pyld", 1 / 45, True), ("pyld", 1 / 44, False), ("floor", 7, True), ("floor", 8, False)],
)
def test_a_target_is_reached_at_its_own_value(peer, value, reached):
    assert is_reached(line("sign", "ids", value, peer, 1.0)) is reached


def test_every_target_is_of_a_figure_that_is_measured():
    assert {figure for figure, _badge, _peer in REACH} <= set(FIGURES)


def test_contenders_have_their_turns_one_after_another_and_never_the_same_badge_twice():
    turns: list[tuple[str, int]] = []

    def contender(name: str) -> Contender:
        def run(number: int) -> float:
            turns.append((name, number))
            return float(number)

        return Contender(name, run, warm_ups=0)

    medians = side_by_side([contender("a"), contender("b")], 2, turn=2)

    assert turns == [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("a", 2), ("a", 3), ("b", 2), ("b", 3)]
    assert medians == {"a": 1.5, "b": 1.5}


@pytest.mark.parametrize("figure", ["jcs-sign", "jcs-verify", "bake", "status-list", "status-list-million"])
def test_a_figure_is_one_line_of_json_a_peer_with_the_agreed_members(figure, capsys):
    assert main([figure, "--rounds", "1"]) == 0

    printed = capsys.readouterr()
    (only,) = [json.loads(text) for text in printed.out.splitlines()]
    assert only.keys() == MEMBERS
    assert only["figure"] == figure
    assert all(only[member] > 0 for member in ("value", "peer_value", "ratio"))
    assert f"| {figure} " in printed.err
