"""Once more what was done last, the log as evidence, a story in parts, and links that are taken away."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, WrongState
from portfolio import services as portfolio
from portfolio.models import Repetition
from portfolio.selectors import coverage
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db


def noted(owner, work_process, **fields):
    typed = {"day": date(2026, 1, 5), "task": "Surveillance", "count": 3, "role": "independent"} | fields
    return portfolio.note_repetition(owner, work_process=work_process, by=owner, **typed)


def test_once_more_is_the_last_entry_for_today_and_counts_one() -> None:
    owner, work_process = PersonFactory(), make_standard().work_processes.first()
    last = noted(owner, work_process, place="Markt", witness_name="Sanne", witness_email="sanne@example.org")

    again = portfolio.repeat_last(owner, work_process=work_process, last=last.pk, by=owner)

    assert (again.day, again.task, again.count) == (timezone.localdate(), "Surveillance", 1)
    assert (again.place, again.witness_email, again.state) == ("Markt", "sanne@example.org", "noted")


def test_a_second_click_on_the_same_entry_adds_nothing() -> None:
    owner, work_process = PersonFactory(), make_standard().work_processes.first()
    last = noted(owner, work_process)
    portfolio.repeat_last(owner, work_process=work_process, last=last.pk, by=owner)

    with pytest.raises(WrongState):
        portfolio.repeat_last(owner, work_process=work_process, last=last.pk, by=owner)

    assert Repetition.objects.filter(owner=owner).count() == 2


def test_a_log_becomes_one_item_however_often_it_is_asked() -> None:
    owner, version = PersonFactory(), make_standard()
    first, second = version.work_processes.all()[:2]
    noted(owner, first)
    made = portfolio.put_log_in_portfolio(owner, version=version, title="Logboek", by=owner)
    noted(owner, second)

    again = portfolio.put_log_in_portfolio(owner, version=version, title="Logboek", by=owner)

    assert again.pk == made.pk
    assert set(again.links.values_list("work_process", flat=True)) == {first.pk, second.pk}


def test_an_empty_log_is_no_evidence() -> None:
    owner = PersonFactory()

    with pytest.raises(InvalidInput):
        portfolio.put_log_in_portfolio(owner, version=make_standard(), title="Logboek", by=owner)


def test_a_part_of_a_story_leaves_the_other_parts_alone_and_the_same_again_writes_nothing() -> None:
    owner = PersonFactory()
    item = portfolio.add_item(owner, kind="reflection", title="Ruzie", by=owner, starr={"situation": "Markt"})
    portfolio.write_story(item.pk, action="Ik haalde ze uit elkaar.", by=owner)
    logged = AuditEntry.objects.count()

    portfolio.write_story(item.pk, action="Ik haalde ze uit elkaar.", by=owner)

    item.refresh_from_db()
    assert item.starr == {"situation": "Markt", "action": "Ik haalde ze uit elkaar."}
    assert AuditEntry.objects.count() == logged


def test_the_last_link_to_a_standard_can_be_taken_away_while_another_stays() -> None:
    owner, one, two = PersonFactory(), make_standard(), make_standard()
    item = make_item(owner, work_processes=[one.work_processes.first(), two.work_processes.first()])

    portfolio.link_item(item.pk, work_processes=[two.work_processes.first()], versions=[one, two], by=owner)

    assert [link.work_process.version for link in item.links.select_related("work_process__version")] == [two]
    assert not any(row.total for row in coverage(owner, one, on=date(2026, 1, 1)))
