"""What the pages of calibration show: where a round stands, levels by letter, and how a criterion is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import template

from evc.quality.models import CalibrationRound, CriterionReading
from evc.quality.selectors.calibration import ComparedRow, Comparison
from evc.routes.models import RubricLevel
from evc.standards.models import Criterion
from frontend.calibration_words import StateWords, state_words

register = template.Library()


@register.simple_tag
def round_state(found: CalibrationRound) -> StateWords:
    return state_words(found)


@register.filter
def by_letter(row: ComparedRow, compared: Comparison) -> list[tuple[str, RubricLevel | None]]:
    """The level that each assessor gave, with their letter."""
    return list(zip(compared.letters, row.levels, strict=True))


@register.inclusion_tag("quality/_reading.html")
def reading(readings: Mapping[UUID, CriterionReading], criterion: Criterion) -> dict[str, Any]:
    """How a criterion is read, with its date; nothing where nothing was agreed."""
    return {"reading": readings.get(criterion.pk)}
