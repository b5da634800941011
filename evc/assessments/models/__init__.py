"""What assessors write down, a module per concept."""

from evc.assessments.models.interviewing import InterviewQuestion, Observation, ObservedFact
from evc.assessments.models.reassessing import ReassessedScore, Reassessment
from evc.assessments.models.recordings import InterviewRecording, RecordingConsent, RecordingMark
from evc.assessments.models.scoring import (
    Assessment,
    ItemJudgement,
    Mark,
    ModeratedScore,
    Moderation,
    ModerationSignature,
    RelevanceJudgement,
    Score,
    ScoreSupport,
    Substantiation,
    SupplementRequest,
    WorkProcessJudgement,
)
from evc.assessments.models.taken_over import TakenOver, TakenOverAgreement
from evc.assessments.models.third import ThirdOpinion

__all__ = [
    "Assessment",
    "InterviewQuestion",
    "InterviewRecording",
    "ItemJudgement",
    "Mark",
    "ModeratedScore",
    "Moderation",
    "ModerationSignature",
    "Observation",
    "ObservedFact",
    "ReassessedScore",
    "Reassessment",
    "RecordingConsent",
    "RecordingMark",
    "RelevanceJudgement",
    "Score",
    "ScoreSupport",
    "Substantiation",
    "SupplementRequest",
    "TakenOver",
    "TakenOverAgreement",
    "ThirdOpinion",
    "WorkProcessJudgement",
]
