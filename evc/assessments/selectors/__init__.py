"""Reads of assessments, for screens and for the rooms above."""

from evc.assessments.selectors.comparison import Comparison, SeatLevels, compare, every_seat_is_final
from evc.assessments.selectors.desk import (
    CriterionRow,
    Desk,
    InstrumentScore,
    ItemNews,
    ItemRow,
    Progress,
    WorkProcessDesk,
    desk,
    for_desk,
)
from evc.assessments.selectors.guide import GuideCriterion, GuideWorkProcess, interview_guide
from evc.assessments.selectors.moderation import Difference, ModerationPage, Reason, differences
from evc.assessments.selectors.observing import Observable, observables
from evc.assessments.selectors.recordings import Heard, recordings_for, unfinished_recordings
from evc.assessments.selectors.supplement import JoinedRequest, requests_for_candidate
from evc.assessments.selectors.tasks import AssessorTask, assessor_tasks
from evc.assessments.sheet import manifest_at_desk

__all__ = [
    "AssessorTask",
    "Comparison",
    "CriterionRow",
    "Desk",
    "Difference",
    "GuideCriterion",
    "GuideWorkProcess",
    "Heard",
    "InstrumentScore",
    "ItemNews",
    "ItemRow",
    "JoinedRequest",
    "ModerationPage",
    "Observable",
    "Progress",
    "Reason",
    "SeatLevels",
    "WorkProcessDesk",
    "assessor_tasks",
    "compare",
    "desk",
    "differences",
    "every_seat_is_final",
    "for_desk",
    "interview_guide",
    "manifest_at_desk",
    "observables",
    "recordings_for",
    "requests_for_candidate",
    "unfinished_recordings",
]
