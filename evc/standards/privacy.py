"""What standards know of people: who began an import, and the file that they sent for it."""

from __future__ import annotations

from evc.standards.importing.steps import forget_file
from evc.standards.models import StandardImport
from foundation.privacy.registry import Erasure, Steward, register


def _erase(erasure: Erasure) -> None:
    for found in StandardImport.objects.filter(by=erasure.person):
        forget_file(found)
        found.delete()


register(Steward(app="standards", rank=10, erase=_erase))
