"""Qualification standards and who is recognised for them, a module per concept."""

from evc.standards.models.standards import (
    AUDIT_CHAIN,
    CoreTask,
    Criterion,
    Origin,
    ProviderRecognition,
    QualificationStandard,
    StandardVersion,
    SubstantiationDepth,
    WorkProcess,
)

__all__ = [
    "AUDIT_CHAIN",
    "CoreTask",
    "Criterion",
    "Origin",
    "ProviderRecognition",
    "QualificationStandard",
    "StandardVersion",
    "SubstantiationDepth",
    "WorkProcess",
]
