"""Moderation: only what differs, with both reasons side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from evc.assessments.models import ModeratedScore, Moderation, Score, Substantiation
from evc.assessments.selectors.comparison import Comparison, SeatLevels, comparison_of
from evc.routes.models import RubricLevel
from evc.standards.models import Criterion


@dataclass(frozen=True, slots=True)
class Reason:
    """What one seat gave for a criterion, over the instruments that are compared, and why."""

    seat: int
    level: RubricLevel | None
    scores: tuple[Score, ...]  # with remark, in the order of the instruments; support prefetched
    legs: Substantiation | None


@dataclass(frozen=True, slots=True)
class Difference:
    criterion: Criterion
    reasons: tuple[Reason, ...]  # in the order of the seats
    agreed: ModeratedScore

    @property
    def is_agreed(self) -> bool:
        return self.agreed.level_id is not None


@dataclass(frozen=True, slots=True)
class ModerationPage:
    moderation: Moderation
    differences: tuple[Difference, ...]
    levels: tuple[RubricLevel, ...]
    signed_by: frozenset[UUID]  # persons
    criteria_compared: int

    @property
    def can_be_signed(self) -> bool:
        return all(row.is_agreed for row in self.differences)


def differences(moderation: Moderation) -> ModerationPage:
    """The rows in the order of the standard; a fixed number of queries."""
    comparison = comparison_of(moderation)
    levels = tuple(RubricLevel.objects.filter(rubric=moderation.trajectory.route.rubric_id))
    rows = moderation.scores.select_related("criterion__work_process__core_task", "level").order_by(
        "criterion__position"
    )
    sides = _Sides(comparison, {level.pk: level for level in levels})
    return ModerationPage(
        moderation=moderation,
        differences=tuple(
            Difference(
                criterion=row.criterion,
                reasons=tuple(sides.reason(seat, row.criterion) for seat in comparison.seats),
                agreed=row,
            )
            for row in rows
        ),
        levels=levels,
        signed_by=frozenset(moderation.signatures.values_list("assessor", flat=True)),
        criteria_compared=comparison.scores_compared,
    )


class _Sides:
    """What each seat wrote, read once."""

    def __init__(self, comparison: Comparison, levels: Mapping[UUID, RubricLevel]) -> None:
        self.levels = levels
        assessments = [seat.assessment.pk for seat in comparison.seats]
        self.scores: dict[tuple[UUID, UUID], list[Score]] = {}
        found = Score.objects.filter(assessment__in=assessments).select_related("instrument", "level")
        for row in found.prefetch_related("support").order_by("instrument__position"):
            self.scores.setdefault((row.assessment_id, row.criterion_id), []).append(row)
        self.legs: dict[tuple[UUID, UUID, UUID | None], Substantiation] = {
            (row.assessment_id, row.work_process_id, row.criterion_id): row
            for row in Substantiation.objects.filter(assessment__in=assessments)
        }

    def reason(self, seat: SeatLevels, criterion: Criterion) -> Reason:
        level = seat.shared.get(criterion.pk)
        assessment = seat.assessment.pk
        return Reason(
            seat=seat.number,
            level=self.levels.get(level) if level else None,
            scores=tuple(self.scores.get((assessment, criterion.pk), ())),
            legs=self.legs.get((assessment, criterion.work_process_id, criterion.pk))
            or self.legs.get((assessment, criterion.work_process_id, None)),
        )
