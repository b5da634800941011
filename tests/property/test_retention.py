"""What is within its term is never erased, whatever days jobs run on and whatever terms are set meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evc.retention import dates
from evc.retention.cases import ended_on, terms_of
from evc.retention.services import erase, set_term, tell
from evc.trajectories.models import ErasedPart, Kept
from foundation.people.roles import ADMINISTRATOR
from tests.factories.people import PersonFactory, member
from tests.unit.evc.retention.cases import closed

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(1, 600)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ended=DAYS, months=MONTHS, late=st.integers(-60, 400))
def test_the_day_of_erasing_lies_past_the_term_and_a_month_past_the_telling(ended, months, late):
    out = dates.first_day_out(ended, months)
    told = dates.told_from(out) + timedelta(days=max(late, 0))
    day = dates.erase_day(out, told_on=told)

    assert day > dates.kept_until(ended, months)
    assert day - told >= timedelta(days=30)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ended=DAYS, months=MONTHS)
def test_no_case_whose_day_has_come_slips_through_the_net(ended, months):
    out = dates.first_day_out(ended, months)

    assert ended <= dates.latest_end(out, months)


@pytest.fixture
def case(db):
    return closed()


_STEP = st.one_of(
    st.tuples(st.just("day"), st.integers(1, 200)),
    st.tuples(st.just("term"), st.one_of(st.none(), st.integers(1, 60))),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEP, min_size=3, max_size=20))
def test_nothing_within_its_term_is_ever_erased(case, steps):
    with transaction.atomic():
        boss = PersonFactory()
        member(boss, case.provider, ADMINISTRATOR)
        today = ended = ended_on(case)
        told: dict[str, date] = {}
        for kind, value in steps:
            if kind == "term":
                set_term(case.provider, kept=Kept.DOSSIER, months=value, because="Afgesproken", by=boss)
                continue
            today += timedelta(days=value)
            told |= {notice.kept: today for notice in tell(case.pk, today=today)}
            terms = terms_of(case.provider)
            for kept in Kept:
                if erase(case.pk, kept=kept, today=today) is not None:
                    months = terms[kept].months
                    assert months is not None
                    assert today > dates.kept_until(ended, months)
                    assert today - told[kept] >= timedelta(days=30)
        assert ErasedPart.objects.count() <= len(Kept)
        transaction.set_rollback(True)
