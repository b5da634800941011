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
from evc.routes.models.work import RouteWork

__all__ = [
    "AssessorSeat",
    "Instrument",
    "Phase",
    "Route",
    "RouteWork",
    "Rubric",
    "RubricLevel",
    "Scope",
]
