"""What assessors write down, a module per concept."""

from evc.assessments.models.reassessing import ReassessedScore, Reassessment
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

__all__ = [
    "Assessment",
    "ItemJudgement",
    "Mark",
    "ModeratedScore",
    "Moderation",
    "ModerationSignature",
    "ReassessedScore",
    "Reassessment",
    "RelevanceJudgement",
    "Score",
    "ScoreSupport",
    "Substantiation",
    "SupplementRequest",
    "TakenOver",
    "TakenOverAgreement",
    "WorkProcessJudgement",
]
