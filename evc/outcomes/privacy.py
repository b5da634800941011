"""Letting go of a candidate: an outcome stays, without the words of whoever decided or advised."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models import (
    Appeal,
    Complaint,
    ComplaintHandling,
    Correction,
    DevelopmentStep,
    DevelopmentTalk,
    GapAdvice,
    Outcome,
)
from evc.trajectories.models import Trajectory
from foundation.people.models import Person
from foundation.privacy.registry import Erasure, Sentence, Steward, blank, register


def _erase(erasure: Erasure) -> None:
    """Evaluations know nobody."""
    own = Trajectory.objects.filter(candidate=erasure.person)
    erase_words(own)
    _erase_contested(
        Appeal.objects.filter(trajectory__in=own),
        Complaint.objects.filter(lodger=erasure.person),
        Correction.objects.filter(asked_by=erasure.person),
    )


def erase_words(own: QuerySet[Trajectory]) -> None:
    """What was remarked and advised; the results stay."""
    blank(Outcome.objects.filter(trajectory__in=own), "remark")
    blank(GapAdvice.objects.filter(outcome__trajectory__in=own), "advice")
    DevelopmentStep.objects.filter(talk__trajectory__in=own).delete()
    DevelopmentTalk.objects.filter(trajectory__in=own).update(brought_up="", shared="", shared_at=None)


def erase_contested(own: QuerySet[Trajectory]) -> None:
    """What the candidates of these trajectories lodged."""
    _erase_contested(
        Appeal.objects.filter(trajectory__in=own),
        Complaint.objects.filter(trajectory__in=own, lodger=F("trajectory__candidate")),
        Correction.objects.filter(outcome__trajectory__in=own),
    )


def erase_complaints(complaints: QuerySet[Complaint]) -> None:
    """A complaint stays with its days."""
    ComplaintHandling.objects.filter(complaint__in=complaints).update(answer="", answered_at=None)
    blank(complaints, "about", "wish")


def _erase_contested(
    appeals: QuerySet[Appeal], complaints: QuerySet[Complaint], corrections: QuerySet[Correction]
) -> None:
    """An appeal stays with its decision, a complaint with its days; what somebody wrote in them goes."""
    blank(appeals, "reasons", "answer")
    erase_complaints(complaints)
    blank(corrections, "name", "because", "answer")


def _obstacles(person: Person) -> Iterator[Sentence]:
    if Appeal.objects.under_way().filter(trajectory__candidate=person).exists():
        yield _("You have an appeal that is being dealt with. Take it back first, or wait for the answer.")
    if Complaint.objects.under_way().filter(lodger=person).exists():
        yield _("You have a complaint that is being dealt with. Take it back first, or wait for the answer.")


register(Steward(app="outcomes", rank=50, erase=_erase, obstacles=_obstacles))
