"""Who may see which assessment: blind until all are final."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, Q

if TYPE_CHECKING:
    from evc.assessments.models import (  # noqa: F401 -- the type arguments below
        Assessment,
        InterviewRecording,
        Moderation,
        Reassessment,
        TakenOver,
    )
    from foundation.people.models import Person

# A trajectory comes here only with every assessment final; sent back to the assessors it is blind again.
SCORES_OPEN = ("moderating", "quality_check", "decided", "issued", "closed")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """One's own; all of the seats, for the assessors and the quality officer, once every one of them is final.

        The trajectory's state says so (``SCORES_OPEN``). Of a third assessor it opens when that one is final as well, and a
        third assessor sees no other.
        """
        if not viewer.is_authenticated:
            return self.none()
        takes_part = viewer.participations.current().filter(part__in=["assessor", "quality_officer"])
        opened = Q(trajectory__in=takes_part.values("trajectory"), trajectory__state__in=SCORES_OPEN, reassessment=None)
        opened &= ~Q(participant__part="third_assessor", final_at=None)
        return self.filter(Q(assessor=viewer) | opened | _opened_in_appeal(viewer), participant__ended_at=None)

    def still_blind_for(self, viewer: Person) -> Self:
        """Those of the other assessors beside whom this person scores now: not even when they were final may be seen."""
        beside = viewer.participations.current().filter(part="assessor").values("trajectory")
        return self.filter(trajectory__in=beside).exclude(assessor=viewer).exclude(trajectory__state__in=SCORES_OPEN)

    def current(self) -> Self:
        """Those of the route's own seats, without those of assessors who were replaced; nothing of a third or an appeal."""
        return self.filter(participant__ended_at=None, participant__part="assessor", reassessment=None)


class ModerationQuerySet(models.QuerySet["Moderation"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """For the assessors and the quality officer, while scores are open: a moderation shows those of both sides."""
        if not viewer.is_authenticated:
            return self.none()
        takes_part = viewer.participations.current().filter(part__in=["assessor", "quality_officer"])
        opened = Q(trajectory__in=takes_part.values("trajectory"), trajectory__state__in=SCORES_OPEN, reassessment=None)
        return self.filter(opened | _opened_in_appeal(viewer))


class ReassessmentQuerySet(models.QuerySet["Reassessment"]):
    def under_way(self) -> Self:
        return self.filter(closed_at=None, stopped_at=None)


def _opened_in_appeal(viewer: Person) -> Q:
    """Of a second look: for its own assessors and quality officer, once every seat is final. Nobody of before is among them."""
    again = viewer.participations.current().filter(part__in=["appeal_assessor", "appeal_officer"])
    return Q(reassessment__scores_open_at__isnull=False, trajectory__in=again.values("trajectory"))


class InterviewRecordingQuerySet(models.QuerySet["InterviewRecording"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """For the candidate and the assessors who declared no ties; for the quality officer once scores are open.

        A third assessor hears it as well. Nobody else: it is no part of what a manager, a report or a badge shows.
        """
        if not viewer.is_authenticated:
            return self.none()
        parts = viewer.participations.current()
        scoring = parts.filter(part__in=["assessor", "third_assessor"]).exclude(no_ties_declared_at=None)
        checking = parts.filter(part="quality_officer")
        return self.filter(
            Q(trajectory__candidate=viewer)
            | Q(trajectory__in=scoring.values("trajectory"))
            | Q(trajectory__in=checking.values("trajectory"), trajectory__state__in=SCORES_OPEN)
        )


class TakenOverQuerySet(models.QuerySet["TakenOver"]):
    def counting(self) -> Self:
        """Those that every seat of the route agreed to, by whoever sits in it now."""
        by_seat = Count(
            "agreements__participant__seat",
            filter=Q(agreements__participant__ended_at=None, agreements__participant__part="assessor"),
            distinct=True,
        )
        return self.annotate(seats_agreed=by_seat, seats_asked=Count("trajectory__route__seats", distinct=True)).filter(
            seats_agreed__gt=0, seats_agreed=F("seats_asked")
        )

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """The assessors of the trajectory while they score: it is no score, and each has to agree to it."""
        if not viewer.is_authenticated:
            return self.none()
        seated = viewer.participations.current().filter(part="assessor", no_ties_declared_at__isnull=False)
        return self.filter(trajectory__in=seated.values("trajectory"))
