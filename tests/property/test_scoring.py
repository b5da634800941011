"""What always holds when levels are combined and compared, whatever was scored."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evc.assessments.agreement import cohens_kappa, kappa_of_seats, pairs, scores_compared
from evc.assessments.scoring import (
    Verdict,
    counted_levels,
    differences,
    effective_levels,
    shared_instruments,
    verdict,
)

LEVELS = st.sampled_from(["onvoldoende", "voldoende", "goed"])
CRITERIA = st.integers(min_value=1, max_value=12)
INSTRUMENTS = ("portfolio", "interview", "observation")
PAIRS = st.lists(st.tuples(LEVELS, LEVELS), max_size=60)
SEAT = st.dictionaries(CRITERIA, LEVELS)
SCORES = st.dictionaries(st.tuples(CRITERIA, st.sampled_from(INSTRUMENTS)), LEVELS)


@given(PAIRS)
def test_kappa_lies_between_minus_one_and_one(both):
    kappa = cohens_kappa(both)

    assert kappa is None or -1 <= kappa <= 1


@given(PAIRS)
def test_kappa_and_agreement_do_not_care_who_is_called_first(both):
    turned = [(second, first) for first, second in both]

    assert cohens_kappa(both) == cohens_kappa(turned)


@given(st.lists(LEVELS, min_size=1))
def test_assessors_who_always_agree_have_a_kappa_of_one_or_none(levels):
    kappa = cohens_kappa([(level, level) for level in levels])

    assert kappa == (1.0 if len(set(levels)) > 1 else None)


@given(PAIRS, st.permutations(["onvoldoende", "voldoende", "goed"]))
def test_the_names_of_the_levels_do_not_matter_to_kappa(both, names):
    renamed = dict(zip(["onvoldoende", "voldoende", "goed"], names, strict=True))

    assert cohens_kappa(both) == cohens_kappa([(renamed[first], renamed[second]) for first, second in both])


@given(SEAT, SEAT)
def test_two_seats_differ_on_as_many_criteria_whoever_sits_first(first, second):
    assert set(differences([first, second])) == set(differences([second, first]))
    assert all(first[criterion] != second[criterion] for criterion in differences([first, second]))
    assert scores_compared([first, second]) == len(pairs(first, second))
    assert kappa_of_seats([first, second]) == cohens_kappa(pairs(first, second))


@given(SEAT)
def test_an_assessor_never_differs_from_themselves(seat):
    assert differences([seat, dict(seat)]) == []


@given(SCORES)
def test_the_last_instrument_in_which_a_criterion_was_scored_counts(scores):
    levels = effective_levels(scores, instruments=INSTRUMENTS)

    assert set(levels) == {criterion for criterion, _instrument in scores}
    for criterion, level in levels.items():
        last = next(instrument for instrument in reversed(INSTRUMENTS) if (criterion, instrument) in scores)
        assert level == scores[criterion, last]


@given(SEAT, SEAT)
def test_an_agreed_level_goes_before_that_of_seat_one(first, agreed):
    counted = counted_levels(first, agreed)

    assert counted == {criterion: agreed.get(criterion, first.get(criterion)) for criterion in {**first, **agreed}}


@given(st.lists(st.lists(st.sampled_from(INSTRUMENTS), unique=True), max_size=4))
def test_shared_instruments_are_those_of_every_seat(seats):
    shared = shared_instruments(seats)

    assert set(shared) == (set.intersection(*map(set, seats)) if seats else set())


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 100))
def test_a_verdict_follows_from_how_many_criteria_meet_the_bar(met, more, threshold):
    total = met + more
    found = verdict(met=met, total=total, threshold_percent=threshold)

    assert (found == Verdict.NOT_YET) == (met == 0)
    assert found == Verdict.RECOGNISED or met < total or met == 0
    if found == Verdict.RECOGNISED:
        assert met / total >= threshold / 100
    elif met:
        assert met / total < threshold / 100


@given(st.integers(1, 40), st.integers(1, 100))
def test_one_criterion_more_never_makes_a_verdict_worse(total, threshold):
    order = [Verdict.NOT_YET, Verdict.PARTLY, Verdict.RECOGNISED]
    ranks = [order.index(verdict(met=met, total=total, threshold_percent=threshold)) for met in range(total + 1)]

    assert ranks == sorted(ranks)
