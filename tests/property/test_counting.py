"""What the database adds up and what is counted line by line are the same numbers, whatever a log holds."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from portfolio.counting import PracticeRules, age_edges
from portfolio.models import PracticeLog, Repetition
from portfolio.rules import is_older_than
from portfolio.selectors import counted_logs, practice_counts
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard

TODAY = date(2026, 3, 1)


def fill(owner, work_process, random):
    """Entries of every state and role around the ages that matter, and corrections of some of them."""
    log = PracticeLog.objects.create(owner=owner, work_process=work_process)
    days = [TODAY - timedelta(days=random.choice([1, 400, 730, 731, 1826, 1827, 1900])) for _entry in range(60)]
    for day in [*days, date(2024, 2, 29), date(2020, 2, 29), date(2021, 3, 1), date(2021, 2, 28)]:
        entry = Repetition.objects.create(
            log=log,
            owner=owner,
            day=day,
            task="Ronde",
            count=random.randint(1, 4),
            role=random.choice(Repetition.PracticeRole.values),
            state=random.choice(["noted", "asked", "refused", "confirmed", "confirmed", "confirmed"]),
            witness_email=random.choice(["a@example.org", "A@example.org", "b@example.org", ""]),
            witness_name=random.choice(["An", "an"]),
        )
        if entry.state == "confirmed" and random.random() < 0.3:
            Repetition.objects.create(
                log=log, owner=owner, day=day, task="Ronde", count=-1, role=entry.role, state="counter",
                witness_email=entry.witness_email, corrects=entry, note="te veel",
            )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_the_sums_of_the_database_are_those_of_the_lines(seed, django_assert_num_queries):
    random, owner = Random(seed), PersonFactory()
    version = make_standard(repetitions={"W1": random.choice([5, 40, 400])})
    version.repetitions_expire_after_years = random.choice([None, 2, 5, 6])
    version.repetitions_independent_only = random.choice([True, False])
    version.repetitions_least_witnesses = random.choice([1, 2, 3])
    version.save()
    for work_process in version.work_processes.all():
        fill(owner, work_process, random)

    with django_assert_num_queries(1):
        summed = practice_counts(owner, version, on=TODAY)

    by_line = counted_logs(owner, [version], on=TODAY)
    assert summed == {pk: log.count for pk, log in by_line.items()}
    assert summed


@pytest.mark.parametrize("years", [1, 2, 4, 5, 6, 8])
@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2028, 2, 29), date(2027, 2, 28), date(2026, 11, 28)])
def test_an_edge_is_the_first_day_that_is_not_too_old(years, on):
    edges = age_edges(PracticeRules(expire_after_years=years), on=on)

    for edge, limit in zip(edges, sorted({years, 5}, reverse=True), strict=True):
        assert not is_older_than(edge, limit, on=on)
        assert is_older_than(edge - timedelta(days=1), limit, on=on)
