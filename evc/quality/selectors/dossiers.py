"""Whose dossier somebody may read by this room's doors: the quality officer, a second opinion, an auditor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from evc.outcomes.models import Outcome
from evc.quality.models import Audit, AuditSample, SecondOpinion
from evc.trajectories.models import Participant
from foundation.people.models import Person


class Door(StrEnum):
    OFFICER = "officer"  # of this trajectory
    OPINION = "opinion"  # asked to look too
    AUDITOR = "auditor"  # it is in their sample


@dataclass(frozen=True, slots=True)
class Reader:
    """By which door; an auditor's dossier has a number."""

    door: Door
    audit: Audit | None = None
    number: int = 0


def readable_by(viewer: Person | AnonymousUser) -> QuerySet[Outcome]:
    """Outcomes whose dossier the viewer may read now; never one of a trajectory in which they had another part.

    An auditor's are released ones (a controlling body may, domain fact 49); the others' stand before them.
    """
    if not viewer.is_authenticated:
        return Outcome.objects.none()
    checked = viewer.participations.current().filter(part=Participant.Part.QUALITY_OFFICER)
    other = viewer.participations.exclude(part=Participant.Part.QUALITY_OFFICER)
    asked = SecondOpinion.objects.visible_to(viewer)
    drawn = AuditSample.objects.filter(audit__in=Audit.objects.visible_to(viewer))
    return Outcome.objects.filter(
        Q(trajectory__in=checked.values("trajectory"))
        | Q(pk__in=asked.values("outcome"))
        | Q(pk__in=drawn.values("outcome"), state=Outcome.State.RELEASED)
    ).exclude(trajectory__in=other.values("trajectory"))


def reader_of(outcome: Outcome, person: Person) -> Reader:
    """By which door they came; the outcome is one of ``readable_by``."""
    checks = outcome.trajectory.participants.current().filter(person=person, part=Participant.Part.QUALITY_OFFICER)
    if checks.exists():
        return Reader(Door.OFFICER)
    if SecondOpinion.objects.visible_to(person).filter(outcome=outcome).exists():
        return Reader(Door.OPINION)
    row = (
        AuditSample.objects.filter(outcome=outcome, audit__in=Audit.objects.visible_to(person))
        .select_related("audit__organisation")
        .order_by("-audit__given_at")[0]
    )
    return Reader(Door.AUDITOR, row.audit, row.number)
