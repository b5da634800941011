"""A trajectory, who takes part in it, what happens in it; and how a candidate is guided."""

from evc.trajectories.models.agreements import Agreement, AgreementText, AgreementVersion
from evc.trajectories.models.cases import (
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
from evc.trajectories.models.requirements import EntryRequirement
from evc.trajectories.models.statements import IndependenceStatement, ResultConsent

__all__ = [
    "Agreement",
    "AgreementText",
    "AgreementVersion",
    "CoachLook",
    "Digest",
    "EntryRequirement",
    "HoursSpent",
    "IdentitySeen",
    "IndependenceStatement",
    "InstrumentRecord",
    "Intake",
    "Participant",
    "ResultConsent",
    "SelfScan",
    "Stall",
    "StartTest",
    "State",
    "StateChange",
    "Trajectory",
    "Yield",
]
