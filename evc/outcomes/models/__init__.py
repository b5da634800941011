"""What an assessment leads to, a module per concept."""

from evc.outcomes.models.after import (
    DevelopmentStep,
    DevelopmentTalk,
    Evaluation,
    EvaluationAnswer,
    EvaluationInvitation,
    EvaluationQuestion,
    QuestionKind,
)
from evc.outcomes.models.appeals import Appeal
from evc.outcomes.models.complaints import Complaint, ComplaintHandling
from evc.outcomes.models.corrections import Correction
from evc.outcomes.models.outcomes import (
    GapAdvice,
    Outcome,
    UnitResult,
)
from evc.outcomes.models.terms import ProcedureTerms

__all__ = [
    "Appeal",
    "Complaint",
    "ComplaintHandling",
    "Correction",
    "DevelopmentStep",
    "DevelopmentTalk",
    "Evaluation",
    "EvaluationAnswer",
    "EvaluationInvitation",
    "EvaluationQuestion",
    "GapAdvice",
    "Outcome",
    "ProcedureTerms",
    "QuestionKind",
    "UnitResult",
]
