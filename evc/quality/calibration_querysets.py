"""Who may see what of calibration and of the talks about it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from evc.roles import Role

if TYPE_CHECKING:
    from evc.quality.models import (  # noqa: F401 -- named in the bases below
        CalibrationRound,
        CriterionReading,
        QualityTalk,
    )
    from foundation.people.models import Person


class CalibrationRoundQuerySet(models.QuerySet["CalibrationRound"]):
    def under_way(self) -> Self:
        return self.filter(closed_at=None, stopped_at=None)

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """For the quality officers, and from its opening on for the assessors who score.

        Never for somebody who had another part in that trajectory. The candidate has a page of their own.
        """
        return self.led_by(viewer) | self.scored_by(viewer)

    def led_by(self, viewer: Person | AnonymousUser) -> Self:
        """For a quality officer who does not score in it: whoever leads sees who is done."""
        if not viewer.is_authenticated:
            return self.none()
        return (
            self._without_a_part(viewer, "quality_officer")
            .filter(organisation__in=viewer.organisations_as(Role.QUALITY_OFFICER))
            .exclude(pk__in=viewer.calibrations.values("round"))
        )

    def scored_by(self, viewer: Person | AnonymousUser) -> Self:
        if not viewer.is_authenticated:
            return self.none()
        return self._without_a_part(viewer).filter(
            pk__in=viewer.calibrations.values("round"),
            organisation__in=viewer.organisations_as(Role.ASSESSOR),
            opened_at__isnull=False,
            stopped_at=None,
        )

    def about(self, viewer: Person | AnonymousUser) -> Self:
        """Those that the viewer is the candidate of."""
        return self.filter(trajectory__candidate=viewer) if viewer.is_authenticated else self.none()

    def _without_a_part(self, viewer: Person, *but: str) -> Self:
        return self.exclude(trajectory__in=viewer.participations.exclude(part__in=but).values("trajectory"))


class CriterionReadingQuerySet(models.QuerySet["CriterionReading"]):
    def of_day(self, day: date, *, organisation: UUID, criteria: Collection[UUID]) -> dict[UUID, CriterionReading]:
        """By criterion, what held on that day; one query."""
        rows = self.filter(organisation=organisation, criterion__in=criteria, since__lte=day).order_by("since")
        return {row.criterion_id: row for row in rows}


class QualityTalkQuerySet(models.QuerySet["QualityTalk"]):
    def to_sign(self, person: Person) -> Self:
        """What somebody did not sign yet, nor objected to."""
        return self.filter(colleague=person, colleague_signed_at=None, objection="")

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """For the two who talked, and for the quality officers of the organisation."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(
            Q(officer=viewer) | Q(colleague=viewer) | Q(organisation__in=viewer.organisations_as(Role.QUALITY_OFFICER))
        )
