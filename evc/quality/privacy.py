"""Letting go of a candidate: what was judged stays, without the words that may tell who it was about."""

from __future__ import annotations

from evc.quality.models import Audit, CheckAnswer, DossierPrint, Draw, Finding, SecondOpinion
from foundation.privacy.registry import GONE, Erasure, Steward, blank, register


def _erase(erasure: Erasure) -> None:
    candidate = erasure.person
    blank(CheckAnswer.objects.filter(outcome__trajectory__candidate=candidate, answer="yes"), "remark")
    CheckAnswer.objects.filter(outcome__trajectory__candidate=candidate).exclude(answer="yes").update(remark=GONE)
    blank(Draw.objects.filter(trajectory__candidate=candidate), "remark")
    opinions = SecondOpinion.objects.filter(outcome__trajectory__candidate=candidate)
    opinions.update(question=GONE, text=GONE)
    for finding in Finding.objects.filter(draw__trajectory__candidate=candidate):
        finding.text, finding.answer = erasure.without_name(finding.text), erasure.without_name(finding.answer)
        finding.conclusion = erasure.without_name(finding.conclusion)
        finding.save(update_fields=["text", "answer", "conclusion"])
    DossierPrint.objects.filter(outcome__trajectory__candidate=candidate).delete()  # the files go with the folder
    for audit in Audit.objects.all():
        if erasure.is_named_in(audit.email):
            audit.name, audit.email = GONE, f"{audit.pk}@gone.invalid"
            audit.save(update_fields=["name", "email"])


register(Steward(app="quality", rank=60, erase=_erase))
