"""Letting go of somebody who followed a course: badges stay verifiable without it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from evc.programmes.models import Enrolment
from foundation.privacy.registry import Erasure, Steward, register


def _erase(erasure: Erasure) -> None:
    Enrolment.objects.filter(person=erasure.person).delete()


register(
    Steward(
        app="programmes",
        rank=25,
        erase=_erase,
        goes=[_("Which courses you followed, and how far you came.")],
    )
)
