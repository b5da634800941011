"""What an outcome stands on: the round that it came from, and the appeals that led to it. Not a later one: an outcome that
was replaced keeps saying what it said."""

from __future__ import annotations

from uuid import UUID

from evc.assessments.models import ModeratedScore, ReassessedScore
from evc.assessments.scoring import counted_levels
from evc.assessments.selectors import Comparison
from evc.outcomes.models import Appeal, Outcome


def round_it_came_from(outcome: Outcome) -> int:
    """Of the assessors. An appeal that is granted makes a next outcome, and no next round."""
    return _before_any_appeal(outcome).number


def looks_again(outcome: Outcome) -> list[UUID]:
    """The second looks that led to this outcome, as ids of reassessments, the first of them first."""
    found: list[UUID] = []
    step: Outcome | None = outcome
    while step is not None and step.replaces is not None:
        found += Appeal.objects.filter(new_outcome=step).values_list("reassessment", flat=True)
        step = step.replaces
    return found[::-1]


def levels_in(outcome: Outcome, comparison: Comparison) -> dict[UUID, UUID]:
    """The level that counts by criterion, as ids: of a second look that led here, else agreed, else of the first seat."""
    first = comparison.seats[0].levels if comparison.seats else {}
    return {**counted_levels(first, comparison.agreed), **_found_again(outcome)}


def reasons_in(outcome: Outcome) -> dict[UUID, str]:
    """Why assessors who differed agreed on that level, by criterion. In a second look the reasons are those of that look."""
    again = _found_again(outcome)
    agreed = ModeratedScore.objects.filter(moderation__trajectory=outcome.trajectory_id)
    round_of_it = agreed.filter(moderation__reassessment=None, moderation__round=round_it_came_from(outcome))
    reasons = {key: why for key, why in round_of_it.values_list("criterion", "because") if key not in again}
    if again:
        of_look = agreed.filter(moderation__reassessment__in=looks_again(outcome), criterion__in=again)
        reasons |= dict(of_look.order_by("moderation__opened_at").values_list("criterion", "because"))
    return reasons


def _before_any_appeal(outcome: Outcome) -> Outcome:
    while outcome.replaces is not None:
        outcome = outcome.replaces
    return outcome


def _found_again(outcome: Outcome) -> dict[UUID, UUID]:
    looks = looks_again(outcome)
    if not looks:
        return {}
    rows = ReassessedScore.objects.filter(reassessment__in=looks, counts=True).order_by("reassessment__closed_at")
    return dict(rows.values_list("criterion", "level"))
