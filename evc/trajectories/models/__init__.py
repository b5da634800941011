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
from evc.trajectories.models.coach_talks import CoachTalk, TalkPoint
from evc.trajectories.models.guiding import CoachLook, Digest, Stall
from evc.trajectories.models.inviting import InvitedProposal
from evc.trajectories.models.keeping import ErasedPart, Kept
from evc.trajectories.models.pausing import Pause, SilentEnd
from evc.trajectories.models.planning import Appointment, BulkLine, BulkRun, DueMove, Expertise, FreeDay
from evc.trajectories.models.requirements import EntryRequirement
from evc.trajectories.models.statements import IndependenceStatement, ResultConsent
from evc.trajectories.models.work import WorkHours

__all__ = [
    "Agreement",
    "AgreementText",
    "AgreementVersion",
    "Appointment",
    "BulkLine",
    "BulkRun",
    "CoachLook",
    "CoachTalk",
    "Digest",
    "DueMove",
    "EntryRequirement",
    "ErasedPart",
    "Expertise",
    "FreeDay",
    "HoursSpent",
    "IdentitySeen",
    "IndependenceStatement",
    "InstrumentRecord",
    "Intake",
    "InvitedProposal",
    "Kept",
    "Participant",
    "Pause",
    "ResultConsent",
    "SelfScan",
    "SilentEnd",
    "Stall",
    "StartTest",
    "State",
    "StateChange",
    "TalkPoint",
    "Trajectory",
    "WorkHours",
    "Yield",
]
