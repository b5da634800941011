"""What an assessment leads to, a module per concept."""

from evc.outcomes.models.corrections import Correction
from evc.outcomes.models.outcomes import (
    GapAdvice,
    Outcome,
    UnitResult,
)

__all__ = [
    "Correction",
    "GapAdvice",
    "Outcome",
    "UnitResult",
]
