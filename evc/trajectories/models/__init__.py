"""A trajectory, who takes part in it, what happens in it; and how a candidate is guided."""

from evc.trajectories.models.cases import (
    Agreement,
    HoursSpent,
    IdentitySeen,
    InstrumentRecord,
    Intake,
    Participant,
    SelfScan,
    StartTest,
    State,
    StateChange,
    Trajectory,
    Yield,
)
from evc.trajectories.models.guiding import CoachLook, Digest, Stall

__all__ = [
    "Agreement",
    "CoachLook",
    "Digest",
    "HoursSpent",
    "IdentitySeen",
    "InstrumentRecord",
    "Intake",
    "Participant",
    "SelfScan",
    "Stall",
    "StartTest",
    "State",
    "StateChange",
    "Trajectory",
    "Yield",
]
