"""The jobs of this room."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from evc.standards.importing import steps
from foundation.jobs.registry import job
from foundation.jobs.schedule import daily


@job("standards.read_import")
def read_import(pk: str) -> None:
    steps.read_import(UUID(pk))


@job("standards.keep_import")
def keep_import(pk: str) -> None:
    steps.keep_import(UUID(pk))


@daily("standards.forget_imports", at=time(3, 15))
def forget_imports(day: str) -> None:
    steps.forget_imports()
