"""The evidence plan and what a coach asks: who may, what it asks of the other, and that a promise is never evidence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.selectors import by_work_process, coverage_of, promises_of, work_processes_in_scope
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.commitments import commitments
from portfolio.models import EvidenceRequest, PlannedItem
from portfolio.signals import Signal
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item
from tests.factories.trajectories import TrajectoryFactory, share_evidence, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


@pytest.fixture
def case() -> Trajectory:
    return TrajectoryFactory(building=True)


def coach_of(case: Trajectory) -> Person:
    return who_is(case, Part.COACH)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def planned(case: Trajectory, *, by: Person, codes: tuple[str, ...] = ("W1",), **fields: Any) -> PlannedItem:
    scope = work_processes_in_scope(case).filter(code__in=codes)
    chosen = fields.pop("work_processes", [row.pk for row in scope])
    typed = {"title": "Marktplan", "kind": "work_product", "due_on": in_days(14)} | fields
    return trajectories.plan_item(case.pk, work_processes=chosen, by=by, **typed)


def test_what_the_candidate_plans_is_promised_at_once_and_what_the_coach_plans_waits_for_a_yes(case):
    own = planned(case, by=case.candidate)
    asked = planned(case, by=coach_of(case), title="Gesprek met een bewoner")

    assert (own.is_promised, asked.is_promised) == (True, False)
    trajectories.accept_planned_item(case.pk, asked.pk, by=case.candidate)
    assert [row.title for row in promises_of(case)] == ["Marktplan", "Gesprek met een bewoner"]


def test_only_the_candidate_accepts(case):
    asked = planned(case, by=coach_of(case))

    with pytest.raises(NotAllowed):
        trajectories.accept_planned_item(case.pk, asked.pk, by=coach_of(case))


def test_a_change_by_the_coach_asks_the_candidate_again_and_one_by_the_candidate_does_not(case):
    own = planned(case, by=case.candidate)
    fields = {"title": "Ander plan", "kind": "reflection", "due_on": in_days(20)}
    chosen = [row.pk for row in own.work_processes.all()]

    changed = trajectories.change_planned_item(case.pk, own.pk, work_processes=chosen, by=coach_of(case), **fields)
    assert not changed.is_promised
    changed = trajectories.change_planned_item(case.pk, own.pk, work_processes=chosen, by=case.candidate, **fields)
    assert changed.is_promised


def test_one_thing_may_be_promised_for_several_parts_and_counts_for_none(case):
    planned(case, by=case.candidate, codes=("W1", "W2"))

    rows = coverage_of(case, on=timezone.localdate())
    assert {row.signals[0] for row in rows} == {Signal.NOTHING_YET}
    assert sorted(
        row.work_process.code for row in rows if row.work_process.pk in by_work_process(promises_of(case))
    ) == ["W1", "W2"]


def test_a_promise_is_kept_in_one_step_the_item_is_linked_and_shared(case):
    promise = planned(case, by=case.candidate, codes=("W1", "W2"))
    item = make_item(case.candidate)

    trajectories.fulfil_planned_item(case.pk, promise.pk, item_id=item.pk, by=case.candidate)

    assert {link.work_process.code for link in item.links.all()} == {"W1", "W2"}
    assert item.shares.filter(audience=case.audience, ended_at=None).exists()
    assert promises_of(case) == []
    with pytest.raises(WrongState):  # a second tab
        trajectories.fulfil_planned_item(case.pk, promise.pk, item_id=item.pk, by=case.candidate)


def test_what_was_linked_before_stays_linked(case):
    item = share_evidence(case, ["W3"])
    promise = planned(case, by=case.candidate)

    trajectories.fulfil_planned_item(case.pk, promise.pk, item_id=item.pk, by=case.candidate)

    assert {link.work_process.code for link in item.links.all()} == {"W1", "W3"}


def test_nobody_keeps_a_promise_with_anothers_item_or_before_agreeing(case):
    promise = planned(case, by=case.candidate)
    anothers = make_item(PersonFactory())
    with pytest.raises(NotFound):
        trajectories.fulfil_planned_item(case.pk, promise.pk, item_id=anothers.pk, by=case.candidate)

    asked = planned(case, by=coach_of(case))
    item = make_item(case.candidate)
    with pytest.raises(WrongState):
        trajectories.fulfil_planned_item(case.pk, asked.pk, item_id=item.pk, by=case.candidate)


def test_either_may_end_it_with_a_reason_that_the_other_reads(case):
    promise = planned(case, by=case.candidate)
    with pytest.raises(InvalidInput) as caught:
        trajectories.end_planned_item(case.pk, promise.pk, because="  ", by=coach_of(case))
    assert caught.value.field == "because"

    ended = trajectories.end_planned_item(case.pk, promise.pk, because="De markt gaat niet door.", by=coach_of(case))
    assert ended.ended_because == "De markt gaat niet door."
    assert not commitments([case.audience_id])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"kind": "poem"}, "kind"),
        ({"work_processes": []}, "work_processes"),
        ({"due_on": date(2020, 1, 1)}, "due_on"),
    ],
    ids=["no-title", "long-title", "kind", "no-part", "past"],
)
def test_what_cannot_be_planned_is_said_at_its_field_and_leaves_nothing(case, wrong, field):
    with pytest.raises(InvalidInput) as caught:
        planned(case, by=case.candidate, **wrong)

    assert caught.value.field == field
    assert not PlannedItem.objects.exists()


def test_a_day_that_is_past_may_stay_when_the_rest_is_changed(case):
    promise = planned(case, by=case.candidate)
    PlannedItem.objects.update(due_on=in_days(-3))

    changed = trajectories.change_planned_item(
        case.pk,
        promise.pk,
        title="Marktplan van de zomer",
        kind="work_product",
        work_processes=[row.pk for row in promise.work_processes.all()],
        due_on=in_days(-3),
        by=case.candidate,
    )

    assert changed.is_late(timezone.localdate())


def test_a_part_of_another_standard_is_refused(case):
    other = TrajectoryFactory(building=True)

    with pytest.raises(InvalidInput):
        planned(case, by=case.candidate, work_processes=[work_processes_in_scope(other)[0].pk])


@pytest.mark.parametrize("who", ["stranger", "assessor"])
def test_nobody_else_plans_or_asks(who):
    case = TrajectoryFactory(building=True)
    by = PersonFactory()
    if who == "assessor":
        portfolio.set_audience_member(case.audience, by, reads_frozen_only=True)

    with pytest.raises(NotAllowed):
        planned(case, by=by)
    with pytest.raises(NotAllowed):
        trajectories.ask_for_evidence(case.pk, text="Meer", due_on=in_days(3), by=by)
    assert not PlannedItem.objects.visible_to(by).exists()


def test_after_handing_in_nothing_is_planned_any_more():
    case = TrajectoryFactory(submitted=True)

    with pytest.raises(WrongState):
        planned(case, by=case.candidate)


def test_a_request_is_done_by_the_candidate_or_taken_back_by_the_coach(case):
    item = share_evidence(case, ["W1"])
    first = trajectories.ask_for_evidence(
        case.pk, text="Voeg het besluit toe", due_on=in_days(5), item_id=item.pk, by=coach_of(case)
    )
    second = trajectories.ask_for_evidence(case.pk, text="Nog een plan", due_on=in_days(3), by=coach_of(case))
    assert [(row.text, row.item) for row in commitments([case.audience_id])] == [
        ("Nog een plan", None),
        ("Voeg het besluit toe", item.pk),
    ]

    portfolio.finish_request(first.pk, by=case.candidate)
    portfolio.finish_request(first.pk, by=case.candidate)
    portfolio.withdraw_request(second.pk, by=coach_of(case))

    assert not EvidenceRequest.objects.open().exists()
    with pytest.raises(WrongState):
        portfolio.withdraw_request(first.pk, by=coach_of(case))
    with pytest.raises(WrongState):
        portfolio.finish_request(second.pk, by=case.candidate)
    events = AuditEntry.objects.filter(event__startswith="request.").values_list("event", flat=True)
    assert sorted(events) == ["request.asked", "request.asked", "request.done", "request.withdrawn"]


def test_the_coach_does_not_do_it_for_the_candidate_nor_the_candidate_take_it_back(case):
    asked = trajectories.ask_for_evidence(case.pk, text="Nog een plan", due_on=in_days(3), by=coach_of(case))

    with pytest.raises(NotAllowed):
        portfolio.finish_request(asked.pk, by=coach_of(case))
    with pytest.raises(NotAllowed):
        portfolio.withdraw_request(asked.pk, by=case.candidate)


def test_a_coach_asks_only_about_what_is_shared(case):
    hidden = make_item(case.candidate)
    with pytest.raises(NotFound):
        trajectories.ask_for_evidence(case.pk, text="Meer", due_on=in_days(3), item_id=hidden.pk, by=coach_of(case))


@pytest.mark.parametrize(
    "broken",
    [
        {"ended_at": timezone.now},
        {"ended_because": lambda: "zomaar"},
        {"fulfilled_at": timezone.now, "accepted_at": lambda: None},
    ],
    ids=["ended-without-reason", "reason-without-end", "fulfilled-without-yes"],
)
def test_the_database_refuses_a_plan_that_makes_no_sense(case, broken):
    promise = planned(case, by=case.candidate)

    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedItem.objects.filter(pk=promise.pk).update(**{name: value() for name, value in broken.items()})


def test_the_log_holds_no_words_of_the_plan(case):
    promise = planned(case, by=case.candidate, title="Een heel bijzonder plan")
    trajectories.end_planned_item(case.pk, promise.pk, because="Een heel bijzondere reden", by=case.candidate)

    said = " ".join(str(entry.data) for entry in AuditEntry.objects.all())
    assert "bijzonder" not in said
