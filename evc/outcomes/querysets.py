"""Who may see which outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from evc.assessments.querysets import SCORES_OPEN
from evc.roles import Role

if TYPE_CHECKING:
    from evc.outcomes.models import (  # noqa: F401 -- the type arguments below
        Appeal,
        Complaint,
        Correction,
        DevelopmentTalk,
        Outcome,
    )
    from foundation.people.models import Person


COUNTED = ("released", "replaced")  # what a quality officer released, also when an appeal put another in its place


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Before release: its quality officer, and its assessors while scores are open (what was sent back would tell a
        new assessor what the others found). After: the candidate, the coach and the coordinators too.

        A manager sees no outcome; what the candidate shares goes through the badge.
        """
        if not viewer.is_authenticated:
            return self.none()
        mine = viewer.participations.current()
        checked, scored = mine.filter(part="quality_officer"), mine.filter(part="assessor")
        informed = mine.filter(part__in=["candidate", "coach"]).values("trajectory")
        coordinated = viewer.organisations_as(Role.COORDINATOR)
        return self.filter(
            Q(trajectory__in=checked.values("trajectory"))
            | Q(trajectory__in=scored.values("trajectory"), trajectory__state__in=SCORES_OPEN)
            | (Q(state__in=COUNTED) & (Q(trajectory__in=informed) | Q(trajectory__provider__in=coordinated)))
            | Q(state__in=COUNTED, trajectory__in=mine.filter(part="appeal_officer").values("trajectory"))
        )

    def released(self) -> Self:
        return self.filter(state="released")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """The holder's own, and for the quality officers: of the trajectory, and of its provider for whoever left since."""
        if not viewer.is_authenticated:
            return self.none()
        checked = viewer.participations.current().filter(part="quality_officer").values("trajectory")
        answered_for = viewer.organisations_as(Role.QUALITY_OFFICER)
        return self.filter(
            Q(asked_by=viewer) | Q(outcome__trajectory__in=checked) | Q(outcome__trajectory__provider__in=answered_for)
        )


class AppealQuerySet(models.QuerySet["Appeal"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """The candidate, the coordinators of the provider, whoever decides on it, and who released the first outcome.

        Not whoever scores again: what the outcome was and why it is contested would colour their score.
        """
        if not viewer.is_authenticated:
            return self.none()
        mine = viewer.participations.current().filter(part__in=["candidate", "quality_officer", "appeal_officer"])
        coordinated = viewer.organisations_as(Role.COORDINATOR)
        return self.filter(
            Q(trajectory__in=mine.values("trajectory"))
            | Q(trajectory__provider__in=coordinated)
            | Q(officer=viewer, ended_at__isnull=False)
        )

    def under_way(self) -> Self:
        return self.filter(ended_at=None)


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """The lodger, and whoever handles it or handled it; no coordinator, no administrator."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(Q(lodger=viewer) | Q(pk__in=viewer.complaints_handled.values("complaint")))

    def under_way(self) -> Self:
        return self.filter(ended_at=None)


class DevelopmentTalkQuerySet(models.QuerySet["DevelopmentTalk"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """The candidate, the coach and the manager of the trajectory; what each reads of it is for the page."""
        if not viewer.is_authenticated:
            return self.none()
        mine = viewer.participations.current().filter(part__in=["candidate", "coach", "manager"])
        return self.filter(trajectory__in=mine.values("trajectory"))
