"""Letting go of a candidate: levels and marks stay, without the words beside them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from evc.assessments.models import (
    InterviewQuestion,
    ItemJudgement,
    ModeratedScore,
    ObservedFact,
    Score,
    Substantiation,
    SupplementRequest,
    TakenOver,
    WorkProcessJudgement,
)
from evc.assessments.services.recording import erase_recordings_of
from evc.trajectories.models import Trajectory
from foundation.privacy.registry import Erasure, Steward, blank, register


def _erase(erasure: Erasure) -> None:
    erase_recordings_of(erasure.person)
    erase_words(Trajectory.objects.filter(candidate=erasure.person))


def erase_words(own: QuerySet[Trajectory]) -> None:
    """Why, of every judgement; the judgement itself stays."""
    InterviewQuestion.objects.filter(assessment__trajectory__in=own).delete()
    blank(ObservedFact.objects.filter(observation__record__trajectory__in=own), "text")
    theirs = Q(assessment__trajectory__in=own)
    for model in (Score, ItemJudgement, WorkProcessJudgement):
        blank(model._default_manager.filter(theirs), "remark")
    blank(SupplementRequest.objects.filter(theirs), "text")
    blank(Substantiation.objects.filter(theirs), "part_of_standard", "evidence_or_instrument", "seen_or_heard")
    blank(TakenOver.objects.filter(trajectory__in=own), "source", "certificate", "because")
    blank(ModeratedScore.objects.filter(moderation__trajectory__in=own), "because")


register(Steward(app="assessments", rank=40, erase=_erase))
