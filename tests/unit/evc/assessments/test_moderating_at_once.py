"""Two assessors in the moderation at the same moment, each with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from evc.assessments import services as assessments
from evc.assessments.models import Moderation, ThirdOpinion
from evc.trajectories.models import Participant, State, StateChange
from tests.factories.assessments import assessed, level_of
from tests.factories.trajectories import who_is
from tests.racing import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
Part = Participant.Part


@pytest.fixture
def moderation() -> Moderation:
    """One difference, with a level proposed by the first."""
    found = assessed(levels={2: {"W1-C01": "onvoldoende"}}).moderations.get()
    agree(found, 1, "voldoende")
    return found


def agree(moderation: Moderation, seat: int, level: str) -> None:
    trajectory = moderation.trajectory
    assessments.agree(
        moderation.pk,
        criterion=moderation.scores.get().criterion,
        level=level_of(trajectory, level),
        because=f"Omdat het {level} is.",
        by=who_is(trajectory, Part.ASSESSOR, seat),
    )


def sign(moderation: Moderation, seat: int) -> None:
    assessments.sign_moderation(moderation.pk, by=who_is(moderation.trajectory, Part.ASSESSOR, seat))


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Do them together; gives the code of what was refused."""
    return [code for code in all_at_once(*acts) if code]


def moved_on(moderation: Moderation) -> int:
    return StateChange.objects.filter(trajectory=moderation.trajectory_id, to_state=State.QUALITY_CHECK).count()


def test_both_sign_at_once_and_it_closes_once(moderation: Moderation) -> None:
    assert at_once(lambda: sign(moderation, 1), lambda: sign(moderation, 2)) == []

    moderation.refresh_from_db()
    assert moderation.closed_at is not None
    assert moved_on(moderation) == 1


def test_what_was_changed_while_somebody_signed_is_signed_by_nobody_unseen(moderation: Moderation) -> None:
    """Either the change came first and both still have to sign it, or the signatures did and nothing was changed."""
    sign(moderation, 1)

    at_once(lambda: sign(moderation, 2), lambda: agree(moderation, 1, "onvoldoende"))

    moderation.refresh_from_db()
    level = moderation.scores.get().level.key
    if moderation.closed_at is not None:
        assert level == "voldoende"
        assert moved_on(moderation) == 1
    else:
        assert level == "onvoldoende"
        assert moderation.signatures.count() <= 1


def test_a_third_is_asked_for_once_and_not_beside_the_last_signature(moderation: Moderation) -> None:
    sign(moderation, 1)

    def ask() -> None:
        assessments.ask_third_assessor(moderation.pk, by=who_is(moderation.trajectory, Part.ASSESSOR, 1))

    at_once(lambda: sign(moderation, 2), ask, ask)

    moderation.refresh_from_db()
    asked = ThirdOpinion.objects.filter(moderation=moderation).count()
    assert (moderation.closed_at is None, asked) in {(True, 1), (False, 0)}
