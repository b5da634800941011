"""What counts of a practice log by the rules of its standard, and what is said of the rest."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from portfolio.counting import LogLine, PracticeRules, Verdict, Why, tally
from portfolio.models import Repetition

TODAY = date(2026, 6, 1)
ANY = PracticeRules()


def line(
    key: int,
    count: int = 1,
    *,
    day: date = date(2026, 1, 1),
    role: str = "independent",
    state: str = "confirmed",
    witness: str = "sanne",
    corrects: int | None = None,
) -> LogLine:
    return LogLine(UUID(int=key), day, count, role, state, witness, UUID(int=corrects) if corrects else None)


def verdicts(*lines: LogLine, rules: PracticeRules = ANY) -> list[Verdict]:
    found = tally(lines, rules, on=TODAY).verdicts
    return [found[entry.key] for entry in lines if entry.key in found]


def test_what_is_confirmed_and_done_alone_counts():
    assert verdicts(line(1, 3)) == [Verdict(3, 0, Why.COUNTED)]


def test_what_is_not_confirmed_says_how_far_it_is():
    assert [verdict.why for verdict in verdicts(*(line(n, state=Why(s)) for n, s in enumerate(WAITING, 1)))] == WAITING


WAITING = [Why.NOTED, Why.ASKED, Why.REFUSED]


def test_what_was_done_with_help_counts_only_where_the_standard_says_so():
    entry = line(1, 2, role="assisted")

    assert verdicts(entry) == [Verdict(0, 2, Why.NOT_INDEPENDENT)]
    assert verdicts(entry, rules=PracticeRules(independent_only=False)) == [Verdict(2, 0, Why.COUNTED)]


def test_what_is_old_is_flagged_and_stops_counting_only_at_the_standards_own_limit():
    entry = line(1, 2, day=date(2020, 1, 1))
    flagged = tally([entry], ANY, on=TODAY)

    assert (flagged.counted, flagged.old) == (2, 2)
    assert verdicts(entry, rules=PracticeRules(expire_after_years=3)) == [Verdict(0, 2, Why.OLD)]


def test_a_counter_entry_takes_off_what_it_says_and_is_no_entry_itself():
    counter = line(2, -2, state="counter", corrects=1)

    assert verdicts(line(1, 5), counter) == [Verdict(3, 0, Why.COUNTED)]
    assert verdicts(line(1, 2), counter) == [Verdict(0, 2, Why.CORRECTED)]


def test_a_correction_upwards_counts_once_it_is_confirmed():
    more = line(2, 2, state="asked", corrects=1)

    assert [verdict.counted for verdict in verdicts(line(1, 3), more)] == [3, 0]
    assert [verdict.counted for verdict in verdicts(line(1, 3), line(2, 2, corrects=1))] == [3, 2]


def test_with_too_few_witnesses_the_last_of_the_number_stays_open():
    rules = PracticeRules(required=10, least_witnesses=2)
    ten_by_one = [line(1, 6), line(2, 4, day=date(2026, 2, 1))]

    assert verdicts(*ten_by_one, rules=rules) == [Verdict(6, 0, Why.COUNTED), Verdict(3, 1, Why.FEW_WITNESSES)]
    second = line(3, 1, witness="piet", day=date(2026, 3, 1))
    assert tally([*ten_by_one, second], rules, on=TODAY).counted == 11


def test_without_a_required_number_all_of_it_counts_and_the_witnesses_are_told():
    counted = tally([line(1, 4)], PracticeRules(least_witnesses=3), on=TODAY)

    assert (counted.counted, counted.witnesses) == (4, 1)


def test_one_whose_entries_do_not_count_is_no_witness():
    rules = PracticeRules(required=5, least_witnesses=2)
    with_help = line(2, 2, role="assisted", witness="piet")

    assert tally([line(1, 5), with_help], rules, on=TODAY).witnesses == 1


LINES = st.lists(
    st.builds(
        line,
        st.integers(1, 10_000),
        st.integers(1, 30),
        day=st.dates(date(2015, 1, 1), date(2026, 5, 1)),
        role=st.sampled_from(Repetition.PracticeRole.values),
        state=st.sampled_from(["noted", "asked", "confirmed", "refused"]),
        witness=st.sampled_from(["sanne", "piet", "noor"]),
    ),
    unique_by=lambda entry: entry.key,
)
RULES = st.builds(
    PracticeRules,
    required=st.none() | st.integers(1, 60),
    expire_after_years=st.none() | st.integers(1, 10),
    independent_only=st.booleans(),
    least_witnesses=st.integers(1, 4),
)


@given(LINES, RULES)
def test_every_repetition_counts_or_says_why_not(lines: list[LogLine], rules: PracticeRules):
    found = tally(lines, rules, on=TODAY)

    assert found.verdicts.keys() == {entry.key for entry in lines}
    for entry in lines:
        verdict = found.verdicts[entry.key]
        assert verdict.counted + verdict.not_counted == entry.count
        assert (verdict.why is Why.COUNTED) == (verdict.not_counted == 0)
    assert found.counted == sum(verdict.counted for verdict in found.verdicts.values())


@given(LINES, RULES)
def test_the_required_number_is_never_reached_with_too_few_witnesses(lines: list[LogLine], rules: PracticeRules):
    found = tally(lines, rules, on=TODAY)

    if rules.required is not None and found.counted >= rules.required:
        assert found.witnesses >= min(rules.least_witnesses, rules.required)


@given(LINES, RULES, st.randoms())
def test_the_order_of_the_lines_makes_no_difference(lines: list[LogLine], rules: PracticeRules, random):
    mixed = list(lines)
    random.shuffle(mixed)

    assert tally(mixed, rules, on=TODAY).verdicts == tally(lines, rules, on=TODAY).verdicts
