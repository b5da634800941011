"""Letting go of a candidate: an outcome stays, without the words of whoever decided or advised."""

from __future__ import annotations

from evc.outcomes.models import GapAdvice, Outcome
from foundation.privacy.registry import Erasure, Steward, blank, register


def _erase(erasure: Erasure) -> None:
    blank(Outcome.objects.filter(trajectory__candidate=erasure.person), "remark")
    blank(GapAdvice.objects.filter(outcome__trajectory__candidate=erasure.person), "advice")


register(Steward(app="outcomes", rank=50, erase=_erase))
