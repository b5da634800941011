"""What assessors write down, a module per concept."""

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

__all__ = [
    "Assessment",
    "ItemJudgement",
    "Mark",
    "ModeratedScore",
    "Moderation",
    "ModerationSignature",
    "RelevanceJudgement",
    "Score",
    "ScoreSupport",
    "Substantiation",
    "SupplementRequest",
    "WorkProcessJudgement",
]
