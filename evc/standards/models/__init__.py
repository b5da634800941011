"""Qualification standards and who is recognised for them, a module per concept."""

from evc.standards.models.case import CaseItem, CasePackage
from evc.standards.models.imports import StandardImport
from evc.standards.models.standards import (
    AUDIT_CHAIN,
    CoreTask,
    Criterion,
    Origin,
    ProviderRecognition,
    QualificationStandard,
    StandardVersion,
    SubstantiationDepth,
    ThresholdRule,
    WorkProcess,
)

__all__ = [
    "AUDIT_CHAIN",
    "CaseItem",
    "CasePackage",
    "CoreTask",
    "Criterion",
    "Origin",
    "ProviderRecognition",
    "QualificationStandard",
    "StandardImport",
    "StandardVersion",
    "SubstantiationDepth",
    "ThresholdRule",
    "WorkProcess",
]
