"""The jobs of this room."""

from __future__ import annotations

from uuid import UUID

from foundation.jobs.registry import job
from foundation.privacy import services


@job("privacy.remove_files")
def remove_files(person: str) -> None:
    services.remove_files(UUID(person))
