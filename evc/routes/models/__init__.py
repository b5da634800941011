"""Routes are data, a module per concept."""

from evc.routes.models.routes import (
    AssessorSeat,
    Instrument,
    Phase,
    Route,
    Rubric,
    RubricLevel,
    Scope,
)

__all__ = [
    "AssessorSeat",
    "Instrument",
    "Phase",
    "Route",
    "Rubric",
    "RubricLevel",
    "Scope",
]
