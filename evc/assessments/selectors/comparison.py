"""What the assessors found together: compared over what they share, and what counts in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from evc.assessments.agreement import kappa_of_seats, scores_compared
from evc.assessments.models import (
    Assessment,
    ModeratedScore,
    Moderation,
    ReassessedScore,
    Reassessment,
    Score,
    TakenOver,
)
from evc.assessments.rounds import round_of
from evc.assessments.scoring import counted_levels, differences, effective_levels, shared_instruments
from evc.trajectories.models import Trajectory


@dataclass(frozen=True, slots=True)
class SeatLevels:
    """What one seat gave; levels by criterion, as ids of rubric levels."""

    number: int
    assessment: Assessment
    levels: Mapping[UUID, UUID]  # over all instruments of the seat
    shared: Mapping[UUID, UUID]  # over the instruments that every seat scores


@dataclass(frozen=True, slots=True)
class Comparison:
    """``differing`` in the order of the standard; ``agreed`` is what this round's moderation holds so far; ``reassessed`` what
    a granted appeal put in the place of both."""

    seats: tuple[SeatLevels, ...]
    differing: tuple[UUID, ...]
    agreed: Mapping[UUID, UUID]
    kappa: float | None
    scores_compared: int
    reassessed: Mapping[UUID, UUID] = field(default_factory=dict)

    @property
    def counted(self) -> dict[UUID, UUID]:
        """The level that counts for each criterion: of a granted appeal, else the agreed one, else that of seat 1."""
        return {**counted_levels(self.seats[0].levels if self.seats else {}, self.agreed), **self.reassessed}


def compare(trajectory: Trajectory) -> Comparison:
    """Compare the assessments of the seats as they are now; a fixed number of queries."""
    return _compare(trajectory, seated(trajectory), agreed=_agreed(trajectory), reassessed=_reassessed(trajectory))


def compare_again(reassessment: Reassessment) -> Comparison:
    """Compare those who looked again in an appeal, over the criteria that are contested."""
    return _compare(reassessment.trajectory, _seated_again(reassessment), agreed=_agreed_again(reassessment))


def comparison_of(moderation: Moderation) -> Comparison:
    """The sides of a moderation: of the seats, or of those who looked again."""
    again = moderation.reassessment
    return compare(moderation.trajectory) if again is None else compare_again(again)


def _compare(
    trajectory: Trajectory,
    found: list[Assessment],
    *,
    agreed: Mapping[UUID, UUID],
    reassessed: Mapping[UUID, UUID] | None = None,
) -> Comparison:
    instruments = {
        seat.number: [instrument.pk for instrument in seat.instruments.all()]
        for seat in trajectory.route.seats.prefetch_related("instruments")
    }
    sitting = sorted(found, key=lambda assessment: assessment.participant.seat or 0)
    scores: dict[UUID, dict[tuple[UUID, UUID], UUID]] = {
        assessment.pk: {(row.criterion_id, row.instrument_id): row.level_id for row in assessment.scores.all()}
        for assessment in sitting
    }
    shared = shared_instruments(list(instruments.values()))
    seats = tuple(
        SeatLevels(
            number=assessment.participant.seat or 0,
            assessment=assessment,
            levels=effective_levels(
                scores[assessment.pk], instruments=instruments.get(assessment.participant.seat or 0, [])
            ),
            shared=effective_levels(scores[assessment.pk], instruments=shared),
        )
        for assessment in sitting
    )
    compared = [seat.shared for seat in seats]
    return Comparison(
        seats=seats,
        differing=tuple(differences(compared)),
        agreed=agreed,
        kappa=kappa_of_seats(compared),
        scores_compared=scores_compared(compared),
        reassessed=reassessed or {},
    )


def seated(trajectory: Trajectory) -> list[Assessment]:
    """The assessments of those who sit in the seats now, with their scores in the order of the standard."""
    return _with_scores(Assessment.objects.current().filter(trajectory=trajectory))


def _seated_again(reassessment: Reassessment) -> list[Assessment]:
    return _with_scores(Assessment.objects.filter(reassessment=reassessment, participant__ended_at=None))


def _with_scores(found: QuerySet[Assessment]) -> list[Assessment]:
    """Without scores on what was taken over from an earlier certificate: that was not assessed here, so it counts in nothing."""
    taken_over = TakenOver.objects.counting().filter(
        trajectory=OuterRef("assessment__trajectory"), work_process=OuterRef("criterion__work_process")
    )
    scores = Score.objects.filter(~Exists(taken_over.order_by())).order_by("criterion__position")
    return list(found.select_related("participant", "manifest").prefetch_related(Prefetch("scores", scores)))


def every_seat_is_final(trajectory: Trajectory) -> bool:
    """Whether each seat that the route asks for is taken by another person whose assessment is final."""
    asked = set(trajectory.route.seats.values_list("number", flat=True))
    return _filled(asked, Assessment.objects.current().filter(trajectory=trajectory))


def every_seat_is_final_again(reassessment: Reassessment) -> bool:
    """The same for those who look again."""
    asked = set(reassessment.trajectory.route.seats.values_list("number", flat=True))
    return _filled(asked, Assessment.objects.filter(reassessment=reassessment, participant__ended_at=None))


def _filled(asked: set[int], found: QuerySet[Assessment]) -> bool:
    by_seat = dict(found.exclude(final_at=None).values_list("participant__seat", "assessor"))
    return bool(asked) and set(by_seat) == asked and len(set(by_seat.values())) == len(asked)


def _agreed(trajectory: Trajectory) -> dict[UUID, UUID]:
    rows = ModeratedScore.objects.filter(
        moderation__trajectory=trajectory,
        moderation__round=round_of(trajectory),
        moderation__reassessment=None,
        level__isnull=False,
    )
    return dict(rows.values_list("criterion", "level"))


def _agreed_again(reassessment: Reassessment) -> dict[UUID, UUID]:
    rows = ModeratedScore.objects.filter(moderation__reassessment=reassessment, level__isnull=False)
    return dict(rows.values_list("criterion", "level"))


def _reassessed(trajectory: Trajectory) -> dict[UUID, UUID]:
    """What granted appeals put in the place of it; of several the last."""
    rows = ReassessedScore.objects.filter(reassessment__trajectory=trajectory, counts=True)
    return dict(rows.order_by("reassessment__closed_at").values_list("criterion", "level"))
