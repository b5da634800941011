"""Letting go of a candidate: what was judged stays, without the words that may tell who it was about."""

from __future__ import annotations

from django.db.models import QuerySet

from evc.quality.calibration_privacy import erase_calibration_words, erase_names
from evc.quality.models import Audit, CheckAnswer, DossierPrint, Draw, Finding, SecondOpinion
from evc.trajectories.models import Trajectory
from foundation.privacy.registry import GONE, Erasure, Steward, blank, register


def _erase(erasure: Erasure) -> None:
    own = Trajectory.objects.filter(candidate=erasure.person)
    erase_words(own, erasure)
    DossierPrint.objects.filter(outcome__trajectory__in=own).delete()  # the files go with the folder
    for audit in Audit.objects.all():
        if erasure.is_named_in(audit.email):
            audit.name, audit.email = GONE, f"{audit.pk}@gone.invalid"
            audit.save(update_fields=["name", "email"])
    erase_names(erasure)


def erase_words(own: QuerySet[Trajectory], erasure: Erasure) -> None:
    """Remarks and opinions; a finding stays without the name: it is about how the house works."""
    answers = CheckAnswer.objects.filter(outcome__trajectory__in=own)
    blank(answers.filter(answer="yes"), "remark")
    answers.exclude(answer="yes").update(remark=GONE)
    blank(Draw.objects.filter(trajectory__in=own), "remark")
    SecondOpinion.objects.filter(outcome__trajectory__in=own).update(question=GONE, text=GONE)
    for finding in Finding.objects.filter(draw__trajectory__in=own):
        finding.text, finding.answer = erasure.without_name(finding.text), erasure.without_name(finding.answer)
        finding.conclusion = erasure.without_name(finding.conclusion)
        finding.save(update_fields=["text", "answer", "conclusion"])
    erase_calibration_words(own)


register(Steward(app="quality", rank=60, erase=_erase))
