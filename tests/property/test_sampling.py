"""Drawing dossiers: replayed it gives the same, over many it is the share, and a larger share never leaves one out."""

from __future__ import annotations

import hashlib
import random
import secrets
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from evc.quality.sampling import Facts, Shares, is_drawn, sample, share_for

SEEDS = st.binary(min_size=32, max_size=32).map(bytes.hex)
SHARES = st.integers(min_value=0, max_value=100)


@given(seed=SEEDS, dossier=st.uuids(), share=SHARES)
def test_a_replayed_draw_gives_the_same(seed: str, dossier: UUID, share: int):
    assert is_drawn(seed, dossier, share) == is_drawn(seed, UUID(str(dossier)), share)


@given(seed=SEEDS, dossier=st.uuids(), low=SHARES, high=SHARES)
def test_a_larger_share_draws_at_least_what_a_smaller_one_draws(seed: str, dossier: UUID, low: int, high: int):
    low, high = sorted((low, high))

    assert is_drawn(seed, dossier, high) or not is_drawn(seed, dossier, low)


@given(seed=SEEDS, dossier=st.uuids())
def test_all_is_all_and_nothing_is_nothing(seed: str, dossier: UUID):
    assert is_drawn(seed, dossier, 100)
    assert not is_drawn(seed, dossier, 0)


def test_over_many_dossiers_the_share_is_drawn():
    rng = random.Random(20261103)  # the same dossiers each time
    seeds = [rng.randbytes(32).hex() for _ in range(20_000)]
    dossiers = [UUID(bytes=rng.randbytes(16), version=4) for _ in range(20_000)]

    for share in (5, 25, 60):
        drawn = sum(is_drawn(seed, dossier, share) for seed, dossier in zip(seeds, dossiers, strict=True))
        # Four standard deviations of a binomial: with these fixed numbers it holds or it never does.
        assert abs(drawn - 200 * share) < 4 * (20_000 * share / 100 * (1 - share / 100)) ** 0.5


def test_the_algorithm_is_the_one_that_is_described():
    """Worked by hand with sha256sum: the first eight bytes over "<seed>:<id>" against the share of 2^64."""
    seed, dossier = "00" * 32, UUID("12345678-1234-5678-1234-567812345678")
    place = int(hashlib.sha256(f"{seed}:{dossier}".encode()).hexdigest()[:16], 16) / 2**64

    assert [share for share in range(101) if is_drawn(seed, dossier, share)] == [
        share for share in range(101) if place < share / 100
    ]


@given(seed=SEEDS, dossiers=st.lists(st.uuids(), max_size=30, unique=True), size=st.integers(0, 40))
def test_a_sample_depends_on_nothing_but_its_seed_and_what_there_is(seed: str, dossiers: list[UUID], size: int):
    found = sample(seed, dossiers, size)

    assert found == sample(seed, reversed(dossiers), size)
    assert len(found) == min(size, len(dossiers)) == len(set(found))
    assert set(found) <= set(dossiers)


def test_two_seeds_draw_other_samples():
    dossiers = [uuid4() for _ in range(60)]

    assert sample(secrets.token_hex(32), dossiers, 20) != sample(secrets.token_hex(32), dossiers, 20)


@given(
    plan=SHARES,
    raised=SHARES,
    threshold=st.integers(0, 20),
    before=st.integers(0, 20),
)
def test_a_rule_only_raises(plan: int, raised: int, threshold: int, before: int):
    assessor, standard = uuid4(), uuid4()
    shares = Shares(share=plan, raises={"new_assessor": (threshold, raised)})

    share, reasons = share_for(shares, Facts(standard=standard, done_before={assessor: before}, version_before=99))

    holds = before < threshold
    assert share == (max(plan, raised) if holds else plan)
    assert reasons == (["new_assessor"] if holds and raised > plan else [])
