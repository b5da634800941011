"""What a candidate promised or was asked, as lines of a list: the same for the candidate and the coach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from evc.trajectories.models import State, Trajectory
from portfolio.commitments import Commitment

GUIDED = frozenset({State.BUILDING, State.SUPPLEMENT})  # the plan and what is asked matter while evidence can be shared


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """``done_href``: where the candidate says that a request is done, ``withdraw_href``: where a coach takes it back."""

    commitment: Commitment
    late: bool
    href: str
    done_href: str = ""
    withdraw_href: str = ""


def commitment_lines(found: Iterable[Commitment], trajectory: Trajectory, *, today: date) -> list[CommitmentLine]:
    """In the order given."""
    return [_line(each, trajectory, today) for each in found]


def _line(each: Commitment, trajectory: Trajectory, today: date) -> CommitmentLine:
    late = each.is_late(today)
    if each.is_promise:
        return CommitmentLine(each, late, reverse("plan", args=[trajectory.pk]))
    href = reverse("item", args=[each.item]) if each.item else ""
    return CommitmentLine(
        each, late, href, reverse("request-done", args=[each.id]), reverse("request-withdraw", args=[each.id])
    )
