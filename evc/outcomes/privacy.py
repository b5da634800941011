"""Letting go of a candidate: an outcome stays, without the words of whoever decided or advised."""

from __future__ import annotations

from collections.abc import Iterator

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
from foundation.people.models import Person
from foundation.privacy.registry import Erasure, Sentence, Steward, blank, register


def _erase(erasure: Erasure) -> None:
    blank(Outcome.objects.filter(trajectory__candidate=erasure.person), "remark")
    blank(Correction.objects.filter(asked_by=erasure.person), "name", "because", "answer")
    _erase_what_came_after(erasure.person)
    blank(GapAdvice.objects.filter(outcome__trajectory__candidate=erasure.person), "advice")


def _erase_what_came_after(person: Person) -> None:
    """An appeal stays with its decision, a complaint with its days; what somebody wrote in them goes. Evaluations know nobody."""
    blank(Appeal.objects.filter(trajectory__candidate=person), "reasons", "answer")
    blank(Complaint.objects.filter(lodger=person), "about", "wish")
    ComplaintHandling.objects.filter(complaint__lodger=person).update(answer="", answered_at=None)
    DevelopmentStep.objects.filter(talk__trajectory__candidate=person).delete()
    talks = DevelopmentTalk.objects.filter(trajectory__candidate=person)
    talks.update(brought_up="", shared="", shared_at=None)


def _obstacles(person: Person) -> Iterator[Sentence]:
    if Appeal.objects.under_way().filter(trajectory__candidate=person).exists():
        yield _("You have an appeal that is being dealt with. Take it back first, or wait for the answer.")
    if Complaint.objects.under_way().filter(lodger=person).exists():
        yield _("You have a complaint that is being dealt with. Take it back first, or wait for the answer.")


register(Steward(app="outcomes", rank=50, erase=_erase, obstacles=_obstacles))
