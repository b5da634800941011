"""Agreeing on differences: a reason for each, and a signature of both that a change takes away."""

from __future__ import annotations

import pytest

from evc.assessments import services as assessments
from evc.assessments.errors import ModerationIsClosed, NotAgreed, OutOfScope, ReasonMissing, UnknownLevel
from evc.assessments.models import Moderation
from evc.assessments.selectors import differences
from evc.routes.models import Rubric, RubricLevel
from evc.trajectories.models import Participant, State
from foundation.jobs.models import OutgoingMail
from tests.factories.assessments import agreed_and_signed, assessed, criterion_of, level_of
from tests.factories.trajectories import who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part


@pytest.fixture
def trajectory():
    return assessed(levels={1: {"W1-C02": "goed"}, 2: {"W1-C02": "onvoldoende", "W2-C01": "onvoldoende"}})


@pytest.fixture
def moderation(trajectory):
    return Moderation.objects.get()


def agree(trajectory, moderation, code="W1-C02", *, level="voldoende", because="Samen gekeken.", seat=1):
    return assessments.agree(
        moderation.pk,
        criterion=criterion_of(trajectory, code),
        level=level_of(trajectory, level),
        because=because,
        by=who_is(trajectory, Part.ASSESSOR, seat),
    )


def test_the_rows_show_both_reasons_side_by_side(trajectory, moderation):
    page = differences(moderation)

    assert [row.criterion.code for row in page.differences] == ["W1-C02", "W2-C01"]
    first, second = page.differences[0].reasons
    assert (first.seat, first.level.key, second.seat, second.level.key) == (1, "goed", 2, "onvoldoende")
    assert first.scores[0].remark == "Seat 1 on W1-C02"
    assert second.legs.seen_or_heard
    assert page.criteria_compared == 4
    assert not page.can_be_signed


def test_nothing_is_signed_before_all_is_agreed(trajectory, moderation):
    agree(trajectory, moderation)

    with pytest.raises(NotAgreed) as caught:
        assessments.sign_moderation(moderation.pk, by=who_is(trajectory, Part.ASSESSOR, 1))
    assert caught.value.data["criteria"] == ["W2-C01"]


def test_one_signature_is_not_enough(trajectory, moderation):
    agree(trajectory, moderation)
    agree(trajectory, moderation, "W2-C01")
    assessments.sign_moderation(moderation.pk, by=who_is(trajectory, Part.ASSESSOR, 1))
    assessments.sign_moderation(moderation.pk, by=who_is(trajectory, Part.ASSESSOR, 1))

    trajectory.refresh_from_db()
    assert trajectory.state == State.MODERATING


def test_a_change_takes_the_signatures_away_and_the_same_again_does_not(trajectory, moderation):
    agree(trajectory, moderation)
    agree(trajectory, moderation, "W2-C01")
    assessments.sign_moderation(moderation.pk, by=who_is(trajectory, Part.ASSESSOR, 1))

    agree(trajectory, moderation, seat=2)
    assert moderation.signatures.count() == 1
    agree(trajectory, moderation, level="goed", seat=2)
    assert moderation.signatures.count() == 0


def test_an_agreed_level_needs_a_reason(trajectory, moderation):
    with pytest.raises(ReasonMissing):
        agree(trajectory, moderation, because="  ")


def test_only_what_differs_is_moderated(trajectory, moderation):
    with pytest.raises(OutOfScope):
        agree(trajectory, moderation, "W3-C01")


def test_the_level_is_one_of_the_routes_scale(trajectory, moderation):
    other = RubricLevel.objects.create(
        rubric=Rubric.objects.create(key="anders", name_nl="anders", name_en="other"),
        key="top",
        name_nl="top",
        name_en="top",
        position=1,
        meets_bar=True,
    )
    with pytest.raises(UnknownLevel):
        assessments.agree(
            moderation.pk,
            criterion=criterion_of(trajectory, "W1-C02"),
            level=other,
            because="Beter.",
            by=who_is(trajectory, Part.ASSESSOR, 1),
        )


def test_what_was_signed_by_all_is_closed(trajectory, moderation):
    agreed_and_signed(trajectory)

    with pytest.raises(ModerationIsClosed):
        agree(trajectory, moderation)


def test_the_assessors_hear_that_they_differ(trajectory, moderation):
    mails = OutgoingMail.objects.filter(key__startswith="moderation-opened:")

    assert {mail.to for mail in mails} == {who_is(trajectory, Part.ASSESSOR, seat).email for seat in (1, 2)}
    assert all(f"/trajectories/{trajectory.pk}" in mail.text for mail in mails)
