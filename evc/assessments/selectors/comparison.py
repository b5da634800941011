"""What the assessors found together: compared over what they share, and what counts in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from evc.assessments.agreement import kappa_of_seats, scores_compared
from evc.assessments.models import Assessment, ModeratedScore, Score
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
    """``differing`` in the order of the standard; ``agreed`` is what this round's moderation holds so far."""

    seats: tuple[SeatLevels, ...]
    differing: tuple[UUID, ...]
    agreed: Mapping[UUID, UUID]
    kappa: float | None
    scores_compared: int

    @property
    def counted(self) -> dict[UUID, UUID]:
        """The level that counts for each criterion: the agreed one, else that of seat 1."""
        return counted_levels(self.seats[0].levels if self.seats else {}, self.agreed)


def compare(trajectory: Trajectory) -> Comparison:
    """Compare the assessments of the seats as they are now; a fixed number of queries."""
    instruments = {
        seat.number: [instrument.pk for instrument in seat.instruments.all()]
        for seat in trajectory.route.seats.prefetch_related("instruments")
    }
    sitting = sorted(seated(trajectory), key=lambda assessment: assessment.participant.seat or 0)
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
        agreed=_agreed(trajectory),
        kappa=kappa_of_seats(compared),
        scores_compared=scores_compared(compared),
    )


def seated(trajectory: Trajectory) -> list[Assessment]:
    """The assessments of those who sit in the seats now, with their scores in the order of the standard."""
    return list(
        Assessment.objects.current()
        .filter(trajectory=trajectory)
        .select_related("participant", "manifest")
        .prefetch_related(Prefetch("scores", Score.objects.order_by("criterion__position")))
    )


def every_seat_is_final(trajectory: Trajectory) -> bool:
    """Whether each seat that the route asks for is taken by another person whose assessment is final."""
    asked = set(trajectory.route.seats.values_list("number", flat=True))
    final = Assessment.objects.current().filter(trajectory=trajectory).exclude(final_at=None)
    by_seat = dict(final.values_list("participant__seat", "assessor"))
    return bool(asked) and set(by_seat) == asked and len(set(by_seat.values())) == len(asked)


def _agreed(trajectory: Trajectory) -> dict[UUID, UUID]:
    rows = ModeratedScore.objects.filter(
        moderation__trajectory=trajectory, moderation__round=round_of(trajectory), level__isnull=False
    )
    return dict(rows.values_list("criterion", "level"))
