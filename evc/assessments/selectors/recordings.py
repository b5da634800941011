"""Recorded interviews, as somebody may hear them."""

from __future__ import annotations

from dataclasses import dataclass

from evc.assessments.models import InterviewRecording, RecordingMark
from evc.assessments.querysets import SCORES_OPEN
from evc.trajectories.models import Trajectory
from foundation.people.models import Person


@dataclass(frozen=True, slots=True)
class Heard:
    """``marks``: one's own, and those of others once every score is open; nothing for the candidate."""

    recording: InterviewRecording
    marks: tuple[RecordingMark, ...]


def unfinished_recordings(trajectory: Trajectory, person: Person) -> list[InterviewRecording]:
    """Those that this person began and that were not kept yet: the page was closed, or it records this very moment."""
    return list(
        InterviewRecording.objects.visible_to(person).filter(
            trajectory=trajectory, by=person, state=InterviewRecording.State.RECEIVING
        )
    )


def recordings_for(trajectory: Trajectory, person: Person) -> list[Heard]:
    """Those that this person may hear, the erased ones too, with what their digest was; two queries."""
    found = list(
        InterviewRecording.objects.visible_to(person)
        .filter(trajectory=trajectory)
        .exclude(state=InterviewRecording.State.RECEIVING)
        .select_related("instrument")
    )
    marks = RecordingMark.objects.filter(recording__in=found).select_related("criterion")
    if trajectory.state not in SCORES_OPEN:
        marks = marks.filter(by=person)
    if person.pk == trajectory.candidate_id:
        marks = marks.none()
    return [Heard(row, tuple(mark for mark in marks if mark.recording_id == row.pk)) for row in found]
