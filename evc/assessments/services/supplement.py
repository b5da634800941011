"""Asking for more evidence. The candidate reads the requests of all assessors joined and without names."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evc.assessments.errors import NothingToSend
from evc.assessments.models import SupplementRequest
from evc.assessments.services.opening import locked_own, require_work_process_in_scope
from evc.assessments.services.reopening import reopen
from evc.standards.models import WorkProcess
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.cleaning import clean_text
from evc.trajectories.errors import NoSupplementLeft
from evc.trajectories.models import State, Trajectory
from evc.trajectories.rules import require_assessor
from foundation.people.models import Person


@transaction.atomic
def request_supplement(
    assessment_id: UUID, *, work_process: WorkProcess, text: str, by: Person
) -> SupplementRequest | None:
    """Note what the assessor still wants to see for a work process; an empty text takes the request away (None).

    Nothing is sent yet. Raises NoSupplementLeft when the route allows no more.
    """
    assessment = locked_own(assessment_id, by=by)
    require_work_process_in_scope(assessment, work_process)
    trajectory = assessment.trajectory
    if assessment.reassessment is not None or not states.supplements_left(trajectory):  # an appeal adds no evidence
        raise NoSupplementLeft(trajectory.route.max_supplements)
    text = clean_text(text, field="text")
    where: dict[str, Any] = {
        "assessment": assessment,
        "work_process": work_process,
        "round": trajectory.supplements_asked + 1,
    }
    if not text:
        SupplementRequest.objects.filter(**where).delete()
        return None
    return SupplementRequest.objects.update_or_create(**where, defaults={"text": text, "asked_at": timezone.now()})[0]


@transaction.atomic
def ask_supplement(trajectory_id: UUID, *, by: Person) -> Trajectory:
    """Send everything that the assessors asked for in this round to the candidate: assessing -> supplement.

    An assessment that was final opens again: all score what comes, on the same dossier. Raises NothingToSend,
    NoSupplementLeft, NotAllowed, WrongState.
    """
    trajectory = trajectories.locked(trajectory_id)
    require_assessor(trajectory, by)
    states.require_move(trajectory, to=State.SUPPLEMENT)
    requests = SupplementRequest.objects.filter(
        assessment__trajectory=trajectory,
        assessment__participant__ended_at=None,
        round=trajectory.supplements_asked + 1,
    )
    if not requests.exists():
        raise NothingToSend
    reopen(trajectory, by=by)
    return trajectories.open_supplement(trajectory, by=by)
