"""Cohen's kappa on tables that were worked out by hand."""

from __future__ import annotations

import pytest

from evc.assessments.agreement import cohens_kappa, kappa_of_seats, scores_compared


def table(*, both_yes: int, first_yes: int, second_yes: int, both_no: int) -> list[tuple[str, str]]:
    return (
        [("yes", "yes")] * both_yes
        + [("yes", "no")] * first_yes
        + [("no", "yes")] * second_yes
        + [("no", "no")] * both_no
    )


def test_kappa_takes_away_what_chance_gives():
    # 35 of 50 agree; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5 would: (0.7 - 0.5) / (1 - 0.5).
    both = table(both_yes=20, first_yes=5, second_yes=10, both_no=15)

    assert cohens_kappa(both) == pytest.approx(0.4)


def test_kappa_is_zero_where_agreement_is_what_chance_gives():
    assert cohens_kappa(table(both_yes=1, first_yes=1, second_yes=1, both_no=1)) == 0


def test_kappa_is_minus_one_where_nobody_ever_agrees():
    assert cohens_kappa(table(both_yes=0, first_yes=10, second_yes=10, both_no=0)) == -1


def test_nothing_to_compare_gives_no_kappa():
    assert cohens_kappa([]) is None


def test_always_the_same_level_says_nothing_about_agreement():
    both = [("voldoende", "voldoende")] * 14

    assert cohens_kappa(both) is None


def test_one_who_always_gives_the_same_level_agrees_by_chance_only():
    assert cohens_kappa([("goed", "goed"), ("goed", "voldoende")]) == 0


def test_a_single_seat_has_nobody_to_agree_with():
    assert kappa_of_seats([{"C1": "goed"}]) is None
    assert scores_compared([{"C1": "goed"}]) == 0
