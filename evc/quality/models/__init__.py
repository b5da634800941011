"""Check lists, second opinions, sampling, findings, calibration, audits and prints."""

from evc.quality.models.auditors import Audit, AuditSample
from evc.quality.models.calibration import (
    CalibrationConsent,
    CalibrationParticipant,
    CalibrationRound,
    CalibrationScore,
    CriterionReading,
    QualityTalk,
)
from evc.quality.models.check_lists import CheckAnswer, CheckList, CodePart, SecondOpinion
from evc.quality.models.findings import Finding
from evc.quality.models.prints import DossierPrint
from evc.quality.models.sampling import Draw, SamplingPlan, SamplingRaise, SamplingShare

__all__ = [
    "Audit",
    "AuditSample",
    "CalibrationConsent",
    "CalibrationParticipant",
    "CalibrationRound",
    "CalibrationScore",
    "CheckAnswer",
    "CheckList",
    "CodePart",
    "CriterionReading",
    "DossierPrint",
    "Draw",
    "Finding",
    "QualityTalk",
    "SamplingPlan",
    "SamplingRaise",
    "SamplingShare",
    "SecondOpinion",
]
