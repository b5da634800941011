"""What the candidate reads of a supplement that was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from evc.assessments.models import SupplementRequest
from evc.standards.models import WorkProcess
from evc.trajectories.models import Trajectory


@dataclass(frozen=True, slots=True)
class JoinedRequest:
    """All that was asked for one work process; who asked what can't be told from it."""

    work_process: WorkProcess
    texts: tuple[str, ...]  # in alphabetical order, so that the order tells nothing about who wrote what


def requests_for_candidate(trajectory: Trajectory) -> list[JoinedRequest]:
    """The requests that were sent last, by work process in the order of the standard; nothing before one was sent."""
    rows = SupplementRequest.objects.filter(
        assessment__trajectory=trajectory, round=trajectory.supplements_asked
    ).select_related("work_process__core_task")
    texts: dict[WorkProcess, list[str]] = {}
    for row in rows.order_by("work_process__position", "text"):
        texts.setdefault(row.work_process, []).append(row.text)
    return [JoinedRequest(work_process, tuple(found)) for work_process, found in texts.items()]
